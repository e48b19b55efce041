import CRe
import Glibc
import Threads

/// Deadlines on the reactor's thread, by the monotonic clock: a timer descriptor wakes the loop.
@safe final class Clock {
  /// Names what is to be done after a time.
  typealias Ticket = Deadlines<() -> Void>.Ticket

  private var deadlines = Deadlines<() -> Void>()
  private var armed: Int64?
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
  var seconds: Double { MonotonicTime.seconds }

  /// Does something after a time.
  @discardableResult func after(
    _ seconds: Double, _ todo: @escaping () -> Void
  ) -> Ticket {
    let ticket = deadlines.add(
      todo, at: MonotonicTime.now + Int64(min(max(0, seconds), farFuture) * 1e9))
    arm()
    return ticket
  }

  /// Does not do it after all.
  func cancel(_ ticket: Ticket?) {
    if let ticket { deadlines.cancel(ticket) }
  }

  private func arm() {
    guard let earliest = deadlines.earliest, earliest != armed else { return }
    armed = earliest
    var time = itimerspec()
    time.it_value.tv_sec = Int(earliest / MonotonicTime.second)
    time.it_value.tv_nsec = max(1, Int(earliest % MonotonicTime.second))
    _ = unsafe timerfd_settime(descriptor, Int32(TFD_TIMER_ABSTIME), &time, nil)
  }

  private func ring() {
    var count: UInt64 = 0
    _ = unsafe read(descriptor, &count, 8)
    armed = nil
    while let todo = deadlines.takeDue(at: MonotonicTime.now) { todo() }
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
