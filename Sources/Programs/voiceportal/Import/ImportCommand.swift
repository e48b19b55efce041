import Commands
import Foundation
import Store
import VoicemailImport

/// `voiceportal import`: mailboxes of another voicemail system.
enum ImportCommand: ShellCommand {
  static let form = CommandForm(
    "import", "bring mailboxes and messages of Asterisk, FreeSWITCH or FusionPBX",
    notes: """
      Without --go a table shows what comes, and a list what does not and why. Every sound is read for
      it. With --go it comes: names, e-mail, language, time zone, passcodes, greetings, and messages with
      folder, time, caller and urgency. What came once does not come again, so a run that was cut off is
      simply run again, and a last run right before the change brings the newest messages. The other
      system's files are only read. It may run beside a server.

      A passcode that the company's policy refuses, or that its user may not change there, works until
      the first login, where another one must be chosen. Nobody gets an e-mail about these messages.
      A user who is there already, by extension or main number, keeps her settings; her messages come,
      and greetings and a passcode if she has none.
      """,
    subcommands: [
      CommandForm(
        "import asterisk",
        "the mailboxes of voicemail.conf, and greetings and messages of the spool",
        options: [
          .option(
            "--conf", "FILE", "Asterisk's voicemail.conf; files that it includes are read too",
            isRequired: true),
          .option(
            "--spool", "DIR",
            "the folder of the contexts, such as /var/spool/asterisk/voicemail", isRequired: true),
        ] + common),
      CommandForm(
        "import freeswitch",
        "those of mod_voicemail on SQLite; names, addresses and codes from the directory",
        options: [
          .option(
            "--database", "FILE", "FreeSWITCH's voicemail_default.db", isRequired: true),
          storage,
          .option(
            "--directory", "DIR",
            "the folder of the users' XML files, such as /etc/freeswitch/directory"),
        ] + common),
      CommandForm(
        "import fusionpbx",
        "those of v_voicemails, v_voicemail_messages and v_voicemail_greetings",
        options: [
          .option(
            "--postgresql", "DSN",
            "FusionPBX's database, such as 'host=HOST dbname=fusionpbx user=USER'",
            isRequired: true),
          storage,
        ] + common),
    ])

  private static let storage = CommandOption.option(
    "--storage", "DIR",
    "the folder of the sounds, such as /var/lib/freeswitch/storage/voicemail", isRequired: true)

  private static let common: [CommandOption] = [
    .option(
      "--context", "NAME=COMPANY",
      """
      the company that the mailboxes of a context or domain go to; it must be
      there. Without it the company of the same name, or the only one for the only context
      """, mayRepeat: true),
    .option(
      "--prefix", "NAME=DIGITS",
      """
      what stands before a mailbox's number in its user's main number, such as
      default=+49221555; without it the number is an extension of the portal's number
      """, mayRepeat: true),
    .data, .flag("--go", "do it; without it nothing is changed, and a table shows what would come"),
  ]

  static func run(_ words: [String]) throws -> ExitCode {
    let arguments = try Arguments(
      Array(words.dropFirst()), of: form.subcommand(named: words.first))
    func needed(_ option: String) throws -> String {
      guard let value = arguments.value(option) else {
        throw UsageError(reason: "\(option) is missing.")
      }
      return value
    }
    let found: ForeignMailboxes
    switch words.first {
    case "asterisk":
      found = try AsteriskReader.read(
        configuration: try needed("--conf"), spool: try needed("--spool"))
    case "freeswitch":
      found = try FreeSwitchReader.read(
        database: try needed("--database"), storage: try needed("--storage"),
        directory: arguments.value("--directory"))
    case "fusionpbx":
      found = try FusionPBXReader.read(
        postgresql: try needed("--postgresql"), storage: try needed("--storage"))
    case _: throw UsageError(reason: "it needs one of \(form.choices).")
    }
    try arguments.expectNothingMore()
    let context = AccountsContext()
    defer { context.close() }
    return try run(found, in: context, arguments)
  }

  /// The same at a context of one's own, for tests.
  static func run(
    _ found: ForeignMailboxes, in context: AccountsContext, _ arguments: Arguments
  ) throws -> ExitCode {
    var choices = ImportChoices()
    choices.companies = try pairs("--context", "COMPANY", arguments)
    choices.prefixes = try pairs("--prefix", "DIGITS", arguments)
    let accounts = try context.accounts(arguments)
    let plan = try MailboxImport(of: found, into: accounts, choices)
    let report = ImportReport(plan)
    for line in TextTable.lines(report.rows) { context.write(line) }
    if !report.remarks.isEmpty {
      for line in ["", "What does not come, or comes otherwise:"] { context.write(line) }
    }
    for remark in report.remarks { context.write("  \(remark)") }
    context.write("")
    guard arguments.has("--go") else {
      context.write("Nothing was changed. With --go this is imported.")
      return .good
    }
    let outcome = try plan.carryOut(on: accounts)
    for fault in outcome.faults { Terminal.complain(fault) }
    context.write(
      "Imported \(TextTable.count(outcome.users, "user")), "
        + "\(TextTable.count(outcome.passcodes, "passcode")), "
        + "\(TextTable.count(outcome.greetings, "greeting")) and "
        + "\(TextTable.count(outcome.messages, "message")).")
    return outcome.faults.isEmpty ? .good : .failed
  }

  /// The values `NAME=VALUE` of an option.
  private static func pairs(
    _ option: String, _ value: String, _ arguments: Arguments
  ) throws -> [String: String] {
    var pairs: [String: String] = [:]
    for text in arguments.all(option) {
      let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
      guard parts.count == 2 else {
        throw UsageError(reason: "\(option) takes NAME=\(value), not '\(text)'.")
      }
      guard pairs.updateValue(parts[1], forKey: parts[0]) == nil else {
        throw UsageError(reason: "\(option) names '\(parts[0])' twice.")
      }
    }
    return pairs
  }
}
