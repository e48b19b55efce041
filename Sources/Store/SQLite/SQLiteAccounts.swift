import Mailbox

/// Administration of a ``SQLiteStore``.
final class SQLiteAccounts: Accounts {
  let store: SQLiteStore
  /// The connection of the transaction that these belong to; `nil` outside of any.
  private let database: Database?

  /// - Parameter database: The writer's connection, in a transaction.
  init(store: SQLiteStore, within database: Database? = nil) {
    self.store = store
    self.database = database
  }

  func transaction<Result>(_ body: (any Accounts) throws -> Result) throws -> Result {
    if let database { return try database.step { try body(self) } }
    return try store.writer.alone { database in
      try body(SQLiteAccounts(store: store, within: database))
    }
  }

  func companies() throws(StoreError) -> [Company] {
    try read { (directory) throws(StoreError) in try directory.companies() }
  }

  func add(_ company: Company) throws(StoreError) -> Company {
    try company.check()
    return try write { (directory) throws(StoreError) in
      var company = company
      company.id = 0
      if let clash = try directory.clash(of: company) { throw clash }
      return try directory.database.add(company)
    }
  }

  func update(_ company: Company) throws(StoreError) {
    try company.check()
    try write { (directory) throws(StoreError) in
      _ = try directory.known(company: company.id)
      if let clash = try directory.clash(of: company) { throw clash }
      try directory.database.update(company)
    }
  }

  func removeCompany(_ id: Int64) throws(StoreError) {
    try write { (directory) throws(StoreError) in
      _ = try directory.known(company: id)
      try directory.database.removeUsers(where: "company", id)
      try directory.database.run("DELETE FROM companies WHERE id = ?", .integer(id))
    }
    try sweepAudio()
  }

  func users(of company: Int64) throws(StoreError) -> [User] {
    try read { (directory) throws(StoreError) in
      try directory.users(of: try directory.known(company: company).id)
    }
  }

  func user(_ id: Int64) throws(StoreError) -> User {
    try read { (directory) throws(StoreError) in try directory.known(id) }
  }

  func user(withNumber typed: String, of company: Int64) throws(StoreError) -> User? {
    try read { (directory) throws(StoreError) in
      try directory.user(named: typed, in: try directory.known(company: company))
    }
  }

  func add(_ user: User) throws(StoreError) -> User {
    try user.check()
    return try write { (directory) throws(StoreError) in
      var user = user
      user.id = 0
      let company = try directory.known(company: user.company)
      if let clash = try directory.clash(of: user, in: company) { throw clash }
      return try directory.database.add(user)
    }
  }

  func update(_ user: User) throws(StoreError) { try update([user]) }

  func update(_ users: [User]) throws(StoreError) {
    for user in users { try user.check() }
    try write { (directory) throws(StoreError) in
      for user in users {
        guard try directory.known(user.id).company == user.company else {
          throw .refused(field: "company", reason: "A user cannot move to another company.")
        }
        if users.count > 1 { try directory.database.forgetNumbers(of: user) }
      }
      for user in users {
        let company = try directory.known(company: user.company)
        if let clash = try directory.clash(of: user, in: company) { throw clash }
        try directory.database.update(user)
      }
    }
  }

  func refusal(
    ofSendingCallsTo user: User, on number: PhoneNumber, by setting: CallSetting
  ) throws(StoreError) -> DestinationRefusal? {
    try read { (directory) throws(StoreError) in
      let company = try directory.known(company: user.company)
      return try directory.refusal(
        ofSendingCallsTo: user, on: number, by: setting, in: company)
    }
  }

  func removeUser(_ id: Int64) throws(StoreError) {
    try write { (directory) throws(StoreError) in
      try directory.database.removeUsers(where: "id", try directory.known(id).id)
    }
    try sweepAudio()
  }

  func read<Result>(
    _ body: (SQLiteDirectory) throws(StoreError) -> Result
  ) throws(StoreError) -> Result {
    let now = store.options.now()
    if let database { return try body(store.directory(database, at: now)) }
    return try store.reading(at: now, body)
  }

  func write<Result: Sendable>(
    _ body: @escaping @Sendable (SQLiteDirectory) throws(StoreError) -> Result
  ) throws(StoreError) -> Result {
    let now = store.options.now()
    if let database {
      do {
        return try database.step { try body(store.directory(database, at: now)) }
      } catch let error as StoreError {
        throw error
      } catch {
        throw .broken(place: database.path, reason: "\(error)")
      }
    }
    return try store.writer.write { [store] (database) throws(StoreError) in
      try body(store.directory(database, at: now))
    }
  }

  /// In a transaction the sounds may be needed again: the next purge finds them.
  private func sweepAudio() throws(StoreError) {
    if database == nil { try store.sweepAudio() }
  }
}

// MARK: - Passcodes

extension SQLiteAccounts {
  func prepare(_ passcode: Passcode) throws(StoreError) -> PreparedPasscode {
    try store.prepare(passcode)
  }

  func setPasscode(
    _ passcode: PreparedPasscode, of user: Int64, assigned: Bool
  ) throws(StoreError) {
    if let rule = try brokenRule(by: passcode.passcode, of: user, assigned: assigned) {
      throw .refused(field: "passcode", reason: rule.reason)
    }
    try write { (directory) throws(StoreError) in
      try directory.setPasscode(passcode, of: user, isAssigned: assigned)
    }
  }

  func brokenRule(
    by passcode: Passcode, of user: Int64, assigned: Bool
  ) throws(StoreError) -> PasscodeRule? {
    let known = try read { (directory) throws(StoreError) in
      try directory.passcodeFacts(of: user)
    }
    return store.brokenRule(by: passcode, known, isOwnChange: !assigned)
  }

  func unlock(_ user: Int64) throws(StoreError) {
    try write { (directory) throws(StoreError) in
      try directory.database.setLoginGuard(
        .mailbox(try directory.known(user).id), to: LoginGuard())
    }
  }

  func loginState(of id: Int64) throws(StoreError) -> LoginState {
    try read { (directory) throws(StoreError) in
      let user = try directory.known(id)
      let login = try directory.database.loginGuard(.mailbox(id)).limited(
        at: directory.now)
      return LoginState(
        hasPasscode: try directory.database.passcode(of: id) != nil,
        mustChange: try directory.facts(of: user).mustChange != nil,
        failures: login.failuresSinceLogin,
        lockedUntil: login.isLocked(at: directory.now) ? login.lockedUntil : nil)
    }
  }
}
