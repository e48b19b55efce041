import Mailbox

/// Counts of wrong passcodes.
extension SQLiteRows {
  func loginGuard(_ name: GuardName) throws(StoreError) -> LoginGuard {
    try database.first("SELECT value FROM login_guards WHERE name = ?", .text(name.text)) {
      (row) throws(StoreError) in
      try fromJSON(row.text(0), as: LoginGuard.self, place: "database, login guard")
    } ?? LoginGuard()
  }

  func setLoginGuard(_ name: GuardName, to value: LoginGuard) throws(StoreError) {
    guard value != LoginGuard() else {
      try database.run("DELETE FROM login_guards WHERE name = ?", .text(name.text))
      return
    }
    try database.run(
      """
      INSERT INTO login_guards (name, last_failure, value) VALUES (?, ?, ?)
      ON CONFLICT DO UPDATE SET last_failure = excluded.last_failure, value = excluded.value
      """, .text(name.text), .integer(value.lastFailure ?? 0), .text(try toJSON(value)))
  }

  func loginGuards(failedAfter moment: Int64) throws(StoreError) -> [NamedGuard] {
    try database.all(
      "SELECT name, value FROM login_guards WHERE last_failure > ?", .integer(moment),
      read: namedGuard)
  }

  func strangerGuards(limit: Int) throws(StoreError) -> [NamedGuard] {
    try database.all(
      """
      SELECT name, value FROM login_guards WHERE name NOT LIKE '\(GuardName.mailboxPrefix)%'
      ORDER BY last_failure LIMIT ?
      """, .integer(limit), read: namedGuard)
  }

  func removeStrangerGuards(keeping limit: Int) throws(StoreError) {
    try database.run(
      """
      DELETE FROM login_guards WHERE name IN (
        SELECT name FROM login_guards WHERE name NOT LIKE '\(GuardName.mailboxPrefix)%'
        ORDER BY last_failure DESC LIMIT -1 OFFSET ?)
      """, .integer(limit))
  }

  private func namedGuard(_ row: Row) throws(StoreError) -> NamedGuard {
    NamedGuard(
      name: GuardName(text: row.text(0)),
      value: try fromJSON(row.text(1), as: LoginGuard.self, place: "database, login guard"))
  }
}
