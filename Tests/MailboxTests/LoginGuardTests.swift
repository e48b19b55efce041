import Mailbox
import Testing

@Suite struct LoginGuardTests {
  private let rules = LockoutRules()
  private let minute: Int64 = 60_000

  private func attempt(
    _ isRight: Bool, _ mailbox: inout LoginGuard, _ caller: inout LoginGuard?, at now: Int64 = 0,
    isOwnPhone: Bool = false
  ) -> LoginAttempt.Outcome {
    LoginAttempt.judge(
      at: now, rules: rules, mailbox: &mailbox, caller: &caller, isOwnVerifiedPhone: isOwnPhone,
      isRight: { () throws(Never) in isRight })
  }

  @Test func `the fifth wrong entry locks for half an hour`() {
    var login = LoginGuard()
    for _ in 0..<4 { login.fail(at: 0, rules: rules, isCaller: false) }
    #expect(!login.isLocked(at: 0))
    login.fail(at: 0, rules: rules, isCaller: false)
    #expect(login.isLocked(at: 30 * minute - 1))
    #expect(!login.isLocked(at: 30 * minute))
  }

  @Test func `locks double up to a day`() {
    var login = LoginGuard()
    var now: Int64 = 0
    var lengths: [Int64] = []
    for _ in 0..<8 {
      for _ in 0..<5 { login.fail(at: now, rules: rules, isCaller: false) }
      lengths.append(((login.lockedUntil ?? 0) - now) / minute)
      now = login.lockedUntil ?? 0
    }
    #expect(lengths == [30, 60, 120, 240, 480, 960, 1_440, 1_440])
  }

  @Test func `entries during a lock do not make it longer, but are told`() {
    var login = LoginGuard()
    for now in 0..<9 { login.fail(at: Int64(now), rules: rules, isCaller: false) }
    #expect(login.lockedUntil == 4 + 30 * minute)
    #expect(login.failuresSinceLogin == 9)
  }

  @Test func `a success clears everything`() {
    var login = LoginGuard()
    for _ in 0..<5 { login.fail(at: 0, rules: rules, isCaller: false) }
    login.succeed()
    #expect(login == LoginGuard())
  }

  @Test func `a calling number has a limit of its own`() {
    var login = LoginGuard()
    for _ in 0..<14 { login.fail(at: 0, rules: rules, isCaller: true) }
    #expect(!login.isLocked(at: 0))
    login.fail(at: 0, rules: rules, isCaller: true)
    #expect(login.isLocked(at: 0))
  }

  @Test func `a guard is forgotten after a day, but not during a lock`() {
    var login = LoginGuard()
    #expect(login.isForgettable(at: 0))
    login.fail(at: 0, rules: rules, isCaller: false)
    #expect(!login.isForgettable(at: 1_439 * minute))
    #expect(login.isForgettable(at: 1_440 * minute))
    var longLocks = LockoutRules()
    longLocks.firstLockMinutes = 3_000
    longLocks.longestLockMinutes = 3_000
    for _ in 0..<5 { login.fail(at: 0, rules: longLocks, isCaller: false) }
    #expect(!login.isForgettable(at: 2_999 * minute))
  }

  @Test(arguments: [true, false])
  func `while locked the answer does not depend on the passcode`(isRight: Bool) {
    var mailbox = LoginGuard()
    var caller: LoginGuard? = LoginGuard()
    for _ in 0..<5 { #expect(attempt(false, &mailbox, &caller) == .refused) }
    let before = mailbox
    #expect(attempt(isRight, &mailbox, &caller) == .locked)
    #expect(mailbox == before)
  }

  @Test func `the owner's own phone gets in with the right passcode only`() {
    var mailbox = LoginGuard()
    var stranger: LoginGuard?
    var own: LoginGuard? = LoginGuard()
    for _ in 0..<5 { _ = attempt(false, &mailbox, &stranger) }
    #expect(attempt(false, &mailbox, &own, isOwnPhone: true) == .locked)
    #expect(attempt(true, &mailbox, &own, isOwnPhone: true) == .accepted)
    #expect(mailbox == LoginGuard() && own == LoginGuard())
  }

  @Test func `a phone that tried too often is locked though it is her own`() {
    var own: LoginGuard? = LoginGuard()
    for _ in 0..<15 {
      var mailbox = LoginGuard()
      #expect(attempt(false, &mailbox, &own, isOwnPhone: true) == .refused)
    }
    var mailbox = LoginGuard()
    #expect(attempt(true, &mailbox, &own, isOwnPhone: true) == .locked)
    #expect(attempt(true, &mailbox, &own, at: 30 * minute, isOwnPhone: true) == .accepted)
  }

  @Test func `a guard survives being stored`() throws {
    var login = LoginGuard()
    for _ in 0..<6 { login.fail(at: 5, rules: rules, isCaller: false) }
    #expect(try recoded(login) == login)
  }
}
