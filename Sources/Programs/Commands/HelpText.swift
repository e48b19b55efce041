/// `--help` of a command, made from its form.
package struct HelpText {
  package let form: CommandForm
  /// The word before its name.
  package let program: String

  package init(form: CommandForm, program: String = "voiceportal") {
    (self.form, self.program) = (form, program)
  }

  /// The help of what these words name: a sub-command, those that share a first word, or all.
  package func text(for words: [String]) -> String {
    let names = Array(words.prefix { !$0.hasPrefix("-") })
    if names.isEmpty { return text }
    if let found = form.subcommand(in: names) {
      return HelpText(form: found, program: program).text
    }
    let count = form.words.count
    let group = form.subcommands.filter { $0.words.dropFirst(count).starts(with: names) }
    if group.isEmpty { return text }
    return HelpText(
      form: CommandForm(form.name, "", subcommands: group), program: program
    ).text
  }

  /// The whole help.
  package var text: String {
    let options = form.allOptions
    var parts = isLong ? [stacked] : ["usage: " + usages]
    if form.subcommands.isEmpty, !form.summary.isEmpty, form.about.isEmpty {
      parts.append(Self.indented("  " + form.summary, by: 2))
    }
    parts.append(form.about)
    if !isLong {
      parts.append(Self.table(form.subcommands.map { (subname($0), $0.summary) }))
    }
    parts.append(Self.table(form.allTerms + rows(of: options.filter { $0.heading.isEmpty })))
    for heading in options.map(\.heading).reduce(into: [], Self.addOnce) where !heading.isEmpty {
      parts.append(
        "\(heading):\n" + Self.table(rows(of: options.filter { $0.heading == heading })))
    }
    parts.append(form.notes)
    return parts.filter { !$0.isEmpty }.joined(separator: "\n\n")
  }

  /// The usages, each from its own line on.
  private var usages: String {
    let forms = form.subcommands.isEmpty || !form.options.isEmpty ? [form] : []
    return (forms + form.subcommands).flatMap { Self.usages(of: $0, program: program) }.joined(
      separator: "\n       ")
  }

  /// All that may be typed for a form, wrapped.
  package static func usages(of form: CommandForm, program: String = "voiceportal") -> [String] {
    let start = form.name.isEmpty ? program : "\(program) \(form.name)"
    if !form.usages.isEmpty {
      return form.usages.map { $0.isEmpty ? start : indented("\(start) \($0)", by: 7) }
    }
    let fields = form.options.filter { !$0.heading.isEmpty && !$0.isRequired }
    var words = [form.arguments].filter { !$0.isEmpty }
    words += form.options.filter { $0.heading.isEmpty || $0.isRequired }.map(\.usage)
    if !fields.isEmpty { words.append("[--FIELD VALUE]…") }
    return [wrapped(words, behind: start)]
  }

  private static func wrapped(_ words: [String], behind start: String) -> String {
    var lines = [start]
    for word in words {
      if lines[lines.count - 1].count + word.count > 84 {
        lines.append(String(repeating: " ", count: 18) + word)
      } else {
        lines[lines.count - 1] += " " + word
      }
    }
    return lines.joined(separator: "\n")
  }

  /// Whether there are so many sub-commands that each has its usage and its purpose together.
  private var isLong: Bool { form.subcommands.count > 12 }

  /// The options that all of them have stand in the first line alone.
  private var stacked: String {
    let subs = form.subcommands
    let common = subs[0].options.filter { option in
      subs.allSatisfy { $0.options.contains(option) }
    }
    let head = ["usage: \(program)", form.name, "SUBCOMMAND …"] + common.map(\.usage)
    let rows = subs.map { sub in
      let rest = sub.options.filter { !common.contains($0) }
      let short = CommandForm(
        sub.name, "", arguments: sub.arguments, options: rest, usages: sub.usages)
      return "  " + Self.usages(of: short, program: program).joined(separator: "\n  ") + "\n      "
        + sub.summary.replacing("\n", with: "\n      ")
    }
    return head.joined(separator: " ") + "\n\n" + rows.joined(separator: "\n")
  }

  private func subname(_ sub: CommandForm) -> String {
    sub.words.dropFirst(form.words.count).joined(separator: " ")
  }

  /// A row for each option. Where sub-commands mean different things by one option, the rows behind
  /// the first say whose meaning it is.
  private func rows(of options: [CommandOption]) -> [CommandForm.Row] {
    options.enumerated().map { index, option in
      guard options[..<index].contains(where: { $0.name == option.name }) else { return option.row }
      let names = form.subcommands.filter { $0.all.contains { $0.options.contains(option) } }
        .map(subname)
      return (option.title, "(\(names.joined(separator: ", "))) \(option.text)")
    }
  }

  /// Rows in two columns.
  package static func table(_ rows: [CommandForm.Row]) -> String {
    let width = rows.map(\.name.count).filter { $0 <= 22 }.max() ?? 0
    return rows.map { row in
      let text = indented(row.text, by: width + 4)
      if row.name.count > width {
        return "  \(row.name)\n" + String(repeating: " ", count: width + 4) + text
      }
      let space = String(repeating: " ", count: width - row.name.count)
      return "  \(row.name)\(space)  \(text)"
    }.joined(separator: "\n")
  }

  /// The lines behind the first one.
  private static func indented(_ text: String, by columns: Int) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .joined(separator: "\n" + String(repeating: " ", count: columns))
  }

  private static func addOnce(_ names: inout [String], _ name: String) {
    if !names.contains(name) { names.append(name) }
  }
}

extension CommandOption {
  fileprivate var row: CommandForm.Row { (title, text) }
}
