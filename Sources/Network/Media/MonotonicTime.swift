import CLinux
import Glibc

/// Nanoseconds of the clock that never goes back, which all sending follows.
enum MonotonicTime {
  static let millisecond: Int64 = 1_000_000
  static let second: Int64 = 1_000_000_000

  static var now: Int64 { read(CLOCK_MONOTONIC) }

  /// What the calling thread has used of a processor.
  static var threadCPU: Int64 { read(CLOCK_THREAD_CPUTIME_ID) }

  /// Nanoseconds since 1970, for RTCP.
  static var wall: Int64 { read(CLOCK_REALTIME) }

  private static func read(_ clock: clockid_t) -> Int64 {
    var time = timespec()
    unsafe clock_gettime(clock, &time)
    return Int64(time.tv_sec) * second + Int64(time.tv_nsec)
  }
}
