import Administration
import CallFlow
import Foundation

/// `voiceportal accounts`: companies, users and what belongs to them.
enum AccountsCommand: Command {
  static let name = "accounts"
  static let summary =
    "companies, users, passcodes, greetings, announcements, lists; import and export"

  static var help: String {
    let rows = subcommands.map { "  \($0.usage)\n      \($0.purpose)" }
    return """
      voiceportal accounts SUBCOMMAND … [--data DIR] [--company NAME]

      \(rows.joined(separator: "\n"))

      USER is an extension, a main number or an alias, in any notation.
      SLOT is one of \(GreetingSubcommands.slotNames).
      FILE is any sound file: WAV, FLAC, Ogg, Opus, MP3, AIFF and more. It is refused with the reason
      when it is silent, too long, damaged, or holds the tones of telephone keys.
      OWNER is --number NUMBER --extension DIGITS --first-name TEXT --last-name TEXT, and
      --country CODE (49) and --trunk-prefix DIGITS (0) for a number without a country code.
      CODES are the passcodes before, the newest first, with commas between.
      'passcode set' and 'web-password set' take it from the keyboard, unseen, or from a pipe.

        --data DIR      the data directory; without it $VOICEPORTAL_DATA, or \(AccountsContext.usualFolder)
        --company NAME  which company, where there are several

      Fields of a company (company add, company set):
      \(describe(CompanyFields.all))

      Fields of a user (user add, user set; also the columns of a CSV file, next to
      company and passcode):
      \(describe(UserFields.all))
      """
  }

  /// The help of one subcommand, or of those that share a first word.
  static func help(for words: [String]) -> String {
    let names = words.prefix { !$0.hasPrefix("-") }
    let exact = subcommands.filter { names.starts(with: $0.words) }
      .max { $0.words.count < $1.words.count }
    let meant = exact.map { [$0] } ?? subcommands.filter { $0.words.starts(with: names) }
    guard !names.isEmpty, !meant.isEmpty else { return help }
    let usages = meant.map { "usage: voiceportal accounts \($0.usage)\n\n  \($0.purpose)" }
    let fields = meant.map(\.options).reduce(into: Set()) { $0.formUnion($1) }
    var parts = [usages.joined(separator: "\n\n")]
    if fields.isSuperset(of: UserFields.all.map(\.option)) {
      parts.append("Fields:\n" + describe(UserFields.all))
    }
    if fields.isSuperset(of: CompanyFields.all.map(\.option)) {
      parts.append("Fields:\n" + describe(CompanyFields.all))
    }
    parts.append(
      """
        --data DIR      the data directory; without it $VOICEPORTAL_DATA, or \(AccountsContext.usualFolder)
        --company NAME  which company, where there are several
      """)
    return parts.joined(separator: "\n\n")
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
    let desk = AccountsContext()
    defer { desk.close() }
    return try run(words, at: desk)
  }

  /// The same at a desk of one's own, for tests.
  static func run(_ words: [String], at desk: AccountsContext) throws -> ExitCode {
    let subcommand = try find(words)
    let arguments = try Arguments(
      Array(words.dropFirst(subcommand.words.count)),
      options: subcommand.options.union(["--data", "--company"]), switches: subcommand.switches)
    return try subcommand.run(arguments, desk)
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

  private static func describe<Record>(_ fields: [Field<Record>]) -> String {
    let width = fields.map(\.name.count).max() ?? 0
    return fields.map { field in
      "  --" + field.name.padding(toLength: width + 2, withPad: " ", startingAt: 0) + field.values
    }.joined(separator: "\n")
  }
}

/// One subcommand of `accounts`.
struct Subcommand {
  /// The words that name it, such as `company add`.
  let words: [String]
  /// What follows them.
  let parameters: String
  /// A line for the help.
  let purpose: String
  let options: Set<String>
  let switches: Set<String>
  let run: (Arguments, AccountsContext) throws -> ExitCode

  /// - Parameter run: Gets the words after the name; its exit code is good unless it says else.
  init(
    _ name: String, _ parameters: String, _ purpose: String, options: Set<String> = [],
    switches: Set<String> = [], run: @escaping (Arguments, AccountsContext) throws -> ExitCode
  ) {
    self.words = name.split(separator: " ").map(String.init)
    self.parameters = parameters
    self.purpose = purpose
    self.options = options
    self.switches = switches
    self.run = run
  }

  var usage: String {
    parameters.isEmpty
      ? words.joined(separator: " ") : (words + [parameters]).joined(separator: " ")
  }
}

extension Arguments {
  /// The words that are no options, exactly as many as there are names.
  /// - Throws: ``UsageError`` that names the first missing one, or the first that is too much.
  func exactly(_ names: String...) throws -> [String] {
    if rest.count < names.count { throw UsageError(reason: "\(names[rest.count]) is missing.") }
    if rest.count > names.count {
      throw UsageError(reason: "'\(rest[names.count])' is not understood here.")
    }
    return rest
  }
}
