import Encodings

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

  /// Whether it is short ASCII, without the `=?` with which an encoded word begins.
  private static func isPlain(_ text: String) -> Bool {
    guard text.utf8.count <= longestPlain else { return false }
    var last: UInt8 = 0
    for byte in text.utf8 {
      if byte >= 0x80 || last == UInt8(ascii: "=") && byte == UInt8(ascii: "?") { return false }
      last = byte
    }
    return true
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

  /// Writes a text with CRLF between its lines.
  static func append(_ text: String, to result: inout [UInt8]) {
    let bytes = Array(text.utf8)
    var length = 0
    // What stands for itself is copied by the run, not by the byte.
    var start = 0
    for (index, byte) in bytes.enumerated() {
      let isLast = index + 1 == bytes.count || bytes[index + 1] == newline
      let isPlain = byte > space && byte < delete && byte != equals || byte == space && !isLast
      if isPlain, length < longestLine {
        length += 1
        continue
      }
      result.append(contentsOf: bytes[start..<index])
      start = isPlain ? index : index + 1
      if byte == newline {
        result.append(carriageReturn)
        result.append(newline)
        length = 0
        continue
      }
      let count = isPlain ? 1 : 3
      if length + count > longestLine {
        result.append(equals)
        result.append(carriageReturn)
        result.append(newline)
        length = 0
      }
      length += count
      if isPlain { continue }
      result.append(equals)
      result.append(digit(byte >> 4))
      result.append(digit(byte & 15))
    }
    result.append(contentsOf: bytes[start...])
  }

  // Each by itself: a pair of them is made when it is first asked for, and that is looked at each time.
  private static let carriageReturn: UInt8 = 0x0D
  private static let newline: UInt8 = 0x0A
  private static let space: UInt8 = 0x20
  private static let delete: UInt8 = 0x7F
  private static let equals: UInt8 = 0x3D

  private static func digit(_ value: UInt8) -> UInt8 {
    value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "A") + value - 10
  }
}
