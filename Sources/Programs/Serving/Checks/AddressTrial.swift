import Foundation

/// Tries an address as a server would use it, and lets go of it at once. Nothing is sent.
struct AddressTrial {
  /// A name, or an address in digits.
  let host: String
  let port: UInt16
  /// `SOCK_STREAM` or `SOCK_DGRAM`.
  let kind: __socket_type

  /// Why this program cannot listen there; `nil` if it can.
  /// - Parameter mayBeTaken: Whether it is no fault that a program has the address: the server itself.
  func listeningFault(mayBeTaken: Bool = false) -> String? {
    unsafe attempt(flags: AI_PASSIVE | AI_NUMERICHOST) { descriptor, address, length in
      var on: Int32 = 1
      if kind == SOCK_STREAM {
        unsafe setsockopt(
          descriptor, SOL_SOCKET, SO_REUSEADDR, &on, socklen_t(MemoryLayout<Int32>.size))
      }
      guard unsafe bind(descriptor, address, length) == 0 else {
        return mayBeTaken && errno == EADDRINUSE ? nil : listeningReason(errno)
      }
      guard kind == SOCK_STREAM, listen(descriptor, 1) != 0 else { return nil }
      return mayBeTaken && errno == EADDRINUSE ? nil : listeningReason(errno)
    }
  }

  /// Why no connection comes about within the time; `nil` if one does.
  func connectingFault(seconds: Int) -> String? {
    unsafe attempt(flags: 0) { descriptor, address, length in
      _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
      if unsafe connect(descriptor, address, length) == 0 { return nil }
      guard errno == EINPROGRESS else { return Self.words(errno) }
      var waiting = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
      guard unsafe poll(&waiting, 1, Int32(seconds * 1_000)) > 0 else {
        return "no answer within \(seconds) s"
      }
      var code: Int32 = 0
      var size = socklen_t(MemoryLayout<Int32>.size)
      unsafe getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &code, &size)
      return code == 0 ? nil : Self.words(code)
    }
  }

  private func attempt(
    flags: Int32,
    _ body: (_ descriptor: Int32, UnsafePointer<sockaddr>, socklen_t) -> String?
  ) -> String? {
    var hints = unsafe addrinfo()
    unsafe hints.ai_flags = flags
    unsafe hints.ai_socktype = Int32(kind.rawValue)
    var found: UnsafeMutablePointer<addrinfo>?
    let code = unsafe getaddrinfo(host, "\(port)", &hints, &found)
    guard code == 0, let first = unsafe found else {
      return unsafe "\(host): " + String(cString: gai_strerror(code))
    }
    defer { unsafe freeaddrinfo(first) }
    let descriptor = unsafe socket(first.pointee.ai_family, first.pointee.ai_socktype, 0)
    guard descriptor >= 0 else { return Self.words(errno) }
    defer { close(descriptor) }
    guard let address = unsafe first.pointee.ai_addr else { return "\(host) has no address" }
    return unsafe body(descriptor, address, first.pointee.ai_addrlen)
  }

  private func listeningReason(_ code: Int32) -> String {
    switch code {
    case EADDRINUSE:
      let letter = kind == SOCK_STREAM ? "t" : "u"
      return "another program has it; as root, 'ss -l\(letter)np sport = :\(port)' names it"
    case EADDRNOTAVAIL: return "this machine does not have the address; 'ip address' lists its own"
    case EACCES:
      return "ports below 1024 are for root; take a higher one, or allow it in the unit: "
        + "AmbientCapabilities=CAP_NET_BIND_SERVICE and the same as CapabilityBoundingSet"
    case let code: return Self.words(code)
    }
  }

  private static func words(_ code: Int32) -> String { unsafe String(cString: strerror(code)) }
}
