/// An address of IP, and whether it is one of the public network.
public struct IPAddress: Equatable, Sendable {
  /// 4 or 16.
  public let bytes: [UInt8]

  /// An address by its bytes; `nil` if these are not 4 or 16.
  public init?(bytes: [UInt8]) {
    guard bytes.count == 4 || bytes.count == 16 else { return nil }
    self.bytes = bytes
  }

  /// An address as text: four decimal numbers without leading zeros, or IPv6 (RFC 4291 section 2.2)
  /// without a zone.
  public init?(_ text: String) {
    guard let bytes = text.contains(":") ? Self.version6(text) : Self.version4(text) else {
      return nil
    }
    self.bytes = bytes
  }

  public var isVersion6: Bool { bytes.count == 16 }

  /// Whether anybody on the Internet may have it: not this machine, a private network, a link, a
  /// group, or one set aside (the registries of special addresses, RFC 6890). An IPv6 address that
  /// holds one of IPv4 is what that one is.
  public var isPublic: Bool {
    guard isVersion6 else { return Self.isPublic4(bytes) }
    if let inner = innerVersion4 { return Self.isPublic4(inner) }
    // Only 2000::/3 is given out.
    guard bytes[0] & 0xE0 == 0x20 else { return false }
    return !Self.special6.contains { Self.begins(bytes, with: $0.prefix, bits: $0.bits) }
  }

  /// The address of IPv4 in a mapped one (::ffff:0:0/96) or one of a translator (64:ff9b::/96).
  private var innerVersion4: [UInt8]? {
    let mapped: [UInt8] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF]
    let translated: [UInt8] = [0, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0]
    guard bytes.starts(with: mapped) || bytes.starts(with: translated) else { return nil }
    return Array(bytes[12...])
  }

  private static func isPublic4(_ bytes: [UInt8]) -> Bool {
    !special4.contains { begins(bytes, with: $0.prefix, bits: $0.bits) }
  }

  // Prefixes of the registries, as of RFC 6890 and its updates.
  private static let special4: [(prefix: [UInt8], bits: Int)] = [
    ([0], 8), ([10], 8), ([100, 64], 10), ([127], 8), ([169, 254], 16), ([172, 16], 12),
    ([192, 0, 0], 24), ([192, 0, 2], 24), ([192, 88, 99], 24), ([192, 168], 16), ([198, 18], 15),
    ([198, 51, 100], 24), ([203, 0, 113], 24), ([224], 4), ([240], 4),
  ]
  // IETF protocols with Teredo, examples, 6to4 and examples again.
  private static let special6: [(prefix: [UInt8], bits: Int)] = [
    ([0x20, 0x01, 0], 23), ([0x20, 0x01, 0x0D, 0xB8], 32), ([0x20, 0x02], 16),
    ([0x3F, 0xFF, 0], 20),
  ]

  private static func begins(_ bytes: [UInt8], with prefix: [UInt8], bits: Int) -> Bool {
    for index in 0..<(bits + 7) / 8 {
      let rest = min(8, bits - index * 8)
      let mask = UInt8(truncatingIfNeeded: 0xFF << (8 - rest))
      let wanted = index < prefix.count ? prefix[index] : 0
      if bytes[index] & mask != wanted & mask { return false }
    }
    return true
  }

  private static func version4(_ text: String) -> [UInt8]? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 4 else { return nil }
    var bytes: [UInt8] = []
    for part in parts {
      let isPlain = part.allSatisfy { ("0"..."9").contains($0) }
      guard isPlain, part == "0" || part.first != "0", let byte = UInt8(part) else { return nil }
      bytes.append(byte)
    }
    return bytes
  }

  private static func version6(_ text: String) -> [UInt8]? {
    var halves: [[UInt8]] = [[]]
    var rest = Substring(text)
    if rest.hasPrefix("::") {
      halves.append([])
      rest = rest.dropFirst(2)
    }
    while !rest.isEmpty {
      let group = rest.prefix { $0 != ":" }
      rest = rest[group.endIndex...]
      if group.contains(".") {
        guard rest.isEmpty, let bytes = version4(String(group)) else { return nil }
        halves[halves.count - 1] += bytes
        break
      }
      let isHexadecimal = group.allSatisfy { $0.isASCII && $0.isHexDigit }
      guard isHexadecimal, (1...4).contains(group.count), let value = UInt16(group, radix: 16)
      else { return nil }
      halves[halves.count - 1] += [UInt8(value >> 8), UInt8(value & 0xFF)]
      if rest.isEmpty { break }
      if rest.hasPrefix("::") {
        guard halves.count == 1 else { return nil }
        halves.append([])
        rest = rest.dropFirst(2)
      } else {
        rest = rest.dropFirst()
        if rest.isEmpty { return nil }
      }
    }
    let count = halves.reduce(0) { $0 + $1.count }
    if halves.count == 1 { return count == 16 ? halves[0] : nil }
    guard count <= 14 else { return nil }
    return halves[0] + [UInt8](repeating: 0, count: 16 - count) + halves[1]
  }
}

extension IPAddress: CustomStringConvertible {
  /// As people write it; IPv6 in groups without the short form.
  public var description: String {
    guard isVersion6 else { return bytes.map { "\($0)" }.joined(separator: ".") }
    return stride(from: 0, to: 16, by: 2)
      .map { String(Int(bytes[$0]) << 8 | Int(bytes[$0 + 1]), radix: 16) }
      .joined(separator: ":")
  }
}
