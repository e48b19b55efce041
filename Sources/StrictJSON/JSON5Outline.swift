/// The outline of a JSON5 text: on which line each value stands. Foundation's decoder reads the
/// values, but cannot tell where they are.
public struct JSON5Outline: Sendable {
  private let lines: [[String]: Int]

  /// Looks over a text.
  /// - Throws: ``JSON5Fault`` for the first fault in its outline: brackets, colons, commas, quotes,
  ///   words that are no value, a field that stands twice in one object.
  public init(of text: String) throws(JSON5Fault) {
    var walk = Walk(characters: Array(text))
    try walk.value()
    try walk.end()
    lines = walk.lines
  }

  /// The line, from 1, of the value at a path of names of fields and places in lists (from 0), or
  /// of the innermost value around it that is written.
  public func line(of path: [String]) -> Int {
    var path = path[...]
    while true {
      if let line = lines[Array(path)] { return line }
      if path.popLast() == nil { return 1 }
    }
  }
}

/// Walks through a text and notes where things are.
private struct Walk {
  let characters: [Character]
  private var place = 0
  private var line = 1
  private var path: [String] = []
  private(set) var lines: [[String]: Int] = [:]

  init(characters: [Character]) { self.characters = characters }

  private var next: Character? { place < characters.count ? characters[place] : nil }

  private func fault(_ expected: String) -> JSON5Fault {
    let found = next.map { "\"\($0)\"" } ?? "the end of the file"
    return JSON5Fault(line: line, reason: "Here stands \(found) where \(expected) is due.")
  }

  mutating func end() throws(JSON5Fault) {
    skipBlanks()
    if next != nil { throw fault("the end of the file") }
  }

  mutating func value() throws(JSON5Fault) {
    skipBlanks()
    // A field has the line of its name, which may be the line before.
    if lines[path] == nil { lines[path] = line }
    switch next {
    case "{": try list(until: "}", hasKeys: true)
    case "[": try list(until: "]", hasKeys: false)
    case "\"", "'": _ = try quoted()
    default: try literal()
    }
  }

  private mutating func list(until close: Character, hasKeys: Bool) throws(JSON5Fault) {
    guard path.count < 100 else { throw fault("something less deep") }
    step()
    var count = 0
    while true {
      skipBlanks()
      if take(close) { return }
      if hasKeys { try key() } else { path.append("\(count)") }
      try value()
      path.removeLast()
      count += 1
      skipBlanks()
      if take(",") { continue }
      guard take(close) else { throw fault("a comma or \"\(close)\"") }
      return
    }
  }

  private mutating func key() throws(JSON5Fault) {
    let start = line
    let name =
      next == "\"" || next == "'" ? try quoted() : try word("the name of a field")
    path.append(name)
    guard lines.updateValue(start, forKey: path) == nil else {
      throw JSON5Fault(line: start, reason: "The field \"\(name)\" stands here a second time.")
    }
    skipBlanks()
    guard take(":") else { throw fault("a colon") }
  }

  private mutating func quoted() throws(JSON5Fault) -> String {
    let quote = next
    step()
    let start = place
    while next != quote {
      guard let character = next, !character.isNewline else { throw fault("a closing quote") }
      step()
      if character == "\\", next != nil { step() }
    }
    step()
    return String(characters[start..<place - 1])
  }

  private mutating func literal() throws(JSON5Fault) {
    let (start, word) = (place, try word("a value"))
    if ["true", "false", "null"].contains(word) || Self.isNumber(word) { return }
    place = start
    throw JSON5Fault(
      line: line, reason: "\"\(word)\" is no value: text stands in quotes.")
  }

  private mutating func word(_ expected: String) throws(JSON5Fault) -> String {
    let start = place
    while let character = next,
      character.isLetter || character.isNumber || "+-._$".contains(character)
    {
      step()
    }
    if place == start { throw fault(expected) }
    return String(characters[start..<place])
  }

  private static func isNumber(_ word: String) -> Bool {
    let unsigned = word.hasPrefix("+") || word.hasPrefix("-") ? word.dropFirst() : word[...]
    if unsigned == "Infinity" || unsigned == "NaN" { return true }
    if unsigned.hasPrefix("0x") || unsigned.hasPrefix("0X") {
      return Int(unsigned.dropFirst(2), radix: 16) != nil
    }
    // .5 and 5. are numbers in JSON5.
    guard let first = unsigned.first, first == "." || ("0"..."9").contains(first) else {
      return false
    }
    return Double("0\(unsigned)0") != nil || Double("0\(unsigned)") != nil
  }

  private mutating func take(_ character: Character) -> Bool {
    guard next == character else { return false }
    step()
    return true
  }

  /// Blanks and comments.
  private mutating func skipBlanks() {
    while let character = next {
      if character.isWhitespace {
        step()
      } else if starts(with: "//") {
        while let character = next, !character.isNewline { step() }
      } else if starts(with: "/*") {
        step()
        step()
        while next != nil, !starts(with: "*/") { step() }
        step()
        step()
      } else {
        return
      }
    }
  }

  private func starts(with mark: String) -> Bool {
    characters.dropFirst(place).starts(with: mark)
  }

  private mutating func step() {
    guard let character = next else { return }
    if character.isNewline { line += 1 }
    place += 1
  }
}
