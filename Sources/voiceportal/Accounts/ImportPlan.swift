import Mailbox
import Store

/// What the rows of a table come to, tried out on a copy before anything is changed.
struct ImportPlan {
  /// One user to be added or changed.
  struct Change {
    var row: Int
    var user: User
    /// As it was before, if the user is there already.
    var before: User?
    var passcode: Passcode?
  }

  /// What is wrong with one field of a row.
  struct Fault: Equatable, CustomStringConvertible {
    var row: Int
    var field: String
    var reason: String

    var description: String { "row \(row): \(field): \(reason)" }
  }

  private(set) var changes: [Change] = []
  private(set) var faults: [Fault] = []

  /// - Parameters:
  ///   - company: The company of rows that name none; `nil`: the only one there is.
  ///   - mayUpdate: Whether a row may change a user whose extension is there already.
  init(_ table: UserTable, into accounts: any Accounts, company: String?, mayUpdate: Bool) throws {
    let trial = try Trial(of: accounts)
    for row in table.rows {
      do throws(RowFaults) {
        changes.append(
          try trial.change(for: row, company: company, mayUpdate: mayUpdate))
      } catch {
        faults += error.faults
      }
    }
  }

  /// Makes all changes in one transaction. The slow part of the passcodes is done before it, so that
  /// calls wait as briefly as possible.
  /// - Throws: ``Outdated`` if another program or a call has changed a user since the plan was made.
  ///   Nothing is changed then.
  func carryOut(on accounts: any Accounts) throws {
    let passcodes = try changes.map { try $0.passcode.map { try accounts.prepare($0) } }
    try accounts.transaction { accounts in
      for (change, passcode) in zip(changes, passcodes) {
        let id: Int64
        if let before = change.before {
          guard try accounts.user(before.id) == before else { throw Outdated() }
          try accounts.update(change.user)
          id = before.id
        } else {
          id = try accounts.add(change.user).id
        }
        if let passcode { try accounts.setPasscode(passcode, of: id, assigned: true) }
      }
    }
  }

  /// The plan was made from users who are not the same any more.
  struct Outdated: Error, CustomStringConvertible {
    var description: String {
      "Users are being changed by others at the same time. Nothing was imported; try again."
    }
  }
}

/// Everything that is wrong with one row.
private struct RowFaults: Error {
  var faults: [ImportPlan.Fault]
}

/// A copy of all companies and users in memory. It refuses what the real store would refuse, and
/// knows the rows before, so that two rows cannot have one number.
private final class Trial {
  private let accounts: any Accounts
  private let copy: any Accounts
  /// Key in the copy, by key in the store.
  private var companies: [(real: Company, copy: Company)] = []
  private var realUsers: [Int64: User] = [:]

  init(of accounts: any Accounts) throws {
    self.accounts = accounts
    copy = MemoryStore(now: { 0 }).accounts
    for company in try accounts.companies() {
      let copied = try copy.add(company)
      companies.append((company, copied))
      for var user in try accounts.users(of: company.id) {
        let real = user
        user.company = copied.id
        realUsers[try copy.add(user).id] = real
      }
    }
  }

  func change(
    for row: UserTable.Row, company name: String?, mayUpdate: Bool
  ) throws(RowFaults) -> ImportPlan.Change {
    do {
      let company = try company(row.values[UserTable.companyColumn] ?? name)
      let context = FieldContext(company: company.copy) { [copy] in
        try copy.user(withNumber: $0, of: company.copy.id)?.mainNumber
      }
      try checkFields(row, in: context)
      let old = try existing(row, in: company.copy, mayUpdate: mayUpdate)
      var user = try user(from: row, old: old, in: context)
      try copy.checkDestinations(of: user, before: old)
      var change = ImportPlan.Change(
        row: row.number, user: user, before: old.flatMap { realUsers[$0.id] },
        passcode: row.values[UserTable.passcodeColumn].map { Passcode($0) })
      if old == nil { user = try copy.add(user) } else { try copy.update(user) }
      try checkPasscode(of: change, copied: user, isNew: old == nil)
      change.user.id = change.before?.id ?? 0
      change.user.company = company.real.id
      return change
    } catch let faults as RowFaults {
      throw faults
    } catch {
      throw RowFaults(faults: [Self.fault(row.number, error)])
    }
  }

  private func company(_ name: String?) throws -> (real: Company, copy: Company) {
    guard let name else {
      guard companies.count == 1 else {
        throw StoreError.refused(
          field: UserTable.companyColumn,
          reason: companies.isEmpty ? "There is no company yet." : "It is missing.")
      }
      return companies[0]
    }
    guard let found = companies.first(where: { $0.real.name == name }) else {
      throw StoreError.refused(
        field: UserTable.companyColumn, reason: "There is no company '\(name)'.")
    }
    return found
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

  private func existing(
    _ row: UserTable.Row, in company: Company, mayUpdate: Bool
  ) throws -> User? {
    guard mayUpdate, let short = row.values["extension"] else { return nil }
    let found = try copy.user(withNumber: short, of: company.id)
    return found?.extension == (try UserFields.read(extension: short)) ? found : nil
  }

  private func user(
    from row: UserTable.Row, old: User?, in context: FieldContext
  ) throws -> User {
    guard var user = old else {
      return try User(fields: { row.values[$0] }, in: context)
    }
    try write(UserFields.all, named: { row.values[$0.name] }, to: &user, in: context)
    return user
  }

  private func checkPasscode(of change: ImportPlan.Change, copied: User, isNew: Bool) throws {
    guard let passcode = change.passcode else { return }
    // Only the store knows the old passcodes of a user.
    let rule =
      try copy.brokenRule(by: passcode, of: copied.id, assigned: true)
      ?? change.before.flatMap {
        try accounts.brokenRule(by: passcode, of: $0.id, assigned: true)
      }
    guard let rule else { return }
    // The numbers of a row that is not imported are free for the rows behind it.
    if isNew {
      try copy.removeUser(copied.id)
    } else if var before = change.before {
      (before.id, before.company) = (copied.id, copied.company)
      try copy.update(before)
    }
    throw StoreError.refused(field: UserTable.passcodeColumn, reason: rule.reason)
  }

  private static func fault(_ row: Int, _ error: any Error) -> ImportPlan.Fault {
    if case StoreError.refused(let field, let reason) = error {
      return ImportPlan.Fault(row: row, field: field, reason: reason)
    }
    return ImportPlan.Fault(row: row, field: "row", reason: "\(error)")
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
