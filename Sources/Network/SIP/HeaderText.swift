/// Small steps through the text of a header. By bytes and not by characters: a combining mark
/// behind a separator would hide it, and bytes are quicker.
extension Substring {
  /// Without blanks and line ends around it.
  package var trimmed: Substring {
    var rest = self
    while let byte = rest.utf8.first, isBlank(byte) { rest = rest[after(rest.startIndex)...] }
    while let byte = rest.utf8.last, isBlank(byte) {
      rest = rest[..<rest.utf8.index(before: rest.endIndex)]
    }
    return rest
  }

  func firstIndex(of mark: Unicode.Scalar) -> Index? { utf8.firstIndex(of: UInt8(ascii: mark)) }

  func lastIndex(of mark: Unicode.Scalar) -> Index? { utf8.lastIndex(of: UInt8(ascii: mark)) }

  /// What stands before and after the first `mark`; without one, all and `nil`.
  func cut(at mark: Unicode.Scalar) -> (head: Substring, tail: Substring?) {
    guard let index = firstIndex(of: mark) else { return (self, nil) }
    return (self[..<index], self[after(index)...])
  }

  func after(_ index: Index) -> Index { utf8.index(after: index) }

  /// The parts between separators that stand neither in quotes nor between `<` and `>`. A quote or
  /// bracket that is never closed counts as an ordinary letter, so that one slip does not swallow
  /// the rest.
  package func parts(by separator: Unicode.Scalar) -> [Substring] {
    let whole = parts(by: separator, minding: [.quotes, .angles])
    if let whole { return whole }
    return parts(by: separator, minding: .angles) ?? parts(by: separator, minding: []) ?? [self]
  }

  private func parts(by separator: Unicode.Scalar, minding shields: Shields) -> [Substring]? {
    var parts: [Substring] = []
    var start = startIndex
    var index = startIndex
    var isQuoted = false
    var isInAngles = false
    while index < endIndex {
      let byte = utf8[index]
      if isQuoted, byte == UInt8(ascii: "\\") {
        index = after(index)
        if index == endIndex { break }
      } else if byte == UInt8(ascii: "\""), !isInAngles, shields.contains(.quotes) {
        isQuoted.toggle()
      } else if byte == UInt8(ascii: "<"), !isQuoted, shields.contains(.angles) {
        isInAngles = true
      } else if byte == UInt8(ascii: ">"), !isQuoted {
        isInAngles = false
      } else if byte == UInt8(ascii: separator), !isQuoted, !isInAngles {
        parts.append(self[start..<index])
        start = after(index)
      }
      index = after(index)
    }
    if isQuoted || isInAngles { return nil }
    return parts + [self[start...]]
  }

  /// Without its quotes and backslashes, if it stands in quotes.
  var unquoted: String {
    guard utf8.count >= 2, utf8.first == UInt8(ascii: "\""), utf8.last == UInt8(ascii: "\"") else {
      return String(self)
    }
    var bytes: [UInt8] = []
    var isEscaped = false
    for byte in utf8.dropFirst().dropLast() {
      if byte == UInt8(ascii: "\\"), !isEscaped {
        isEscaped = true
      } else {
        bytes.append(byte)
        isEscaped = false
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

private struct Shields: OptionSet {
  let rawValue: Int
  static let quotes = Shields(rawValue: 1)
  static let angles = Shields(rawValue: 2)
}

private func isBlank(_ byte: UInt8) -> Bool {
  byte == UInt8(ascii: " ") || (9...13).contains(byte)
}

extension String {
  /// In quotes, with backslashes where they must be (RFC 3261 section 25.1).
  var quoted: String {
    var text = "\""
    for scalar in unicodeScalars {
      if scalar == "\"" || scalar == "\\" { text.unicodeScalars.append("\\") }
      // A line end here would begin a header of somebody else's choice.
      text.unicodeScalars.append(scalar.value < 32 || scalar.value == 127 ? " " : scalar)
    }
    return text + "\""
  }

  /// Whether it is one or more digits of a keypad.
  var isDigits: Bool { !isEmpty && utf8.allSatisfy { (48...57).contains($0) } }
}
