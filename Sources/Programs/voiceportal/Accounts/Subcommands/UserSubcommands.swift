import Administration
import Commands
import Foundation
import Mailbox
import Store

/// `accounts user …`, with `show` and `remove` for short.
enum UserSubcommands {
  private static let options = CommandOption.fields(UserFields.all, "Fields of a user")

  static var all: [Subcommand] {
    [
      Subcommand(
        "user add",
        "", "adds a user with a mailbox",
        options: CommandOption.fields(
          UserFields.all, "Fields of a user", required: UserFields.required),
        run: add),
      Subcommand("user list", "", "all users of the company", run: list),
      Subcommand("user show", "USER", "all about a user", run: show),
      Subcommand(
        "user set", "USER", "changes fields", options: options, run: set),
      Subcommand("user remove", "USER", "removes user and mailbox", run: remove),
      Subcommand("show", "USER", "the same as user show", run: show),
      Subcommand("remove", "USER", "the same as user remove", run: remove),
      Subcommand("unlock", "USER", "lifts a lock after wrong passcodes", run: unlock),
    ]
  }

  private static func add(_ arguments: Arguments, _ context: AccountsContext) throws -> ExitCode {
    try arguments.expectNothingMore()
    let company = try context.company(arguments)
    let added = try context.accounts(arguments).transaction { accounts in
      let fields = FieldContext(company: company, accounts: accounts)
      let user = try User(fields: { arguments.value("--" + $0) }, in: fields)
      try accounts.checkDestinations(of: user, before: nil)
      return try accounts.add(user)
    }
    context.write(
      "Added \(added.fullName), extension \(added.extension), \(added.mainNumber). There is no "
        + "passcode yet: 'accounts passcode generate \(added.extension)' makes one.")
    return .good
  }

  private static func list(_ arguments: Arguments, _ context: AccountsContext) throws -> ExitCode {
    try arguments.expectNothingMore()
    let company = try context.company(arguments)
    let rows = try context.accounts(arguments).users(of: company.id).map { user in
      let aliases = user.aliases.map(\.e164).joined(separator: " ")
      return [
        user.extension.digits, user.mainNumber.e164, user.language.rawValue, user.fullName, aliases,
      ]
    }
    for line in TextTable.lines(rows) { context.write(line) }
    return .good
  }

  private static func set(_ arguments: Arguments, _ context: AccountsContext) throws -> ExitCode {
    let number = try arguments.exactly("USER")[0]
    try arguments.expectField(of: UserFields.all)
    let company = try context.company(arguments)
    let found = try context.user(number, arguments)
    let user = try context.accounts(arguments).transaction { accounts in
      let fields = FieldContext(company: company, accounts: accounts)
      return try accounts.change(user: found.id) { user in
        let before = user
        try write(UserFields.all, named: { arguments.value($0.option) }, to: &user, in: fields)
        try accounts.checkDestinations(of: user, before: before)
      }
    }
    context.write("Changed \(user.fullName).")
    return .good
  }

  private static func remove(_ arguments: Arguments, _ context: AccountsContext) throws -> ExitCode
  {
    let user = try context.user(arguments.exactly("USER")[0], arguments)
    try context.accounts(arguments).removeUser(user.id)
    context.write("Removed \(user.fullName) and the mailbox.")
    return .good
  }

  private static func unlock(_ arguments: Arguments, _ context: AccountsContext) throws -> ExitCode
  {
    let user = try context.user(arguments.exactly("USER")[0], arguments)
    try context.accounts(arguments).unlock(user.id)
    context.write("\(user.fullName) can log in again.")
    return .good
  }

  private static func show(_ arguments: Arguments, _ context: AccountsContext) throws -> ExitCode {
    let user = try context.user(arguments.exactly("USER")[0], arguments)
    let accounts = try context.accounts(arguments)
    var rows = UserFields.all.map { [$0.name, $0.read(user)] }
    rows += try accounts.lists(of: user.id).map { list in
      [
        "list \(list.number)",
        "\(list.description), \(TextTable.count(list.members.count, "member"))",
      ]
    }
    for slot in GreetingSlot.allCases {
      guard let sound = try accounts.greeting(slot, of: user.id) else { continue }
      rows.append(["recorded \(slot.rawValue)", "\(Int(sound.milliseconds + 500) / 1_000) s"])
    }
    let messages = try accounts.messages(of: user.id)
    let new = messages.filter { !$0.isDeleted && $0.rank != .saved }.count
    let saved = messages.filter { !$0.isDeleted && $0.rank == .saved }.count
    let deleted = messages.count - new - saved
    rows.append(["messages", "\(new) new, \(saved) saved, \(deleted) deleted"])
    rows.append(["login", describe(try accounts.loginState(of: user.id), zone: user.timeZone)])
    for line in TextTable.lines(rows) { context.write(line) }
    return .good
  }

  private static func describe(_ state: LoginState, zone: String) -> String {
    var words = [state.hasPasscode ? "has a passcode" : "no passcode"]
    if state.hasWebPassword { words.append("has a web password") }
    if state.mustChange { words.append("must change it") }
    if state.failures > 0 { words.append("\(state.failures) wrong since the last login") }
    if let end = state.lockedUntil { words.append("locked until \(moment(end, zone: zone))") }
    return words.joined(separator: ", ")
  }

  /// A moment in the user's time zone.
  /// - Parameter milliseconds: Since 1970 UTC.
  static func moment(_ milliseconds: Int64, zone: String) -> String {
    let format = DateFormatter()
    format.locale = Locale(identifier: "en_US_POSIX")
    format.timeZone = TimeZone(identifier: zone) ?? .gmt
    format.dateFormat = "yyyy-MM-dd HH:mm"
    return format.string(from: Date(timeIntervalSince1970: Double(milliseconds) / 1_000))
  }
}
