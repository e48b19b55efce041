/// The manual page of a command, in the `man` macros of roff (man(7)).
struct ManualPage {
  let form: CommandForm
  /// The name of the program.
  let program: String
  /// The name of the program with its version.
  let version: String
  /// Such as `2026-11-29`.
  let date: String

  /// Such as `voiceportal-serve`.
  var name: String { form.name.isEmpty ? program : "\(program)-\(form.name)" }

  /// The whole page.
  var text: String {
    let title = name.uppercased()
    var lines = [
      ".TH \(title) 1 \"\(date)\" \"\(version)\" \"Voice portal\"",
      ".SH NAME", "\(Self.escaped(name)) \\- \(Self.escaped(Self.oneLine(form.summary)))",
      ".SH SYNOPSIS",
    ]
    lines += synopsis(of: form)
    if !form.about.isEmpty { lines += [".SH DESCRIPTION"] + Self.paragraphs(form.about) }
    lines += table("ARGUMENTS", form.terms)
    lines += table("OPTIONS", form.options.map { ($0.title, $0.text) })
    lines += form.name.isEmpty ? commands : subcommands
    if !form.notes.isEmpty { lines += [".SH NOTES"] + Self.paragraphs(form.notes) }
    lines.append(".SH SEE ALSO")
    if form.name.isEmpty {
      let pages = form.subcommands.map { ".BR \(program)\\-\($0.name) (1)" }
      lines += pages.dropLast().map { $0 + "," } + pages.suffix(1)
    } else {
      lines.append(".BR \(program) (1)")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// The commands, a paragraph each, for the page of the program.
  private var commands: [String] {
    [".SH COMMANDS"]
      + form.subcommands.flatMap { sub in
        [".TP", ".B \(Self.escaped(sub.name))"] + Self.filled(sub.summary)
      }
  }

  /// The sub-commands, a section each.
  private var subcommands: [String] {
    form.subcommands.flatMap(section)
  }

  private func section(of sub: CommandForm) -> [String] {
    var lines = [".SH \"\(Self.escaped(sub.name.uppercased()))\""]
    lines += synopsis(of: sub)
    lines += [".PP"] + Self.filled(sub.summary)
    if !sub.about.isEmpty { lines += [".PP"] + Self.paragraphs(sub.about) }
    lines += rows(sub.terms)
    // What every sub-command has comes before the fields of records.
    let own = sub.options.filter(\.heading.isEmpty) + sub.options.filter { !$0.heading.isEmpty }
    lines += rows(own.map { ($0.title, $0.text) })
    if !sub.notes.isEmpty { lines += [".PP"] + Self.paragraphs(sub.notes) }
    return lines
  }

  private func synopsis(of form: CommandForm) -> [String] {
    let subs = form.subcommands
    let isOwn = subs.isEmpty || !form.options.isEmpty
    let usages =
      isOwn
      ? HelpText.usages(of: form, program: program)
      : subs.flatMap { HelpText.usages(of: $0, program: program) }
    return [".nf"] + usages.flatMap(Self.printed) + [".fi"]
  }

  private func table(_ title: String, _ rows: [CommandForm.Row]) -> [String] {
    rows.isEmpty ? [] : [".SH \(title)"] + self.rows(rows)
  }

  private func rows(_ rows: [CommandForm.Row]) -> [String] {
    rows.flatMap { row in
      [".TP", ".B \(Self.escaped(row.name))"] + Self.filled(row.text)
    }
  }

  // MARK: Text of roff

  /// Paragraphs that are filled, and those with an indented line as they are.
  private static func paragraphs(_ text: String) -> [String] {
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let blocks = lines.split { $0.isEmpty }.map(Array.init)
    let parts = blocks.map { block -> [String] in
      if block.contains(where: { $0.hasPrefix("  ") }) {
        return [".nf"] + block.flatMap(printed) + [".fi"]
      }
      return filled(block.joined(separator: " "))
    }
    return Array(parts.joined(separator: [".PP"]))
  }

  /// Lines as they are.
  private static func printed(_ text: String) -> [String] {
    text.split(separator: "\n").map { escaped(String($0)) }
  }

  /// Words in lines of at most 72 characters, which roff fills anew.
  private static func filled(_ text: String) -> [String] {
    var lines: [String] = []
    for word in text.split(whereSeparator: { $0 == " " || $0 == "\n" }) {
      let word = escaped(String(word))
      if let last = lines.last, last.count + word.count < 72 {
        lines[lines.count - 1] = last + " " + word
      } else {
        lines.append(word)
      }
    }
    return lines
  }

  private static func oneLine(_ text: String) -> String {
    text.split(separator: "\n").map { $0.drop { $0 == " " } }.joined(separator: " ")
  }

  /// What roff prints as this text.
  private static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\\": result += "\\e"
      case "-": result += "\\-"
      case "'": result += "\\(aq"
      case "`": result += "\\(ga"
      case "~": result += "\\(ti"
      case "^": result += "\\(ha"
      case "\"": result += "\\(dq"
      case let scalar where scalar.isASCII: result.unicodeScalars.append(scalar)
      case let scalar:
        let digits = String(scalar.value, radix: 16, uppercase: true)
        result += "\\[u" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits + "]"
      }
    }
    return result.hasPrefix(".") ? "\\&" + result : result
  }
}
