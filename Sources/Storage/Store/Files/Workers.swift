import Dispatch
import Synchronization
import Threads

/// A few threads for what must not keep a line waiting: looking things up, hashing passcodes,
/// putting recordings in their place.
final class Workers: Sendable {
  private struct State {
    /// ``Mailboxes`` is the limit, which refuses requests before they come here.
    var waiting = Inbox<@Sendable () -> Void>()
    var active = 0

    mutating func take() -> (@Sendable () -> Void)? {
      let work = waiting.take()
      if work == nil { active -= 1 }
      return work
    }
  }

  private let width: Int
  private let state = Mutex(State())
  private let queue = DispatchQueue(label: "voiceportal.store.workers", attributes: .concurrent)

  /// At most `width` threads. Each passcode that is being hashed takes its cost in memory, so
  /// this bounds the memory as well.
  init(width: Int) { self.width = width }

  /// How much waits for a thread.
  var waiting: Int { state.withLock { $0.waiting.count } }

  /// Runs `work` on one of the threads.
  func submit(_ work: @escaping @Sendable () -> Void) {
    let mustStart = state.withLock { state in
      state.waiting.addAnyway(work)
      guard state.active < width else { return false }
      state.active += 1
      return true
    }
    if mustStart { queue.async { self.drain() } }
  }

  /// Waits until nothing waits any more.
  func finish() { queue.sync(flags: .barrier) {} }

  private func drain() {
    while let work = state.withLock({ $0.take() }) { work() }
  }
}
