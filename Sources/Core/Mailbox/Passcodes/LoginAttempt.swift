/// Judges one attempt to log in (requirements C3, C4).
public enum LoginAttempt {
  /// What came of it.
  public enum Outcome: Equatable, Sendable {
    case accepted, refused, locked
  }

  /// Judges and counts.
  ///
  /// While a lock holds, the answer does not depend on the passcode. Only the owner's own phone,
  /// vouched for by its line, still gets in with the right passcode, so that a stranger cannot lock
  /// her out, neither by guesses at her mailbox nor by guesses from behind the same address. A lock
  /// of that phone itself still holds, because only this phone can have caused it.
  /// - Parameters:
  ///   - isOwnVerifiedPhone: Whether the line vouches that this is a phone of the mailbox's user.
  ///   - isRight: Compares the passcode; takes as long for a mailbox that does not exist.
  public static func judge<Failure: Error>(
    at now: Int64, rules: LockoutRules, guards: inout LoginGuards, isOwnVerifiedPhone: Bool,
    isRight: () throws(Failure) -> Bool
  ) throws(Failure) -> Outcome {
    guards.mailbox.limit(at: now)
    guards.caller?.limit(at: now)
    guards.source?.limit(at: now)
    if guards.caller?.isLocked(at: now) ?? false { return .locked }
    let isLocked =
      guards.mailbox.isLocked(at: now) || guards.source?.isLocked(at: now) ?? false
    if isLocked && !isOwnVerifiedPhone { return .locked }
    if try isRight() {
      guards.mailbox.succeed()
      guards.caller?.succeed()
      guards.source?.succeed()
      return .accepted
    }
    guards.mailbox.fail(at: now, rules: rules, guarding: .mailbox)
    guards.caller?.fail(at: now, rules: rules, guarding: .caller)
    guards.source?.fail(at: now, rules: rules, guarding: .source)
    return isLocked ? .locked : .refused
  }
}
