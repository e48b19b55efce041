import Glibc
import RTP

/// A peer's address in the two forms that the kernel has for it.
extension MediaAddress {
  /// No address yet.
  static let none = MediaAddress(high: 0, low: 0, port: 0)

  /// Calls `body` with the address for a socket of a family, `AF_INET` or `AF_INET6`.
  /// - Returns: `nil` for an IPv6 address on an IPv4 socket.
  func withKernelAddress<Result>(
    for family: Int32, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Result
  ) -> Result? {
    if family == AF_INET {
      guard let ipv4 else { return nil }
      var address = sockaddr_in()
      address.sin_family = sa_family_t(AF_INET)
      address.sin_port = port.bigEndian
      address.sin_addr.s_addr = ipv4.bigEndian
      return unsafe withUnsafePointer(to: &address) { pointer in
        unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          unsafe body($0, socklen_t(MemoryLayout<sockaddr_in>.size))
        }
      }
    }
    var address = sockaddr_in6()
    address.sin6_family = sa_family_t(AF_INET6)
    address.sin6_port = port.bigEndian
    unsafe address.sin6_addr = unsafeBitCast((high.bigEndian, low.bigEndian), to: in6_addr.self)
    return unsafe withUnsafePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe body($0, socklen_t(MemoryLayout<sockaddr_in6>.size))
      }
    }
  }

  /// Takes the address that `body` has written; there is room for either family.
  /// - Returns: What `body` returned.
  mutating func fill<Result>(
    _ body: (UnsafeMutablePointer<sockaddr>, inout socklen_t) -> Result
  ) -> Result {
    var address = sockaddr_in6()
    var length = socklen_t(MemoryLayout<sockaddr_in6>.size)
    return unsafe withUnsafeMutablePointer(to: &address) { pointer in
      let result = unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe body($0, &length)
      }
      if unsafe pointer.pointee.sin6_family == sa_family_t(AF_INET) {
        self = unsafe pointer.withMemoryRebound(to: sockaddr_in.self, capacity: 1) {
          unsafe MediaAddress(
            ipv4: UInt32(bigEndian: $0.pointee.sin_addr.s_addr),
            port: UInt16(bigEndian: $0.pointee.sin_port))
        }
      } else {
        let halves = unsafe unsafeBitCast(
          pointer.pointee.sin6_addr, to: (high: UInt64, low: UInt64).self)
        self = unsafe MediaAddress(
          high: UInt64(bigEndian: halves.high), low: UInt64(bigEndian: halves.low),
          port: UInt16(bigEndian: pointer.pointee.sin6_port))
      }
      return result
    }
  }
}
