/// Counts wrong passcodes and locks (requirement C3). There is one for each mailbox, one for each
/// typed number that belongs to no user (so that a caller cannot tell which exist, C4), one for
/// each calling number, and one for each network source. All times in milliseconds since 1970 UTC.
///
/// The times come from the system's clock, which an operator may set: see ``limit(at:)``.
public struct LoginGuard: Codable, Equatable, Sendable {
  /// What is guarded. Each has a limit of its own, see ``LockoutRules/limit(of:)``.
  public enum Subject: CaseIterable, Sendable { case mailbox, caller, source }

  /// Wrong entries in a row since the last success or lock.
  public private(set) var failures = 0
  /// Locks in a row; each lasts twice as long as the one before.
  public private(set) var locks = 0
  /// When the last lock ends or ended; `nil` if there was none since the last success.
  public private(set) var lockedUntil: Int64?
  /// How long the last lock lasts.
  public private(set) var lockMilliseconds: Int64?
  /// Wrong entries since the last success, those during a lock included (requirement C5).
  public private(set) var failuresSinceLogin = 0
  /// When the last wrong entry was.
  public private(set) var lastFailure: Int64?

  /// No wrong entry so far.
  public init() {}

  /// Whether it is locked now.
  public func isLocked(at now: Int64) -> Bool {
    guard let lockedUntil else { return false }
    return now < lockedUntil
  }

  /// Ends a lock at most its own length from now, whatever happened to the clock since it began:
  /// a clock that was a year ahead and is set right again would prolong it by a year. The moment of
  /// the last wrong entry, after which the guard is forgotten, is corrected in the same way.
  public mutating func limit(at now: Int64) {
    let longest = lockMilliseconds ?? Self.longestOfOldRows
    if let lockedUntil, lockedUntil > now, lockedUntil - longest > now {
      self.lockedUntil = now + longest
    }
    if let lastFailure, lastFailure > now { self.lastFailure = now }
  }

  /// The same guard after ``limit(at:)``.
  public func limited(at now: Int64) -> LoginGuard {
    var limited = self
    limited.limit(at: now)
    return limited
  }

  /// Notes a wrong entry. One during a lock does not make it longer, or a stranger could keep a
  /// mailbox locked for ever.
  public mutating func fail(at now: Int64, rules: LockoutRules, guarding subject: Subject) {
    failuresSinceLogin += 1
    lastFailure = now
    guard !isLocked(at: now) else { return }
    failures += 1
    guard failures >= rules.limit(of: subject) else { return }
    failures = 0
    locks += 1
    let length = Int64(rules.lockMinutes(count: locks)) * 60_000
    lockMilliseconds = length
    lockedUntil = now + length
  }

  /// Notes a success, or that an administrator lifted the lock: all counts begin anew.
  public mutating func succeed() { self = LoginGuard() }

  /// Whether it holds nothing that is still needed. Guards of strangers are dropped then, or
  /// random numbers would fill the store.
  public func isForgettable(at now: Int64) -> Bool {
    guard !isLocked(at: now) else { return false }
    guard let lastFailure else { return true }
    return now - lastFailure >= Self.rememberedMilliseconds
  }

  private static let rememberedMilliseconds: Int64 = 24 * 3_600_000
  // Rows of older versions do not hold the length of their lock; most companies allow a day.
  private static let longestOfOldRows: Int64 = 24 * 3_600_000
}

/// The guards that one attempt to log in has to pass.
public struct LoginGuards: Equatable, Sendable {
  /// Of the mailbox, or of the typed number that belongs to no user.
  public var mailbox: LoginGuard
  /// Of the calling number with its trust; `nil` if the number is withheld.
  public var caller: LoginGuard?
  /// Of the network address that the call comes from; `nil` if the line has none, or trusts the
  /// peer behind it.
  public var source: LoginGuard?

  /// The guards of one attempt.
  public init(mailbox: LoginGuard = LoginGuard(), caller: LoginGuard?, source: LoginGuard?) {
    self.mailbox = mailbox
    self.caller = caller
    self.source = source
  }
}
