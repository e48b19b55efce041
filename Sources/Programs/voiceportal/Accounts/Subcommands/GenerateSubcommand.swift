import Administration
import Commands
import Mailbox
import Store

/// `accounts generate`: many mailboxes at once, for load tests.
enum GenerateSubcommand {
  static var all: [Subcommand] {
    [
      Subcommand(
        "generate", "COUNT",
        "makes mailboxes for load tests, from extension 10000 up, in a new company if there is none; "
          + "prints extension;passcode",
        options: [.flag("--cheap", "passcodes quick to check, and to guess")], run: run)
    ]
  }

  private static func run(_ arguments: Arguments, _ context: AccountsContext) throws -> ExitCode {
    let text = try arguments.exactly("COUNT")[0]
    guard let count = Int(text), (1...500_000).contains(count) else {
      throw UsageError(reason: "COUNT is a whole number from 1 to 500000, not '\(text)'.")
    }
    let accounts = try context.accounts(
      arguments, mayMake: true, cost: arguments.has("--cheap") ? .cheap : .standard)
    let company = try company(arguments, context, accounts)
    let mailboxes = try GeneratedMailboxes(count, of: company, in: accounts)
    let (done, failure) = mailboxes.store(in: accounts)
    for mailbox in done { context.write("\(mailbox.user.extension);\(mailbox.passcode.digits)") }
    if let failure { throw failure }
    return .good
  }

  /// The one that is named, the only one, or a new one if there is none.
  private static func company(
    _ arguments: Arguments, _ context: AccountsContext, _ accounts: any Accounts
  ) throws -> Company {
    guard try accounts.companies().isEmpty else { return try context.company(arguments) }
    let plan = NumberingPlan(countryCode: "49", trunkPrefix: "0")
    return try accounts.add(
      Company(
        name: arguments.value("--company") ?? "Load test", plan: plan, portalNumber: "2000"))
  }
}

extension PasscodeCost {
  /// For load tests, which measure calls and not argon2id: 1 pass over 64 KiB.
  static let cheap = PasscodeCost(passes: 1, bytes: 64 << 10)
}
