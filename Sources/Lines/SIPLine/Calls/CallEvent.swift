import CallFlow
import Mailbox
import Media
import SIP
import Signalling
import Telephony

/// What is to be done on the thread of the calls. Everything that happens to a call arrives there
/// as one of these, so a call needs no lock.
enum CallEvent: Sendable {
  /// - Parameter at: When it came, on ``MonotonicTime/microseconds``.
  case invited(Invitation, at: Int64)
  /// Who calls and whom was looked up in the store.
  case identified(Invitation, IncomingCall, at: Int64)
  case acknowledged(DialogID, SIPBody?)
  /// A key by INFO (RFC 6086).
  case keyByInfo(DialogID, KeyInfo)
  case referred(DialogID, ReferProgress)
  case ended(DialogID, DialogEnding)
  case media(DialogID, MediaEvent)
  /// An answer of the store.
  case fetched(DialogID, Ticket, MailboxReply)
  /// What is to be said has been read from the disk.
  case loaded(DialogID, Ticket, PreparedPrompt)
  /// The file of a recording is there, or cannot be made.
  case recordingBegan(DialogID, Ticket, isThere: Bool)
  /// The recording has ended by itself; its end is still to come.
  case recordingEnded(DialogID, Ticket)
  case recorded(DialogID, Ticket, FinishedRecording)
  /// From now on the calls of this process follow other settings.
  case reconfigured(SIPLineSettings)
  /// A call of ours to the target of a transfer begins, for a caller.
  case calling(DialogID, for: DialogID)
  /// The phone that we call rings.
  case rings(DialogID)
  /// The target of a transfer has answered, or a caller has answered the target's offer.
  case answered(DialogID, SIPBody?)
  /// Another call has taken this one's place.
  case replaced(DialogID)
  /// An operator ends the call.
  case endedByOperator(DialogID)
  /// Calls that are still on end as if the callers had hung up.
  case endingAll
}
