/// An IP address and a port, as a value that compares fast. An IPv4 address is held as the IPv6
/// address that it is mapped to (RFC 4291 section 2.5.5.2), so that a socket for both may be used.
public struct MediaAddress: Hashable, Sendable, CustomStringConvertible {
  /// The first eight bytes of the IPv6 address, as a number.
  public var high: UInt64
  /// The last eight bytes.
  public var low: UInt64
  public var port: UInt16

  /// An IPv6 address of its halves.
  public init(high: UInt64, low: UInt64, port: UInt16) {
    (self.high, self.low, self.port) = (high, low, port)
  }

  /// An IPv4 address as a number: 127.0.0.1 is 0x7F000001.
  public init(ipv4: UInt32, port: UInt16) {
    self.init(high: 0, low: 0xFFFF_0000_0000 | UInt64(ipv4), port: port)
  }

  /// An address as text, without brackets and scope.
  /// - Returns: `nil` when it is not a literal address.
  public init?(_ text: some StringProtocol, port: UInt16) {
    if let number = Self.ipv4(text[...]) {
      self.init(ipv4: number, port: port)
    } else if let halves = Self.ipv6(text[...]) {
      self.init(high: halves.high, low: halves.low, port: port)
    } else {
      return nil
    }
  }

  /// The IPv4 address as a number, if it is one.
  public var ipv4: UInt32? {
    high == 0 && low >> 32 == 0xFFFF ? UInt32(truncatingIfNeeded: low) : nil
  }

  /// Whether it stands for no address: `0.0.0.0` or `::`.
  public var isUnspecified: Bool { high == 0 && low == 0 || ipv4 == 0 }

  /// Whether it stands for many receivers: multicast or broadcast.
  public var isShared: Bool {
    if let ipv4 { return ipv4 >> 28 == 0xE || ipv4 == .max }
    return high >> 56 == 0xFF
  }

  public var description: String {
    if let ipv4 {
      let bytes = [24, 16, 8, 0].map { String(ipv4 >> $0 & 0xFF) }
      return bytes.joined(separator: ".") + ":\(port)"
    }
    let groups = [high, low].flatMap { half in
      [48, 32, 16, 0].map { String(half >> $0 & 0xFFFF, radix: 16) }
    }
    return "[" + groups.joined(separator: ":") + "]:\(port)"
  }

  private static func ipv4(_ text: some StringProtocol) -> UInt32? {
    var number: UInt32 = 0
    var part: UInt32 = 0
    var (digits, dots) = (0, 0)
    for byte in text.utf8 {
      if byte == UInt8(ascii: "."), digits > 0, dots < 3 {
        number = number << 8 | part
        (part, digits, dots) = (0, 0, dots + 1)
      } else if (0x30...0x39).contains(byte), digits < 3 {
        part = part * 10 + UInt32(byte - 0x30)
        digits += 1
        if part > 255 { return nil }
      } else {
        return nil
      }
    }
    return dots == 3 && digits > 0 ? number << 8 | part : nil
  }

  private static func ipv6(_ text: some StringProtocol) -> (high: UInt64, low: UInt64)? {
    guard text.utf8.count <= 45 else { return nil }
    var before: [UInt16] = []
    var after: [UInt16]?
    var parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count >= 3 else { return nil }
    // "::" at an end is an empty part too many.
    if parts[0].isEmpty {
      guard parts.removeFirst().isEmpty, parts[0].isEmpty else { return nil }
    }
    if parts[parts.count - 1].isEmpty {
      parts.removeLast()
      guard parts[parts.count - 1].isEmpty else { return nil }
    }
    for (index, part) in parts.enumerated() {
      if part.isEmpty {
        guard after == nil else { return nil }
        after = []
        continue
      }
      var groups: [UInt16] = []
      if index == parts.count - 1, let number = ipv4(part) {
        groups = [UInt16(number >> 16), UInt16(truncatingIfNeeded: number)]
      } else {
        guard part.utf8.count <= 4, part.utf8.first != UInt8(ascii: "+"),
          let group = UInt16(part, radix: 16)
        else { return nil }
        groups = [group]
      }
      if after == nil { before += groups } else { after?.append(contentsOf: groups) }
    }
    let given = before.count + (after?.count ?? 0)
    guard after == nil ? given == 8 : given <= 7 else { return nil }
    let zeros = [UInt16](repeating: 0, count: 8 - given)
    let all = before + zeros + (after ?? [])
    func half(_ groups: ArraySlice<UInt16>) -> UInt64 {
      groups.reduce(0) { $0 << 16 | UInt64($1) }
    }
    return (half(all[..<4]), half(all[4...]))
  }
}
