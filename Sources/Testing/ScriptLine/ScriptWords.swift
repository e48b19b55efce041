import CallFlow
import Telephony

/// The words of one line, taken from the front.
struct ScriptWords {
  let name: String
  let line: Int
  var rest: ArraySlice<String>

  init(_ text: String, name: String, line: Int) {
    (self.name, self.line) = (name, line)
    rest = text.split(whereSeparator: \.isWhitespace).map(String.init)[...]
  }

  func error(_ reason: String) -> ScriptError {
    ScriptError(name: name, line: line, reason: reason)
  }

  /// What is missing is said like "a number".
  mutating func next(_ wanted: String) throws(ScriptError) -> String {
    guard let word = rest.popFirst() else { throw error("The line ends where \(wanted) is due.") }
    return word
  }

  mutating func takeRest() -> [String] {
    defer { rest = [] }
    return Array(rest)
  }

  mutating func end() throws(ScriptError) {
    if let word = rest.first { throw error("\"\(word)\" is one word too many.") }
  }

  /// The next word if it is this one.
  mutating func take(_ word: String) -> Bool {
    guard rest.first == word else { return false }
    rest.removeFirst()
    return true
  }

  /// One of some words.
  mutating func choice<Choice>(
    _ type: Choice.Type, _ wanted: String
  ) throws(ScriptError) -> Choice where Choice: RawRepresentable<String> & CaseIterable {
    let word = try next(wanted)
    guard let choice = Choice(rawValue: word) else {
      throw unknown(word, as: wanted, among: Choice.allCases.map(\.rawValue))
    }
    return choice
  }

  func unknown(_ word: String, as wanted: String, among names: [String]) -> ScriptError {
    let hint = nearestName(to: word, among: names).map { " Did you mean \($0)?" }
    return error(
      "\"\(word)\" is not \(wanted)."
        + (hint ?? (names.count <= 12 ? " It is one of \(names.joined(separator: ", "))." : "")))
  }

  mutating func count(_ wanted: String) throws(ScriptError) -> Int {
    let word = try next(wanted)
    guard let count = Int(word), count >= 0 else {
      throw error("\"\(word)\" is not \(wanted).")
    }
    return count
  }

  /// `5 s`, `2.5 s`, `30 min`, `5 minutes`, `2 h`, `3 days`, in milliseconds.
  mutating func time() throws(ScriptError) -> Moment {
    let word = try next("a time like 5 s")
    guard let number = Double(word), number >= 0 else {
      throw error("\"\(word)\" is no number of seconds, minutes, hours or days.")
    }
    let unit = try next("a unit like s")
    guard let milliseconds = Self.units[unit] else {
      throw unknown(unit, as: "a unit of time", among: Self.units.keys.sorted())
    }
    guard number * milliseconds <= Self.longestTime else {
      throw error("\(word) \(unit) are longer than a hundred years, the longest time of a script.")
    }
    return Moment((number * milliseconds).rounded())
  }

  private static let longestTime = Double(JournalText.longestCall)

  private static let units: [String: Double] = [
    "ms": 1, "s": 1_000, "second": 1_000, "seconds": 1_000,
    "min": 60_000, "minute": 60_000, "minutes": 60_000,
    "h": 3_600_000, "hour": 3_600_000, "hours": 3_600_000,
    "day": 86_400_000, "days": 86_400_000,
  ]
}
