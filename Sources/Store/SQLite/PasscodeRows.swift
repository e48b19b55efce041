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

/// What a new passcode of a user is checked against.
struct PasscodeFacts: Sendable {
  var owner: PasscodeOwner
  var policy: PasscodePolicy
  /// The hashes of the last passcodes, the one of now first.
  var hashes: [String]
}

extension SQLiteDirectory {
  func passcodeFacts(of id: Int64) throws(StoreError) -> PasscodeFacts {
    let user = try known(id)
    let policy = try known(company: user.company).policy
    return PasscodeFacts(
      owner: user.passcodeOwner, policy: policy,
      hashes: try database.passcodes(of: id, limit: max(1, policy.historyLength)))
  }

  /// Sets a passcode that was checked, inside a transaction that writes.
  func setPasscode(
    _ passcode: PreparedPasscode, of id: Int64, isAssigned: Bool
  ) throws(StoreError) {
    let policy = try known(company: try known(id).company).policy
    try database.setPasscode(
      PasscodeRow(hash: passcode.stored, setAt: now, isAssigned: isAssigned), of: id,
      remembered: max(policy.historyLength, Self.rememberedPasscodes))
  }

  // As many as the longest profile asks for, so that a stricter policy finds them later.
  private static let rememberedPasscodes = 24
}

/// Changing passcodes. All hashing is done on the thread that asks.
extension SQLiteStore {
  func prepare(_ passcode: Passcode) throws(StoreError) -> PreparedPasscode {
    PreparedPasscode(passcode: passcode, stored: try vault.hash(passcode))
  }

  /// The rule that a passcode breaks; `nil` if none.
  /// - Parameter isOwnChange: Whether the user changes it herself, which must give another one.
  func brokenRule(
    by passcode: Passcode, _ known: PasscodeFacts, isOwnChange: Bool
  ) -> PasscodeRule? {
    let policy = known.policy
    // Hashing is slow, so the other rules come first.
    let rule = policy.firstBroken(
      by: passcode.digits, of: known.owner, isReverseOfOld: false, isInHistory: false)
    if let rule { return rule }
    let reverse = Passcode(String(passcode.digits.reversed()))
    let remembered = policy.remembered(isOwnChange: isOwnChange)
    return policy.firstBroken(
      by: passcode.digits, of: known.owner,
      isReverseOfOld: policy.refusesReverseOfOld && vault.isRight(reverse, for: known.hashes.first),
      isInHistory: known.hashes.prefix(remembered).contains {
        vault.isRight(passcode, for: $0)
      })
  }

  /// The rule that the owner's own change breaks.
  func brokenRule(
    by passcode: Passcode, of user: Int64, at now: Int64
  ) throws(StoreError) -> PasscodeRule? {
    let known = try reading(at: now) { (directory) throws(StoreError) in
      try directory.passcodeFacts(of: user)
    }
    return brokenRule(by: passcode, known, isOwnChange: true)
  }

  /// The owner's own change, entered twice.
  func changePasscode(
    _ passcode: Passcode, repeated: Passcode, of user: Int64, at now: Int64
  ) throws(StoreError) -> Step {
    let rule = try brokenRule(by: passcode, of: user, at: now)
    guard passcode == repeated else { return .reply(.refused) }
    if let rule { return .reply(.passcodeRefused(rule)) }
    let prepared = try prepare(passcode)
    return .write { [self] (database) throws(StoreError) in
      try directory(database, at: now).setPasscode(prepared, of: user, isAssigned: false)
      return .done
    }
  }
}
