import Glibc

/// Wakes a thread that waits, from one that must not wait.
final class WakePipe: Sendable {
  /// Readable after ``wake()``, until ``drain()``.
  let descriptor: Int32
  private let writing: Int32

  init() {
    var ends: [Int32] = [-1, -1]
    if unsafe pipe(&ends) == 0 {
      for end in ends {
        _ = fcntl(end, F_SETFL, O_NONBLOCK)
        _ = fcntl(end, F_SETFD, FD_CLOEXEC)
      }
    }
    (descriptor, writing) = (ends[0], ends[1])
  }

  deinit {
    close(descriptor)
    close(writing)
  }

  /// A pipe that is full wakes as well.
  func wake() {
    var byte: UInt8 = 0
    unsafe write(writing, &byte, 1)
  }

  func drain() {
    var bytes = InlineArray<64, UInt8>(repeating: 0)
    while unsafe read(descriptor, &bytes, 64) == 64 {}
  }

  /// Returns when woken, or after some milliseconds.
  func wait(milliseconds: Int) {
    var source = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    unsafe poll(&source, 1, Int32(clamping: milliseconds))
  }
}
