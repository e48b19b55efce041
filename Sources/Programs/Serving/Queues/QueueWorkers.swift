import Foundation
import Synchronization

/// Threads that take work from a queue in the mailboxes: at once when they are woken, and every second,
/// because the time of what waits comes too.
final class QueueWorkers: Sendable {
  private let count: Int
  private let state = Atomic(State.running.rawValue)
  private let wake = DispatchSemaphore(value: 0)
  private let group = DispatchGroup()

  private enum State: Int { case running, finishing, over }

  private static let lookSeconds = 1.0

  /// Nothing runs before ``start(_:)``.
  init(_ count: Int) { self.count = count }

  /// - Parameter work: Does what is due, and says whether there was something.
  func start(_ work: @escaping @Sendable () -> Bool) {
    for _ in 0..<count {
      group.enter()
      Thread.detachNewThread { [self] in
        run(work)
        group.leave()
      }
    }
  }

  private func run(_ work: () -> Bool) {
    while true {
      switch State(rawValue: state.load(ordering: .relaxed)) {
      case .over, nil: return
      case .finishing: if !work() { return }
      case .running: if !work() { _ = wake.wait(timeout: .now() + Self.lookSeconds) }
      }
    }
  }

  /// There may be something to do.
  func wakeOne() { wake.signal() }

  /// Ends the threads after the work that each has in hand.
  /// - Parameters:
  ///   - finishes: Whether what is due now is done too.
  ///   - seconds: No longer is waited for them: what they have in hand is done again after the next start.
  func stop(finishes: Bool = false, seconds: Double) {
    let end = DispatchTime.now() + seconds
    state.store((finishes ? State.finishing : .over).rawValue, ordering: .relaxed)
    for _ in 0..<count { wake.signal() }
    _ = group.wait(timeout: end)
    state.store(State.over.rawValue, ordering: .relaxed)
  }
}
