import Foundation
import Mailbox
import Testing

@Suite struct LoginGuardTests {
  private let rules = LockoutRules()
  private let minute: Int64 = 60_000

  private func attempt(
    _ isRight: Bool, _ mailbox: inout LoginGuard, _ caller: inout LoginGuard?, at now: Int64 = 0,
    isOwnPhone: Bool = false
  ) -> LoginAttempt.Outcome {
    var guards = LoginGuards(mailbox: mailbox, caller: caller, source: nil)
    defer { (mailbox, caller) = (guards.mailbox, guards.caller) }
    return LoginAttempt.judge(
      at: now, rules: rules, guards: &guards, isOwnVerifiedPhone: isOwnPhone,
      isRight: { () throws(Never) in isRight })
  }

  @Test func `the fifth wrong entry locks for half an hour`() {
    var login = LoginGuard()
    for _ in 0..<4 { login.fail(at: 0, rules: rules, guarding: .mailbox) }
    #expect(!login.isLocked(at: 0))
    login.fail(at: 0, rules: rules, guarding: .mailbox)
    #expect(login.isLocked(at: 30 * minute - 1))
    #expect(!login.isLocked(at: 30 * minute))
  }

  @Test func `locks double up to a day`() {
    var login = LoginGuard()
    var now: Int64 = 0
    var lengths: [Int64] = []
    for _ in 0..<8 {
      for _ in 0..<5 { login.fail(at: now, rules: rules, guarding: .mailbox) }
      lengths.append(((login.lockedUntil ?? 0) - now) / minute)
      now = login.lockedUntil ?? 0
    }
    #expect(lengths == [30, 60, 120, 240, 480, 960, 1_440, 1_440])
  }

  @Test func `entries during a lock do not make it longer, but are told`() {
    var login = LoginGuard()
    for now in 0..<9 { login.fail(at: Int64(now), rules: rules, guarding: .mailbox) }
    #expect(login.lockedUntil == 4 + 30 * minute)
    #expect(login.failuresSinceLogin == 9)
  }

  @Test func `a success clears everything`() {
    var login = LoginGuard()
    for _ in 0..<5 { login.fail(at: 0, rules: rules, guarding: .mailbox) }
    login.succeed()
    #expect(login == LoginGuard())
  }

  @Test func `a calling number has a limit of its own`() {
    var login = LoginGuard()
    for _ in 0..<14 { login.fail(at: 0, rules: rules, guarding: .caller) }
    #expect(!login.isLocked(at: 0))
    login.fail(at: 0, rules: rules, guarding: .caller)
    #expect(login.isLocked(at: 0))
  }

  @Test func `a guard is forgotten after a day, but not during a lock`() {
    var login = LoginGuard()
    #expect(login.isForgettable(at: 0))
    login.fail(at: 0, rules: rules, guarding: .mailbox)
    #expect(!login.isForgettable(at: 1_439 * minute))
    #expect(login.isForgettable(at: 1_440 * minute))
    var longLocks = LockoutRules()
    longLocks.firstLockMinutes = 3_000
    longLocks.longestLockMinutes = 3_000
    for _ in 0..<5 { login.fail(at: 0, rules: longLocks, guarding: .mailbox) }
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

  @Test(arguments: [60 * 24 * 365, 20])
  func `a lock ends at most its length from now, though the clock was set back`(
    minutesBack: Int64
  ) {
    var login = LoginGuard()
    let then = 600 * 24 * 365 * minute
    for _ in 0..<5 { login.fail(at: then, rules: rules, guarding: .mailbox) }
    let now = then - minutesBack * minute
    login.limit(at: now)
    #expect(login.isLocked(at: now))
    #expect(login.lockedUntil == now + 30 * minute)
    #expect(login.lastFailure == now)
  }

  @Test func `a lock of an older version, which did not keep its length, ends within a day`() {
    var login = LoginGuard()
    for _ in 0..<5 { login.fail(at: 1_000_000 * minute, rules: rules, guarding: .mailbox) }
    let text =
      #"{"failures":0,"failuresSinceLogin":5,"lastFailure":60000000000,"locks":1,"#
      + #""lockedUntil":60001800000}"#
    guard var old = try? JSONDecoder().decode(LoginGuard.self, from: Data(text.utf8)) else {
      Issue.record("not read")
      return
    }
    #expect(old.lockedUntil == login.lockedUntil)
    old.limit(at: 0)
    #expect(old.lockedUntil == 1_440 * minute)
  }

  @Test func `a source has a limit of its own, whoever calls from it`() {
    var source: LoginGuard? = LoginGuard()
    func attempt(_ isRight: Bool, isOwnPhone: Bool = false) -> LoginAttempt.Outcome {
      var guards = LoginGuards(caller: LoginGuard(), source: source)
      defer { source = guards.source }
      return LoginAttempt.judge(
        at: 0, rules: rules, guards: &guards, isOwnVerifiedPhone: isOwnPhone,
        isRight: { () throws(Never) in isRight })
    }
    for _ in 0..<20 { #expect(attempt(false) == .refused) }
    #expect(attempt(true) == .locked)
    // Others guess from behind her address; her own phone is vouched for.
    #expect(attempt(true, isOwnPhone: true) == .accepted)
    #expect(attempt(true) == .accepted)
  }

  @Test func `a guard survives being stored`() throws {
    var login = LoginGuard()
    for _ in 0..<6 { login.fail(at: 5, rules: rules, guarding: .mailbox) }
    #expect(try recoded(login) == login)
  }
}
