import Mailbox

/// Hashes of passcodes, and counts of wrong passcodes.
extension PostgresRows {
  func passcode(of user: Int64) throws(StoreError) -> PasscodeRow? {
    try connection.first(
      "SELECT hash, set_at, is_assigned FROM passcodes WHERE user_id = $1", .integer(user)
    ) { PasscodeRow(hash: $0.text(0), setAt: $0.integer(1), isAssigned: $0.flag(2)) }
  }

  func passcodeHashes(of user: Int64, limit: Int) throws(StoreError) -> [String] {
    try connection.all(
      "SELECT hash FROM passcode_history WHERE user_id = $1 ORDER BY id DESC LIMIT $2",
      .integer(user), .integer(limit)
    ) { $0.text(0) }
  }

  func setPasscode(
    _ passcode: PasscodeRow, of user: Int64, remembered: Int
  ) throws(StoreError) {
    try connection.run(
      """
      INSERT INTO passcodes (user_id, hash, set_at, is_assigned) VALUES ($1, $2, $3, $4)
      ON CONFLICT (user_id) DO UPDATE SET hash = excluded.hash, set_at = excluded.set_at,
        is_assigned = excluded.is_assigned
      """, .integer(user), .text(passcode.hash), .integer(passcode.setAt),
      .flag(passcode.isAssigned))
    try connection.run(
      "INSERT INTO passcode_history (user_id, hash) VALUES ($1, $2)", .integer(user),
      .text(passcode.hash))
    try connection.run(
      """
      DELETE FROM passcode_history WHERE user_id = $1 AND id NOT IN
        (SELECT id FROM passcode_history WHERE user_id = $1 ORDER BY id DESC LIMIT $2)
      """, .integer(user), .integer(remembered))
  }

  func webPassword(of user: Int64) throws(StoreError) -> WebPasswordRow? {
    try connection.first(
      "SELECT hash, set_at FROM web_passwords WHERE user_id = $1", .integer(user)
    ) { WebPasswordRow(hash: $0.text(0), setAt: $0.integer(1)) }
  }

  func setWebPassword(_ password: WebPasswordRow?, of user: Int64) throws(StoreError) {
    guard let password else {
      try connection.run("DELETE FROM web_passwords WHERE user_id = $1", .integer(user))
      return
    }
    try connection.run(
      """
      INSERT INTO web_passwords (user_id, hash, set_at) VALUES ($1, $2, $3)
      ON CONFLICT (user_id) DO UPDATE SET hash = excluded.hash, set_at = excluded.set_at
      """, .integer(user), .text(password.hash), .integer(password.setAt))
  }

  func loginGuard(_ name: GuardName) throws(StoreError) -> LoginGuard {
    try connection.first("SELECT value FROM login_guards WHERE name = $1", .text(name.key)) {
      (row) throws(StoreError) in
      try fromJSON(row.text(0), as: LoginGuard.self, place: "database, login guard")
    } ?? LoginGuard()
  }

  func setLoginGuard(_ name: GuardName, to value: LoginGuard) throws(StoreError) {
    guard value != LoginGuard() else {
      try connection.run("DELETE FROM login_guards WHERE name = $1", .text(name.key))
      return
    }
    try connection.run(
      """
      INSERT INTO login_guards (name, last_failure, value) VALUES ($1, $2, $3)
      ON CONFLICT (name) DO UPDATE SET last_failure = excluded.last_failure,
        value = excluded.value
      """, .text(name.key), .integer(value.lastFailure ?? 0), .text(try toJSON(value)))
  }

  func loginGuards(failedAfter moment: Int64) throws(StoreError) -> [NamedGuard] {
    try connection.all(
      "SELECT name, value FROM login_guards WHERE last_failure > $1", .integer(moment),
      read: namedGuard)
  }

  func strangerGuards(limit: Int) throws(StoreError) -> [NamedGuard] {
    try connection.all(
      """
      SELECT name, value FROM login_guards WHERE name NOT LIKE '\(GuardName.mailboxPrefix)%'
      ORDER BY last_failure LIMIT $1
      """, .integer(limit), read: namedGuard)
  }

  func removeStrangerGuards(keeping limit: Int) throws(StoreError) {
    try connection.run(
      """
      DELETE FROM login_guards WHERE name IN (
        SELECT name FROM login_guards WHERE name NOT LIKE '\(GuardName.mailboxPrefix)%'
        ORDER BY last_failure DESC OFFSET $1)
      """, .integer(limit))
  }

  private func namedGuard(_ row: PostgresRow) throws(StoreError) -> NamedGuard {
    guard let name = GuardName(key: row.text(0)) else {
      throw .broken(place: "database, login guard", reason: "the name is of no known kind")
    }
    return NamedGuard(
      name: name,
      value: try fromJSON(row.text(1), as: LoginGuard.self, place: "database, login guard"))
  }
}
