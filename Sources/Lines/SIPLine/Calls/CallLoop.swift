import Foundation
import Synchronization
import Threads

/// The thread on which all calls run. Anybody may post; the thread takes what was posted in order,
/// and wakes when a deadline is due.
final class CallLoop<Event: Sendable>: Sendable {
  private struct State {
    var events: Inbox<Event>
    var isStopping = false
    /// Since when the thread works on what it took, or something waits; `nil`: it has nothing to do.
    var busySince: Int64?

    /// Something waits from now on, if nothing did.
    mutating func becomeBusy() { busySince = busySince ?? MonotonicTime.milliseconds }
  }

  private let state: Mutex<State>
  private let wake = DispatchSemaphore(value: 0)
  private let ended = DispatchSemaphore(value: 0)

  /// Nothing runs yet.
  /// - Parameter limit: So many may wait when something comes that may be refused.
  init(limit: Int) { state = Mutex(State(events: Inbox(limit: limit))) }

  /// Adds what a call that is on needs; never waits. The calls that are on are the limit: each asks for
  /// few things at a time, and of the keys that come to it a few wait (``WaitingKeys``).
  func post(_ event: Event) {
    wake(
      for: state.withLock { state in
        state.becomeBusy()
        return state.events.addAnyway(event)
      })
  }

  /// Adds what may be refused; never waits.
  /// - Returns: Whether there was room; if not, whoever sent it is to be answered so.
  func offer(_ event: Event) -> Bool {
    let admission = state.withLock { state in
      let admission = state.events.add(event)
      if admission != .full { state.becomeBusy() }
      return admission
    }
    wake(for: admission)
    return admission != .full
  }

  /// How much waits, and for how many milliseconds the thread has not come back for more.
  var load: (waiting: Int, milliseconds: Int64) {
    state.withLock { state in
      (state.events.count, state.busySince.map { MonotonicTime.milliseconds - $0 } ?? 0)
    }
  }

  /// Begins the thread.
  /// - Parameters:
  ///   - name: Of the thread.
  ///   - begin: Makes what takes the news; called on the thread.
  func start<Handler: CallEventHandler>(
    named name: String, _ begin: @escaping @Sendable () -> Handler
  ) where Handler.Event == Event {
    let thread = Thread { [self] in
      run(begin())
      ended.signal()
    }
    thread.name = name
    thread.start()
  }

  /// Ends the thread, after what was posted before.
  func stop() {
    state.withLock { $0.isStopping = true }
    wake.signal()
    ended.wait()
  }

  private func run<Handler: CallEventHandler>(_ handler: Handler) where Handler.Event == Event {
    var events: [Event] = []
    while true {
      let isStopping = state.withLock { state in
        state.events.takeAll(into: &events)
        state.busySince = events.isEmpty ? nil : MonotonicTime.milliseconds
        return state.isStopping
      }
      for event in events { handler.take(event) }
      handler.lookAtClock()
      if !events.isEmpty { continue }
      if isStopping { return }
      wait(until: handler.nextDeadline)
    }
  }

  private func wake(for admission: Inbox<Event>.Admission) {
    switch admission {
    case .first: wake.signal()
    case .behindOthers, .full: break
    }
  }

  private func wait(until deadline: Int64?) {
    guard let deadline else { return wake.wait() }
    let milliseconds = Int(clamping: deadline - MonotonicTime.milliseconds)
    _ = wake.wait(timeout: .now() + .milliseconds(max(0, milliseconds)))
  }
}

/// What a ``CallLoop`` drives; lives on its thread.
protocol CallEventHandler: AnyObject, SendableMetatype {
  associatedtype Event: Sendable
  func take(_ event: Event)
  /// Does what is due.
  func lookAtClock()
  /// When to look at the clock again, on ``MonotonicTime/milliseconds``; `nil`: when there is news.
  var nextDeadline: Int64? { get }
}
