/// Counts wrong passcodes and locks (requirement C3). There is one for each mailbox, one for each
/// number that was typed and belongs to nobody (so that nobody can tell which exist, C4), and one
/// for each calling number. All times in milliseconds since 1970 UTC.
public struct LoginGuard: Codable, Equatable, Sendable {
  /// Wrong entries in a row since the last success or lock.
  public private(set) var failures = 0
  /// Locks in a row; each lasts twice as long as the one before.
  public private(set) var locks = 0
  /// When the last lock ends or ended; `nil`: there was none since the last success.
  public private(set) var lockedUntil: Int64?
  /// Wrong entries since the last success, those during a lock included (requirement C5).
  public private(set) var failuresSinceLogin = 0
  /// When the last wrong entry was.
  public private(set) var lastFailure: Int64?

  /// Nothing wrong so far.
  public init() {}

  /// Whether it is locked now.
  public func isLocked(at now: Int64) -> Bool {
    guard let lockedUntil else { return false }
    return now < lockedUntil
  }

  /// Notes a wrong entry. One during a lock does not make it longer, or a stranger could keep a
  /// mailbox locked for ever.
  /// - Parameter isCaller: Whether this guards a calling number, which has a limit of its own.
  public mutating func fail(at now: Int64, rules: LockoutRules, isCaller: Bool) {
    failuresSinceLogin += 1
    lastFailure = now
    guard !isLocked(at: now) else { return }
    failures += 1
    guard failures >= (isCaller ? rules.failuresPerCaller : rules.failuresToLock) else { return }
    failures = 0
    locks += 1
    lockedUntil = now + Int64(rules.lockMinutes(count: locks)) * 60_000
  }

  /// Notes a success, or that somebody lifted the lock: all counts begin anew.
  public mutating func succeed() { self = LoginGuard() }

  /// Whether it holds nothing that is still needed. Guards of strangers are dropped then, or
  /// random numbers would fill the store.
  public func isForgettable(at now: Int64) -> Bool {
    guard !isLocked(at: now) else { return false }
    guard let lastFailure else { return true }
    return now - lastFailure >= Self.rememberedMilliseconds
  }

  private static let rememberedMilliseconds: Int64 = 24 * 3_600_000
}
