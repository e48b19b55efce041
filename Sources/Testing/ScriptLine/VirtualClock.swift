public import CallFlow
import Synchronization

/// The calendar of a script: it stands still unless the script lets time pass.
public final class VirtualClock: Sendable {
  private let milliseconds: Atomic<Int64>

  /// Wednesday, 4 March 2026, 9:00 UTC.
  public static let start: Int64 = 1_772_614_800_000

  /// The end of the year 9999. There the clock stands still.
  public static let end: Int64 = 253_402_300_799_000

  /// Begins at ``start``.
  public init() { milliseconds = Atomic(Self.start) }

  /// Milliseconds since 1970 UTC.
  public var now: Int64 { milliseconds.load(ordering: .sequentiallyConsistent) }

  /// Lets time pass.
  public func advance(by time: Moment) {
    var now = self.now
    while true {
      let (sum, isOver) = now.addingReportingOverflow(time)
      let (isDone, current) = milliseconds.compareExchange(
        expected: now, desired: isOver ? Self.end : min(sum, Self.end),
        ordering: .sequentiallyConsistent)
      if isDone { return }
      now = current
    }
  }
}
