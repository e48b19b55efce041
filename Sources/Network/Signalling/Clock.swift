import CRe
import Glibc

/// Deadlines on the reactor's thread, by the monotonic clock: a timer descriptor wakes the loop.
@safe final class Clock {
  private var deadlines = Deadlines()
  private var armed: UInt64?
  private let descriptor: Int32

  init() throws(SignallingError) {
    descriptor = timerfd_create(CLOCK_MONOTONIC, Int32(TFD_NONBLOCK | TFD_CLOEXEC))
    guard descriptor >= 0 else { throw SignallingError("no timer: \(reason(errno))") }
    let context = unsafe Unmanaged.passUnretained(self).toOpaque()
    let code = unsafe fd_listen(descriptor, Int32(FD_READ), Self.wake, context)
    guard code == 0 else { throw SignallingError("no timer: \(reason(code))") }
  }

  deinit {
    fd_close(descriptor)
    close(descriptor)
  }

  /// Seconds since some moment in the past.
  var seconds: Double { monotonicSeconds() }

  /// Does something after a time.
  @discardableResult func after(
    _ seconds: Double, _ todo: @escaping () -> Void
  ) -> Deadlines.Ticket {
    let ticket = deadlines.add(at: Self.now + UInt64(min(max(0, seconds), farFuture) * 1e9), todo)
    arm()
    return ticket
  }

  /// Does not do it after all.
  func cancel(_ ticket: Deadlines.Ticket?) {
    if let ticket { deadlines.cancel(ticket) }
  }

  private static var now: UInt64 { monotonicNanoseconds() }

  private func arm() {
    guard let earliest = deadlines.earliest, earliest != armed else { return }
    armed = earliest
    var time = itimerspec()
    time.it_value.tv_sec = Int(earliest / 1_000_000_000)
    time.it_value.tv_nsec = max(1, Int(earliest % 1_000_000_000))
    _ = unsafe timerfd_settime(descriptor, Int32(TFD_TIMER_ABSTIME), &time, nil)
  }

  private func ring() {
    var count: UInt64 = 0
    _ = unsafe read(descriptor, &count, 8)
    armed = nil
    while let todo = deadlines.take(dueAt: Self.now) { todo() }
    arm()
  }

  private static let wake: @convention(c) (Int32, UnsafeMutableRawPointer?) -> Void = {
    _, context in
    guard let context = unsafe context else { return }
    unsafe Unmanaged<Clock>.fromOpaque(context).takeUnretainedValue().ring()
  }
}

/// No peer may ask for more: ten years.
private let farFuture = 3e8

/// Seconds since some moment in the past, as ``Clock/seconds``.
func monotonicSeconds() -> Double { Double(monotonicNanoseconds()) / 1e9 }

/// Seconds since 1970 UTC: what agents on several machines agree on.
func wallClockSeconds() -> Double {
  var time = timespec()
  unsafe clock_gettime(CLOCK_REALTIME, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

/// The monotonic clock in nanoseconds.
private func monotonicNanoseconds() -> UInt64 {
  var time = timespec()
  unsafe clock_gettime(CLOCK_MONOTONIC, &time)
  return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
}
