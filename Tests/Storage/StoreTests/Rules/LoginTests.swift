import Mailbox
import Store
import Testing

extension MailboxStoreTests {
  @Suite struct LoggingIn {
    @Test(
      arguments: StoreMaker.all,
      ["111", "+492115551111", "02115551111", "0211-555-1111", "492115551111", "01701111111"])
    func `the right passcode opens the mailbox of any of her numbers`(
      maker: StoreMaker, number: String
    ) throws {
      let system = try TestSystem(maker)
      #expect(
        system.logIn(TestSystem.annasCode, number: number)
          == .welcome(
            LoggedInOwner(
              user: system.anna.id, language: .de, counts: MessageCounts(),
              mayMessageCompany: true, home: HomeCountry(system.company.plan))))
    }

    @Test(arguments: StoreMaker.all)
    func `the mailbox that the arrival named needs no number`(maker: StoreMaker) throws {
      let system = try TestSystem(maker)
      let request = LogInRequest(
        company: system.company.id, number: nil, mailbox: system.ben.id,
        passcode: Passcode(TestSystem.annasCode), from: "112", trust: .claimed)
      guard case .welcome(let welcome) = system.ask(.logIn(request)) else {
        Issue.record("not let in")
        return
      }
      #expect(welcome.user == system.ben.id)
    }

    @Test(arguments: StoreMaker.all)
    func `a user without a passcode cannot log in`(maker: StoreMaker) throws {
      let system = try TestSystem(maker)
      let dora = try system.accounts.add(
        User(
          company: system.company.id, firstName: "Dora", lastName: "Berg",
          mainNumber: #require(PhoneNumber(e164: "+492115554444")), extension: Extension("114"),
          language: .en, timeZone: "Europe/Berlin"))
      #expect(system.logIn("", as: dora) == .refused)
      #expect(try system.accounts.loginState(of: dora.id).hasPasscode == false)
    }

    @Test(arguments: StoreMaker.all, ["111", "999", "+49211000000"])
    func `wrong passcode and unknown number are told the same, up to the lock`(
      maker: StoreMaker, number: String
    ) throws {
      let system = try TestSystem(maker)
      for _ in 0..<3 { #expect(system.logIn("000000", number: number) == .refused) }
      #expect(system.logIn("000000", number: number) == .locked)
      #expect(system.logIn(TestSystem.annasCode, number: number) == .locked)
      system.pass(minutes: 30)
      #expect(system.logIn("000000", number: number) == .refused)
    }

    @Test(arguments: StoreMaker.all)
    func `each lock is twice as long as the one before`(maker: StoreMaker) throws {
      let system = try TestSystem(maker)
      for minutes in [30, 60, 120] {
        for _ in 0..<3 { #expect(system.logIn("000000", as: system.ben, from: "") == .refused) }
        system.pass(minutes: minutes - 1)
        #expect(system.logIn(TestSystem.annasCode, as: system.ben, from: "") == .locked)
        system.pass(minutes: 1)
      }
      guard case .welcome = system.logIn(TestSystem.annasCode, as: system.ben, from: "") else {
        Issue.record("not let in")
        return
      }
    }

    @Test(arguments: StoreMaker.all)
    func `a success clears the count and tells of failures`(maker: StoreMaker) throws {
      let system = try TestSystem(maker)
      for _ in 0..<2 { #expect(system.logIn("000000", as: system.anna) == .refused) }
      #expect(try system.accounts.loginState(of: system.anna.id).failures == 2)
      #expect(try system.welcome(system.anna).failedAttempts == 2)
      #expect(try system.welcome(system.anna).failedAttempts == 0)
      #expect(system.logIn("000000", as: system.anna) == .refused)
      #expect(system.logIn("000000", as: system.anna) == .refused)
      #expect(try system.welcome(system.anna).failedAttempts == 2)
    }

    @Test(arguments: StoreMaker.all)
    func `an administrator lifts a lock`(maker: StoreMaker) throws {
      let system = try TestSystem(maker)
      for _ in 0..<3 { _ = system.logIn("000000", as: system.anna) }
      #expect(
        try system.accounts.loginState(of: system.anna.id)
          == LoginState(
            hasPasscode: true, mustChange: false, failures: 3,
            lockedUntil: TestSystem.start + 30 * 60_000))
      try system.accounts.unlock(system.anna.id)
      #expect(try system.welcome(system.anna).user == system.anna.id)
    }

    @Test(arguments: StoreMaker.all)
    func `her own vouched-for phone gets in though she is locked`(maker: StoreMaker) throws {
      let system = try TestSystem(maker)
      let main = system.anna.mainNumber.e164
      for _ in 0..<3 { _ = system.logIn("000000", as: system.anna) }
      #expect(
        system.logIn(TestSystem.annasCode, as: system.anna, from: main, trust: .claimed) == .locked)
      #expect(system.logIn("000000", as: system.anna, from: main, trust: .verified) == .locked)
      guard
        case .welcome = system.logIn(
          TestSystem.annasCode, as: system.anna, from: main, trust: .verified)
      else {
        Issue.record("not let in")
        return
      }
      #expect(try system.welcome(system.anna).user == system.anna.id)
    }

    @Test(arguments: StoreMaker.all)
    func `one calling number cannot try many mailboxes`(maker: StoreMaker) throws {
      let system = try TestSystem(maker)
      for number in ["111", "112", "113", "114", "115"] {
        #expect(system.logIn("000000", number: number) == .refused)
      }
      #expect(system.logIn(TestSystem.annasCode, as: system.anna) == .locked)
      #expect(
        system.logIn(
          TestSystem.annasCode, as: system.anna, from: TestSystem.stranger, trust: .verified)
          != .locked)
      #expect(system.logIn(TestSystem.annasCode, as: system.anna, from: "+49301234567") != .locked)
      system.pass(minutes: 30)
      #expect(system.logIn(TestSystem.annasCode, as: system.anna) != .locked)
    }

