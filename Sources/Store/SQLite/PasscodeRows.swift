import Mailbox

/// A user's passcode as it is stored.
struct PasscodeRow {
  var hash: String
  /// Milliseconds since 1970 UTC.
  var setAt: Int64
  var isAssigned: Bool
}

extension Database {
  func passcode(of user: Int64) throws(StoreError) -> PasscodeRow? {
    try first(
      "SELECT hash, set_at, is_assigned FROM passcodes WHERE user = ?", .integer(user)
    ) { PasscodeRow(hash: $0.text(0), setAt: $0.integer(1), isAssigned: $0.flag(2)) }
  }

  /// The hashes of the last passcodes, the one of now first.
  func passcodes(of user: Int64, limit: Int) throws(StoreError) -> [String] {
    try all(
      "SELECT hash FROM passcode_history WHERE user = ? ORDER BY id DESC LIMIT ?",
      .integer(user), .integer(limit)
    ) { $0.text(0) }
  }

  /// Sets the passcode and keeps it in the history, which holds `remembered` at most.
  func setPasscode(
    _ passcode: PasscodeRow, of user: Int64, remembered: Int
  ) throws(StoreError) {
    try run(
      """
      INSERT INTO passcodes (user, hash, set_at, is_assigned) VALUES (?, ?, ?, ?)
      ON CONFLICT DO UPDATE SET hash = excluded.hash, set_at = excluded.set_at,
        is_assigned = excluded.is_assigned
      """, .integer(user), .text(passcode.hash), .integer(passcode.setAt),
      .flag(passcode.isAssigned))
    try run(
      "INSERT INTO passcode_history (user, hash) VALUES (?, ?)", .integer(user),
      .text(passcode.hash))
    try run(
      """
      DELETE FROM passcode_history WHERE user = ?1 AND id NOT IN
        (SELECT id FROM passcode_history WHERE user = ?1 ORDER BY id DESC LIMIT ?2)
      """, .integer(user), .integer(remembered))
  }
}

/// Changing passcodes. All hashing is done on the thread that asks.
extension SQLiteStore {
  /// The rule that a passcode breaks; `nil`: none.
  func brokenRule(
    by passcode: Passcode, of id: Int64, at now: Int64
  ) throws(StoreError) -> PasscodeRule? {
    let (owner, policy, hashes) = try reading(at: now) { (directory) throws(StoreError) in
      let user = try directory.known(id)
      let policy = try directory.known(company: user.company).policy
      let hashes = try directory.database.passcodes(of: id, limit: max(1, policy.historyLength))
      return (user.passcodeOwner, policy, hashes)
    }
    // Hashing is slow, so the other rules come first.
    let rule = policy.firstBroken(
      by: passcode.digits, of: owner, isReverseOfOld: false, isInHistory: false)
    if let rule { return rule }
    let reverse = Passcode(String(passcode.digits.reversed()))
    return policy.firstBroken(
      by: passcode.digits, of: owner,
      isReverseOfOld: policy.refusesReverseOfOld && vault.isRight(reverse, for: hashes.first),
      isInHistory: hashes.prefix(max(0, policy.historyLength)).contains {
        vault.isRight(passcode, for: $0)
      }
    )
  }

  /// The owner's own change, entered twice.
  func changePasscode(
    _ passcode: Passcode, repeated: Passcode, of user: Int64, at now: Int64
  ) throws(StoreError) -> Step {
    let rule = try brokenRule(by: passcode, of: user, at: now)
    guard passcode == repeated else { return .reply(.refused) }
    if let rule { return .reply(.passcodeRefused(rule)) }
    let setting = try setting(passcode, of: user, isAssigned: false, at: now)
    return .write { (database) throws(StoreError) in
      try setting(database)
      return .done
    }
  }

  /// The write that sets a passcode which was checked.
  func setting(
    _ passcode: Passcode, of id: Int64, isAssigned: Bool, at now: Int64
  ) throws(StoreError) -> @Sendable (Database) throws(StoreError) -> Void {
    let row = PasscodeRow(hash: try vault.hash(passcode), setAt: now, isAssigned: isAssigned)
    return { [self] (database) throws(StoreError) in
      let directory = directory(database, at: now)
      let user = try directory.known(id)
      let policy = try directory.known(company: user.company).policy
      try database.setPasscode(
        row, of: id, remembered: max(policy.historyLength, Self.rememberedPasscodes))
    }
  }

  // As many as the longest profile asks for, so that a stricter policy finds them later.
  private static let rememberedPasscodes = 24
}
