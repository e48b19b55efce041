import Mailbox

/// Administration of ``Mailboxes``, over whichever storage they are in.
final class MailboxAccounts: Accounts {
  let mailboxes: Mailboxes
  private let actor: Actor
  /// The network address from which it is done.
  private let origin: String?
  /// The rows of the transaction that these belong to; `nil` outside of any.
  private let transactionRows: (any MailboxRows)?

  /// - Parameters:
  ///   - actor: Who changes something, for the audit log.
  ///   - origin: The network address from which it is done, for the audit log.
  ///   - rows: Of a transaction that writes.
  init(
    _ mailboxes: Mailboxes, _ actor: Actor, from origin: String?,
    within rows: (any MailboxRows)? = nil
  ) {
    (self.mailboxes, self.actor, self.origin) = (mailboxes, actor, origin)
    transactionRows = rows
  }

  func transaction<Result>(_ body: (any Accounts) throws -> Result) throws -> Result {
    if let transactionRows { return try transactionRows.step { try body(self) } }
    return try mailboxes.storage.writeAlone { rows in
      try body(MailboxAccounts(mailboxes, actor, from: origin, within: rows))
    }
  }

  func companies() throws(StoreError) -> [Company] {
    try read { (rules) throws(StoreError) in try rules.companies() }
  }

  func add(_ company: Company) throws(StoreError) -> Company {
    try company.check()
    return try write { (rules) throws(StoreError) in try rules.add(company) }
  }

  func update(_ company: Company) throws(StoreError) {
    try company.check()
    try write { (rules) throws(StoreError) in try rules.update(company) }
  }

  func revised(company id: Int64) throws(StoreError) -> Revised<Company> {
    try read { (rules) throws(StoreError) in
      Revised(
        try rules.known(company: id), revision: try rules.rows.revision(ofCompany: id) ?? 0)
    }
  }

  func update(_ company: Revised<Company>) throws(StoreError) {
    try company.value.check()
    try write { (rules) throws(StoreError) in
      try rules.update(company.value, seen: company.revision)
    }
  }

  func removeCompany(_ id: Int64) throws(StoreError) {
    try write { (rules) throws(StoreError) in try rules.removeCompany(id) }
    try sweepAudio()
  }

  func users(of company: Int64) throws(StoreError) -> [User] {
    try read { (rules) throws(StoreError) in
      try rules.users(of: try rules.known(company: company).id)
    }
  }

  func user(_ id: Int64) throws(StoreError) -> User {
    try read { (rules) throws(StoreError) in try rules.known(id) }
  }

  func user(withNumber typed: String, of company: Int64) throws(StoreError) -> User? {
    try read { (rules) throws(StoreError) in
      try rules.user(named: typed, in: try rules.known(company: company))
    }
  }

  func add(_ user: User) throws(StoreError) -> User {
    try user.check()
    return try write { (rules) throws(StoreError) in try rules.add(user) }
  }

  func update(_ user: User) throws(StoreError) { try update([user]) }

  func update(_ users: [User]) throws(StoreError) {
    for user in users { try user.check() }
    try write { (rules) throws(StoreError) in try rules.update(users) }
  }

  func revised(user id: Int64) throws(StoreError) -> Revised<User> {
    try read { (rules) throws(StoreError) in
      Revised(try rules.known(id), revision: try rules.rows.revision(ofUser: id) ?? 0)
    }
  }

  func update(_ user: Revised<User>) throws(StoreError) {
    try user.value.check()
    try write { (rules) throws(StoreError) in
      try rules.update(user.value, seen: user.revision)
    }
  }

  func refusal(
    ofSendingCallsTo user: User, on number: PhoneNumber, by setting: CallSetting
  ) throws(StoreError) -> DestinationRefusal? {
    try read { (rules) throws(StoreError) in
      let company = try rules.known(company: user.company)
      return try rules.refusal(
        ofSendingCallsTo: user, on: number, by: setting, in: company)
    }
  }

