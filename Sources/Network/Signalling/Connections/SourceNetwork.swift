import CRe
import Glibc

extension TransportAddress {
  /// What is counted as one source: an IPv4 address, or the /64 of an IPv6 address, which one
  /// subscriber has for herself: `192.0.2.7`, `2001:db8:1:2::/64`.
  public var network: String { sourceNetwork(of: address) }
}

/// The network that is counted as one source; a text that is no address stands for itself.
func sourceNetwork(of address: String) -> String {
  guard address.contains(":") else { return address }
  var parsed = in6_addr()
  let plain = address.prefix { $0 != "%" }
  guard unsafe inet_pton(AF_INET6, String(plain), &parsed) == 1 else { return address }
  let bytes = unsafe withUnsafeBytes(of: &parsed) { unsafe Array($0) }
  // An IPv4 address that is written as IPv6 (RFC 4291 section 2.5.5.2).
  if bytes.prefix(10).allSatisfy({ $0 == 0 }), bytes[10] == 0xFF, bytes[11] == 0xFF {
    return bytes.suffix(4).map(String.init).joined(separator: ".")
  }
  let groups = stride(from: 0, to: 8, by: 2).map {
    String(UInt16(bytes[$0]) << 8 | UInt16(bytes[$0 + 1]), radix: 16)
  }
  return groups.joined(separator: ":") + "::/64"
}