    @Test(arguments: StoreMaker.all)
    func `one network source cannot try many mailboxes with changing numbers`(
      maker: StoreMaker
    ) throws {
      let system = try TestSystem(maker) { $0.lockout.failuresPerSource = 6 }
      func logIn(_ code: String, _ number: String, from: Int, _ source: String?) -> MailboxReply {
        system.ask(
          .logIn(
            LogInRequest(
              company: system.company.id, number: number, mailbox: nil, passcode: Passcode(code),
              from: "+4930000\(from)", trust: .claimed, source: source)))
      }
      for guess in 0..<6 {
        #expect(logIn("000000", "\(200 + guess)", from: 100 + guess, "192.0.2.7") == .refused)
      }
      #expect(logIn(TestSystem.annasCode, "111", from: 200, "192.0.2.7") == .locked)
      #expect(logIn("000000", "112", from: 201, "192.0.2.8") == .refused)
      #expect(logIn("000000", "112", from: 202, nil) == .refused)
      system.pass(minutes: 30)
      guard case .welcome = logIn(TestSystem.annasCode, "111", from: 200, "192.0.2.7") else {
        Issue.record("not let in")
        return
      }
    }

    @Test(arguments: StoreMaker.all)
    func `a lock lasts no longer though the clock was ahead and is set right`(
      maker: StoreMaker
    ) throws {
      let system = try TestSystem(maker)
      let year = 365 * 24 * 60
      system.pass(minutes: year)
      for _ in 0..<3 { #expect(system.logIn("000000", as: system.anna, from: "") == .refused) }
      system.pass(minutes: -year)
      #expect(
        try system.accounts.loginState(of: system.anna.id).lockedUntil == TestSystem.start + 30
          * 60_000)
      #expect(system.logIn(TestSystem.annasCode, as: system.anna, from: "") == .locked)
      system.pass(minutes: 30)
      guard case .welcome = system.logIn(TestSystem.annasCode, as: system.anna, from: "") else {
        Issue.record("not let in")
        return
      }
    }

    @Test(arguments: StoreMaker.all)
    func `a passcode that was assigned or expired must be changed`(maker: StoreMaker) throws {
      let system = try TestSystem(maker) { $0.passcodeDays = 90 }
      #expect(try system.welcome(system.anna).mustChange == nil)
      system.pass(minutes: 90 * 24 * 60)
      #expect(try system.welcome(system.anna).mustChange == .expired)
      try system.accounts.setPasscode(Passcode("281973"), of: system.anna.id, assigned: true)
      guard case .welcome(let welcome) = system.logIn("281973", as: system.anna) else {
        Issue.record("not let in")
        return
      }
      #expect(welcome.mustChange == .assigned)
      let code = Passcode("730516")
      #expect(
        system.ask(.changePasscode(user: system.anna.id, code, repeated: code)) == .done)
      #expect(try system.accounts.loginState(of: system.anna.id).mustChange == false)
    }
  }
}
