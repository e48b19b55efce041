import Administration
import Commands
import Configuration
import Mailbox
import Store

/// `accounts alias …`: further phones of a user (requirements A2, A3).
enum AliasSubcommands {
  static var all: [Subcommand] {
    [
      Subcommand("alias add", "USER NUMBER", "a further phone of the user", run: add),
      Subcommand("alias remove", "USER NUMBER", "takes it away", run: remove),
      Subcommand("alias list", "USER", "all of them", run: list),
    ]
  }

  private static func add(_ arguments: Arguments, _ desk: AccountsContext) throws -> ExitCode {
    let (user, alias) = try read(arguments, desk)
    try desk.accounts(arguments).transaction { accounts in
      _ = try accounts.change(user: user.id) { user in
        let before = user
        user.aliases.append(alias)
        try accounts.checkDestinations(of: user, before: before)
      }
    }
    desk.write("\(alias) is an alias of \(user.fullName).")
    return .good
  }

  private static func remove(_ arguments: Arguments, _ desk: AccountsContext) throws -> ExitCode {
    let (user, alias) = try read(arguments, desk)
    try desk.accounts(arguments).change(user: user.id) { user in
      guard let index = user.aliases.firstIndex(of: alias) else {
        throw StoreError.refused(
          field: "alias", reason: "\(alias) is no alias of \(user.fullName).")
      }
      user.aliases.remove(at: index)
    }
    desk.write("\(alias) is no alias of \(user.fullName) any more.")
    return .good
  }

  private static func list(_ arguments: Arguments, _ desk: AccountsContext) throws -> ExitCode {
    for alias in try desk.user(arguments.exactly("USER")[0], arguments).aliases {
      desk.write(alias.e164)
    }
    return .good
  }

  private static func read(
    _ arguments: Arguments, _ desk: AccountsContext
  ) throws -> (User, PhoneNumber) {
    let words = try arguments.exactly("USER", "NUMBER")
    let user = try desk.user(words[0], arguments)
    let context = try desk.context(of: desk.company(arguments), arguments)
    return (user, try context.phoneNumber(words[1], field: "alias"))
  }
}
