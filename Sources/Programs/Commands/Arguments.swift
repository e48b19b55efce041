/// The words of a command, sorted into options and the rest.
package struct Arguments {
  private var values: [String: [String]] = [:]
  private var switches: Set<String> = []
  /// Words that are not options, in order.
  package private(set) var rest: [String] = []

  /// - Parameter form: Says which options there are; no others are understood.
  /// - Throws: ``UsageError`` for an unknown option or a missing value.
  package init(_ words: [String], of form: CommandForm) throws {
    let known = Set(form.options.filter { !$0.takesWord }.map(\.name))
    let options = Set(form.options.filter { $0.value != nil }.map(\.name))
    var words = words[...]
    while let word = words.popFirst() {
      let parts = word.split(separator: "=", maxSplits: 1).map(String.init)
      if word == "--" {
        rest += words
        return
      } else if known.contains(word) {
        switches.insert(word)
      } else if options.contains(word) {
        guard let value = words.popFirst() else {
          throw UsageError(reason: "\(word) needs a value.")
        }
        values[word, default: []].append(value)
      } else if parts.count == 2, options.contains(parts[0]) {
        values[parts[0], default: []].append(parts[1])
      } else if word.hasPrefix("-"), word != "-" {
        throw UsageError(reason: "there is no option \(parts.first ?? word).")
      } else {
        rest.append(word)
      }
    }
  }

  /// The last value of an option.
  package func value(_ option: String) -> String? { values[option]?.last }

  /// All values of an option, in order.
  package func all(_ option: String) -> [String] { values[option] ?? [] }

  /// The words that are no options, exactly as many as there are names.
  /// - Throws: ``UsageError`` that names the first missing one, or the first that is too much.
  package func exactly(_ names: String...) throws -> [String] {
    if rest.count < names.count { throw UsageError(reason: "\(names[rest.count]) is missing.") }
    if rest.count > names.count {
      throw UsageError(reason: "'\(rest[names.count])' is not understood here.")
    }
    return rest
  }

  /// Whether a switch was given.
  package func has(_ name: String) -> Bool { switches.contains(name) }

  /// A whole number.
  /// - Throws: ``UsageError`` if it is none, or out of range.
  package func number(_ option: String, in range: ClosedRange<Int>) throws -> Int? {
    guard let text = value(option) else { return nil }
    guard let number = Int(text), range.contains(number) else {
      throw UsageError(
        reason: "\(option) takes a whole number from \(range.lowerBound) to \(range.upperBound), "
          + "not '\(text)'.")
    }
    return number
  }

  /// One of some names.
  /// - Throws: ``UsageError`` that lists them.
  package func choice<Choice: RawRepresentable<String> & CaseIterable>(
    _ option: String, of type: Choice.Type
  ) throws -> Choice? {
    guard let text = value(option) else { return nil }
    guard let choice = Choice(rawValue: text) else {
      let names = Choice.allCases.map(\.rawValue).joined(separator: ", ")
      throw UsageError(reason: "\(option) is one of \(names), not '\(text)'.")
    }
    return choice
  }
}
