import Glibc

/// How much computing was done, in seconds of user and system time. Waiting does not count.
enum CPUClock {
  /// All threads of this process.
  case process
  /// The calling thread.
  case thread

  var seconds: Double {
    read(self == .process ? CLOCK_PROCESS_CPUTIME_ID : CLOCK_THREAD_CPUTIME_ID)
  }
}

/// Seconds on a clock that only goes forward.
func wallSeconds() -> Double { read(CLOCK_MONOTONIC) }

/// Milliseconds since 1970 UTC.
func millisecondsSince1970() -> Int64 {
  var time = timespec()
  unsafe clock_gettime(CLOCK_REALTIME, &time)
  return Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000
}

private func read(_ clock: clockid_t) -> Double {
  var time = timespec()
  unsafe clock_gettime(clock, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1_000_000_000
}
