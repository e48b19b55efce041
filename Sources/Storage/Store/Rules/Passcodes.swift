import Mailbox
import Secrecy

/// What a new passcode of a user is checked against.
struct PasscodeFacts: Sendable {
  var owner: PasscodeOwner
  var policy: PasscodePolicy
  /// The hashes of the last passcodes, the one of now first.
  var hashes: [String]

  /// The rule that a passcode breaks; `nil` if none. Hashing is slow, so the other rules come first.
  /// - Parameter isOwnChange: Whether the user changes it herself, which must give another one.
  func brokenRule(
    by passcode: Passcode, isOwnChange: Bool, _ hasher: any PasscodeHasher
  ) -> PasscodeRule? {
    let rule = policy.firstBroken(
      by: passcode.digits, of: owner, isReverseOfOld: false, isInHistory: false)
    if let rule { return rule }
    let reverse = Passcode(String(passcode.digits.reversed()))
    let remembered = policy.remembered(isOwnChange: isOwnChange)
    return policy.firstBroken(
      by: passcode.digits, of: owner,
      isReverseOfOld: policy.refusesReverseOfOld && hasher.isRight(reverse, for: hashes.first),
      isInHistory: hashes.prefix(remembered).contains { hasher.isRight(passcode, for: $0) })
  }
}

extension MailboxRules {
  /// What a new passcode of this user is checked against, outside of the transaction.
  func passcodeFacts(of id: Int64) throws(StoreError) -> PasscodeFacts {
    let user = try known(id)
    let policy = try known(company: user.company).policy
    return PasscodeFacts(
      owner: user.passcodeOwner, policy: policy,
      hashes: try rows.passcodeHashes(of: id, limit: max(1, policy.historyLength)))
  }

  /// Sets a passcode that was checked.
  func setPasscode(
    _ passcode: PreparedPasscode, of id: Int64, isAssigned: Bool
  ) throws(StoreError) {
    let user = try known(id)
    let policy = try known(company: user.company).policy
    let hadPasscode = try rows.passcode(of: id) != nil
    try rows.setPasscode(
      PasscodeRow(hash: passcode.stored.revealed, setAt: now, isAssigned: isAssigned), of: id,
      remembered: max(policy.historyLength, Self.rememberedPasscodes))
    try record(.passcodeChanged, of: user, isAssigned ? "assigned" : "")
    // The first one, as of a new or imported mailbox, changes nothing that she knows.
    if hadPasscode { try tell(.passcodeChanged, user) }
  }

  /// Sets a web password that was checked; `nil` removes it.
  /// - Parameter hash: As the store keeps it.
  func setWebPassword(_ hash: String?, of id: Int64) throws(StoreError) {
    let user = try known(id)
    try rows.setWebPassword(hash.map { WebPasswordRow(hash: $0, setAt: now) }, of: id)
    try record(.webPasswordChanged, of: user, hash == nil ? "removed" : "")
  }

  /// Changes with passcode and web password, and tells nothing of them.
  func loginStamp(of id: Int64) throws(StoreError) -> String {
    let hashes = [try rows.passcode(of: id)?.hash, try rows.webPassword(of: id)?.hash]
    return SecretToken.hash(of: hashes.map { $0 ?? "" }.joined(separator: "\n"))
  }

  /// How a user's login stands.
  func loginState(of id: Int64) throws(StoreError) -> LoginState {
    let user = try known(id)
    let login = try rows.loginGuard(.mailbox(id)).limited(at: now)
    return LoginState(
      hasPasscode: try rows.passcode(of: id) != nil,
      mustChange: try facts(of: user).mustChange != nil,
      failures: login.failuresSinceLogin,
      lockedUntil: login.isLocked(at: now) ? login.lockedUntil : nil,
      hasWebPassword: try rows.webPassword(of: id) != nil)
  }

  // As many as the longest profile asks for, so that a stricter policy finds them later.
  private static var rememberedPasscodes: Int { 24 }
}
