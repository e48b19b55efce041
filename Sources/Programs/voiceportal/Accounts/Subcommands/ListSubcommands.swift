import Commands
import Mailbox
import Store

/// `accounts list …`: distribution lists (requirement F1).
enum ListSubcommands {
  private static let open = CommandOption.option(
    "--open", "on|off", "whether other users may send to it", choices: ["on", "off"])

  static var all: [Subcommand] {
    [
      Subcommand(
        "list add", "USER DESCRIPTION",
        "a list, by the next free number if none is named",
        options: [.option("--number", "N", "its number"), open],
        run: add),
      Subcommand(
        "list set", "USER N", "changes it",
        options: [.option("--description", "TEXT", "its description"), open], run: set),
      Subcommand("list remove", "USER N", "removes it", run: remove),
      Subcommand("list show", "USER [N]", "all lists, or the members of one", run: show),
      Subcommand(
        "list member add", "USER N NUMBER", "adds a colleague",
        run: { try changeMember($0, $1) { try $0.add($1, typedAs: $2) } }),
      Subcommand(
        "list member remove", "USER N NUMBER", "removes a member",
        run: { try changeMember($0, $1) { try $0.remove($1, typedAs: $2) } }),
    ]
  }

  private static func add(_ arguments: Arguments, _ context: AccountsContext) throws -> ExitCode {
    let words = try arguments.exactly("USER", "DESCRIPTION")
    let user = try context.user(words[0], arguments)
    let wanted = try arguments.value("--number").map(number)
    let isOpen = try isOpen(arguments) ?? false
    let list = try context.accounts(arguments).transaction { accounts in
      let number = try free(wanted, of: user, accounts)
      let list = try refusing("list") {
        try DistributionList(number: number, description: words[1], isOpenToOthers: isOpen)
      }
      try accounts.set(list, of: user.id)
      return list
    }
    context.write("Added list \(list.number) of \(user.fullName): \(list.description).")
    return .good
  }

  /// The wanted number if no list has it, else the next free one.
  private static func free(
    _ wanted: Int?, of user: User, _ accounts: any Accounts
  ) throws -> Int {
    var lists = DistributionLists()
    for list in try accounts.lists(of: user.id) { try lists.add(list) }
    let next = lists.nextFreeNumber
    guard let number = wanted ?? next else {
      throw StoreError.refused(
        field: "number", reason: .list(.noFreeNumber))
    }
    guard lists[number] == nil else {
      let other = next.map { " The next free number is \($0)." } ?? ""
      throw StoreError.refused(
        field: "number",
        reason: .sentence(DistributionListError.numberTaken(number).description + other))
    }
    return number
  }

  private static func set(_ arguments: Arguments, _ context: AccountsContext) throws -> ExitCode {
    let words = try arguments.exactly("USER", "N")
    let isOpen = try isOpen(arguments)
    let (user, list) = try change(words, arguments, context) { list, _ in
      try refusing("description") {
        if let text = arguments.value("--description") { try list.describe(as: text) }
      }
      if let isOpen { list.isOpenToOthers = isOpen }
    }
    context.write("Changed list \(list.number) of \(user.fullName).")
    return .good
  }

  private static func remove(_ arguments: Arguments, _ context: AccountsContext) throws -> ExitCode
  {
    let words = try arguments.exactly("USER", "N")
    let (user, list) = try find(words, arguments, context)
    try context.accounts(arguments).removeList(list.number, of: user.id)
    context.write("Removed list \(list.number) of \(user.fullName).")
    return .good
  }

  private static func show(_ arguments: Arguments, _ context: AccountsContext) throws -> ExitCode {
    let accounts = try context.accounts(arguments)
    if arguments.rest.count == 1 {
      let user = try context.user(arguments.rest[0], arguments)
      let rows = try accounts.lists(of: user.id).map { list in
        [
          "\(list.number)", list.description, TextTable.count(list.members.count, "member"),
          list.isOpenToOthers ? "open to others" : "",
        ]
      }
      for line in TextTable.lines(rows) { context.write(line) }
    } else {
      let (_, list) = try find(try arguments.exactly("USER", "N"), arguments, context)
      let members = try list.members.map { try accounts.user($0) }
      let rows = members.map { [$0.extension.digits, $0.mainNumber.e164, $0.fullName] }
      for line in TextTable.lines(rows) { context.write(line) }
    }
    return .good
  }

  private static func changeMember(
    _ arguments: Arguments, _ context: AccountsContext,
    by change: (inout DistributionList, Int64?, String) throws -> Void
  ) throws -> ExitCode {
    let words = try arguments.exactly("USER", "N", "NUMBER")
    let (user, list) = try self.change(words, arguments, context) { list, member in
      let member = try member(words[2])
      try refusing("member") { try change(&list, member?.id, words[2]) }
    }
    context.write(
      "List \(list.number) of \(user.fullName) has \(TextTable.count(list.members.count, "member"))."
    )
    return .good
  }

  private static func find(
    _ words: [String], _ arguments: Arguments, _ context: AccountsContext
  ) throws -> (User, DistributionList) {
    let user = try context.user(words[0], arguments)
    return (user, try find(try number(words[1]), of: user, context.accounts(arguments)))
  }

  private static func find(
    _ number: Int, of user: User, _ accounts: any Accounts
  ) throws -> DistributionList {
    guard let list = try accounts.lists(of: user.id).first(where: { $0.number == number }) else {
      throw StoreError.refused(
        field: "number", reason: .list(.noSuchList(number)))
    }
    return list
  }

  /// Changes a list as it is now.
  /// - Parameter change: Gets the list, and a way to find colleagues by their numbers.
  private static func change(
    _ words: [String], _ arguments: Arguments, _ context: AccountsContext,
    by change: (inout DistributionList, (String) throws -> User?) throws -> Void
  ) throws -> (User, DistributionList) {
    let user = try context.user(words[0], arguments)
    let number = try number(words[1])
    return try context.accounts(arguments).transaction { accounts in
      var list = try find(number, of: user, accounts)
      try change(&list) { try accounts.user(withNumber: $0, of: user.company) }
      try accounts.set(list, of: user.id)
      return (user, list)
    }
  }

  private static func number(_ text: String) throws -> Int {
    guard let number = Int(text) else {
      throw StoreError.refused(field: "number", reason: "'\(text)' is no number of a list.")
    }
    return number
  }

  private static func isOpen(_ arguments: Arguments) throws -> Bool? {
    guard let text = arguments.value("--open") else { return nil }
    guard ["on", "off"].contains(text) else {
      throw StoreError.refused(field: "open", reason: "It is on or off, not '\(text)'.")
    }
    return text == "on"
  }

  /// Gives the domain's refusals the name of their field.
  private static func refusing<Result>(
    _ field: String, _ body: () throws -> Result
  ) throws -> Result {
    do {
      return try body()
    } catch let error as DistributionListError {
      throw StoreError.refused(field: field, reason: .list(error))
    }
  }
}
