/// What a command can do, as far as it can do several things: `list` of `voiceportal calls`. The help
/// of the command and that of each verb are made of these.
struct Verb {
  /// A word, or the option that stands for one.
  let name: String
  /// All that may be typed behind `voiceportal`, a line or more.
  let usage: String
  /// What it does, a line or more.
  let purpose: String
  /// The rows of its options, as ``help(of:options:)`` has them, by their first words.
  let options: [String]

  init(_ name: String, _ usage: String, _ purpose: String, options: [String] = []) {
    (self.name, self.usage, self.purpose, self.options) = (name, usage, purpose, options)
  }

  /// A row of the help: an option, and what it does.
  typealias Row = (option: String, text: String)

  /// Its own help: the usage, what it does, and its options out of those of the command.
  func help(options rows: [Row]) -> String {
    let own = rows.filter { options.contains($0.option) }
    let parts = ["usage: " + Self.indented(usage, by: 7), Self.indented("  " + purpose, by: 2)]
    return (parts + (own.isEmpty ? [] : [Self.table(own)])).joined(separator: "\n\n")
  }

  /// The usages of all verbs, as the help of the command begins.
  static func usages(of verbs: [Verb]) -> String {
    "usage: " + verbs.map { indented($0.usage, by: 7) }.joined(separator: "\n       ")
  }

  /// A line or more for each verb: its name, and what it does.
  static func purposes(of verbs: [Verb]) -> String {
    table(verbs.map { ($0.name, $0.purpose) })
  }

  /// Rows in two columns.
  static func table(_ rows: [Row]) -> String {
    let width = rows.map(\.option.count).max() ?? 0
    return rows.map { row in
      let name = row.option + String(repeating: " ", count: width - row.option.count)
      return "  \(name)  " + indented(row.text, by: width + 4)
    }.joined(separator: "\n")
  }

  /// The lines behind the first one.
  private static func indented(_ text: String, by columns: Int) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .joined(separator: "\n" + String(repeating: " ", count: columns))
  }
}

extension Sequence<Verb> {
  /// The verb that these words begin with, or name among their options.
  func meant(by words: [String]) -> Verb? {
    first { $0.name == words.first || $0.name.hasPrefix("-") && words.contains($0.name) }
  }
}
