import Mailbox
public import Media
import RTP
public import SIP
public import Signalling
import Synchronization
import Telephony

/// Telephones that call portals by SIP. They share a user agent and a media engine, so hundreds
/// of calls can be on at once.
public final class SIPTestCallers: Sendable {
  private let signalling: any Signalling
  private let media: MediaEngine
  private let router = TestCallerRouter()
  private let home: TransportAddress

  /// - Throws: ``SignallingError``.
  public init(
    _ signalling: any Signalling, _ media: MediaEngine
  ) throws(SignallingError) {
    (self.signalling, self.media) = (signalling, media)
    guard let home = try signalling.start(router).first else {
      throw SignallingError("The telephones have no address of their own.")
    }
    self.home = home
    router.perform = { [signalling] in signalling.perform($0) }
  }

  /// A telephone for one call.
  /// - Parameter portal: Where to call, such as `sip:127.0.0.1:5060;transport=tcp`.
  /// - Throws: ``MediaError`` when there is no port left.
  public func telephone(calling portal: SIPURI) throws(MediaError) -> SIPTestCaller {
    let dialog = DialogID.next()
    let state = TestCallerState()
    let stream = try media.open { state.take($0) }
    let leg = MediaLeg(
      stream,
      MediaNegotiator(
        address: home.address, port: stream.port, sessionID: dialog.value, policy: .plainOnly))
    router.add(dialog, state, leg)
    return SIPTestCaller(self, portal, dialog, leg, state)
  }

  /// Ends every call and lets go of the addresses.
  public func close() {
    signalling.stop()
    media.close()
  }

  func perform(_ command: SignallingCommand) { signalling.perform(command) }
  func forget(_ dialog: DialogID) { router.remove(dialog) }

  /// The INVITE of a call as a phone system would send it.
  func outgoing(
    _ call: IncomingCall, to portal: SIPURI, _ offer: SIPBody
  ) -> OutgoingCall {
    var headers: [SIPHeader] = []
    let here = "\(home.address):\(home.port)"
    if call.trust == .verified, !call.from.isEmpty {
      headers.append(SIPHeader("P-Asserted-Identity", "<sip:\(call.from)@\(here)>"))
    }
    if let condition = call.condition, let reason = Self.reason(of: condition) {
      headers.append(SIPHeader("Diversion", "<sip:\(call.to)@\(here)>;reason=\(reason);counter=1"))
    }
    var target = portal
    target.user = call.to
    let from = call.from.isEmpty ? "sip:anonymous@anonymous.invalid" : "sip:\(call.from)@\(here)"
    return OutgoingCall(uri: "\(target)", from: from, offer: offer, headers: headers)
  }

  /// RFC 5806 section 4's words.
  private static func reason(of condition: CallCondition) -> String? {
    switch condition {
    case .idle: nil
    case .busy: "user-busy"
    case .doNotDisturb: "do-not-disturb"
    case .noAnswer: "no-answer"
    case .unreachable: "unavailable"
    case .unconditional: "unconditional"
    }
  }
}

/// Is told what comes for any of the telephones.
private final class TestCallerRouter: SignallingListener {
  private struct Entry {
    let state: TestCallerState
    let leg: MediaLeg
  }

  private let entries = Mutex<[DialogID: Entry]>([:])
  private let performer = Mutex<(@Sendable (SignallingCommand) -> Void)?>(nil)

  var perform: (@Sendable (SignallingCommand) -> Void)? {
    get { performer.withLock { $0 } }
    set { performer.withLock { $0 = newValue } }
  }

  func add(_ dialog: DialogID, _ state: TestCallerState, _ leg: MediaLeg) {
    entries.withLock { $0[dialog] = Entry(state: state, leg: leg) }
  }
  func remove(_ dialog: DialogID) { entries.withLock { _ = $0.removeValue(forKey: dialog) } }
  private func entry(_ dialog: DialogID) -> Entry? { entries.withLock { $0[dialog] } }

  func progressed(_ dialog: DialogID, _ status: SIPStatus, _ body: SIPBody?) {
    if status.code == 180 { entry(dialog)?.state.note(.ringing) }
  }

  func answered(_ dialog: DialogID, _ body: SIPBody?) {
    guard let entry = entry(dialog) else { return }
    guard entry.leg.accept(body) else {
      entry.state.note(.failed("the portal's answer cannot be followed"), isLast: true)
      perform?(.hangUp(dialog))
      return
    }
    entry.leg.stream.capture()
    entry.state.note(.answered)
  }

  func reoffered(_ dialog: DialogID, _ offer: SIPBody?) -> OfferReply {
    guard let leg = entry(dialog)?.leg else { return .refused([]) }
    guard let offer else { return .session(leg.offer()) }
    return leg.answer(offer.text)
  }

  /// The portal transfers the caller.
  func asked(_ dialog: DialogID, toRefer target: String) {
    guard let state = entry(dialog)?.state else { return }
    let number = SIPURI(target)?.user ?? target
    switch state.inside.withLock({ $0.transfers }) {
    case .connect:
      state.note(.act(.transferred(to: number, isConnected: true)), isLast: true)
      perform?(.notifyReferred(dialog, SIPStatus(200, "OK")))
    case .fail:
      state.note(.act(.transferred(to: number, isConnected: false)))
      perform?(.notifyReferred(dialog, SIPStatus(486, "Busy Here")))
    case .ring:
      state.note(.act(.transferred(to: number, isConnected: false)))
      perform?(.notifyReferred(dialog, SIPStatus(180, "Ringing")))
    }
  }

  func ended(_ dialog: DialogID, _ ending: DialogEnding) {
    guard let state = entry(dialog)?.state else { return }
    switch ending {
    case .peerHungUp, .cancelled: state.note(.act(.ended), isLast: true)
    case .weHungUp: break
    case .refused(let status, let contact):
      state.note(Self.event(of: status, contact), isLast: true)
    case .vanished: state.note(.failed("the portal has vanished"), isLast: true)
    case .failed(let reason): state.note(.failed(reason), isLast: true)
    }
  }

  private static func event(
    of status: SIPStatus, _ contact: String?
  ) -> Telephony.TestCallerEvent {
    switch status.code {
    case 300..<400:
      .act(.transferred(to: contact.flatMap { SIPURI($0)?.user } ?? "", isConnected: true))
    case 404: .act(.refused(.notInService))
    case 480: .act(.refused(.noAnswer))
    case 486: .act(.refused(.busy))
    default: .failed("the portal answered \(status.code) \(status.reason)")
    }
  }

  func invited(_ invitation: Invitation) {
    perform?(.refuse(invitation.dialog, SIPStatus(480, "Temporarily Unavailable"), []))
  }
  func acknowledged(_ dialog: DialogID, _ body: SIPBody?) {}
  func informed(_ dialog: DialogID, _ body: SIPBody) -> SIPStatus { SIPStatus(200, "OK") }
  func referred(_ dialog: DialogID, _ progress: ReferProgress) {}
  func subscribed(_ id: SubscriptionID, _ subscription: IncomingSubscription) {}
  func unsubscribed(_ id: SubscriptionID) {}
  func notified(_ request: NotifyRequest, _ status: SIPStatus) {}
  func probed(_ uri: String, _ status: SIPStatus) {}
  func bound(_ binding: Binding) {}
  func registered(_ id: RegistrationID, _ state: RegistrationState) {}
  func report(_ sentence: String) {}
}
