import Glibc

/// How much computing was done, user and system time. Waiting does not count.
public enum CPUClock {
  /// All threads of this process.
  case process
  /// The calling thread.
  case thread
  /// All threads of another process, by its number.
  case otherProcess(Int32)

  /// In seconds; 0: there is no such process.
  public var seconds: Double { Double(read(clock)) / Double(MonotonicTime.second) }

  private var clock: clockid_t {
    switch self {
    case .process: CLOCK_PROCESS_CPUTIME_ID
    case .thread: CLOCK_THREAD_CPUTIME_ID
    // Linux's name for it, as `clock_getcpuclockid` makes it.
    case .otherProcess(let id): ~id << 3 | 2
    }
  }
}
