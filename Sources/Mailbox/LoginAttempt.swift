/// Judges one try to log in (requirements C3, C4).
public enum LoginAttempt {
  /// What came of it.
  public enum Outcome: Equatable, Sendable {
    case accepted, refused, locked
  }

  /// Judges and counts.
  ///
  /// While a lock holds, the answer does not depend on the passcode. Only the owner's own phone,
  /// vouched for by its line, still gets in with the right passcode, so that a stranger cannot lock
  /// her out; a lock of that phone itself still holds, because only this phone can have caused it.
  /// - Parameters:
  ///   - mailbox: The guard of the mailbox, or of the typed number that belongs to nobody.
  ///   - caller: The guard of the calling number with its trust; `nil`: the number is withheld.
  ///   - isOwnVerifiedPhone: Whether the line vouches that this is a phone of the mailbox's user.
  ///   - isRight: Compares the passcode; takes as long for a mailbox that does not exist.
  public static func judge<Failure: Error>(
    at now: Int64, rules: LockoutRules, mailbox: inout LoginGuard, caller: inout LoginGuard?,
    isOwnVerifiedPhone: Bool, isRight: () throws(Failure) -> Bool
  ) throws(Failure) -> Outcome {
    if caller?.isLocked(at: now) ?? false { return .locked }
    let isLocked = mailbox.isLocked(at: now)
    if isLocked && !isOwnVerifiedPhone { return .locked }
    if try isRight() {
      mailbox.succeed()
      caller?.succeed()
      return .accepted
    }
    mailbox.fail(at: now, rules: rules, isCaller: false)
    caller?.fail(at: now, rules: rules, isCaller: true)
    return isLocked ? .locked : .refused
  }
}
