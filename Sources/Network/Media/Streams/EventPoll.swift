import CLinux
import Glibc
import Threads

/// Waits for many descriptors at once: the kernel's epoll.
final class EventPoll: Sendable {
  private let descriptor: Int32

  init() throws(SystemError) {
    descriptor = epoll_create1(Int32(O_CLOEXEC))
    if descriptor < 0 { throw SystemError(number: errno) }
  }

  deinit { close(descriptor) }

  /// Waits for something to read there too, until the descriptor is closed.
  func add(_ other: Int32, mark: UInt64) {
    var event = unsafe epoll_event()
    unsafe event.events = EPOLLIN.rawValue
    unsafe event.data.u64 = mark
    unsafe epoll_ctl(descriptor, EPOLL_CTL_ADD, other, &event)
  }

  /// What is ready to be read, up to a number at a time.
  @safe struct Ready {
    fileprivate var events: [epoll_event]
    fileprivate(set) var count = 0

    init(room: Int) { unsafe events = [epoll_event](repeating: epoll_event(), count: room) }

    /// Whether there may be more.
    var isFull: Bool { unsafe count == events.count }

    /// The mark of one.
    subscript(index: Int) -> UInt64 { unsafe events[index].data.u64 }
  }

  /// - Parameter nanoseconds: how long to wait for the first; `nil`: as long as it takes.
  func wait(nanoseconds: Int64?, _ ready: inout Ready) {
    let room = unsafe Int32(ready.events.count)
    var count: Int32
    if let nanoseconds {
      let second = MonotonicTime.second
      var time = timespec(tv_sec: Int(nanoseconds / second), tv_nsec: Int(nanoseconds % second))
      count = unsafe epoll_pwait2(descriptor, &ready.events, room, &time, nil)
      // Before Linux 5.11 there are only milliseconds.
      if count < 0, errno == ENOSYS {
        let milliseconds = Int32(clamping: (nanoseconds + 999_999) / 1_000_000)
        count = unsafe epoll_wait(descriptor, &ready.events, room, milliseconds)
      }
    } else {
      count = unsafe epoll_wait(descriptor, &ready.events, room, -1)
    }
    ready.count = max(0, Int(count))
  }
}

/// Wakes a thread that waits in a ``EventPoll``.
final class WakeupFD: Sendable {
  let descriptor: Int32

  init() throws(SystemError) {
    descriptor = eventfd(0, Int32(O_CLOEXEC | O_NONBLOCK))
    if descriptor < 0 { throw SystemError(number: errno) }
  }

  deinit { close(descriptor) }

  func ring() {
    var one: UInt64 = 1
    unsafe write(descriptor, &one, 8)
  }

  func silence() {
    var count: UInt64 = 0
    unsafe read(descriptor, &count, 8)
  }
}
