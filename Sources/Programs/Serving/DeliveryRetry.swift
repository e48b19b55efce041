import Dispatch
import Operations
import Store
import Synchronization
import Telephony

/// Tries again to deliver the recordings that the mailboxes could not take (requirement D7), on a thread
/// of its own, and tells the log of what changes: every minute, and more often while a database that
/// several nodes share is away, so that its return is noticed within seconds.
final class DeliveryRetry: Sendable {
  /// Milliseconds between two attempts while nothing is known to wait.
  static let intervalMilliseconds = 60_000
  /// Milliseconds until the first attempt after something could not be kept; each pause after that is
  /// twice as long, up to the longest while the database is away.
  private static let firstMilliseconds = 1_000
  private static let longestAwayMilliseconds = 5_000

  private let store: Mailboxes
  private let log: Log
  private let told = Mutex(DeliveryReport())
  private let queue = DispatchQueue(label: "voiceportal.delivery", qos: .utility)
  private let isOver = Atomic(false)
  private let pace = Mutex(Pace())

  private struct Pace {
    var pause = DeliveryRetry.intervalMilliseconds
    var isWaiting = false
    /// Of several attempts that were planned only the last one counts.
    var plan = 0
  }

  /// Nothing is tried before ``attempt()`` or ``begin()``.
  init(_ store: Mailboxes, log: Log) { (self.store, self.log) = (store, log) }

  /// Delivers what can be delivered now.
  /// - Throws: ``StoreError`` when the folder of the recordings cannot be read.
  @discardableResult
  func attempt() throws(StoreError) -> DeliveryAttempt {
    let attempt = try store.deliverWaiting()
    log.counters.set(.recordingsWaiting, to: attempt.left.count)
    for line in told.withLock({ $0.lines(for: attempt) }) {
      if line.isProblem { log.error(line.sentence) } else { log.info(line.sentence) }
    }
    return attempt
  }

  /// Begins to try again, also when a database comes back, until ``end()``.
  func begin() {
    store.follow { [weak self] users in
      // Told when it is perhaps everybody who has changed: also when a connection was lost.
      guard users == nil, let self else { return }
      queue.async {
        self.attemptOrTell()
        self.plan()
      }
    }
    plan()
  }

  /// Something could not be kept: what waits now is tried soon. Any thread may say so.
  func hurry() {
    guard store.isShared else { return }
    let isSooner = pace.withLock { pace in
      guard pace.pause > Self.longestAwayMilliseconds else { return false }
      pace.pause = Self.firstMilliseconds
      return true
    }
    if isSooner { plan() }
  }

  private func plan() {
    let (pause, plan) = pace.withLock { pace in
      pace.plan += 1
      return (pace.pause, pace.plan)
    }
    queue.asyncAfter(deadline: .now() + .milliseconds(pause)) { [weak self] in
      guard let self, !isOver.load(ordering: .relaxed) else { return }
      guard pace.withLock({ $0.plan == plan }) else { return }
      attemptOrTell()
      self.plan()
    }
  }

  private func attemptOrTell() {
    guard !isOver.load(ordering: .relaxed) else { return }
    var longest = Self.intervalMilliseconds
    var waits = true
    do throws(StoreError) {
      if store.isShared {
        longest = Self.longestAwayMilliseconds
        // One question instead of one for each recording.
        _ = try store.lastChange()
        longest = Self.intervalMilliseconds
      }
      waits = try !attempt().left.isEmpty
    } catch {
      log.error("The recordings that wait: \(error)", kind: LogKind("recordings wait"))
    }
    pace.withLock { [longest, waits] pace in
      pace.pause =
        !waits || !store.isShared
        ? Self.intervalMilliseconds
        : pace.isWaiting ? min(2 * pace.pause, longest) : Self.firstMilliseconds
      pace.isWaiting = waits
    }
  }

  /// Waits for the attempt under way; there is none after that.
  func end() {
    isOver.store(true, ordering: .relaxed)
    queue.sync {}
  }
}
