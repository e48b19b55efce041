/// A command, or one of its sub-commands: what may be typed, and what it does. The forms of all
/// commands are the one table from which words are parsed (``Arguments``), and from which `--help`
/// (``HelpText``), the manual pages and the completions of shells are made (``ManualPage``,
/// ``BashCompletion``, ``ZshCompletion``, ``FishCompletion``).
package struct CommandForm: Sendable {
  /// A row of a table: a word, and what it means.
  package typealias Row = (name: String, text: String)

  /// The words that name it behind `voiceportal`, such as `calls list`.
  package let name: String
  /// One sentence, or a line: what it does.
  package let summary: String
  /// The words behind its name that are not options, such as `USER [N]`.
  package let arguments: String
  package let options: [CommandOption]
  /// What may stand behind its name, if not every mix of arguments and options may; else empty.
  package let usages: [String]
  /// What the words of ``arguments`` mean.
  package let terms: [Row]
  /// Paragraphs that say more, with a blank line between; a paragraph with an indented line is
  /// printed as it is.
  package let about: String
  /// Further paragraphs, below the options.
  package let notes: String
  package let subcommands: [CommandForm]

  package init(
    _ name: String, _ summary: String, arguments: String = "", options: [CommandOption] = [],
    usages: [String] = [], terms: [Row] = [], about: String = "", notes: String = "",
    subcommands: [CommandForm] = []
  ) {
    (self.name, self.summary, self.arguments) = (name, summary, arguments)
    (self.options, self.usages, self.terms) = (options, usages, terms)
    (self.about, self.notes, self.subcommands) = (about, notes, subcommands)
  }

  /// The words that name it.
  package var words: [String] { name.split(separator: " ").map(String.init) }

  /// It, and all forms below it.
  package var all: [CommandForm] { [self] + subcommands.flatMap(\.all) }

  /// Its own options and those of its sub-commands, each once.
  package var allOptions: [CommandOption] {
    all.flatMap(\.options).reduce(into: []) { found, option in
      let isKnown = found.contains { $0.name == option.name && $0.text == option.text }
      if !isKnown { found.append(option) }
    }
  }

  /// What these words mean.
  package var allTerms: [Row] {
    all.flatMap(\.terms).reduce(into: []) { found, term in
      if !found.contains(where: { $0.name == term.name }) { found.append(term) }
    }
  }

  /// The sub-command that these words begin with; of several the one with the longest name.
  /// - Parameter words: Those behind the command's name.
  package func subcommand(in words: [String]) -> CommandForm? {
    let count = self.words.count
    return subcommands.filter { words.starts(with: $0.words.dropFirst(count)) }
      .max { $0.words.count < $1.words.count }
  }

  /// The names of the sub-commands below the command, such as `list, show, script`.
  package var choices: String {
    subcommands.map { $0.words.dropFirst(words.count).joined(separator: " ") }
      .joined(separator: ", ")
  }

  /// The sub-command that the first word names.
  /// - Throws: ``UsageError`` that lists all.
  package func subcommand(named word: String?) throws -> CommandForm {
    guard let word else { throw UsageError(reason: "it needs one of \(choices).") }
    guard let form = subcommand(in: [word]) else {
      throw UsageError(reason: "'\(word)' is none of \(choices).")
    }
    return form
  }
}
