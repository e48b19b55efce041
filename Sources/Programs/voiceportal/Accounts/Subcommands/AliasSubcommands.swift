import Administration
import Commands
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

  private static func add(_ arguments: Arguments, _ context: AccountsContext) throws -> ExitCode {
    let (user, alias) = try read(arguments, context)
    try context.accounts(arguments).transaction { accounts in
      _ = try accounts.change(user: user.id) { user in
        let before = user
        user.aliases.append(alias)
        try accounts.checkDestinations(of: user, before: before)
      }
    }
    context.write("\(alias) is an alias of \(user.fullName).")
    return .good
  }

  private static func remove(_ arguments: Arguments, _ context: AccountsContext) throws -> ExitCode
  {
    let (user, alias) = try read(arguments, context)
    try context.accounts(arguments).change(user: user.id) { user in
      guard let index = user.aliases.firstIndex(of: alias) else {
        throw StoreError.refused(
          field: "alias", reason: "\(alias) is no alias of \(user.fullName).")
      }
      user.aliases.remove(at: index)
    }
    context.write("\(alias) is no alias of \(user.fullName) any more.")
    return .good
  }

  private static func list(_ arguments: Arguments, _ context: AccountsContext) throws -> ExitCode {
    for alias in try context.user(arguments.exactly("USER")[0], arguments).aliases {
      context.write(alias.e164)
    }
    return .good
  }

  private static func read(
    _ arguments: Arguments, _ context: AccountsContext
  ) throws -> (User, PhoneNumber) {
    let words = try arguments.exactly("USER", "NUMBER")
    let user = try context.user(words[0], arguments)
    let fields = try context.fieldContext(of: context.company(arguments), arguments)
    return (user, try fields.phoneNumber(words[1], field: "alias"))
  }
}
