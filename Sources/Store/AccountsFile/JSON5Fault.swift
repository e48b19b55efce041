/// Where a text stops being JSON5. Foundation's decoder says only that it does.
struct JSON5Fault: Error, Equatable {
  /// From 1.
  let line: Int
  /// A sentence.
  let reason: String

  /// The first fault in the outline of a text: brackets, colons, commas, quotes; `nil`: none there.
  static func first(in text: String) -> JSON5Fault? {
    var outline = Outline(characters: Array(text))
    do throws(JSON5Fault) {
      try outline.value()
      try outline.end()
      return nil
    } catch {
      return error
    }
  }
}

/// Walks through a text without keeping anything of it.
private struct Outline {
  let characters: [Character]
  var place = 0

  var next: Character? { place < characters.count ? characters[place] : nil }

  func fault(_ expected: String) -> JSON5Fault {
    let line = 1 + characters.prefix(place).count { $0.isNewline }
    let found = next.map { "\"\($0)\"" } ?? "the end of the file"
    return JSON5Fault(line: line, reason: "Here stands \(found) where \(expected) is due.")
  }

  mutating func end() throws(JSON5Fault) {
    skipBlanks()
    if next != nil { throw fault("the end of the file") }
  }

  mutating func value() throws(JSON5Fault) {
    skipBlanks()
    switch next {
    case "{": try list(until: "}", hasKeys: true)
    case "[": try list(until: "]", hasKeys: false)
    case "\"", "'": try quoted()
    default: try word("a value")
    }
  }

  private mutating func list(until close: Character, hasKeys: Bool) throws(JSON5Fault) {
    place += 1
    while true {
      skipBlanks()
      if take(close) { return }
      if hasKeys { try key() }
      try value()
      skipBlanks()
      if take(",") { continue }
      guard take(close) else { throw fault("a comma or \"\(close)\"") }
      return
    }
  }

  private mutating func key() throws(JSON5Fault) {
    if next == "\"" || next == "'" { try quoted() } else { try word("the name of a field") }
    skipBlanks()
    guard take(":") else { throw fault("a colon") }
  }

  private mutating func quoted() throws(JSON5Fault) {
    let quote = next
    place += 1
    while next != quote {
      guard let character = next, !character.isNewline else { throw fault("a closing quote") }
      place += character == "\\" ? 2 : 1
    }
    place += 1
  }

  private mutating func word(_ expected: String) throws(JSON5Fault) {
    let start = place
    while let character = next,
      character.isLetter || character.isNumber || "+-._$".contains(character)
    {
      place += 1
    }
    if place == start { throw fault(expected) }
  }

  private mutating func take(_ character: Character) -> Bool {
    guard next == character else { return false }
    place += 1
    return true
  }

  /// Blanks and comments.
  private mutating func skipBlanks() {
    while let character = next {
      if character.isWhitespace {
        place += 1
      } else if starts(with: "//") {
        while let character = next, !character.isNewline { place += 1 }
      } else if starts(with: "/*") {
        place += 2
        while next != nil, !starts(with: "*/") { place += 1 }
        place += 2
      } else {
        return
      }
    }
  }

  private func starts(with mark: String) -> Bool {
    characters.dropFirst(place).starts(with: mark)
  }
}