  func checkParts(of user: User, before: User?) throws(StoreError) {
    try read { (rules) throws(StoreError) in try rules.checkParts(of: user, before: before) }
  }

  func removeUser(_ id: Int64) throws(StoreError) {
    try write { (rules) throws(StoreError) in try rules.removeUser(id) }
    try sweepAudio()
  }

  func audit(_ query: AuditQuery) throws(StoreError) -> [AuditEntry] {
    try read { (rules) throws(StoreError) in try rules.rows.audit(query) }
  }

  func read<Result>(
    _ body: (MailboxRules) throws(StoreError) -> Result
  ) throws(StoreError) -> Result {
    if let transactionRows {
      return try body(mailboxes.rules(transactionRows, actor, from: origin))
    }
    return try mailboxes.read(body)
  }

  func write<Result: Sendable>(
    _ body: @escaping @Sendable (MailboxRules) throws(StoreError) -> Result
  ) throws(StoreError) -> Result {
    guard let transactionRows else { return try mailboxes.write(by: actor, from: origin, body) }
    do {
      return try transactionRows.step {
        try body(mailboxes.rules(transactionRows, actor, from: origin))
      }
    } catch let error as StoreError {
      throw error
    } catch {
      throw .broken(place: "mailboxes", reason: "\(error)")
    }
  }

  /// In a transaction the sounds may be needed again: the next purge finds them.
  private func sweepAudio() throws(StoreError) {
    if transactionRows == nil { try mailboxes.storage.sweepSounds() }
  }
}

// MARK: - Passcodes

extension MailboxAccounts {
  func prepare(_ passcode: Passcode) throws(StoreError) -> PreparedPasscode {
    try mailboxes.prepare(passcode)
  }

  func setPasscode(
    _ passcode: PreparedPasscode, of user: Int64, assigned: Bool
  ) throws(StoreError) {
    if let rule = try brokenRule(by: passcode.passcode, of: user, assigned: assigned) {
      throw .refused(field: "passcode", reason: .passcode(rule))
    }
    try write { (rules) throws(StoreError) in
      try rules.setPasscode(passcode, of: user, isAssigned: assigned)
    }
  }

  func brokenRule(
    by passcode: Passcode, of user: Int64, assigned: Bool
  ) throws(StoreError) -> PasscodeRule? {
    let facts = try read { (rules) throws(StoreError) in try rules.passcodeFacts(of: user) }
    return facts.brokenRule(
      by: passcode, isOwnChange: !assigned, mailboxes.storage.hasher)
  }

  func setWebPassword(_ password: WebPassword?, of user: Int64) throws(StoreError) {
    if let fault = password?.fault { throw fault }
    let hash = try password.map { (password) throws(StoreError) in
      try mailboxes.storage.hasher.hash(password)
    }
    try write { (rules) throws(StoreError) in try rules.setWebPassword(hash, of: user) }
  }

  func loginStamp(of user: Int64) throws(StoreError) -> String {
    try read { (rules) throws(StoreError) in try rules.loginStamp(of: user) }
  }

  func credential(_ hash: String) throws(StoreError) -> Credential? {
    try read { (rules) throws(StoreError) in try rules.rows.credential(hash) }
  }

  func credentials(
    _ kind: Credential.Kind, of user: Int64?
  ) throws(StoreError) -> [Credential] {
    try read { (rules) throws(StoreError) in try rules.rows.credentials(kind, of: user) }
  }

  func keep(_ credential: Credential, told detail: String?) throws(StoreError) {
    try write { (rules) throws(StoreError) in try rules.keep(credential, told: detail) }
  }

  func removeCredential(_ hash: String, told detail: String?) throws(StoreError) -> Bool {
    try write { (rules) throws(StoreError) in
      try rules.removeCredential(hash, told: detail)
    }
  }

  func unlock(_ user: Int64) throws(StoreError) {
    try write { (rules) throws(StoreError) in try rules.unlock(user) }
  }

  func loginState(of id: Int64) throws(StoreError) -> LoginState {
    try read { (rules) throws(StoreError) in try rules.loginState(of: id) }
  }
}
