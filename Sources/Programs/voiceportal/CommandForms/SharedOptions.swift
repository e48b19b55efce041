import Commands
import Configuration

/// Options that several commands have.
extension CommandOption {
  static let data = option(
    "--data", "DIR", "the data directory; without it $VOICEPORTAL_DATA, or \(usualFolder)")
  /// The data directory of commands whose argument is another folder.
  static let storedAt = option(
    "--data", "DATA", "the data directory; without it $VOICEPORTAL_DATA, or \(usualFolder)")
  static let company = option("--company", "NAME", "the company, if there are several")
  static let config = option("--config", "FILE", "a server's file", isRequired: true)
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
