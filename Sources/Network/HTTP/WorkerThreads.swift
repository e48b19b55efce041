import Foundation
import Synchronization

/// Threads that do one thing after the other, of which a bounded number waits.
final class WorkerThreads: Sendable {
  private struct State {
    var waiting: [@Sendable () -> Void] = []
    var isOver = false
  }

  private let most: Int
  private let state = Mutex(State())
  private let work = DispatchSemaphore(value: 0)
  private let count: Int

  init(_ count: Int, mostWaiting most: Int) {
    (self.count, self.most) = (count, most)
    for place in 1...max(1, count) {
      let thread = Thread { [self] in run() }
      thread.name = "web \(place)"
      thread.start()
    }
  }

  /// - Returns: `false`: too much waits, and this will not be done.
  func add(_ job: @escaping @Sendable () -> Void) -> Bool {
    let isTaken = state.withLock { state in
      guard !state.isOver, state.waiting.count < most else { return false }
      state.waiting.append(job)
      return true
    }
    if isTaken { work.signal() }
    return isTaken
  }

  /// Nothing more is begun.
  func end() {
    state.withLock { $0 = State(isOver: true) }
    for _ in 0..<count { work.signal() }
  }

  private func run() {
    while true {
      work.wait()
      let job = state.withLock { state -> (@Sendable () -> Void)? in
        state.waiting.isEmpty ? nil : state.waiting.removeFirst()
      }
      if let job {
        job()
      } else if state.withLock(\.isOver) {
        return
      }
    }
  }
}
