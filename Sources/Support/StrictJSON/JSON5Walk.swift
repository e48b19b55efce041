/// Walks through a text and notes where things are. By bytes and not by characters: a combining
/// mark behind a quote would hide it.
struct JSON5Walk {
  private let bytes: [UInt8]
  private var place = 0
  private var line = 1
  private var path: [String] = []
  private(set) var lines: [[String]: Int] = [:]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  private var next: UInt8? { place < bytes.count ? bytes[place] : nil }

  mutating func end() throws(JSON5Fault) {
    try skipBlanks()
    if next != nil { throw fault("the end of the file") }
  }

  mutating func value() throws(JSON5Fault) {
    try skipBlanks()
    // A field has the line of its name, which may be the line before.
    if lines[path] == nil { lines[path] = line }
    guard lines.count <= JSON5Outline.mostValues else {
      throw JSON5Fault(
        line: line, reason: "There are more than \(JSON5Outline.mostValues) values.")
    }
    switch next {
    case UInt8(ascii: "{"): try list(until: UInt8(ascii: "}"), hasKeys: true)
    case UInt8(ascii: "["): try list(until: UInt8(ascii: "]"), hasKeys: false)
    case UInt8(ascii: "\""), UInt8(ascii: "'"): _ = try quoted()
    default: try literal()
    }
  }

  private mutating func list(until close: UInt8, hasKeys: Bool) throws(JSON5Fault) {
    guard path.count < JSON5Outline.greatestDepth else { throw fault("something less deep") }
    step()
    var count = 0
    while true {
      try skipBlanks()
      if take(close) { return }
      if hasKeys { try key() } else { path.append("\(count)") }
      try value()
      path.removeLast()
      count += 1
      try skipBlanks()
      if take(UInt8(ascii: ",")) { continue }
      guard take(close) else { throw fault("a comma or \"\(Unicode.Scalar(close))\"") }
      return
    }
  }

  private mutating func key() throws(JSON5Fault) {
    let start = line
    let isQuoted = next == UInt8(ascii: "\"") || next == UInt8(ascii: "'")
    let name = isQuoted ? try quoted() : try word("the name of a field")
    guard isQuoted || Self.isName(name) else {
      throw JSON5Fault(line: start, reason: "The name \"\(name)\" of a field stands in quotes.")
    }
    path.append(name)
    guard lines.updateValue(start, forKey: path) == nil else {
      throw JSON5Fault(line: start, reason: "The field \"\(name)\" stands here a second time.")
    }
    try skipBlanks()
    guard take(UInt8(ascii: ":")) else { throw fault("a colon") }
  }

  private mutating func quoted() throws(JSON5Fault) -> String {
    let quote = next
    step()
    let start = place
    while next != quote {
      guard let byte = next, byte != 10, byte != 13 else { throw fault("a closing quote") }
      guard byte >= 32 || byte == 9, byte != 127 else { throw controlCharacter() }
      step()
      if byte == UInt8(ascii: "\\") { try escape() }
    }
    step()
    return String(decoding: bytes[start..<place - 1], as: UTF8.self)
  }

  private mutating func literal() throws(JSON5Fault) {
    let word = try word("a value")
    if ["true", "false", "null"].contains(word) { return }
    switch JSON5Number(word) {
    case .fits: return
    case .useless:
      throw JSON5Fault(line: line, reason: "\(word.prefix(40)) is a number that no field takes.")
    case .isNone:
      throw JSON5Fault(
        line: line, reason: "\"\(word.prefix(80))\" is no value: text stands in quotes.")
    }
  }

  private mutating func word(_ expected: String) throws(JSON5Fault) -> String {
    let start = place
    while let byte = next, byte >= 0x80 || Self.isOfWord(byte) { step() }
    if place == start { throw fault(expected) }
    return String(decoding: bytes[start..<place], as: UTF8.self)
  }

  private static func isOfWord(_ byte: UInt8) -> Bool {
    isLetter(byte) || isDigit(byte) || "+-.".utf8.contains(byte)
  }

  /// ECMAScript's letters of names.
  private static func isLetter(_ byte: UInt8) -> Bool {
    (65...90).contains(byte & 0xDF) || byte == UInt8(ascii: "_") || byte == UInt8(ascii: "$")
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (48...57).contains(byte) }

