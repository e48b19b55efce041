import Mailbox

extension SQLiteRows {
  func users(of company: Int64) throws(StoreError) -> [User] {
    try database.all(
      "SELECT id, revision, value FROM users WHERE company = ?", .integer(company)
    ) { (row) throws(StoreError) in try user(row) }
  }

  func userIDs() throws(StoreError) -> [Int64] {
    try database.all("SELECT id FROM users ORDER BY id") { $0.integer(0) }
  }

  /// Stores a new company and gives it its key.
  func add(_ company: Company) throws(StoreError) -> Company {
    var company = company
    try database.run(
      """
      INSERT INTO companies (name, portal, keeps_deleted_days, revision, value)
      VALUES (?, ?, ?, 1, ?)
      """, .text(company.name), .text(company.portalKey), .integer(company.keepsDeletedDays),
      .text(try toJSON(company)))
    company.id = database.lastInsertedID
    return company
  }

  /// Stores a company that is there in its changed form.
  func update(_ company: Company) throws(StoreError) {
    try database.run(
      """
      UPDATE companies SET name = ?, portal = ?, keeps_deleted_days = ?,
        revision = revision + 1, value = ? WHERE id = ?
      """, .text(company.name), .text(company.portalKey), .integer(company.keepsDeletedDays),
      .text(try toJSON(company)), .integer(company.id))
  }

  /// Stores a new user with her numbers and an empty mailbox, and gives her her key.
  func add(_ user: User) throws(StoreError) -> User {
    var user = user
    try database.run(
      "INSERT INTO users (company, revision, value) VALUES (?, 1, ?)", .integer(user.company),
      .text(try toJSON(user)))
    user.id = database.lastInsertedID
    try database.run("INSERT INTO mailboxes (user) VALUES (?)", .integer(user.id))
    try addNumbers(of: user)
    return user
  }

  /// Stores a user who is there in her changed form, numbers included.
  func update(_ user: User) throws(StoreError) {
    try database.run(
      "UPDATE users SET revision = revision + 1, value = ? WHERE id = ?",
      .text(try toJSON(user)), .integer(user.id))
    try forgetNumbers(of: user)
    try addNumbers(of: user)
  }

  func revision(ofUser id: Int64) throws(StoreError) -> Int64? {
    try database.first("SELECT revision FROM users WHERE id = ?", .integer(id)) { $0.integer(0) }
  }

  func revision(ofCompany id: Int64) throws(StoreError) -> Int64? {
    try database.first("SELECT revision FROM companies WHERE id = ?", .integer(id)) {
      $0.integer(0)
    }
  }

  /// Frees the numbers of a user who is about to be updated.
  func forgetNumbers(of user: User) throws(StoreError) {
    try database.run("DELETE FROM numbers WHERE user = ?", .integer(user.id))
  }

  func removeCompany(_ id: Int64) throws(StoreError) {
    try removeUsers(where: "company", id)
    try database.run("DELETE FROM companies WHERE id = ?", .integer(id))
  }

  func removeUser(_ id: Int64) throws(StoreError) { try removeUsers(where: "id", id) }

  /// Removes users with all that belongs to them, by a condition on their rows. Sounds that
  /// nobody uses any more are swept later.
  private func removeUsers(where condition: String, _ value: Int64) throws(StoreError) {
    try database.run(
      """
      DELETE FROM login_guards WHERE name IN
        (SELECT '\(GuardName.mailboxPrefix)' || id FROM users WHERE \(condition) = ?)
      """, .integer(value))
    try database.run(
      "DELETE FROM dispositions WHERE mailbox IN (SELECT id FROM users WHERE \(condition) = ?)",
      .integer(value))
    try database.run("DELETE FROM users WHERE \(condition) = ?", .integer(value))
  }

  private func addNumbers(of user: User) throws(StoreError) {
    let short = Self.key(ofExtension: user.extension.digits, in: user.company)
    for number in [short, user.mainNumber.e164] + user.aliases.map(\.e164) {
      try database.run(
        "INSERT INTO numbers (number, user) VALUES (?, ?)", .text(number), .integer(user.id))
    }
  }
}
