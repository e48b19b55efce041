import Mailbox
import Store

/// All companies and users as they are, on which the rows of a table are tried.
struct ImportTrial {
  private let accounts: any Accounts
  private let company: String?
  private let isAlone: Bool
  private let mayUpdate: Bool
  private let companies: [Company]
  private let users: [User]

  init(of accounts: any Accounts, company: String?, isAlone: Bool, mayUpdate: Bool) throws {
    (self.accounts, self.company, self.mayUpdate) = (accounts, company, mayUpdate)
    self.isAlone = isAlone
    companies = try accounts.companies()
    users = try companies.flatMap { try accounts.users(of: $0.id) }
  }

  /// A row whose company and old user are known.
  private struct Aim {
    var row: UserTable.Row
    var company: Company
    var before: User?
  }

  /// What these rows come to, and everything that is wrong with them.
  func changes(
    for rows: [UserTable.Row]
  ) throws -> (changes: [ImportPlan.Change], faults: [ImportPlan.Fault]) {
    var faults: [ImportPlan.Fault] = []
    func judged<Result>(_ row: Int, _ body: () throws -> Result) -> Result? {
      do {
        return try body()
      } catch let many as RowFaults {
        faults += many.faults
      } catch {
        faults.append(Self.fault(row, error))
      }
      return nil
    }
    var aims: [Aim] = []
    var aimed: [Int64: Int] = [:]
    let known = Known(users)
    for row in rows {
      let aim = judged(row.number) { try self.aim(row, known, &aimed) }
      if let aim { aims.append(aim) }
    }
    let numbers = NewNumbers(aims.map { ($0.row, $0.company, $0.before) }, users)
    var changes: [ImportPlan.Change] = []
    for aim in aims {
      let change = judged(aim.row.number) { try self.change(for: aim, numbers) }
      if let change { changes.append(change) }
    }
    let copy = try Copy(companies, users, without: Set(changes.compactMap { $0.before?.id }))
    for change in changes { _ = judged(change.row) { try copy.add(change) } }
    for change in changes { _ = judged(change.row) { try copy.checkDestinations(of: change) } }
    return (changes, faults)
  }

  /// Whom a row means: main numbers say it, else extensions do.
  private func aim(
    _ row: UserTable.Row, _ known: Known, _ aimed: inout [Int64: Int]
  ) throws -> Aim {
    let company = try self.company(named: row.values[UserTable.companyColumn] ?? self.company)
    guard mayUpdate else { return Aim(row: row, company: company, before: nil) }
    let context = FieldContext(company: company) { _ in nil }
    var before = try row.values["main-number"].flatMap {
      known.byNumber[try context.phoneNumber($0, field: "main-number")]
    }
    if before == nil, let text = row.values["extension"] {
      before = known.byExtension[.init(company.id, try UserFields.read(extension: text))]
    }
    if let before {
      guard before.company == company.id else {
        throw StoreError.refused(
          field: "main-number", reason: "It belongs to a user of another company.")
      }
      if let other = aimed.updateValue(row.number, forKey: before.id) {
        aimed[before.id] = other
        throw StoreError.refused(
          field: "main-number", reason: "Row \(other) means the same user, \(before.fullName).")
      }
    }
    return Aim(row: row, company: company, before: before)
  }

  private func company(named name: String?) throws -> Company {
    guard let name else {
      guard companies.count == 1 else {
        throw StoreError.refused(
          field: UserTable.companyColumn,
          reason: companies.isEmpty ? "There is no company yet." : "It is missing.")
      }
      return companies[0]
    }
    // Whether there is such a company of others is not told.
    let known = isAlone ? companies.filter { $0.name == company } : companies
    guard let found = known.first(where: { $0.name == name }) else {
      throw StoreError.refused(
        field: UserTable.companyColumn, reason: "There is no company '\(name)'.")
    }
    return found
  }

  private func change(for aim: Aim, _ numbers: NewNumbers) throws -> ImportPlan.Change {
    let row = aim.row
    let context = FieldContext(company: aim.company) { numbers.mainNumber($0, in: aim.company) }
    try checkFields(row, in: context)
    var user: User
    if let before = aim.before {
      user = before
      try write(UserFields.all, named: { row.values[$0.name] }, to: &user, in: context)
    } else {
      user = try User(fields: { row.values[$0] }, in: context)
    }
    let passcode = row.values[UserTable.passcodeColumn].map { Passcode($0) }
    if let passcode { try check(passcode, of: user, before: aim.before, aim.company) }
    // The copy does not know which parts the server has.
    try accounts.checkParts(of: user, before: aim.before)
    return ImportPlan.Change(
      row: row.number, user: user, before: aim.before, passcode: passcode)
  }

