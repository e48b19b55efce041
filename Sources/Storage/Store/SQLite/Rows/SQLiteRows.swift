import Mailbox

/// The rows as one connection to the database sees them. The tables are in ``Schema``.
struct SQLiteRows: MailboxRows {
  let database: Database
  let cache: RowCache
  let sounds: AudioFolder

  func step<Result>(_ body: () throws -> Result) throws -> Result { try database.step(body) }

  func companies() throws(StoreError) -> [Company] {
    try database.all("SELECT id, revision, value FROM companies ORDER BY id", read: company)
  }

  func company(_ id: Int64) throws(StoreError) -> Company? {
    try database.first(
      "SELECT id, revision, value FROM companies WHERE id = ?", .integer(id), read: company)
  }

  func company(portalKey: String) throws(StoreError) -> Company? {
    try database.first(
      "SELECT id, revision, value FROM companies WHERE portal = ?", .text(portalKey),
      read: company)
  }

  func user(_ id: Int64) throws(StoreError) -> User? {
    try database.first("SELECT id, revision, value FROM users WHERE id = ?", .integer(id)) {
      (row) throws(StoreError) in try user(row)
    }
  }

  func user(e164: String) throws(StoreError) -> User? {
    // Extensions are in the same table, under keys that begin with a digit.
    e164.hasPrefix("+") ? try user(key: e164) : nil
  }

  func user(extension digits: String, of company: Int64) throws(StoreError) -> User? {
    try user(key: Self.key(ofExtension: digits, in: company))
  }

  /// The recorded greetings and name.
  func recordings(of user: Int64) throws(StoreError) -> [GreetingSlot: AudioReference] {
    let found = try database.all(
      """
      SELECT g.slot, a.id, a.milliseconds FROM greetings g JOIN audio a ON a.id = g.audio
      WHERE g.user = ?
      """, .integer(user)
    ) { row in (GreetingSlot(rawValue: row.text(0)), AudioReference(row, from: 1)) }
    var recordings: [GreetingSlot: AudioReference] = [:]
    for (slot, sound) in found {
      if let slot { recordings[slot] = sound }
    }
    return recordings
  }

  /// The sound in one slot.
  func recording(_ slot: GreetingSlot, of user: Int64) throws(StoreError) -> AudioReference? {
    try database.first(
      """
      SELECT a.id, a.milliseconds FROM greetings g JOIN audio a ON a.id = g.audio
      WHERE g.user = ? AND g.slot = ?
      """, .integer(user), .text(slot.rawValue)
    ) { AudioReference($0, from: 0) }
  }

  func user(_ row: Row) throws(StoreError) -> User {
    try cache.user(row, keeps: !database.mayWrite)
  }

  private func company(_ row: Row) throws(StoreError) -> Company {
    try cache.company(row, keeps: !database.mayWrite)
  }

  /// The key of an extension in the table of numbers.
  static func key(ofExtension digits: String, in company: Int64) -> String {
    "\(company)/\(digits)"
  }

  /// Who has this key in the table of numbers.
  func user(key: String) throws(StoreError) -> User? {
    try database.first(
      """
      SELECT u.id, u.revision, u.value FROM numbers n JOIN users u ON u.id = n.user
      WHERE n.number = ?
      """, .text(key)
    ) { (row) throws(StoreError) in try user(row) }
  }
}
