import SIP

/// A call in the agent: one INVITE dialog from its first message until nothing of it can come.
final class AgentCall {
  /// How far it is.
  enum Stage {
    /// Theirs, not answered yet.
    case ringing(ServerTransaction)
    /// Ours, not answered yet.
    case calling
    case established
    /// Told as ended; what still comes is answered and not told.
    case closing
  }

  let id: DialogID
  let dialog: SIPDialog
  /// Whether we have called, which decides who gives way when both offer (RFC 3261 section 14.1).
  let isOurs: Bool
  var stage: Stage
  /// Whether the peer has shown that it has received our 200, or has answered our call. INFO is not
  /// taken before.
  var isConfirmed: Bool

  /// What an incoming call proves about its caller, and the device whose password was given.
  var caller: (evidence: IdentityEvidence, device: String?)?

  /// A 200 of ours that waits for its ACK.
  var confirmation: Confirmation?
  /// A provisional response that the caller has to confirm and has not yet.
  var provisional: ReliableProvisional?
  /// The number of the last such response.
  var lastReliable: UInt32?
  /// BYE follows when the ACK is there.
  var isHangUpDue = false
  /// Our INVITE, or an INVITE or UPDATE of ours within the dialog that has no final answer yet.
  var offering: ClientTransaction?
  var isOffering = false
  /// Waits until it can be sent.
  var nextOffer: SIPBody?
  /// What is sent again when the peer repeats its 200: the ACK and the number of the INVITE.
  var lastACK: (sequence: UInt32, head: RequestDraft)?
  /// A 200 of the peer to an INVITE without an offer, for which the ACK waits for our answer.
  var unansweredOffer: UInt32?
  var session = SessionTimer()
  /// What we have last said and heard, to refresh a session without changing it.
  var localBody: SIPBody?
  var remoteBody: SIPBody?
  /// The CSeq number of a REFER of ours whose NOTIFYs are awaited.
  var refers: [UInt32] = []
  /// When an OPTIONS of ours that asks whether the call is still on has no answer.
  var probe: Clock.Ticket?
  /// REFERs of the peer that are not done: the `id` of their NOTIFYs, `nil` for the first one.
  var asked: [String?] = []

  init(_ id: DialogID, _ dialog: SIPDialog, isOurs: Bool, _ stage: Stage) {
    (self.id, self.dialog, self.isOurs, self.stage) = (id, dialog, isOurs, stage)
    isConfirmed = isOurs
  }

  var isClosing: Bool {
    if case .closing = stage { true } else { false }
  }

  var isEstablished: Bool {
    if case .established = stage { true } else { false }
  }
}

/// A 200 to an INVITE, repeated until the ACK comes (RFC 3261 section 13.3.1.4).
struct Confirmation {
  var transaction: ServerTransaction
  var sent: Reference
  /// Whether the 200 carried our offer, so that the ACK brings the answer.
  var carriesOffer: Bool
  var waitSeconds = 0.5
  var passedSeconds = 0.0
  var ticket: Clock.Ticket?
}
