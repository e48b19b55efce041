import Mailbox

/// Hashes of passcodes.
extension SQLiteRows {
  func passcode(of user: Int64) throws(StoreError) -> PasscodeRow? {
    try database.first(
      "SELECT hash, set_at, is_assigned FROM passcodes WHERE user = ?", .integer(user)
    ) { PasscodeRow(hash: $0.text(0), setAt: $0.integer(1), isAssigned: $0.flag(2)) }
  }

  func passcodeHashes(of user: Int64, limit: Int) throws(StoreError) -> [String] {
    try database.all(
      "SELECT hash FROM passcode_history WHERE user = ? ORDER BY id DESC LIMIT ?",
      .integer(user), .integer(limit)
    ) { $0.text(0) }
  }

  func setPasscode(
    _ passcode: PasscodeRow, of user: Int64, remembered: Int
  ) throws(StoreError) {
    try database.run(
      """
      INSERT INTO passcodes (user, hash, set_at, is_assigned) VALUES (?, ?, ?, ?)
      ON CONFLICT DO UPDATE SET hash = excluded.hash, set_at = excluded.set_at,
        is_assigned = excluded.is_assigned
      """, .integer(user), .text(passcode.hash), .integer(passcode.setAt),
      .flag(passcode.isAssigned))
    try database.run(
      "INSERT INTO passcode_history (user, hash) VALUES (?, ?)", .integer(user),
      .text(passcode.hash))
    try database.run(
      """
      DELETE FROM passcode_history WHERE user = ?1 AND id NOT IN
        (SELECT id FROM passcode_history WHERE user = ?1 ORDER BY id DESC LIMIT ?2)
      """, .integer(user), .integer(remembered))
  }

  func webPassword(of user: Int64) throws(StoreError) -> WebPasswordRow? {
    try database.first("SELECT hash, set_at FROM web_passwords WHERE user = ?", .integer(user)) {
      WebPasswordRow(hash: $0.text(0), setAt: $0.integer(1))
    }
  }

  func setWebPassword(_ password: WebPasswordRow?, of user: Int64) throws(StoreError) {
    guard let password else {
      try database.run("DELETE FROM web_passwords WHERE user = ?", .integer(user))
      return
    }
    try database.run(
      """
      INSERT INTO web_passwords (user, hash, set_at) VALUES (?, ?, ?)
      ON CONFLICT DO UPDATE SET hash = excluded.hash, set_at = excluded.set_at
      """, .integer(user), .text(password.hash), .integer(password.setAt))
  }
}
