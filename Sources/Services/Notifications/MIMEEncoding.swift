/// Words of a header that are not plain ASCII (RFC 2047).
enum EncodedWord {
  /// A text of a header such as the subject.
  static func header(_ text: String) -> String { isPlain(text) ? text : words(text) }

  /// The name of somebody, quoted where it is ASCII.
  static func phrase(_ text: String) -> String {
    guard isPlain(text) else { return words(text) }
    let isSafe = text.utf8.allSatisfy { $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }
    if isSafe { return "\"\(text)\"" }
    let quoted = text.map { $0 == "\"" || $0 == "\\" ? "\\\($0)" : "\($0)" }.joined()
    return "\"\(quoted)\""
  }

  // 75 characters are allowed for a word, frame included, and 998 for a line.
  private static let longestPlain = 70
  private static let bytesInWord = 42

  private static func isPlain(_ text: String) -> Bool {
    text.utf8.count <= longestPlain && text.utf8.allSatisfy { $0 < 0x80 } && !looksEncoded(text)
  }

  /// Whether `=?` is in it, with which an encoded word begins.
  private static func looksEncoded(_ text: String) -> Bool {
    zip(text.utf8, text.utf8.dropFirst()).contains { $0 == (UInt8(ascii: "="), UInt8(ascii: "?")) }
  }

  /// Each word holds whole characters, and begins a line of its own.
  private static func words(_ text: String) -> String {
    var words: [String] = []
    var bytes: [UInt8] = []
    for character in text {
      let next = Array(character.utf8)
      if !bytes.isEmpty, bytes.count + next.count > bytesInWord {
        words.append("=?UTF-8?B?\(Base64.text(of: bytes))?=")
        bytes = []
      }
      bytes += next
    }
    words.append("=?UTF-8?B?\(Base64.text(of: bytes))?=")
    return words.joined(separator: "\r\n ")
  }
}

/// Text whose lines are of ASCII and not too long (RFC 2045 section 6.7).
enum QuotedPrintable {
  private static let longestLine = 75

  /// With CRLF between lines.
  static func text(_ text: String) -> String {
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count * 5 / 4)
    var length = 0
    for (index, byte) in bytes.enumerated() {
      if byte == newline {
        result.append(carriageReturn)
        result.append(newline)
        length = 0
        continue
      }
      let isLast = index + 1 == bytes.count || bytes[index + 1] == newline
      let isPlain = byte > space && byte < delete && byte != equals || byte == space && !isLast
      let count = isPlain ? 1 : 3
      if length + count > longestLine {
        result.append(equals)
        result.append(carriageReturn)
        result.append(newline)
        length = 0
      }
      if isPlain {
        result.append(byte)
      } else {
        result.append(equals)
        result.append(digit(byte >> 4))
        result.append(digit(byte & 15))
      }
      length += count
    }
    return String(decoding: result, as: UTF8.self)
  }

  private static let (carriageReturn, newline): (UInt8, UInt8) = (0x0D, 0x0A)
  private static let (space, delete): (UInt8, UInt8) = (0x20, 0x7F)
  private static let equals = UInt8(ascii: "=")

  private static func digit(_ value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "A") + value - 10
  }
}

/// RFC 4648 section 4.
enum Base64 {
  private static let alphabet = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  static func text(of bytes: [UInt8]) -> String { String(decoding: encoded(bytes), as: UTF8.self) }

  /// In lines of 76 characters.
  static func lines(of bytes: [UInt8]) -> [String] {
    stride(from: 0, to: bytes.count, by: 57).map {
      text(of: Array(bytes[$0..<min($0 + 57, bytes.count)]))
    }
  }

  /// The bytes of a text that is base64.
  static func bytes(of text: String) -> [UInt8] {
    var result: [UInt8] = []
    var (group, bits) = (0, 0)
    for byte in text.utf8 {
      guard let value = alphabet.firstIndex(of: byte) else { break }
      (group, bits) = (group << 6 | value, bits + 6)
      if bits < 8 { continue }
      bits -= 8
      result.append(UInt8(group >> bits & 0xFF))
      group &= 1 << bits - 1
    }
    return result
  }

  private static func encoded(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity((bytes.count + 2) / 3 * 4)
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let count = min(3, bytes.count - start)
      var group = 0
      for offset in 0..<3 { group = group << 8 | (offset < count ? Int(bytes[start + offset]) : 0) }
      for place in 0..<4 {
        let isPadding = place > count
        result.append(
          isPadding ? UInt8(ascii: "=") : alphabet[group >> (18 - 6 * place) & 0x3F])
      }
    }
    return result
  }
}
