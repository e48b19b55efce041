/// Whether two names are the same, whatever their case (ASCII).
func sameText(_ one: String, _ other: String) -> Bool {
  guard one.utf8.count == other.utf8.count else { return false }
  return one == other || zip(one.utf8, other.utf8).allSatisfy { lowered($0) == lowered($1) }
}

private func lowered(_ byte: UInt8) -> UInt8 { (65...90).contains(byte) ? byte + 32 : byte }

/// A text without spaces and tabs round it.
func trimmed(_ text: some StringProtocol) -> String {
  let isBlank = { (byte: UInt8) in byte == 32 || byte == 9 || byte == 10 || byte == 13 }
  let text = Substring(text)
  let bytes = text.utf8
  guard let first = bytes.firstIndex(where: { !isBlank($0) }),
    let last = bytes.lastIndex(where: { !isBlank($0) })
  else { return "" }
  return String(text[first...last])
}

/// Splits at a mark, but not within quotation marks or angle brackets. By bytes and not by
/// characters: a combining mark behind a separator would hide it, and bytes are quicker.
func pieces(of text: String, at separator: Unicode.Scalar) -> [Substring] {
  let bytes = text.utf8
  var result: [Substring] = []
  var start = text.startIndex
  var isQuoted = false
  var isBracketed = false
  var isEscaped = false
  for index in bytes.indices {
    switch bytes[index] {
    case _ where isEscaped: isEscaped = false
    case UInt8(ascii: "\\") where isQuoted: isEscaped = true
    case UInt8(ascii: "\""): isQuoted.toggle()
    case _ where isQuoted: break
    case UInt8(ascii: "<"): isBracketed = true
    case UInt8(ascii: ">"): isBracketed = false
    case UInt8(ascii: separator) where !isBracketed:
      result.append(text[start..<index])
      start = bytes.index(after: index)
    default: break
    }
  }
  return result + [text[start...]]
}

/// `Name <URI>;parameters` or `URI;parameters` (RFC 3261 section 20.10).
struct NameAddress {
  var uri: String
  /// What follows the URI, without the first semicolon.
  var parameters: String

  /// The first address in a header's value.
  init?(_ value: String) {
    guard let first = pieces(of: value, at: ",").first else { return nil }
    let parts = pieces(of: String(first), at: ";")
    guard let head = parts.first else { return nil }
    if let open = head.lastIndex(of: "<"), let close = head.lastIndex(of: ">"), open < close {
      uri = trimmed(head[head.index(after: open)..<close])
    } else {
      uri = trimmed(head)
    }
    guard !uri.isEmpty else { return nil }
    parameters = parts.dropFirst().joined(separator: ";")
  }

  /// Every address of a list such as `Record-Route`, each as it stands.
  static func list(_ value: String) -> [String] {
    pieces(of: value, at: ",").map { trimmed($0) }.filter { !$0.isEmpty }
  }

  /// A parameter of the header, without quotation marks; empty: it is there without a value.
  func parameter(_ name: String) -> String? { parameterValue(name, in: parameters) }
}

/// The value of `name=value` in a list with semicolons; empty: it stands there without a value.
func parameterValue(_ name: String, in list: String) -> String? {
  for part in pieces(of: list, at: ";") {
    let pair = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    guard let key = pair.first, sameText(trimmed(key), name) else { continue }
    let value = pair.count == 2 ? trimmed(pair[1]) : ""
    guard value.count >= 2, value.hasPrefix("\""), value.hasSuffix("\"") else { return value }
    return String(value.dropFirst().dropLast())
  }
  return nil
}

/// The parts of a SIP URI that routing asks for (RFC 3261 section 19.1).
struct URIParts {
  var scheme: String
  var user: String
  var host: String
  var port: UInt16?
  var parameters: String

  init?(_ text: String) {
    guard let colon = text.firstIndex(of: ":") else { return nil }
    scheme = text[..<colon].lowercased()
    var rest = text[text.index(after: colon)...]
    if let question = rest.lastIndex(of: "?"), !rest[question...].contains("@") {
      rest = rest[..<question]
    }
    user = ""
    if let at = rest.lastIndex(of: "@") {
      user = String(rest[..<at].prefix { $0 != ":" })
      rest = rest[rest.index(after: at)...]
    }
    let semicolon = rest.firstIndex(of: ";") ?? rest.endIndex
    parameters = String(rest[semicolon...].dropFirst())
    guard let place = Self.place(rest[..<semicolon]) else { return nil }
    (host, port) = place
  }

  /// The port, or the one that the scheme means without one.
  var usualPort: UInt16 { port ?? (scheme == "sips" ? 5_061 : 5_060) }

  /// `transport=` as far as it is one of ours; `sips` means TLS.
  var transport: SignallingTransport? {
    if scheme == "sips" { return .tls }
    return parameterValue("transport", in: parameters).flatMap {
      SignallingTransport(rawValue: $0.lowercased())
    }
  }

  private static func place(_ text: Substring) -> (String, UInt16?)? {
    if text.hasPrefix("[") {
      guard let close = text.firstIndex(of: "]") else { return nil }
      let host = String(text[text.index(after: text.startIndex)..<close])
      let tail = text[text.index(after: close)...].drop { $0 == ":" }
      return (host, UInt16(tail))
    }
    let parts = text.split(separator: ":", maxSplits: 1)
    guard let host = parts.first, !host.isEmpty else { return nil }
    return (String(host), parts.count == 2 ? UInt16(parts[1]) : nil)
  }
}
