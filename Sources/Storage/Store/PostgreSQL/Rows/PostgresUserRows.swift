import Mailbox

/// Adding, changing and removing companies and users.
extension PostgresRows {
  func add(_ company: Company) throws(StoreError) -> Company {
    var company = company
    company.id = try connection.add(
      """
      INSERT INTO companies (name, portal, keeps_deleted_days, revision, value)
      VALUES ($1, $2, $3, 1, $4) RETURNING id
      """, .text(company.name), .text(company.portalKey), .integer(company.keepsDeletedDays),
      .text(try toJSON(company)))
    return company
  }

  func update(_ company: Company) throws(StoreError) {
    try connection.run(
      """
      UPDATE companies SET name = $1, portal = $2, keeps_deleted_days = $3,
        revision = revision + 1, value = $4 WHERE id = $5
      """, .text(company.name), .text(company.portalKey), .integer(company.keepsDeletedDays),
      .text(try toJSON(company)), .integer(company.id))
  }

  func revision(ofCompany id: Int64) throws(StoreError) -> Int64? {
    try connection.first("SELECT revision FROM companies WHERE id = $1", .integer(id)) {
      $0.integer(0)
    }
  }

  func removeCompany(_ id: Int64) throws(StoreError) {
    try removeUsers(where: "company", id)
    try connection.run("DELETE FROM companies WHERE id = $1", .integer(id))
  }

  func add(_ user: User) throws(StoreError) -> User {
    var user = user
    user.id = try connection.add(
      "INSERT INTO users (company, revision, value) VALUES ($1, 1, $2) RETURNING id",
      .integer(user.company), .text(try toJSON(user)))
    try connection.run("INSERT INTO mailboxes (user_id) VALUES ($1)", .integer(user.id))
    try addNumbers(of: user)
    return user
  }

  func update(_ user: User) throws(StoreError) {
    try connection.run(
      "UPDATE users SET revision = revision + 1, value = $1 WHERE id = $2",
      .text(try toJSON(user)), .integer(user.id))
    try forgetNumbers(of: user)
    try addNumbers(of: user)
  }

  func revision(ofUser id: Int64) throws(StoreError) -> Int64? {
    try connection.first("SELECT revision FROM users WHERE id = $1", .integer(id)) {
      $0.integer(0)
    }
  }

  func forgetNumbers(of user: User) throws(StoreError) {
    try connection.run("DELETE FROM numbers WHERE user_id = $1", .integer(user.id))
  }

  func removeUser(_ id: Int64) throws(StoreError) { try removeUsers(where: "id", id) }

  /// Removes users with all that belongs to them, by a condition on their rows. Sounds that nobody
  /// uses any more are swept later.
  private func removeUsers(where condition: String, _ value: Int64) throws(StoreError) {
    try connection.run(
      """
      DELETE FROM login_guards WHERE name IN
        (SELECT '\(GuardName.mailboxPrefix)' || id FROM users WHERE \(condition) = $1)
      """, .integer(value))
    try connection.run(
      "DELETE FROM dispositions WHERE mailbox IN (SELECT id FROM users WHERE \(condition) = $1)",
      .integer(value))
    try connection.patiently { (connection) throws(StoreError) in
      try connection.run("DELETE FROM users WHERE \(condition) = $1", .integer(value))
    }
  }

  private func addNumbers(of user: User) throws(StoreError) {
    let short = SQLiteRows.key(ofExtension: user.extension.digits, in: user.company)
    for number in [short, user.mainNumber.e164] + user.aliases.map(\.e164) {
      try connection.run(
        "INSERT INTO numbers (number, user_id) VALUES ($1, $2)", .text(number),
        .integer(user.id))
    }
  }
}
