import Media
import Operations
import RTP
import SIP
import Signalling
import Synchronization
import Threads

/// Is told by the signalling what comes from the network, and passes it on to the thread of the
/// calls. Only what must be answered at once is answered here.
final class SIPEventRouter: SignallingListener {
  /// How many calls are on.
  let calls = Atomic(0)
  private let signalling: any Signalling
  private let loop: CallLoop<CallEvent>
  private let legs = Mutex<[DialogID: MediaLeg]>([:])
  /// What describes the partner of a dialog that has no sound here.
  private let partners = Mutex<[DialogID: SIPBody]>([:])
  private let waiting: MessageWaiting
  private let log: Log
  /// Devices that are registered here, by user and contact.
  private let devices = Mutex<Set<[String]>>([])
  /// How our registrations at others stand.
  private let registrations = Mutex<[RegistrationID: RegistrationState]>([:])

  init(
    _ signalling: any Signalling, _ loop: CallLoop<CallEvent>, _ waiting: MessageWaiting, _ log: Log
  ) {
    (self.signalling, self.loop) = (signalling, loop)
    (self.waiting, self.log) = (waiting, log)
  }

  /// The sound of a call, so that offers within it can be answered.
  func add(_ leg: MediaLeg, _ dialog: DialogID) {
    legs.withLock { $0[dialog] = leg }
    partners.withLock { $0[dialog] = nil }
  }
  /// The sound of a call goes to somebody else from now on.
  func connect(_ dialog: DialogID, _ partner: SIPBody) {
    legs.withLock { $0[dialog] = nil }
    partners.withLock { $0[dialog] = partner }
  }
  func remove(_ dialog: DialogID) {
    legs.withLock { $0[dialog] = nil }
    partners.withLock { $0[dialog] = nil }
  }

  /// A call that comes while the thread of the calls is far behind is refused, so what waits for that
  /// thread is bounded by the calls that are on.
  func invited(_ invitation: Invitation) {
    if !loop.offer(.invited(invitation, at: MonotonicTime.microseconds)) {
      refuseBusy(invitation.dialog)
    }
  }

  /// Answers 503: the portal is behind with its work.
  func refuseBusy(_ dialog: DialogID) {
    log.counters.add(.callsRefusedBusy)
    log.warning("A call was refused: too much waits for the thread of the calls.")
    signalling.perform(
      .refuse(
        dialog, SIPStatus(503, "Service Unavailable"), [SIPHeader("Retry-After", "10")]))
  }

  func acknowledged(_ dialog: DialogID, _ body: SIPBody?) {
    // At once, so that no key is lost that is pressed right after it.
    legs.withLock { $0[dialog] }?.stream.confirm()
    loop.post(.acknowledged(dialog, body))
  }

  func reoffered(_ dialog: DialogID, _ offer: SIPBody?) -> OfferReply {
    guard let leg = legs.withLock({ $0[dialog] }) else {
      // What was agreed on between the two stays, so that a session can be refreshed.
      return partners.withLock { $0[dialog] }.map { .session($0) } ?? .refused([])
    }
    guard let offer else { return .session(leg.offer()) }
    return leg.answer(offer.text)
  }

  func informed(_ dialog: DialogID, _ body: SIPBody) -> SIPStatus {
    guard let key = KeyInfo(type: body.type, body: body.text) else {
      return SIPStatus(415, "Unsupported Media Type")
    }
    if loop.offer(.keyByInfo(dialog, key)) { return SIPStatus(200, "OK") }
    log.counters.add(.keysRefused)
    log.warning("A key by INFO was refused: too much waits for the thread of the calls.")
    return SIPStatus(503, "Service Unavailable")
  }

  func referred(_ dialog: DialogID, _ progress: ReferProgress) {
    loop.post(.referred(dialog, progress))
  }

  /// The portal is transferred by nobody.
  func asked(_ dialog: DialogID, toRefer target: String) {}
  func progressed(_ dialog: DialogID, _ status: SIPStatus, _ body: SIPBody?) {
    if status.code == 180 { loop.post(.rings(dialog)) }
  }
  /// The answer to a call of ours, or to an offer of ours within a call.
  func answered(_ dialog: DialogID, _ body: SIPBody?) {
    if let leg = legs.withLock({ $0[dialog] }) {
      _ = leg.accept(body)
    } else {
      loop.post(.answered(dialog, body))
    }
  }

  func ended(_ dialog: DialogID, _ ending: DialogEnding) { loop.post(.ended(dialog, ending)) }
  func subscribed(_ id: SubscriptionID, _ subscription: IncomingSubscription) {
    waiting.subscribed(id, subscription)
  }
  func unsubscribed(_ id: SubscriptionID) { waiting.unsubscribed(id) }
  func notified(_ request: NotifyRequest, _ status: SIPStatus) { waiting.notified(request, status) }
  func probed(_ uri: String, _ status: SIPStatus) { waiting.probed(uri, status) }
  func bound(_ binding: Binding) {
    devices.withLock { devices in
      let device = [binding.user, binding.contact]
      if binding.expiresSeconds > 0 { devices.insert(device) } else { devices.remove(device) }
    }
    waiting.bound(binding)
  }

  /// How many devices are registered here, and how our registrations at others stand.
  var registered: (devices: Int, own: [RegistrationState]) {
    (devices.withLock { $0.count }, registrations.withLock { Array($0.values) })
  }

  func registered(_ id: RegistrationID, _ state: RegistrationState) {
    registrations.withLock { $0[id] = state }
    switch state {
    case .registered: log.info("Registration \(id.value) stands.")
    case .failed(let reason, let seconds):
      log.warning("Registration \(id.value) failed: \(reason). Next try in \(seconds) s.")
    case .ended: log.info("Registration \(id.value) has ended.")
    }
  }
  /// The first words of such a sentence say of what kind it is; what follows names a peer.
  func report(_ text: String) {
    let words = text.split(separator: " ").prefix(3).joined(separator: " ")
    if words == "a password was" { log.counters.add(.passwordsWrong) }
    log.warning(text, kind: LogKind("signalling: \(words)"))
  }
}
