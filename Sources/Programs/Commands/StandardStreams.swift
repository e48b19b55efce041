import Glibc

/// The two streams that a program prints to, without what a library holds back, and without the
/// end of the program when nobody reads them.
package enum StandardStream {
  /// Writes all of it, and waits as long as the reader does.
  /// - Returns: `false` when the reader is gone, or the disk does not take it; then a part of it
  ///   may have been written.
  @discardableResult package static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    var bytes = bytes[...]
    while !bytes.isEmpty {
      let written = unsafe bytes.withUnsafeBytes {
        unsafe Glibc.write(descriptor, $0.baseAddress, $0.count)
      }
      if written >= 0 {
        bytes = bytes.dropFirst(written)
        continue
      }
      switch errno {
      case EINTR: break
      case EAGAIN: waitForRoom(descriptor)
      case _: return false
      }
    }
    return true
  }

  /// A program that was started without one of the streams must not find its database there: the
  /// next file that is opened would take its number.
  package static func openMissing() {
    for descriptor in Int32(0)...2 where fcntl(descriptor, F_GETFD) == -1 {
      _ = unsafe open("/dev/null", O_RDWR)
    }
  }

  /// A pipe that somebody has made non-blocking.
  private static func waitForRoom(_ descriptor: Int32) {
    var wanted = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
    _ = unsafe poll(&wanted, 1, -1)
  }
}
