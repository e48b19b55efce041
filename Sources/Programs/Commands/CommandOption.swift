/// An option of the command line, as the table of commands has it.
package struct CommandOption: Sendable, Equatable {
  /// With its hyphens, such as `--data`.
  package let name: String
  /// What stands for its value in texts, such as `DIR`; `nil` if it stands alone. `[PCM]` is a value
  /// that may be left out.
  package let value: String?
  /// What it does; lines are broken by a newline.
  package let text: String
  /// The words that can be its value, for completions; empty if there are others.
  package var choices: [String] = []
  package var isRequired = false
  package var mayRepeat = false
  /// The heading under which it is listed, such as `Fields of a user`.
  package var heading = ""

  /// An option with a value.
  package static func option(
    _ name: String, _ value: String, _ text: String, choices: [String] = [],
    isRequired: Bool = false, mayRepeat: Bool = false, heading: String = ""
  ) -> CommandOption {
    CommandOption(
      name: name, value: value, text: text, choices: choices, isRequired: isRequired,
      mayRepeat: mayRepeat, heading: heading)
  }

  /// An option that stands alone.
  package static func flag(_ name: String, _ text: String, isRequired: Bool = false)
    -> CommandOption
  {
    CommandOption(name: name, value: nil, text: text, isRequired: isRequired)
  }

  /// Whether the next word is its value.
  package var takesWord: Bool { value.map { !$0.hasPrefix("[") } ?? false }

  /// `--data DIR`.
  package var title: String { value.map { "\(name) \($0)" } ?? name }

  /// As a usage has it: in brackets unless it is required.
  package var usage: String {
    let text = isRequired ? title : "[\(title)]"
    return mayRepeat ? text + "…" : text
  }

  /// What a shell completes its value with.
  package enum Completion: Equatable {
    case nothing, folders, files
    case words([String])
  }

  package var completion: Completion {
    if !choices.isEmpty { return .words(choices) }
    return switch value {
    case "DIR", "DATA", "FOLDER": .folders
    case let value? where value.contains("FILE") || value == "PROGRAM": .files
    default: .nothing
    }
  }
}

/// Options that several programs have.
extension CommandOption {
  package static let json = flag("--json", "for programs: an object a line")
  package static let prompts = option("--prompts", "DIR", "the folder of the prompts")
}
