import Foundation
import Synchronization

/// The thread on which all calls run. Anybody may post; the thread takes what was posted in order,
/// and wakes when a deadline is due.
final class CallLoop<Event: Sendable>: Sendable {
  private struct Inbox {
    var event: [Event] = []
    var isStopping = false
    /// Since when the thread works on what it took, or something waits; `nil`: it has nothing to do.
    var busySince: Int64?
  }

  private let inbox = Mutex(Inbox())
  private let wake = DispatchSemaphore(value: 0)
  private let ended = DispatchSemaphore(value: 0)

  /// Adds something to do; never waits.
  func post(_ event: Event) {
    let isFirst = inbox.withLock { inbox in
      inbox.event.append(event)
      if inbox.busySince == nil { inbox.busySince = monotonicMilliseconds() }
      return inbox.event.count == 1
    }
    if isFirst { wake.signal() }
  }

  /// How much waits, and for how many milliseconds the thread has not come back for more.
  var load: (waiting: Int, milliseconds: Int64) {
    inbox.withLock { inbox in
      (inbox.event.count, inbox.busySince.map { monotonicMilliseconds() - $0 } ?? 0)
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
    inbox.withLock { $0.isStopping = true }
    wake.signal()
    ended.wait()
  }

  private func run<Handler: CallEventHandler>(_ handler: Handler) where Handler.Event == Event {
    while true {
      let (event, isStopping) = inbox.withLock { inbox in
        let event = inbox.event
        inbox.event.removeAll(keepingCapacity: true)
        inbox.busySince = event.isEmpty ? nil : monotonicMilliseconds()
        return (event, inbox.isStopping)
      }
      for item in event { handler.take(item) }
      handler.lookAtClock()
      if !event.isEmpty { continue }
      if isStopping { return }
      wait(until: handler.nextDeadline)
    }
  }

  private func wait(until deadline: Int64?) {
    guard let deadline else { return wake.wait() }
    let milliseconds = Int(clamping: deadline - monotonicMilliseconds())
    _ = wake.wait(timeout: .now() + .milliseconds(max(0, milliseconds)))
  }
}

/// What a ``CallLoop`` drives; lives on its thread.
protocol CallEventHandler: AnyObject, SendableMetatype {
  associatedtype Event: Sendable
  func take(_ event: Event)
  /// Does what is due.
  func lookAtClock()
  /// When to look at the clock again, on ``monotonicMilliseconds()``; `nil`: when there is news.
  var nextDeadline: Int64? { get }
}

/// Milliseconds of a clock that never goes back.
func monotonicMilliseconds() -> Int64 {
  Int64(DispatchTime.now().uptimeNanoseconds / 1_000_000)
}

/// Microseconds of the same clock.
func monotonicMicroseconds() -> Int64 { Int64(DispatchTime.now().uptimeNanoseconds / 1_000) }
