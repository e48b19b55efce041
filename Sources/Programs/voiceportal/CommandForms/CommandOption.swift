/// An option of the command line, as the table of commands has it.
struct CommandOption: Sendable, Equatable {
  /// With its hyphens, such as `--data`.
  let name: String
  /// What stands for its value in texts, such as `DIR`; `nil` if it stands alone. `[PCM]` is a value
  /// that may be left out.
  let value: String?
  /// What it does; lines are broken by a newline.
  let text: String
  /// The words that can be its value, for completions; empty if there are others.
  var choices: [String] = []
  var isRequired = false
  var mayRepeat = false
  /// The heading under which it is listed, such as `Fields of a user`.
  var heading = ""

  /// An option with a value.
  static func option(
    _ name: String, _ value: String, _ text: String, choices: [String] = [],
    isRequired: Bool = false, mayRepeat: Bool = false, heading: String = ""
  ) -> CommandOption {
    CommandOption(
      name: name, value: value, text: text, choices: choices, isRequired: isRequired,
      mayRepeat: mayRepeat, heading: heading)
  }

  /// An option that stands alone.
  static func flag(_ name: String, _ text: String, isRequired: Bool = false) -> CommandOption {
    CommandOption(name: name, value: nil, text: text, isRequired: isRequired)
  }

  /// Whether the next word is its value.
  var takesWord: Bool { value.map { !$0.hasPrefix("[") } ?? false }

  /// `--data DIR`.
  var title: String { value.map { "\(name) \($0)" } ?? name }

  /// As a usage has it: in brackets unless it is required.
  var usage: String {
    let text = isRequired ? title : "[\(title)]"
    return mayRepeat ? text + "…" : text
  }

  /// What a shell completes its value with.
  enum Completion: Equatable {
    case nothing, folders, files
    case words([String])
  }

  var completion: Completion {
    if !choices.isEmpty { return .words(choices) }
    return switch value {
    case "DIR", "DATA", "FOLDER": .folders
    case let value? where value.contains("FILE") || value == "PROGRAM": .files
    default: .nothing
    }
  }
}

/// Options that several commands have.
extension CommandOption {
  static let data = option(
    "--data", "DIR", "the data directory; without it $VOICEPORTAL_DATA, or \(usualFolder)")
  /// The data directory of commands whose argument is another folder.
  static let storedAt = option(
    "--data", "DATA", "the data directory; without it $VOICEPORTAL_DATA, or \(usualFolder)")
  static let company = option("--company", "NAME", "the company, if there are several")
  static let json = flag("--json", "for programs: an object a line")
  static let config = option("--config", "FILE", "a server's file", isRequired: true)
  static let prompts = option("--prompts", "DIR", "the folder of the prompts")
  static let keys = option(
    "--keys", "LAYOUT", LayoutOption.meaning, choices: ["broadworks", "asterisk", "unity"])

  /// `--language` with a text of its own.
  static func language(_ text: String, isRequired: Bool = false, mayRepeat: Bool = false)
    -> CommandOption
  {
    option(
      "--language", "LANGUAGE", text, choices: ["en", "de", "nl"], isRequired: isRequired,
      mayRepeat: mayRepeat)
  }

  private static let usualFolder = AccountsContext.usualFolder
}
