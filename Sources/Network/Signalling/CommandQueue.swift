import CRe
import Synchronization
import Threads

/// Commands from any thread on their way to the reactor, which libre's message queue wakes once
/// for all that wait.
final class CommandQueue: Sendable {
  /// A command, or the wish to stop.
  enum Entry {
    case command(SignallingCommand)
    case stop
  }

  /// libre lets any thread push into it; it is freed under the lock that every push holds.
  @safe private struct Wake: @unchecked Sendable {
    var queue: OpaquePointer
  }

  private struct State {
    /// The calls that are on are the limit: each asks a few things.
    var waiting = Inbox<Entry>()
    var wake: Wake?
  }

  private let state = Mutex(State())

  /// Adds an entry; before `open` and after `close` it waits or is dropped.
  func put(_ entry: Entry) {
    state.withLock { state in
      switch state.waiting.addAnyway(entry) {
      case .first: if let wake = state.wake { _ = unsafe mqueue_push(wake.queue, 0, nil) }
      case .behindOthers, .full: break
      }
    }
  }

  /// Everything that waits, in order.
  func take() -> [Entry] {
    state.withLock { $0.waiting.takeAll() }
  }

  /// From now on entries wake this queue.
  func open(_ queue: OpaquePointer) {
    state.withLock { state in
      state.wake = unsafe Wake(queue: queue)
      if state.waiting.count > 0 { _ = unsafe mqueue_push(queue, 0, nil) }
    }
  }

  /// Nothing is woken any more.
  func close() {
    state.withLock { state in
      state.wake = nil
      _ = state.waiting.takeAll()
    }
  }
}
