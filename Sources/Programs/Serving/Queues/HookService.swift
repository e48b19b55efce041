import Configuration
import Foundation
import Mailbox
import Notifications
import Operations
import Store
import Synchronization

/// Sends the events that wait to the programs of companies. What cannot be sent now stays in the queue.
final class HookService: Service {
  typealias Configuration = ServedConfiguration

  let name = "events"
  private let store: Mailboxes
  private let log: Log
  private let workers = QueueWorkers(4)
  private let state: Mutex<State>

  private struct State {
    var settings: HookSettings
    /// URLs that were given up.
    var disabled: [String] = []
    /// When they were looked up last; milliseconds since 1970.
    var lookedUp: Int64 = 0
  }

  private static let leasedAtOnce = 2
  private static let lookUpMilliseconds: Int64 = 10_000
  // For the event that tells of the end.
  private static let stopSeconds = 3.0

  /// Nothing is sent before ``start()``.
  init(_ configuration: ServerConfiguration, _ store: Mailboxes, log: Log) {
    self.store = store
    self.log = log
    state = Mutex(State(settings: configuration.hooks.settings))
  }

  func start() {
    tell(.serverStarted)
    store.follow { [weak self] _ in self?.workers.wakeOne() }
    workers.start { [self] in work() }
  }

  func apply(_ configuration: ServedConfiguration) {
    let settings = configuration.configuration.hooks.settings
    state.withLock { $0.settings = settings }
    workers.wakeOne()
  }

  func drain() {
    tell(.serverDraining)
    workers.wakeOne()
  }

  func stop() { workers.stop(finishes: true, seconds: Self.stopSeconds) }

  var health: Health {
    let disabled = state.withLock(\.disabled)
    return disabled.first.map {
      .limited("No events are sent to \($0) any more, which has failed for days.")
    } ?? .good
  }

  private func tell(_ kind: HookEvent.Kind) {
    do throws(StoreError) {
      try store.hookServer(kind)
    } catch {
      log.error("The event \(kind.rawValue): \(error)", kind: LogKind("event queue"))
    }
  }

  /// Sends what is due.
  /// - Returns: Whether there was something.
  private func work() -> Bool {
    lookUpDisabled()
    let jobs: [HookJob]
    do throws(StoreError) {
      jobs = try store.leaseHooks(limit: Self.leasedAtOnce)
    } catch {
      log.error("The events that wait: \(error)", kind: LogKind("event queue"))
      return false
    }
    for job in jobs { send(job) }
    return !jobs.isEmpty
  }

  private func send(_ job: HookJob) {
    do throws(StoreError) {
      let outcome = try self.outcome(of: job)
      note(outcome, job)
      if let given = try store.settleHook(job.id, outcome) {
        log.error(
          "No events are sent to \(given.url) any more, which has failed for days "
            + "(\(given.lastAnswer)). 'voiceportal hooks enable' begins again.",
          kind: LogKind("events disabled"))
        state.withLock { $0.lookedUp = 0 }
      }
    } catch {
      log.error("Event \(job.id): \(error)", kind: LogKind("event queue"))
    }
  }

  private func outcome(of job: HookJob) throws(StoreError) -> HookOutcome {
    guard let secret = try store.hooks(of: job.company).secret else {
      return .refused("The company has no secret to sign events with.")
    }
    return HookSending(state.withLock(\.settings)).send(
      job.event, to: job.url, by: secret, timestamp: ServerClock.now() / 1_000)
  }

  private func note(_ outcome: HookOutcome, _ job: HookJob) {
    switch outcome {
    case .taken:
      log.counters.add(.hooksTaken)
      log.info("Event \(job.id) (\(job.event.kind.rawValue)) was taken by \(job.url).")
    case .refused(let answer), .unreachable(let answer):
      log.counters.add(.hooksPutOff)
      log.warning(
        "Event \(job.id) to \(job.url) is tried again later: \(answer)",
        kind: LogKind("events later"))
    }
  }

  /// An operator may have enabled a URL by the command line.
  private func lookUpDisabled() {
    let now = ServerClock.now()
    let isDue = state.withLock { state in
      guard now - state.lookedUp >= Self.lookUpMilliseconds else { return false }
      state.lookedUp = now
      return true
    }
    guard isDue, let endpoints = try? store.hookEndpoints() else { return }
    state.withLock { $0.disabled = endpoints.filter { $0.disabledAt != nil }.map(\.url) }
  }
}