  /// Looks at each field alone, so that one run tells all bad ones.
  private func checkFields(_ row: UserTable.Row, in context: FieldContext) throws {
    guard var sample = Self.sample(in: context.company) else { return }
    var faults: [ImportPlan.Fault] = []
    for field in UserFields.all {
      guard let text = row.values[field.name] else { continue }
      do {
        try field.write(&sample, text, context)
      } catch {
        faults.append(Self.fault(row.number, error))
      }
    }
    if !faults.isEmpty { throw RowFaults(faults: faults) }
  }

  private func check(
    _ passcode: Passcode, of user: User, before: User?, _ company: Company
  ) throws {
    // Only the store knows the old passcodes of a user.
    let rule =
      try company.policy.firstBroken(by: passcode.digits, of: user.passcodeOwner)
      ?? before.flatMap { try accounts.brokenRule(by: passcode, of: $0.id, assigned: true) }
    if let rule {
      throw StoreError.refused(field: UserTable.passcodeColumn, reason: .passcode(rule))
    }
  }

  private static func fault(_ row: Int, _ error: any Error) -> ImportPlan.Fault {
    if case StoreError.refused(let field, let reason) = error {
      return ImportPlan.Fault(row: row, field: field, reason: reason)
    }
    return ImportPlan.Fault(row: row, field: "row", reason: .sentence("\(error)"))
  }

  private static func sample(in company: Company) -> User? {
    guard let number = PhoneNumber(e164: "+10000000"), let short = try? Extension("00") else {
      return nil
    }
    return User(
      company: company.id, firstName: "", lastName: "", mainNumber: number, extension: short,
      language: company.language, timeZone: company.timeZone)
  }
}

/// Everything that is wrong with one row.
private struct RowFaults: Error {
  var faults: [ImportPlan.Fault]
}

/// An extension of a company.
private struct ShortNumber: Hashable {
  var company: Int64
  var digits: String

  init(_ company: Int64, _ short: Extension) { (self.company, digits) = (company, short.digits) }
}

/// Users by their numbers.
private struct Known {
  var byNumber: [PhoneNumber: User] = [:]
  var byExtension: [ShortNumber: User] = [:]

  init(_ users: [User]) {
    for user in users {
      byNumber[user.mainNumber] = user
      byExtension[.init(user.company, user.extension)] = user
    }
  }
}

/// The numbers of everybody as they will be when all rows are in.
private struct NewNumbers {
  private var main: [ShortNumber: PhoneNumber] = [:]
  private var all: Set<PhoneNumber> = []

  init(_ rows: [(UserTable.Row, Company, User?)], _ users: [User]) {
    let changed = Set(rows.compactMap { $0.2?.id })
    for user in users {
      all.formUnion([user.mainNumber] + user.aliases)
      if !changed.contains(user.id) {
        main[.init(user.company, user.extension)] = user.mainNumber
      }
    }
    for (row, company, before) in rows {
      let context = FieldContext(company: company) { _ in nil }
      let number =
        row.values["main-number"].flatMap { try? context.phoneNumber($0, field: "main-number") }
        ?? before?.mainNumber
      let short =
        row.values["extension"].flatMap { try? UserFields.read(extension: $0) } ?? before?.extension
      guard let number, let short else { continue }
      main[.init(company.id, short)] = number
      all.insert(number)
    }
  }

  /// The main number of who has an extension or a number; `nil`: nobody.
  func mainNumber(_ text: String, in company: Company) -> PhoneNumber? {
    if let short = try? Extension(text) { return main[.init(company.id, short)] }
    return PhoneNumber(e164: text).flatMap { all.contains($0) ? $0 : nil }
  }
}

/// A copy of all companies and users in memory, which refuses what the real store would refuse.
private final class Copy {
  private let accounts = Mailboxes(now: { 0 }).accounts
  /// The keys of companies and of users in the copy.
  private var companies: [Int64: Int64] = [:]
  private var rows: [Int: User] = [:]

  /// - Parameter changed: Users who stand in rows and are not copied.
  init(_ companies: [Company], _ users: [User], without changed: Set<Int64>) throws {
    for company in companies { self.companies[company.id] = try accounts.add(company).id }
    for user in users where !changed.contains(user.id) { _ = try accounts.add(copied(user)) }
  }

  func add(_ change: ImportPlan.Change) throws {
    rows[change.row] = try accounts.add(copied(change.user))
  }

  func checkDestinations(of change: ImportPlan.Change) throws {
    guard let user = rows[change.row] else { return }
    try accounts.checkDestinations(of: user, before: change.before.map(copied))
  }

  private func copied(_ user: User) -> User {
    var user = user
    user.company = companies[user.company] ?? 0
    return user
  }
}
