import Administration
import CallFlow
import Commands
import Foundation

/// `voiceportal accounts`: companies, users and what belongs to them.
enum AccountsCommand: ShellCommand {
  static var form: CommandForm {
    CommandForm(
      "accounts", "companies, users, passcodes, greetings, announcements, lists; import and export",
      terms: [
        ("USER", "an extension, a main number or an alias, in any notation"),
        ("SLOT", "one of \(GreetingSubcommands.slotNames)"),
        (
          "FILE",
          """
          any sound file: WAV, FLAC, Ogg, Opus, MP3, AIFF and more. It is refused with the
          reason when it is silent, too long, damaged, or holds the tones of telephone keys
          """
        ),
      ],
      notes:
        "'passcode set' and 'web-password set' take it from the keyboard, unseen, or from a pipe.",
      subcommands: subcommands.map(\.form))
  }

  /// Every subcommand, in the order of the help.
  static var subcommands: [Subcommand] {
    CompanySubcommands.all + UserSubcommands.all + AliasSubcommands.all + ListSubcommands.all
      + GreetingSubcommands.all + AnnouncementSubcommands.all + PasscodeSubcommands.all
      + SecretSubcommands.all + TokenSubcommands.all
      + MessageSubcommands.all + TransferSubcommands.all + GenerateSubcommand.all
      + AuditSubcommands.all
  }

  static func run(_ words: [String]) throws -> ExitCode {
    let context = AccountsContext()
    defer { context.close() }
    return try run(words, in: context)
  }

  /// The same at a context of one's own, for tests.
  static func run(_ words: [String], in context: AccountsContext) throws -> ExitCode {
    let subcommand = try find(words)
    let arguments = try Arguments(
      Array(words.dropFirst(subcommand.words.count)), of: subcommand.form)
    return try subcommand.run(arguments, context)
  }

  /// The one that the first words name; of several, the longest.
  private static func find(_ words: [String]) throws -> Subcommand {
    let fitting = subcommands.filter { words.starts(with: $0.words) }
    if let found = fitting.max(by: { $0.words.count < $1.words.count }) { return found }
    guard let group = words.first else { throw UsageError(reason: "it needs a subcommand.") }
    let inGroup = subcommands.filter { $0.words[0] == group }
    guard inGroup.isEmpty else {
      let names = inGroup.map { $0.words.dropFirst().joined(separator: " ") }
      throw UsageError(reason: "'\(group)' is followed by \(names.joined(separator: ", ")).")
    }
    throw UsageError(
      reason: "there is no subcommand '\(group)'."
        + suggestion(for: group, among: Set(subcommands.map { $0.words[0] }).sorted()))
  }
}

/// One subcommand of `accounts`.
struct Subcommand {
  let form: CommandForm
  let run: (Arguments, AccountsContext) throws -> ExitCode

  /// - Parameters:
  ///   - name: The words that name it, such as `company add`.
  ///   - run: Gets the words after the name; its exit code is good unless it says else.
  init(
    _ name: String, _ arguments: String, _ summary: String, options: [CommandOption] = [],
    usages: [String] = [], run: @escaping (Arguments, AccountsContext) throws -> ExitCode
  ) {
    form = CommandForm(
      "accounts " + name, summary, arguments: arguments, options: options + [.data, .company],
      usages: usages)
    self.run = run
  }

  /// The words that name it, such as `company add`.
  var words: [String] { Array(form.words.dropFirst()) }
}

extension CommandOption {
  /// An option for each field of a record.
  static func fields<Record>(
    _ fields: [Field<Record>], _ heading: String, required: [String] = []
  ) -> [CommandOption] {
    fields.map { field in
      option(
        field.option, "VALUE", field.values, choices: field.choices,
        isRequired: required.contains(field.name), heading: heading)
    }
  }

  /// A user, for what may be hers or the company's.
  static func user(_ text: String) -> CommandOption { option("--user", "USER", text) }
}
