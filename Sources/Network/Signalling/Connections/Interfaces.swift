import CRe
import Glibc

extension Agent {
  /// An address as it is bound: the wildcard stands for every address of this machine, since
  /// messages must name one that the peer can reach.
  func expanded(_ address: TransportAddress) throws(SignallingError) -> [TransportAddress] {
    guard ["0.0.0.0", "::"].contains(address.address) else { return [address] }
    let family = address.address == "::" ? AF_INET6 : AF_INET
    var list: UnsafeMutablePointer<ifaddrs>?
    guard unsafe getifaddrs(&list) == 0 else {
      throw SignallingError("\(address): \(reason(errno))")
    }
    defer { unsafe freeifaddrs(list) }
    var result: [TransportAddress] = []
    var next = unsafe list
    while let entry = unsafe next {
      unsafe next = entry.pointee.ifa_next
      guard let plain = unsafe entry.pointee.ifa_addr,
        unsafe plain.pointee.sa_family == sa_family_t(family)
      else { continue }
      var local = sa()
      guard unsafe sa_set_sa(&local, plain) == 0 else { continue }
      guard unsafe !sa_is_linklocal(&local) else { continue }
      var found = TransportAddress(address.transport, local)
      found.port = address.port
      result.append(found)
    }
    return result
  }
}

/// The system's own address for packets to a numeric address; `nil` if it cannot be reached.
public func localAddress(toward host: String) -> String? {
  guard var goal = TransportAddress(.udp, host, 9).socketAddress else { return nil }
  let family = host.contains(":") ? AF_INET6 : AF_INET
  let descriptor = socket(family, Int32(SOCK_DGRAM.rawValue), 0)
  guard descriptor >= 0 else { return nil }
  defer { close(descriptor) }
  let isConnected = unsafe goal.withSocketAddress { unsafe connect(descriptor, $0, $1.pointee) }
  guard isConnected == 0 else { return nil }
  var own = sa()
  unsafe sa_init(&own, family)
  let isNamed = unsafe own.withSocketAddress { unsafe getsockname(descriptor, $0, $1) }
  guard isNamed == 0 else { return nil }
  return TransportAddress(.udp, own).address
}

extension sa {
  /// Lends the address and its length to a function of the system. The whole of it: an IPv6 address is
  /// longer than the member `sa`, of which Swift would lend a copy.
  mutating func withSocketAddress(
    _ body: (UnsafeMutablePointer<sockaddr>, UnsafeMutablePointer<socklen_t>) -> Int32
  ) -> Int32 {
    var length = len
    let result = unsafe withUnsafeMutablePointer(to: &u) { union in
      unsafe union.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe body($0, &length)
      }
    }
    len = length
    return result
  }
}
