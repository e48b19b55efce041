import Glibc

/// The socket at which systemd's journal takes entries with fields. The thread of the log uses it.
final class JournalSocket: Sendable {
  private let descriptor: Int32

  /// Connects; `nil` if no journal is there.
  init?(path: String = "/run/systemd/journal/socket") {
    let descriptor = socket(
      AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let bytes = Array(path.utf8)
    guard descriptor >= 0, bytes.count < MemoryLayout.size(ofValue: address.sun_path) else {
      return nil
    }
    unsafe withUnsafeMutableBytes(of: &address.sun_path) { unsafe $0.copyBytes(from: bytes) }
    let code = unsafe withUnsafePointer(to: &address) {
      unsafe $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    guard code == 0 else {
      close(descriptor)
      return nil
    }
    self.descriptor = descriptor
  }

  deinit { close(descriptor) }

  /// Gives the journal one entry. May wait while the journal is busy.
  /// - Returns: Whether it took it; a journal that is restarted does not.
  func send(_ entry: [UInt8]) -> Bool {
    unsafe Glibc.send(descriptor, entry, entry.count, Int32(MSG_NOSIGNAL)) == entry.count
  }
}
