import Administration
import Commands
import Mailbox
import Serving
import Store

/// `accounts token …`: what programs use the API with.
enum TokenSubcommands {
  static var all: [Subcommand] {
    [
      Subcommand(
        "token add", "NAME",
        "makes an access token for the API and tells its secret this once: of a user with --user "
          + "(scope user, or company of an administrator), else of an operator for all companies",
        options: [
          .option("--scope", "SCOPE", "what it may do", choices: ["user", "company", "operator"]),
          .user("of this user, and not of an operator"),
          .option("--days", "N", "how long it holds"),
        ], run: add),
      Subcommand(
        "token list", "", "the access tokens of a user, or of operators",
        options: [.user("of this user, and not of operators")], run: list),
      Subcommand(
        "token revoke", "ID", "revokes the access token whose ID begins so",
        options: [.user("of this user, and not of operators")], run: revoke),
    ]
  }

  private static func add(_ arguments: Arguments, _ context: AccountsContext) throws -> ExitCode {
    let name = try arguments.exactly("NAME")[0]
    let accounts = try context.accounts(arguments)
    let user = try arguments.value("--user").map { try context.user($0, arguments) }
    let scope =
      try arguments.choice("--scope", of: AccessToken.Scope.self)
      ?? (user == nil ? .operator : .user)
    guard (user == nil) == (scope == .operator) else {
      throw UsageError(
        reason: "A token of a user has the scope user or company, another one has "
          + "the scope operator.")
    }
    if let user, !scope.isGranted(to: user) {
      throw UsageError(reason: "Only an administrator can have a token for her company.")
    }
    let days = try arguments.number("--days", in: AccessToken.days) ?? 90
    let made = try AccessToken(
      user: user?.id, name: name, scope: scope, made: ServerClock.now(), days: days
    ).make(in: accounts)
    context.write(made.secret)
    return .good
  }

  private static func list(_ arguments: Arguments, _ context: AccountsContext) throws -> ExitCode {
    try arguments.expectNothingMore()
    let tokens = try AccessToken.all(
      of: try owner(arguments, context), in: try context.accounts(arguments))
    guard !tokens.isEmpty else {
      context.write("There is no access token.")
      return .good
    }
    let rows = tokens.map { [String($0.id.prefix(12)), $0.name, $0.scope.rawValue] }
    for line in TextTable.lines([["id", "name", "scope"]] + rows) { context.write(line) }
    return .good
  }

  private static func revoke(_ arguments: Arguments, _ context: AccountsContext) throws -> ExitCode
  {
    let start = try arguments.exactly("ID")[0]
    let (accounts, owner) = (try context.accounts(arguments), try owner(arguments, context))
    let found = try AccessToken.all(of: owner, in: accounts).filter { $0.id.hasPrefix(start) }
    guard found.count == 1, try AccessToken.revoke(found[0].id, of: owner, in: accounts) else {
      throw Failure("\(found.count) access tokens begin with '\(start)'.")
    }
    context.write("Revoked '\(found[0].name)'.")
    return .good
  }

  private static func owner(_ arguments: Arguments, _ context: AccountsContext) throws -> Int64? {
    try arguments.value("--user").map { try context.user($0, arguments).id }
  }
}
