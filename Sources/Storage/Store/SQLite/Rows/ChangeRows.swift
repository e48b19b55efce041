import Mailbox

/// The change feed and the audit log.
extension SQLiteRows {
  func note(_ change: MailboxChange) throws(StoreError) {
    try database.run(
      "INSERT INTO changes (kind, company, user, message, at) VALUES (?, ?, ?, ?, ?)",
      .text(change.kind.rawValue), .integer(change.company), .optional(change.user),
      .optional(change.message), .integer(change.at))
    if let user = change.user { database.noteChange(of: user) }
  }

  func changes(after sequence: Int64, limit: Int) throws(StoreError) -> [MailboxChange] {
    try database.all(
      """
      SELECT sequence, kind, company, user, message, at FROM changes WHERE sequence > ?
      ORDER BY sequence LIMIT ?
      """, .integer(sequence), .integer(limit)
    ) { (row) throws(StoreError) in
      guard let kind = MailboxChange.Kind(rawValue: row.text(1)) else {
        throw .broken(
          place: database.path, reason: "a change is of the unknown kind '\(row.text(1))'")
      }
      return MailboxChange(
        sequence: row.integer(0), kind: kind, company: row.integer(2),
        user: row.optionalInteger(3), message: row.optionalInteger(4), at: row.integer(5))
    }
  }

  func lastChange() throws(StoreError) -> Int64 { try database.lastChange() }

  func forgetChanges(before moment: Int64) throws(StoreError) {
    try database.run("DELETE FROM changes WHERE at < ?", .integer(moment))
  }

  func add(_ entry: AuditEntry) throws(StoreError) {
    try database.run(
      """
      INSERT INTO audit (at, actor, company, user, subject, kind, detail, origin)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      """, .integer(entry.at), .text(entry.actor.description), .integer(entry.company),
      .optional(entry.user), .text(entry.subject), .text(entry.kind.rawValue),
      .text(entry.detail), .optional(entry.origin))
  }

  func audit(_ query: AuditQuery) throws(StoreError) -> [AuditEntry] {
    try database.all(
      """
      SELECT id, at, actor, company, user, subject, kind, detail, origin FROM audit
      WHERE id < ?1 AND (?2 IS NULL OR company = ?2) AND (?3 IS NULL OR user = ?3)
        AND (?5 IS NULL OR kind = ?5)
      ORDER BY id DESC LIMIT ?4
      """, .integer(query.before ?? .max), .optional(query.company), .optional(query.user),
      .integer(query.limit), .optional(query.kind?.rawValue)
    ) { (row) throws(StoreError) in
      guard let actor = Actor(row.text(2)), let kind = MailboxChange.Kind(rawValue: row.text(6))
      else { throw .broken(place: database.path, reason: "an entry of the audit log is unknown") }
      return AuditEntry(
        id: row.integer(0), at: row.integer(1), actor: actor, company: row.integer(3),
        user: row.optionalInteger(4), subject: row.text(5), kind: kind, detail: row.text(7),
        origin: row.optionalText(8))
    }
  }

  func forgetAudit(before moment: Int64) throws(StoreError) {
    try database.run("DELETE FROM audit WHERE at < ?", .integer(moment))
  }
}

extension Database {
  /// The number of the last entry of the change feed; 0: there was none.
  func lastChange() throws(StoreError) -> Int64 {
    try first("SELECT seq FROM sqlite_sequence WHERE name = 'changes'") { $0.integer(0) } ?? 0
  }

  /// Whose mailboxes the entries behind a cursor are about.
  func changedUsers(after sequence: Int64) throws(StoreError) -> Set<Int64> {
    Set(
      try all(
        "SELECT DISTINCT user FROM changes WHERE sequence > ? AND user IS NOT NULL",
        .integer(sequence)
      ) { $0.integer(0) })
  }
}
