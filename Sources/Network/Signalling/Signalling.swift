/// A SIP user agent: transports, transactions, dialogs, digest, subscriptions. It knows nothing of
/// mailboxes, calls of the portal or sound, and the library behind it can be exchanged.
///
/// Commands may be given from any thread and are carried out in order on the agent's own thread.
/// The listener is called on that thread and must not wait there.
public protocol Signalling: AnyObject, Sendable {
  /// Binds the addresses and begins to take requests.
  /// - Returns: What was bound, with the ports that were chosen for port 0.
  /// - Throws: ``SignallingError`` with the address and the reason.
  func start(
    _ listener: any SignallingListener
  ) throws(SignallingError) -> [TransportAddress]
  /// Does something soon. Commands for a dialog that is gone are ignored.
  func perform(_ command: SignallingCommand)
  /// Ends every dialog, waits a moment for the answers and lets go of the addresses.
  func stop()
}

/// What an agent can be told to do.
public enum SignallingCommand: Sendable {
  /// 180 to an incoming call.
  case ring(DialogID)
  /// 200 to an incoming call: the SDP answer, or an offer where the INVITE had none.
  case answer(DialogID, SIPBody)
  /// 3xx to 6xx to an incoming call, with headers such as Contact or Retry-After.
  case refuse(DialogID, SIPStatus, [SIPHeader])
  /// BYE; CANCEL of an outgoing call that is not answered yet; 480 to an incoming one.
  case hangUp(DialogID)
  /// REFER within the dialog (RFC 3515); its progress is told by `referred`.
  case refer(DialogID, to: String, [SIPHeader])
  /// Asks whether the peer still knows the call: OPTIONS within the dialog. A call to which no answer
  /// comes, or that the peer does not know any more, ends.
  case verify(DialogID)
  /// INFO within the dialog (RFC 6086).
  case info(DialogID, SIPBody)
  /// A new offer within the dialog; the answer is told by `answered`.
  case reoffer(DialogID, SIPBody)
  /// A call of our own.
  case invite(DialogID, OutgoingCall)
  /// Answers a REFER that was told by `asked(toRefer:)`: NOTIFY with this status as
  /// `message/sipfrag`; a final status ends the subscription.
  case notifyReferred(DialogID, SIPStatus)
  /// NOTIFY outside a dialog, such as unsolicited message-waiting (RFC 3842).
  /// How it was answered is told by `notified`.
  case notify(NotifyRequest)
  /// OPTIONS outside a dialog, to see whether a peer is there; told by `probed`.
  case probe(uri: String, from: String)
  /// NOTIFY within a subscription that was told by `subscribed`; `isLast` ends it.
  case publish(SubscriptionID, SIPBody, isLast: Bool)
  /// Registers at another server and stays so: refreshes, digest, back-off after failures. Told again,
  /// it goes on as it stands if nothing has changed, and else tries at once.
  case register(RegistrationID, Registration)
  /// Ends a registration.
  case unregister(RegistrationID)
  /// From now on other devices, limits and peers hold; addresses, certificate and product stay.
  case follow(SignallingOptions)
  /// New calls get 503 with Retry-After; `nil` if they are taken again.
  case refuseNewCalls(retryAfterSeconds: Int?)
}

/// Is told what comes from the network. Every method is called on the agent's thread.
public protocol SignallingListener: AnyObject, Sendable {
  /// An INVITE outside a dialog. 100 has been sent. It is answered by a command, at any time.
  func invited(_ invitation: Invitation)
  /// The peer's ACK of a 200 of ours; where that carried our offer, with the answer if there is one.
  /// Only who has received the 200 can send it. No INFO is told before the first one.
  func acknowledged(_ dialog: DialogID, _ body: SIPBody?)
  /// A re-INVITE or UPDATE with an offer; the answer is returned at once.
  /// For a re-INVITE without a body `offer` is `nil`, and an offer of ours is returned.
  func reoffered(_ dialog: DialogID, _ offer: SIPBody?) -> OfferReply
  /// INFO within a dialog; the status to answer is returned at once.
  func informed(_ dialog: DialogID, _ body: SIPBody) -> SIPStatus
  /// How a REFER of ours goes: the answer to it if it was refused, or what NOTIFY brought.
  func referred(_ dialog: DialogID, _ progress: ReferProgress)
  /// A REFER within a call; 202 has been sent. Answered by `.notifyReferred`.
  func asked(_ dialog: DialogID, toRefer target: String)
  /// A provisional response to an outgoing call.
  func progressed(_ dialog: DialogID, _ status: SIPStatus, _ body: SIPBody?)
  /// 200 to an outgoing call, or to an offer of ours within a dialog.
  func answered(_ dialog: DialogID, _ body: SIPBody?)
  /// The dialog is over; nothing more is told of it. Also when it never was answered.
  func ended(_ dialog: DialogID, _ ending: DialogEnding)
  /// SUBSCRIBE was accepted (200). The first NOTIFY is sent by a command, soon.
  func subscribed(_ id: SubscriptionID, _ subscription: IncomingSubscription)
  /// A subscription has ended: expired, withdrawn, or the subscriber does not answer.
  func unsubscribed(_ id: SubscriptionID)
  /// A device has registered here, refreshed, or gone.
  func bound(_ binding: Binding)
  /// How a NOTIFY outside a dialog ended; 408 stands for no answer (RFC 3261 section 8.1.3.1).
  func notified(_ request: NotifyRequest, _ status: SIPStatus)
  /// How OPTIONS to this address ended; 408 stands for no answer.
  func probed(_ uri: String, _ status: SIPStatus)
  /// How the registration at another server stands.
  func registered(_ id: RegistrationID, _ state: RegistrationState)
  /// One sentence for the log: what went wrong and where. Never a secret.
  func report(_ sentence: String)
}

/// What becomes of an offer within a call.
public enum OfferReply: Equatable, Sendable {
  /// The answer, or an offer of ours where there was none.
  case session(SIPBody)
  /// It is refused with 488 and these headers, such as Warning.
  case refused([SIPHeader])
}

/// Why nothing can be sent or received: one sentence with the place and the reason.
public struct SignallingError: Error, Equatable, Sendable, CustomStringConvertible {
  public let description: String
  /// An error with this sentence.
  public init(_ description: String) { self.description = description }
}
