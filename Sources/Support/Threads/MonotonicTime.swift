import Glibc

/// The clock that never goes back, since some moment in the past: what deadlines, lateness and
/// durations are counted on. Every thread of every module reads the same one.
public enum MonotonicTime {
  /// Nanoseconds in a millisecond.
  public static let millisecond: Int64 = 1_000_000
  /// Nanoseconds in a second.
  public static let second: Int64 = 1_000_000_000

  /// In nanoseconds.
  public static var now: Int64 { read(CLOCK_MONOTONIC) }

  /// In microseconds.
  public static var microseconds: Int64 { now / 1_000 }

  /// In milliseconds.
  public static var milliseconds: Int64 { now / millisecond }

  /// In seconds.
  public static var seconds: Double { Double(now) / Double(second) }
}

/// The clock that people set: since 1970 UTC. For what is stored, and for what several machines
/// compare.
public enum WallTime {
  /// In nanoseconds.
  public static var now: Int64 { read(CLOCK_REALTIME) }

  /// In milliseconds.
  public static var milliseconds: Int64 { now / MonotonicTime.millisecond }

  /// In seconds.
  public static var seconds: Double { Double(now) / Double(MonotonicTime.second) }
}

/// What a clock of the system says, in nanoseconds.
func read(_ clock: clockid_t) -> Int64 {
  var time = timespec()
  unsafe clock_gettime(clock, &time)
  return Int64(time.tv_sec) * MonotonicTime.second + Int64(time.tv_nsec)
}
