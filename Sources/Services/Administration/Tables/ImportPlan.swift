public import Mailbox
public import Store

/// What the rows of a table come to, tried out on a copy before anything is changed. The table is
/// judged as a whole: rows may swap numbers, and may name the new numbers of each other.
public struct ImportPlan: Sendable {
  /// One user to be added or changed.
  public struct Change: Sendable {
    public var row: Int
    public var user: User
    /// As it was before, if the user is there already.
    public var before: User?
    public var passcode: Passcode?
  }

  /// What is wrong with one field of a row.
  public struct Fault: Equatable, Sendable, CustomStringConvertible {
    public var row: Int
    public var field: String
    public var reason: FieldRefusal

    /// Something wrong in a row, as a spreadsheet counts.
    public init(row: Int, field: String, reason: FieldRefusal) {
      (self.row, self.field, self.reason) = (row, field, reason)
    }

    public var description: String { "row \(row): \(field): \(reason)" }
  }

  public private(set) var changes: [Change] = []
  public private(set) var faults: [Fault] = []

  /// - Parameters:
  ///   - company: The company of rows that name none; `nil` for the only one there is.
  ///   - isAlone: Whether rows may name no other company than that one.
  ///   - mayUpdate: Whether a row may change a user whose main number or extension is there already.
  public init(
    _ table: UserTable, into accounts: any Accounts, company: String?, isAlone: Bool = false,
    mayUpdate: Bool
  ) throws {
    let trial = try ImportTrial(
      of: accounts, company: company, isAlone: isAlone, mayUpdate: mayUpdate)
    var rows = table.rows
    // A row that is left out changes what the others meet, so they are tried again without it.
    while true {
      let outcome = try trial.changes(for: rows)
      faults += outcome.faults
      changes = outcome.changes
      if outcome.faults.isEmpty { break }
      let bad = Set(outcome.faults.map(\.row))
      rows.removeAll { bad.contains($0.number) }
    }
    faults.sort { $0.row < $1.row }
  }

  /// All that is wrong, when an administrator imports: nobody takes her own role; operators are changed
  /// by operators alone, and are made on the server's command line.
  /// - Parameter manager: Who imports; `nil` for a program of an operator.
  public func faults(by manager: User?) -> [Fault] {
    let isOperator = manager.map { $0.role == .operator } ?? true
    let more = changes.compactMap { change -> Fault? in
      let role = change.before?.role ?? .user
      func fault(_ reason: FieldRefusal) -> Fault {
        Fault(row: change.row, field: "role", reason: reason)
      }
      if role == .operator, !isOperator { return fault(.operatorRole) }
      guard change.user.role != role else { return nil }
      if let manager, change.before?.id == manager.id { return fault(.ownRole) }
      return [change.user.role, role].contains(.operator) ? fault(.operatorRole) : nil
    }
    return (faults + more).sorted { $0.row < $1.row }
  }

  /// Makes all changes in one transaction. The slow part of the passcodes is done before it, so that
  /// calls wait as briefly as possible.
  /// - Throws: ``Outdated`` if another program or a call has changed a user since the plan was made.
  ///   Nothing is changed then.
  public func carryOut(on accounts: any Accounts) throws {
    let passcodes = try changes.map { try $0.passcode.map { try accounts.prepare($0) } }
    try accounts.transaction { accounts in
      for change in changes {
        guard let before = change.before else { continue }
        guard try accounts.user(before.id) == before else { throw Outdated() }
      }
      try accounts.update(changes.filter { $0.before != nil }.map(\.user))
      for (change, passcode) in zip(changes, passcodes) {
        let id = try change.before?.id ?? accounts.add(change.user).id
        if let passcode { try accounts.setPasscode(passcode, of: id, assigned: true) }
      }
    }
  }

  /// The plan was made from users who are not the same any more.
  public struct Outdated: Error, CustomStringConvertible {
    public var description: String {
      "Users are being changed by others at the same time. Nothing was imported; try again."
    }
  }
}
