import Dispatch
import Synchronization

/// A few threads for what must not keep a line waiting: looking things up, hashing passcodes,
/// putting recordings in their place.
final class Workers: Sendable {
  private struct Inbox {
    var waiting: [@Sendable () -> Void] = []
    var next = 0
    var active = 0

    mutating func take() -> (@Sendable () -> Void)? {
      guard next < waiting.count else {
        waiting.removeAll(keepingCapacity: true)
        next = 0
        active -= 1
        return nil
      }
      defer { next += 1 }
      return waiting[next]
    }
  }

  private let width: Int
  private let inbox = Mutex(Inbox())
  private let queue = DispatchQueue(label: "voiceportal.store.workers", attributes: .concurrent)

  /// At most `width` threads. Each passcode that is being hashed takes its cost in memory, so
  /// this bounds the memory as well.
  init(width: Int) { self.width = width }

  /// How much waits for a thread.
  var waiting: Int { inbox.withLock { $0.waiting.count - $0.next } }

  /// Runs `work` on one of the threads.
  func submit(_ work: @escaping @Sendable () -> Void) {
    let mustStart = inbox.withLock { inbox in
      inbox.waiting.append(work)
      guard inbox.active < width else { return false }
      inbox.active += 1
      return true
    }
    if mustStart { queue.async { self.drain() } }
  }

  /// Waits until nothing waits any more.
  func finish() { queue.sync(flags: .barrier) {} }

  private func drain() {
    while let work = inbox.withLock({ $0.take() }) { work() }
  }
}
