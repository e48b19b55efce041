import Operations
import Signalling
import Store
import Telephony

/// What all calls of a service share.
struct CallEnvironment: Sendable {
  let signalling: any Signalling
  let voice: Voice
  let store: any MailboxStore
  let loop: CallLoop<CallEvent>
  let log: Log
  /// Is told of every call.
  let registry: CallRegistry
  /// The line's name in records of calls: `sip 1`.
  let line: String
  let writers = WriterQueues()
  let backlog = RecordingBacklog()
  /// Read recordings that are to be heard.
  let readers: CallReaders
  /// Look up who calls and whom.
  let lookups: CallReaders
  /// Opens the sound of a call; `nil`: no port is left.
  let openLeg: @Sendable (Invitation, SIPLineSettings, _ call: String) -> MediaLeg?
  /// From now on a dialog has no sound here: offers within it are answered with this description of
  /// whom it is connected to.
  let connect: @Sendable (DialogID, SIPBody) -> Void
  /// It has this sound again.
  let takeBack: @Sendable (DialogID, MediaLeg) -> Void
}
