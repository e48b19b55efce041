import Administration
import Commands
import Foundation
import Mailbox
import Store

/// `accounts company …`.
enum CompanySubcommands {
  private static let options = CommandOption.fields(CompanyFields.all, "Fields of a company")

  static var all: [Subcommand] {
    [
      Subcommand(
        "company add", "NAME", "adds a company",
        options: CommandOption.fields(
          CompanyFields.all, "Fields of a company", required: ["portal-number"]), run: add),
      Subcommand("company list", "", "all companies", run: list),
      Subcommand("company show", "[NAME]", "its fields", run: show),
      Subcommand(
        "company set", "[NAME]", "changes fields", options: options, run: set),
      Subcommand(
        "company remove", "NAME", "removes it, and its mailboxes if told so",
        options: [.flag("--with-users", "its users and their mailboxes too")], run: remove),
    ]
  }

  private static func add(_ arguments: Arguments, _ context: AccountsContext) throws -> ExitCode {
    let name = try arguments.exactly("NAME")[0]
    guard let portal = arguments.value("--portal-number") else {
      throw UsageError(reason: "--portal-number is missing.")
    }
    let code = arguments.value("--country-code") ?? "49"
    let plan = NumberingPlan(
      countryCode: code, trunkPrefix: arguments.value("--trunk-prefix") ?? (code == "1" ? "1" : "0")
    )
    var company = Company(name: name, plan: plan, portalNumber: portal)
    try change(&company, arguments)
    let added = try context.accounts(arguments, mayMake: true).add(company)
    context.write("Added the company \(added.name); its portal is \(added.portalNumber).")
    return .good
  }

  private static func list(_ arguments: Arguments, _ context: AccountsContext) throws -> ExitCode {
    try arguments.expectNothingMore()
    let accounts = try context.accounts(arguments)
    let rows = try accounts.companies().map { company in
      [
        company.name, "portal \(company.portalNumber)", "+\(company.plan.countryCode)",
        TextTable.count(try accounts.users(of: company.id).count, "user"),
      ]
    }
    for line in TextTable.lines(rows) { context.write(line) }
    return .good
  }

  private static func show(_ arguments: Arguments, _ context: AccountsContext) throws -> ExitCode {
    let company = try company(arguments, context)
    let rows = CompanyFields.all.map { [$0.name, $0.read(company)] }
    for line in TextTable.lines(rows) { context.write(line) }
    return .good
  }

  private static func set(_ arguments: Arguments, _ context: AccountsContext) throws -> ExitCode {
    let found = try company(arguments, context)
    try arguments.expectField(of: CompanyFields.all)
    let company = try context.accounts(arguments).transaction { accounts in
      guard var company = try accounts.companies().first(where: { $0.id == found.id }) else {
        throw StoreError.missing(kind: "company", name: found.name)
      }
      try change(&company, arguments)
      try accounts.update(company)
      return company
    }
    context.write("Changed the company \(company.name).")
    return .good
  }

  private static func remove(_ arguments: Arguments, _ context: AccountsContext) throws -> ExitCode
  {
    _ = try arguments.exactly("NAME")
    let company = try company(arguments, context)
    let count = try context.accounts(arguments).transaction { accounts in
      let count = try accounts.users(of: company.id).count
      guard count == 0 || arguments.has("--with-users") else {
        throw Failure(
          "\(company.name) has \(TextTable.count(count, "user")). Remove them first, or add "
            + "--with-users: all their messages are lost.")
      }
      try accounts.removeCompany(company.id)
      return count
    }
    context.write("Removed the company \(company.name) and \(TextTable.count(count, "user")).")
    return .good
  }

  /// The company that the first word names, else the one of `--company`, else the only one.
  private static func company(_ arguments: Arguments, _ context: AccountsContext) throws -> Company
  {
    guard let name = arguments.rest.first else { return try context.company(arguments) }
    _ = try arguments.exactly("NAME")
    return try AccountsContext.company(name, among: context.accounts(arguments).companies())
  }

  private static func change(_ company: inout Company, _ arguments: Arguments) throws {
    // No field of a company refers to a colleague.
    let fields = FieldContext(company: company) { _ in nil }
    try write(CompanyFields.all, named: { arguments.value($0.option) }, to: &company, in: fields)
  }
}

extension Arguments {
  /// - Throws: ``UsageError`` if no field was named.
  func expectField<Record>(of fields: [Field<Record>]) throws {
    guard fields.contains(where: { value($0.option) != nil }) else {
      throw UsageError(reason: "it needs a field to change, such as \(fields[0].option) VALUE.")
    }
  }
}
