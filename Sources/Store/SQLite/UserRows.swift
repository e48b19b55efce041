import Mailbox

extension SQLiteDirectory {
  /// All users of a company, by extension.
  func users(of company: Int64) throws(StoreError) -> [User] {
    try database.all(
      "SELECT id, revision, value FROM users WHERE company = ?", .integer(company)
    ) { (row) throws(StoreError) in try user(row) }
    .sorted { $0.extension < $1.extension }
  }

  /// Those of these users who are there, in the same order.
  func users(_ ids: [Int64]) throws(StoreError) -> [User] {
    var users: [User] = []
    for id in ids {
      if let user = try user(id) { users.append(user) }
    }
    return users
  }
}

extension Database {
  /// Stores a new company and gives it its key.
  func add(_ company: Company) throws(StoreError) -> Company {
    var company = company
    try run(
      """
      INSERT INTO companies (name, portal, keeps_deleted_days, revision, value)
      VALUES (?, ?, ?, 1, ?)
      """, .text(company.name), .text(company.portalKey), .integer(company.keepsDeletedDays),
      .text(try toJSON(company)))
    company.id = lastInsertedID
    return company
  }

  /// Stores a company that is there in its changed form.
  func update(_ company: Company) throws(StoreError) {
    try run(
      """
      UPDATE companies SET name = ?, portal = ?, keeps_deleted_days = ?,
        revision = revision + 1, value = ? WHERE id = ?
      """, .text(company.name), .text(company.portalKey), .integer(company.keepsDeletedDays),
      .text(try toJSON(company)), .integer(company.id))
  }

  /// Stores a new user with her numbers and an empty mailbox, and gives her her key.
  func add(_ user: User) throws(StoreError) -> User {
    var user = user
    try run(
      "INSERT INTO users (company, revision, value) VALUES (?, 1, ?)", .integer(user.company),
      .text(try toJSON(user)))
    user.id = lastInsertedID
    try run("INSERT INTO mailboxes (user) VALUES (?)", .integer(user.id))
    try addNumbers(of: user)
    return user
  }

  /// Stores a user who is there in her changed form, numbers included.
  func update(_ user: User) throws(StoreError) {
    try run(
      "UPDATE users SET revision = revision + 1, value = ? WHERE id = ?",
      .text(try toJSON(user)), .integer(user.id))
    try forgetNumbers(of: user)
    try addNumbers(of: user)
  }

  /// Frees the numbers of a user who is about to be updated.
  func forgetNumbers(of user: User) throws(StoreError) {
    try run("DELETE FROM numbers WHERE user = ?", .integer(user.id))
  }

  /// Removes users with all that belongs to them, by a condition on their rows. Sounds that
  /// nobody uses any more are swept later.
  func removeUsers(where condition: String, _ value: Int64) throws(StoreError) {
    try run(
      """
      DELETE FROM login_guards WHERE name IN
        (SELECT 'mailbox/' || id FROM users WHERE \(condition) = ?)
      """, .integer(value))
    try run(
      "DELETE FROM dispositions WHERE mailbox IN (SELECT id FROM users WHERE \(condition) = ?)",
      .integer(value))
    try run("DELETE FROM users WHERE \(condition) = ?", .integer(value))
  }

  private func addNumbers(of user: User) throws(StoreError) {
    let short = SQLiteDirectory.key(ofExtension: user.extension.digits, in: user.company)
    for number in [short, user.mainNumber.e164] + user.aliases.map(\.e164) {
      try run(
        "INSERT INTO numbers (number, user) VALUES (?, ?)", .text(number), .integer(user.id))
    }
  }
}
