import Foundation

/// An IP address in digits, or a range of them as CIDR writes it (RFC 4632): `10.1.0.0/16`.
package struct AddressRange: Hashable, Sendable, CustomStringConvertible {
  /// 4 or 16 bytes.
  private let bytes: [UInt8]
  /// How many bits must be equal.
  private let length: Int
  /// As written.
  package let description: String

  /// Reads an address or a range.
  package init(_ text: String) throws(BadValue) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard let bytes = Self.bytes(of: parts[0]), parts.count <= 2 else {
      throw BadValue("\"\(text)\" is no address in digits, such as 10.0.0.5, 10.1.0.0/16 or ::1.")
    }
    let bits = bytes.count * 8
    let length = parts.count == 1 ? bits : Int(parts[1]) ?? -1
    guard (0...bits).contains(length) else {
      throw BadValue("\"\(text)\" has a wrong length: after / stands 0 to \(bits).")
    }
    guard Self.isZero(bytes, behind: length) else {
      throw BadValue("\"\(text)\" has bits behind the first \(length), which must be 0.")
    }
    (self.bytes, self.length, description) = (bytes, length, text)
  }

  /// Stands where a range could not be read: no address belongs to it.
  package static let nobody = AddressRange()

  /// This machine.
  package static let loopback = ["127.0.0.0/8", "::1"].compactMap { try? AddressRange($0) }

  private init() { (bytes, length, description) = ([], 0, "") }

  /// Whether an address in digits belongs to it.
  package func contains(_ address: String) -> Bool {
    guard let other = Self.bytes(of: address), other.count == bytes.count else { return false }
    return Self.isZero(zip(bytes, other).map { $0 ^ $1 }, before: length)
  }

  /// Whether a text is one address in digits.
  package static func isAddress(_ text: String) -> Bool { bytes(of: text) != nil }

  private static func isZero(_ bytes: [UInt8], behind length: Int) -> Bool {
    (length..<bytes.count * 8).allSatisfy { bytes[$0 / 8] & (0x80 >> UInt8($0 % 8)) == 0 }
  }

  private static func isZero(_ bytes: [UInt8], before length: Int) -> Bool {
    (0..<length).allSatisfy { bytes[$0 / 8] & (0x80 >> UInt8($0 % 8)) == 0 }
  }

  /// An IPv4 address that an IPv6 socket shows as `::ffff:10.0.0.5` is the IPv4 address.
  private static func bytes(of text: String) -> [UInt8]? {
    var short = [UInt8](repeating: 0, count: 4)
    if unsafe inet_pton(AF_INET, text, &short) == 1 { return short }
    var long = [UInt8](repeating: 0, count: 16)
    guard unsafe inet_pton(AF_INET6, text, &long) == 1 else { return nil }
    let isMapped = long.prefix(10).allSatisfy { $0 == 0 } && long[10] == 255 && long[11] == 255
    return isMapped ? Array(long.suffix(4)) : long
  }
}

/// Where a SIP line listens: `udp:0.0.0.0:5060`, `tls:[::]:5061`.
package struct ListenAddress: Hashable, Sendable, CustomStringConvertible {
  /// How messages travel.
  package enum Transport: String, CaseIterable, Sendable { case udp, tcp, tls }

  package var transport: Transport
  /// In digits; an IPv6 address stands without brackets.
  package var address: String
  /// 0: any that is free.
  package var port: UInt16

  /// Reads an address.
  package init(_ text: String) throws(BadValue) {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    let names = Transport.allCases.map(\.rawValue).joined(separator: ", ")
    guard parts.count == 2, let transport = Transport(rawValue: String(parts[0])) else {
      throw BadValue("\"\(text)\" must begin with a transport and a colon: \(names).")
    }
    guard let colon = parts[1].lastIndex(of: ":"),
      let port = UInt16(parts[1][parts[1].index(after: colon)...])
    else { throw BadValue("\"\(text)\" must end with a colon and a port, 0 to 65535.") }
    var address = String(parts[1][..<colon])
    let isBracketed = address.hasPrefix("[") && address.hasSuffix("]")
    if isBracketed { address = String(address.dropFirst().dropLast()) }
    guard AddressRange.isAddress(address), address.contains(":") == isBracketed else {
      throw BadValue("\"\(text)\" holds no address in digits, such as 0.0.0.0 or [::].")
    }
    (self.transport, self.address, self.port) = (transport, address, port)
  }

  package var description: String {
    "\(transport.rawValue):\(address.contains(":") ? "[\(address)]" : address):\(port)"
  }

  /// What the system lets only one have: TLS is TCP to it.
  fileprivate var socket: String? {
    if port == 0 { return nil }
    var plain = self
    if transport == .tls { plain.transport = .tcp }
    return plain.description
  }
}

/// The first address that stands twice.
package func firstTwice(_ addresses: [ListenAddress]) -> ListenAddress? {
  var known: Set<String> = []
  return addresses.first { address in
    address.socket.map { !known.insert($0).inserted } ?? false
  }
}
