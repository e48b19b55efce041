import Encodings

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
    guard let bytes = Base64.bytes(of: parts[0]), let key = SRTPKey(bytes) else {
      throw Problem(reason: "the key of a=crypto is not 30 bytes in base64")
    }
    self.key = key
    for parameter in fields.dropFirst(3)
    where !parameter.hasPrefix("-") && !parameter.hasPrefix("WSH=") {
      throw Problem(reason: "a=crypto has a parameter that is not known")
    }
  }

  /// What follows `a=crypto:`.
  var text: String { "\(tag) \(suite.rawValue) inline:\(Base64.text(of: key.bytes))" }
}
