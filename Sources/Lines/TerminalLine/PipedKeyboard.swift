import CallFlow

/// Keys from a text, under a clock that jumps. A character acts at once; a `.` waits a second; the
/// end of a line lets what is being said end; a line that begins with `call` or `from` is for the
/// time after the call.
struct PipedKeyboard: Keyboard {
  private(set) var now: Moment = 0
  private let read: () -> String?
  /// What is left of the line in hand; `nil`: read one.
  private var rest: Substring?
  /// A line that was read, and is no keys.
  private var kept: String?
  private var waitsUntil: Moment?
  private var waitsForQuiet = false

  /// - Parameter read: The next line without its end; `nil` at the end of the text.
  init(read: @escaping () -> String?) { self.read = read }

  mutating func next(by due: Moment?, isQuiet: Bool) -> Input? {
    while true {
      if waitsForQuiet, !isQuiet, let due {
        now = max(now, due)
        return nil
      }
      waitsForQuiet = false
      if let end = waitsUntil {
        if let due, due <= end {
          now = max(now, due)
          return nil
        }
        now = end
        waitsUntil = nil
      }
      guard let character = nextCharacter() else { return .hangUp }
      switch character {
      case "\n": waitsForQuiet = true
      case ".": waitsUntil = now + 1_000
      case "s":
        waitsForQuiet = true
        return .speak
      default: return Input(character)
      }
    }
  }

  var isPerson: Bool { false }

  mutating func opensWithOrder() -> Bool {
    guard let line = read() else { return false }
    if Self.isOrder(line) { kept = line } else { rest = line[...] }
    return kept != nil
  }

  /// Keys that are left belonged to the call that is over, and are passed over.
  mutating func line() -> String? {
    rest = nil
    (waitsUntil, waitsForQuiet) = (nil, false)
    while let line = kept ?? read() {
      kept = nil
      if Self.isOrder(line) {
        waitsForQuiet = true
        return line
      }
    }
    return nil
  }

  /// Whether a line is for between calls.
  static func isOrder(_ line: String) -> Bool {
    ["call", "from", "to"].contains { line == $0 || line.hasPrefix($0 + " ") }
  }

  /// `nil` at the end of the text, and at a line that is no keys.
  private mutating func nextCharacter() -> Character? {
    if rest == nil {
      guard kept == nil, let line = read() else { return nil }
      if Self.isOrder(line) {
        kept = line
        return nil
      }
      rest = line[...]
    }
    if let character = rest?.popFirst() { return character }
    rest = nil
    return "\n"
  }
}
