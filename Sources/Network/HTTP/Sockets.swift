import CMicroHTTPD
import Glibc

/// An IP address, as a value. With ``Sockets`` the code that touches the system's sockets.
struct NetworkAddress: Hashable, Sendable {
  /// In digits. An IPv4 address that an IPv6 socket shows as `::ffff:10.0.0.5` is the IPv4 address.
  let text: String
  private let bytes: [UInt8]

  /// Reads an address in digits.
  init?(_ text: String) {
    var short = [UInt8](repeating: 0, count: 4)
    if unsafe inet_pton(AF_INET, text, &short) == 1 {
      self.init(bytes: short)
      return
    }
    var long = [UInt8](repeating: 0, count: 16)
    guard unsafe inet_pton(AF_INET6, text, &long) == 1 else { return nil }
    self.init(bytes: long)
  }

  /// Of a socket.
  init?(_ address: UnsafePointer<sockaddr>) {
    let bytes: [UInt8]
    switch unsafe Int32(address.pointee.sa_family) {
    case AF_INET:
      bytes = unsafe UnsafeRawPointer(address).withMemoryRebound(to: sockaddr_in.self, capacity: 1)
      { address in
        unsafe withUnsafeBytes(of: address.pointee.sin_addr) { unsafe Array($0) }
      }
    case AF_INET6:
      bytes = unsafe UnsafeRawPointer(address).withMemoryRebound(to: sockaddr_in6.self, capacity: 1)
      { address in
        unsafe withUnsafeBytes(of: address.pointee.sin6_addr) { unsafe Array($0) }
      }
    case _: return nil
    }
    self.init(bytes: bytes)
  }

  private init(bytes: [UInt8]) {
    let isMapped =
      bytes.count == 16 && bytes.prefix(10).allSatisfy { $0 == 0 }
      && bytes[10] == 255 && bytes[11] == 255
    let bytes = isMapped ? Array(bytes.suffix(4)) : bytes
    var text = [CChar](repeating: 0, count: 64)
    unsafe inet_ntop(bytes.count == 4 ? AF_INET : AF_INET6, bytes, &text, 64)
    self.text = String(
      decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    self.bytes = bytes
  }

  /// What one user may have: an IPv4 address, or a /64 of IPv6.
  var network: [UInt8] { bytes.count == 4 ? bytes : Array(bytes.prefix(8)) }

  fileprivate var family: Int32 { bytes.count == 4 ? AF_INET : AF_INET6 }

  fileprivate func use<Result>(
    port: UInt16, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Result
  ) -> Result {
    if family == AF_INET {
      var address = sockaddr_in()
      address.sin_family = sa_family_t(AF_INET)
      address.sin_port = port.bigEndian
      unsafe withUnsafeMutableBytes(of: &address.sin_addr) { unsafe $0.copyBytes(from: bytes) }
      return unsafe withUnsafeBytes(of: address) { unsafe Self.use($0, body) }
    }
    var address = sockaddr_in6()
    address.sin6_family = sa_family_t(AF_INET6)
    address.sin6_port = port.bigEndian
    unsafe withUnsafeMutableBytes(of: &address.sin6_addr) { unsafe $0.copyBytes(from: bytes) }
    return unsafe withUnsafeBytes(of: address) { unsafe Self.use($0, body) }
  }

  private static func use<Result>(
    _ bytes: UnsafeRawBufferPointer, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Result
  ) -> Result {
    unsafe body(
      bytes.baseAddress!.assumingMemoryBound(to: sockaddr.self), socklen_t(bytes.count))
  }
}

/// What is done with sockets beside libmicrohttpd.
enum Sockets {
  /// - Returns: A socket that listens, and its port.
  static func listen(_ place: HTTPAddress) throws(HTTPServerError) -> (Int32, UInt16) {
    guard let address = NetworkAddress(place.host) else {
      throw HTTPServerError(description: "\(place) is no address.", isAddressInUse: false)
    }
    let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue)
    let descriptor = socket(address.family, kind, 0)
    var yes: Int32 = 1
    let size = socklen_t(MemoryLayout<Int32>.size)
    unsafe setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, size)
    if address.family == AF_INET6 {
      unsafe setsockopt(descriptor, Int32(IPPROTO_IPV6), IPV6_V6ONLY, &yes, size)
    }
    let isBound = unsafe address.use(port: place.port) { unsafe bind(descriptor, $0, $1) == 0 }
    guard descriptor >= 0, isBound, Glibc.listen(descriptor, 511) == 0 else {
      let code = errno
      close(descriptor)
      throw HTTPServerError(
        description: "http on \(place): \(unsafe String(cString: strerror(code))).",
        isAddressInUse: code == EADDRINUSE)
    }
    return (descriptor, port(of: descriptor))
  }

  private static func port(of descriptor: Int32) -> UInt16 {
    var room = sockaddr_in6()
    var length = socklen_t(MemoryLayout<sockaddr_in6>.size)
    unsafe withUnsafeMutablePointer(to: &room) { pointer in
      _ = unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe getsockname(descriptor, $0, &length)
      }
    }
    // It stands at the same place for IPv4 and IPv6.
    return UInt16(bigEndian: room.sin6_port)
  }

  /// Ends a connection whose descriptor libmicrohttpd closes.
  static func cut(_ descriptor: Int32) { shutdown(descriptor, Int32(SHUT_RDWR)) }

  /// Tells a client that nothing was answered yet that it was too slow; does not wait.
  static func sayTimeout(_ descriptor: Int32) {
    let answer = Array(
      "HTTP/1.1 408 Request Timeout\r\nConnection: close\r\nContent-Length: 0\r\n\r\n".utf8)
    unsafe send(
      descriptor, answer, answer.count, Int32(MSG_DONTWAIT) | Int32(MSG_NOSIGNAL))
  }

  /// Whether a client has ended its side of a connection, and nothing is left to be read of it.
  static func hasEnded(_ descriptor: Int32) -> Bool {
    var byte: UInt8 = 0
    return unsafe recv(descriptor, &byte, 1, Int32(MSG_PEEK) | Int32(MSG_DONTWAIT)) == 0
  }

  /// How many bytes have come on a connection.
  static func received(_ descriptor: Int32) -> Int { vp_bytes_received(descriptor) }
}
