import Administration
import Commands
import Foundation
import Mailbox
import Store

/// `accounts import` and `export` (requirement H2). Passcodes are never exported.
enum TransferSubcommands {
  static var all: [Subcommand] {
    [
      Subcommand(
        "import", "FILE.csv|FOLDER",
        "adds the users of a table, or all of a folder that export has written",
        options: [
          .flag(
            "--update",
            """
            changes those that are there, found by main number, else by extension;
            rows may swap numbers
            """),
          .flag("--skip-bad", "leaves out rows that are bad"),
        ], usages: ["FILE.csv [--update] [--skip-bad]", "FOLDER"], run: importUsers),
      Subcommand(
        "export", "[FILE.csv|FOLDER]",
        "all users with all settings",
        options: [
          .flag("--semicolon", "semicolons between the columns, and not commas"),
          .flag(
            "--all",
            """
            companies, users, lists, greetings and announcements as a folder that import
            reads back
            """),
        ], usages: ["[FILE.csv] [--semicolon]", "--all FOLDER"], run: exportUsers),
    ]
  }

  /// How often an import is planned anew because others change the same users.
  private static let longestTries = 5

  private static func importUsers(
    _ arguments: Arguments, _ context: AccountsContext
  ) throws -> ExitCode {
    let path = try arguments.exactly("FILE.csv")[0]
    let attributes = try? FileManager.default.attributesOfItem(atPath: path)
    if attributes?[.type] as? FileAttributeType == .typeDirectory {
      let count = try folder(path, arguments, context, mayMake: true).read()
      context.write("Imported \(TextTable.count(count, "user")) from \(path).")
      return .good
    }
    let table = try UserTable(TableText.read(path, limit: UserTable.mostBytes), path: path)
    let accounts = try context.accounts(arguments)
    let company = arguments.value("--company")
    var plan: ImportPlan
    var tries = 0
    while true {
      plan = try ImportPlan(
        table, into: accounts, company: company, mayUpdate: arguments.has("--update"))
      guard plan.faults.isEmpty || arguments.has("--skip-bad") else {
        for fault in plan.faults { Terminal.complain("\(path), \(fault)") }
        let count = Set(plan.faults.map(\.row)).count
        throw Failure("\(count) of \(table.rows.count) rows are bad. Nothing was imported.")
      }
      tries += 1
      do {
        try plan.carryOut(on: accounts)
        break
      } catch let outdated as ImportPlan.Outdated {
        if tries == longestTries { throw outdated }
      }
    }
    for fault in plan.faults { Terminal.complain("\(path), \(fault)") }
    let skipped = table.rows.count - plan.changes.count
    context.write(
      "Imported \(TextTable.count(plan.changes.count, "user"))"
        + (skipped > 0 ? ", skipped \(TextTable.count(skipped, "row"))." : "."))
    return .good
  }

  private static func folder(
    _ path: String, _ arguments: Arguments, _ context: AccountsContext, mayMake: Bool = false
  ) throws -> AccountsFolder {
    let accounts = try context.accounts(arguments, mayMake: mayMake)
    return AccountsFolder(path: path, store: try context.store(arguments), accounts: accounts)
  }

  private static func exportUsers(
    _ arguments: Arguments, _ context: AccountsContext
  ) throws -> ExitCode {
    if arguments.has("--all") {
      let path = try arguments.exactly("FOLDER")[0]
      let count = try folder(path, arguments, context).write()
      context.write("Exported \(TextTable.count(count, "user")) to \(path).")
      return .good
    }
    if arguments.rest.count > 1 { _ = try arguments.exactly("FILE.csv") }
    let accounts = try context.accounts(arguments)
    let companies =
      arguments.value("--company") == nil
      ? try accounts.companies() : [try context.company(arguments)]
    let separator: Character = arguments.has("--semicolon") ? ";" : ","
    let users = try companies.map { ($0, try accounts.users(of: $0.id)) }
    let count = users.reduce(0) { $0 + $1.1.count }
    let text = UserTable.text(of: users, separator: separator)
    guard let path = arguments.rest.first, path != "-" else {
      context.write(String(text.dropLast()))
      return .good
    }
    // The mark tells spreadsheets that the text is UTF-8.
    try TextFile.write("\u{FEFF}" + text, to: path)
    context.write("Exported \(TextTable.count(count, "user")) to \(path).")
    return .good
  }
}
