import CRe
import Synchronization

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
    var waiting: [Entry] = []
    var wake: Wake?
  }

  private let state = Mutex(State())

  /// Adds an entry; before `open` and after `close` it waits or is dropped.
  func put(_ entry: Entry) {
    state.withLock { state in
      state.waiting.append(entry)
      guard state.waiting.count == 1, let wake = state.wake else { return }
      _ = unsafe mqueue_push(wake.queue, 0, nil)
    }
  }

  /// Everything that waits, in order.
  func take() -> [Entry] {
    state.withLock { state in
      defer { state.waiting = [] }
      return state.waiting
    }
  }

  /// From now on entries wake this queue.
  func open(_ queue: OpaquePointer) {
    state.withLock { state in
      state.wake = unsafe Wake(queue: queue)
      if !state.waiting.isEmpty { _ = unsafe mqueue_push(queue, 0, nil) }
    }
  }

  /// Nothing is woken any more.
  func close() {
    state.withLock { state in
      state.wake = nil
      state.waiting = []
    }
  }
}
