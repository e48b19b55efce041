/// One `a=crypto` line (RFC 4568).
struct CryptoAttribute: Equatable, Sendable {
  var tag: String
  var suite: SRTPSuite
  var key: SRTPKey

  init(tag: String, suite: SRTPSuite, key: SRTPKey) {
    (self.tag, self.suite, self.key) = (tag, suite, key)
  }

  /// Why a line cannot be used.
  struct Problem: Error, Equatable {
    var reason: String
  }

  /// Reads what follows `a=crypto:`.
  ///
  /// A lifetime is taken note of by nobody: no call lasts 2^31 packets. A key with an identifier
  /// (MKI), and parameters that change what is encrypted, are refused (section 6.3.7 asks for that).
  init(_ value: Substring) throws(Problem) {
    let fields = value.split(separator: " ")
    guard fields.count >= 3 else { throw Problem(reason: "a=crypto has a tag, a suite and a key") }
    guard fields[0].utf8.count <= 9, fields[0].utf8.allSatisfy({ (0x30...0x39).contains($0) })
    else { throw Problem(reason: "the tag of a=crypto is a number") }
    tag = String(fields[0])
    guard let suite = SRTPSuite(rawValue: String(fields[1])) else {
      throw Problem(reason: "the suite of a=crypto is not known")
    }
    self.suite = suite
    let method = fields[2]
    guard method.lowercased().hasPrefix("inline:") else {
      throw Problem(reason: "the key of a=crypto is not inline")
    }
    guard !method.utf8.contains(UInt8(ascii: ";")) else {
      throw Problem(reason: "a=crypto has more than one key")
    }
    let parts = method.dropFirst(7).split(separator: "|", omittingEmptySubsequences: false)
    guard !parts.dropFirst().contains(where: { $0.utf8.contains(UInt8(ascii: ":")) }) else {
      throw Problem(reason: "the key of a=crypto has an identifier")
    }
    guard let bytes = Base64.decode(parts[0]), let key = SRTPKey(bytes) else {
      throw Problem(reason: "the key of a=crypto is not 30 bytes in base64")
    }
    self.key = key
    for parameter in fields.dropFirst(3)
    where !parameter.hasPrefix("-") && !parameter.hasPrefix("WSH=") {
      throw Problem(reason: "a=crypto has a parameter that is not known")
    }
  }

  /// What follows `a=crypto:`.
  var text: String { "\(tag) \(suite.rawValue) inline:\(Base64.encode(key.bytes))" }
}

/// RFC 4648 section 4.
enum Base64 {
  private static let alphabet = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  static func encode(_ bytes: [UInt8]) -> String {
    var text: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      let bits = group.reduce(UInt32(0)) { $0 << 8 | UInt32($1) } << (8 * (3 - group.count))
      for index in 0..<4 {
        text.append(
          index <= group.count
            ? alphabet[Int(bits >> (18 - 6 * index)) & 63] : UInt8(ascii: "="))
      }
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// - Returns: `nil` for anything that is not base64.
  static func decode(_ text: Substring) -> [UInt8]? {
    let codes = Array(text.utf8)
    let digits = codes.prefix { $0 != UInt8(ascii: "=") }
    let padding = codes.count - digits.count
    guard codes.count % 4 == 0, padding <= 2, codes.suffix(padding).allSatisfy({ $0 == 0x3D })
    else { return nil }
    var bytes: [UInt8] = []
    var bits: UInt32 = 0
    for (index, code) in digits.enumerated() {
      guard let digit = alphabet.firstIndex(of: code) else { return nil }
      bits = bits << 6 | UInt32(digit)
      if index % 4 != 0 {
        bytes.append(UInt8(truncatingIfNeeded: bits >> (6 - 2 * UInt32(index % 4))))
      }
    }
    return bytes
  }
}
