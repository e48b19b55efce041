import Dispatch
import Operations
import Store
import Synchronization
import Telephony

/// Tries again every minute to deliver the recordings that the mailboxes could not take (requirement
/// D7), on a thread of its own, and tells the log of what changes.
final class DeliveryRetry: Sendable {
  /// Milliseconds between two attempts.
  static let intervalMilliseconds = 60_000

  private let store: Mailboxes
  private let log: Log
  private let told = Mutex(DeliveryReport())
  private let queue = DispatchQueue(label: "voiceportal.delivery", qos: .utility)
  private let isOver = Atomic(false)

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

  /// Begins to try again every minute, and when a database comes back, until ``end()``.
  func begin() {
    store.follow { [weak self] users in
      // Told when it is perhaps everybody who has changed: also when a connection was lost.
      guard users == nil, let self else { return }
      queue.async { self.attemptOrTell() }
    }
    wait()
  }

  private func wait() {
    queue.asyncAfter(deadline: .now() + .milliseconds(Self.intervalMilliseconds)) { [weak self] in
      guard let self, !isOver.load(ordering: .relaxed) else { return }
      attemptOrTell()
      wait()
    }
  }

  private func attemptOrTell() {
    guard !isOver.load(ordering: .relaxed) else { return }
    do throws(StoreError) {
      try attempt()
    } catch {
      log.error("The recordings that wait: \(error)")
    }
  }

  /// Waits for the attempt under way; there is none after that.
  func end() {
    isOver.store(true, ordering: .relaxed)
    queue.sync {}
  }
}
