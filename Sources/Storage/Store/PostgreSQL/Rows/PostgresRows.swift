import Mailbox

/// The rows as one connection to the database sees them. The tables are in ``PostgresSchema``.
struct PostgresRows: MailboxRows {
  let connection: PostgresConnection
  let cache: RowCache
  /// Which process this is, of those that work on one database.
  let node: NodeName

  func step<Result>(_ body: () throws -> Result) throws -> Result { try connection.step(body) }

  func companies() throws(StoreError) -> [Company] {
    try connection.all("SELECT id, revision, value FROM companies ORDER BY id", read: company)
  }

  func company(_ id: Int64) throws(StoreError) -> Company? {
    try connection.first(
      "SELECT id, revision, value FROM companies WHERE id = $1", .integer(id), read: company)
  }

  func company(portalKey: String) throws(StoreError) -> Company? {
    try connection.first(
      "SELECT id, revision, value FROM companies WHERE portal = $1", .text(portalKey),
      read: company)
  }

  func user(_ id: Int64) throws(StoreError) -> User? {
    try connection.first(
      "SELECT id, revision, value FROM users WHERE id = $1", .integer(id), read: user)
  }

  func user(e164: String) throws(StoreError) -> User? {
    // Extensions are in the same table, under keys that begin with a digit.
    e164.hasPrefix("+") ? try user(key: e164) : nil
  }

  func user(extension digits: String, of company: Int64) throws(StoreError) -> User? {
    try user(key: SQLiteRows.key(ofExtension: digits, in: company))
  }

  func users(of company: Int64) throws(StoreError) -> [User] {
    try connection.all(
      "SELECT id, revision, value FROM users WHERE company = $1", .integer(company), read: user)
  }

  func userIDs() throws(StoreError) -> [Int64] {
    try connection.all("SELECT id FROM users ORDER BY id") { $0.integer(0) }
  }

  private func user(key: String) throws(StoreError) -> User? {
    try connection.first(
      """
      SELECT u.id, u.revision, u.value FROM numbers n JOIN users u ON u.id = n.user_id
      WHERE n.number = $1
      """, .text(key), read: user)
  }

  private func user(_ row: PostgresRow) throws(StoreError) -> User {
    try cache.user(row, keeps: !connection.mayWrite)
  }

  private func company(_ row: PostgresRow) throws(StoreError) -> Company {
    try cache.company(row, keeps: !connection.mayWrite)
  }
}

extension PostgresConnection {
  /// Runs a statement that returns the key of a row it adds.
  func add(_ sql: String, _ values: Value...) throws(StoreError) -> Int64 {
    guard let id = try first(sql, values, read: { $0.integer(0) }) else {
      throw .broken(place: place, reason: "a new row has no key")
    }
    return id
  }
}
