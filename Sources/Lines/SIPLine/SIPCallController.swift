import Dispatch
import Mailbox
import Operations
import SIP
import Signalling
import Store
import Synchronization
import Telephony
import Threads

/// All calls of a service, on their thread: finds the call that something happens to.
final class SIPCallController: CallEventHandler {
  private let environment: CallEnvironment
  private let router: SIPEventRouter
  private var settings: SIPLineSettings
  private var calls: [DialogID: SIPCall] = [:]
  /// The callers of calls of ours.
  private var callers: [DialogID: DialogID] = [:]
  /// Calls whose parties are being looked up; at most ``mostIdentified``.
  private var identifying: Set<DialogID> = []
  static let mostIdentified = 1_000
  private var deadlines = Deadlines<DialogID>()

  init(_ environment: CallEnvironment, _ settings: SIPLineSettings, _ router: SIPEventRouter) {
    (self.environment, self.settings, self.router) = (environment, settings, router)
  }

  var nextDeadline: Int64? { deadlines.earliest }

  func lookAtClock() {
    let now = MonotonicTime.milliseconds
    while let dialog = deadlines.takeDue(at: now) {
      guard let call = calls[dialog] else { continue }
      call.scheduled = nil
      if call.deadline <= now { call.lookAtClock() }
      settle(dialog, call)
    }
  }

  func take(_ callEvent: CallEvent) {
    switch callEvent {
    case .invited(let invitation, let time): identify(invitation, invitedAt: time)
    case .identified(let invitation, let incoming, let time):
      begin(invitation, incoming, invitedAt: time)
    case .acknowledged(let dialog, let body): with(dialog) { $0.acknowledge(body) }
    case .keyByInfo(let dialog, let key): with(dialog) { $0.press(key) }
    case .referred(let dialog, let progress): with(dialog) { $0.refer(progress) }
    case .ended(let dialog, let ending): end(dialog, ending)
    case .media(let dialog, let event): with(dialog) { $0.take(event) }
    case .fetched(let dialog, let ticket, let reply): with(dialog) { $0.fetched(ticket, reply) }
    case .loaded(let dialog, let ticket, let prompt):
      with(dialog) { $0.loaded(ticket, prompt) }
    case .recordingBegan(let dialog, let ticket, let isThere):
      with(dialog) { $0.recordingBegan(ticket, isThere: isThere) }
    case .recordingEnded(let dialog, let ticket): with(dialog) { $0.recordingEnded(ticket) }
    case .recorded(let dialog, let ticket, let take): with(dialog) { $0.recorded(ticket, take) }
    case .calling(let target, let caller): callers[target] = caller
    case .rings(let target): callers[target].map { with($0) { $0.targetRings() } }
    case .answered(let dialog, let body):
      if let caller = callers[dialog] {
        with(caller) { $0.targetAnswered(body) }
      } else {
        with(dialog) { $0.callerAnswered(body) }
      }
    case .replaced(let dialog): with(dialog) { $0.replaced() }
    case .endedByOperator(let dialog): with(dialog) { $0.hangUp(.byOperator) }
    case .reconfigured(let new): settings = new
    case .endingAll:
      for dialog in identifying { router.refuseBusy(dialog) }
      router.calls.subtract(identifying.count, ordering: .relaxed)
      identifying = []
      for dialog in Array(calls.keys) { with(dialog) { $0.hangUp(.drained) } }
    }
  }

  /// Looks up in the store who calls and whom, on a thread that may wait for the database.
  private func identify(_ invitation: Invitation, invitedAt: Int64) {
    let dialog = invitation.dialog
    let isTaken =
      identifying.count < Self.mostIdentified
      && environment.lookups.wish(
        { [settings, environment] in
          let incoming = settings.call(by: invitation, in: environment.store.accounts)
          environment.loop.post(.identified(invitation, incoming, at: invitedAt))
        }, of: dialog)
    guard isTaken else { return router.refuseBusy(dialog) }
    identifying.insert(dialog)
    router.calls.add(1, ordering: .relaxed)
  }

  private func begin(_ invitation: Invitation, _ incoming: IncomingCall, invitedAt: Int64) {
    // The caller may have hung up meanwhile.
    guard identifying.remove(invitation.dialog) != nil else { return }
    var incoming = incoming
    if let other = invitation.replaced.flatMap({ calls[$0] }) {
      incoming.takePlace(of: other.incoming)
    }
    let call = SIPCall(
      invitation, incoming, in: environment, following: settings, invitedAt: invitedAt)
    calls[invitation.dialog] = call
    call.begin()
    settle(invitation.dialog, call)
  }

  private func with(_ dialog: DialogID, _ body: (SIPCall) -> Void) {
    guard let call = calls[dialog] else { return }
    body(call)
    settle(dialog, call)
  }

  private func end(_ dialog: DialogID, _ ending: DialogEnding) {
    if identifying.remove(dialog) != nil {
      environment.lookups.callOff(dialog)
      router.calls.subtract(1, ordering: .relaxed)
      return
    }
    if let caller = callers.removeValue(forKey: dialog) {
      router.remove(dialog)
      return with(caller) { $0.targetEnded() }
    }
    with(dialog) { call in
      switch ending {
      case .peerHungUp, .weHungUp: call.hangUp(nil)
      case .cancelled: call.hangUp(.cancelled)
      case .refused(let status, _): call.hangUp(.failed("\(status.code) \(status.reason)"))
      case .vanished: call.hangUp(.mediaLost)
      case .failed(let reason): call.hangUp(.failed(reason))
      }
    }
  }

  /// Forgets a call that is over, or notes when it wants to look at the clock.
  private func settle(_ dialog: DialogID, _ call: SIPCall) {
    if call.isOver {
      guard calls.removeValue(forKey: dialog) != nil else { return }
      let record = call.close()
      router.remove(dialog)
      environment.registry.end(record)
      environment.log.write(record)
      router.calls.subtract(1, ordering: .relaxed)
      return
    }
    let deadline = call.deadline
    if let scheduled = call.scheduled, scheduled <= deadline { return }
    call.scheduled = deadline
    deadlines.add(dialog, at: deadline)
  }
}