  private static func isName(_ word: String) -> Bool {
    guard let first = word.utf8.first, !isDigit(first) else { return false }
    return word.utf8.allSatisfy { $0 >= 0x80 || isLetter($0) || isDigit($0) }
  }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard next == byte else { return false }
    step()
    return true
  }

  private mutating func step() {
    guard let byte = next else { return }
    place += 1
    // CR LF is one line end.
    if byte == 10 || (byte == 13 && next != 10) { line += 1 }
  }
}

// MARK: - Escapes and blanks

extension JSON5Walk {
  /// What stands behind a backslash. Half of a character that is written as two is none.
  private mutating func escape() throws(JSON5Fault) {
    guard let letter = next else { throw fault("a closing quote") }
    guard letter == UInt8(ascii: "u") else {
      // Foundation does not know the escapes of JSON5 that JSON has not, besides these.
      guard "\"'\\/bfnrt\n\r".utf8.contains(letter) else {
        throw JSON5Fault(line: line, reason: "A backslash stands before \(found).")
      }
      let isReturn = letter == 13
      step()
      if isReturn, next == 10 { step() }
      return
    }
    let first = try unit()
    if first == 0 { throw JSON5Fault(line: line, reason: "\\u0000 is no letter.") }
    if (0xDC00...0xDFFF).contains(first) { throw half(first) }
    guard (0xD800...0xDBFF).contains(first) else { return }
    guard take(UInt8(ascii: "\\")), next == UInt8(ascii: "u") else { throw half(first) }
    guard (0xDC00...0xDFFF).contains(try unit()) else { throw half(first) }
  }

  /// `u` and four digits: a number of 16 bits.
  private mutating func unit() throws(JSON5Fault) -> Int {
    step()
    let digits = bytes[place..<min(place + 4, bytes.count)]
    let text = String(decoding: digits, as: UTF8.self)
    guard digits.count == 4, text.utf8.first != UInt8(ascii: "+"),
      text.utf8.first != UInt8(ascii: "-"), let number = Int(text, radix: 16)
    else { throw JSON5Fault(line: line, reason: "Behind \\u stand four hexadecimal digits.") }
    place += 4
    return number
  }

  private func half(_ unit: Int) -> JSON5Fault {
    JSON5Fault(
      line: line,
      reason: "\\u\(String(unit, radix: 16, uppercase: true)) is half of a character.")
  }

  /// Blanks and comments.
  private mutating func skipBlanks() throws(JSON5Fault) {
    while let byte = next {
      if byte == 32 || (9...13).contains(byte) {
        step()
      } else if byte < 32 || byte == 127 {
        throw controlCharacter()
      } else if starts(with: "//") {
        while let byte = next, byte != 10, byte != 13 { step() }
      } else if starts(with: "/*") {
        step()
        step()
        while next != nil, !starts(with: "*/") { step() }
        step()
        step()
      } else if let length = wideBlank {
        place += length
      } else {
        return
      }
    }
  }

  /// Bytes of the no-break space, byte order mark, line or paragraph separator that stands here.
  private var wideBlank: Int? {
    for blank in ["\u{A0}", "\u{FEFF}", "\u{2028}", "\u{2029}"] where starts(with: blank) {
      return blank.utf8.count
    }
    return nil
  }

  private func starts(with mark: String) -> Bool {
    bytes[min(place, bytes.count)...].starts(with: mark.utf8)
  }
}

// MARK: - Faults

extension JSON5Walk {
  private func fault(_ expected: String) -> JSON5Fault {
    JSON5Fault(line: line, reason: "Here stands \(found) where \(expected) is due.")
  }

  private func controlCharacter() -> JSON5Fault {
    JSON5Fault(line: line, reason: "Here stands \(found).")
  }

  /// What stands here, as a part of a sentence.
  private var found: String {
    guard let byte = next else { return "the end of the file" }
    if byte < 32 && !(9...13).contains(byte) || byte == 127 {
      let digits = String(byte, radix: 16, uppercase: true)
      return "the control character U+" + String(repeating: "0", count: 4 - digits.count) + digits
    }
    // No letter is longer than its marks allow, so a few bytes show it.
    let text = String(decoding: bytes[place..<min(place + 16, bytes.count)], as: UTF8.self)
    return text.unicodeScalars.first.map { "\"\($0)\"" } ?? "nothing"
  }
}
