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
      let house = try House(maker)
      #expect(
        house.logIn(House.annasCode, number: number)
          == .welcome(
            Welcome(
              user: house.anna.id, language: .de, counts: MessageCounts(),
              mayMessageCompany: true, home: HomeCountry(house.company.plan))))
    }

    @Test(arguments: StoreMaker.all)
    func `the mailbox that the arrival named needs no number`(maker: StoreMaker) throws {
      let house = try House(maker)
      let request = LogInRequest(
        company: house.company.id, number: nil, mailbox: house.ben.id,
        passcode: Passcode(House.annasCode), from: "112", trust: .claimed)
      guard case .welcome(let welcome) = house.ask(.logIn(request)) else {
        Issue.record("not let in")
        return
      }
      #expect(welcome.user == house.ben.id)
    }

    @Test(arguments: StoreMaker.all)
    func `a user without a passcode cannot log in`(maker: StoreMaker) throws {
      let house = try House(maker)
      let dora = try house.accounts.add(
        User(
          company: house.company.id, firstName: "Dora", lastName: "Berg",
          mainNumber: #require(PhoneNumber(e164: "+492115554444")), extension: Extension("114"),
          language: .en, timeZone: "Europe/Berlin"))
      #expect(house.logIn("", as: dora) == .refused)
      #expect(try house.accounts.loginState(of: dora.id).hasPasscode == false)
    }

    @Test(arguments: StoreMaker.all, ["111", "999", "+49211000000"])
    func `wrong passcode and unknown number are told the same, up to the lock`(
      maker: StoreMaker, number: String
    ) throws {
      let house = try House(maker)
      for _ in 0..<3 { #expect(house.logIn("000000", number: number) == .refused) }
      #expect(house.logIn("000000", number: number) == .locked)
      #expect(house.logIn(House.annasCode, number: number) == .locked)
      house.pass(minutes: 30)
      #expect(house.logIn("000000", number: number) == .refused)
    }

    @Test(arguments: StoreMaker.all)
    func `each lock is twice as long as the one before`(maker: StoreMaker) throws {
      let house = try House(maker)
      for minutes in [30, 60, 120] {
        for _ in 0..<3 { #expect(house.logIn("000000", as: house.ben, from: "") == .refused) }
        house.pass(minutes: minutes - 1)
        #expect(house.logIn(House.annasCode, as: house.ben, from: "") == .locked)
        house.pass(minutes: 1)
      }
      guard case .welcome = house.logIn(House.annasCode, as: house.ben, from: "") else {
        Issue.record("not let in")
        return
      }
    }

    @Test(arguments: StoreMaker.all)
    func `a success clears the count and tells of failures`(maker: StoreMaker) throws {
      let house = try House(maker)
      for _ in 0..<2 { #expect(house.logIn("000000", as: house.anna) == .refused) }
      #expect(try house.accounts.loginState(of: house.anna.id).failures == 2)
      #expect(try house.welcome(house.anna).failedAttempts == 2)
      #expect(try house.welcome(house.anna).failedAttempts == 0)
      #expect(house.logIn("000000", as: house.anna) == .refused)
      #expect(house.logIn("000000", as: house.anna) == .refused)
      #expect(try house.welcome(house.anna).failedAttempts == 2)
    }

    @Test(arguments: StoreMaker.all)
    func `an administrator lifts a lock`(maker: StoreMaker) throws {
      let house = try House(maker)
      for _ in 0..<3 { _ = house.logIn("000000", as: house.anna) }
      #expect(
        try house.accounts.loginState(of: house.anna.id)
          == LoginState(
            hasPasscode: true, mustChange: false, failures: 3,
            lockedUntil: House.start + 30 * 60_000))
      try house.accounts.unlock(house.anna.id)
      #expect(try house.welcome(house.anna).user == house.anna.id)
    }

    @Test(arguments: StoreMaker.all)
    func `her own vouched-for phone gets in though she is locked`(maker: StoreMaker) throws {
      let house = try House(maker)
      let main = house.anna.mainNumber.e164
      for _ in 0..<3 { _ = house.logIn("000000", as: house.anna) }
      #expect(
        house.logIn(House.annasCode, as: house.anna, from: main, trust: .claimed) == .locked)
      #expect(house.logIn("000000", as: house.anna, from: main, trust: .verified) == .locked)
      guard
        case .welcome = house.logIn(
          House.annasCode, as: house.anna, from: main, trust: .verified)
      else {
        Issue.record("not let in")
        return
      }
      #expect(try house.welcome(house.anna).user == house.anna.id)
    }

    @Test(arguments: StoreMaker.all)
    func `one calling number cannot try many mailboxes`(maker: StoreMaker) throws {
      let house = try House(maker)
      for number in ["111", "112", "113", "114", "115"] {
        #expect(house.logIn("000000", number: number) == .refused)
      }
      #expect(house.logIn(House.annasCode, as: house.anna) == .locked)
      #expect(
        house.logIn(House.annasCode, as: house.anna, from: House.stranger, trust: .verified)
          != .locked)
      #expect(house.logIn(House.annasCode, as: house.anna, from: "+49301234567") != .locked)
      house.pass(minutes: 30)
      #expect(house.logIn(House.annasCode, as: house.anna) != .locked)
    }

    @Test(arguments: StoreMaker.all)
    func `one network source cannot try many mailboxes with changing numbers`(
      maker: StoreMaker
    ) throws {
      let house = try House(maker) { $0.lockout.failuresPerSource = 6 }
      func logIn(_ code: String, _ number: String, from: Int, _ source: String?) -> MailboxReply {
        house.ask(
          .logIn(
            LogInRequest(
              company: house.company.id, number: number, mailbox: nil, passcode: Passcode(code),
              from: "+4930000\(from)", trust: .claimed, source: source)))
      }
      for guess in 0..<6 {
        #expect(logIn("000000", "\(200 + guess)", from: 100 + guess, "192.0.2.7") == .refused)
      }
      #expect(logIn(House.annasCode, "111", from: 200, "192.0.2.7") == .locked)
      #expect(logIn("000000", "112", from: 201, "192.0.2.8") == .refused)
      #expect(logIn("000000", "112", from: 202, nil) == .refused)
      house.pass(minutes: 30)
      guard case .welcome = logIn(House.annasCode, "111", from: 200, "192.0.2.7") else {
        Issue.record("not let in")
        return
      }
    }

    @Test(arguments: StoreMaker.all)
    func `a lock lasts no longer though the clock was ahead and is set right`(
      maker: StoreMaker
    ) throws {
      let house = try House(maker)
      let year = 365 * 24 * 60
      house.pass(minutes: year)
      for _ in 0..<3 { #expect(house.logIn("000000", as: house.anna, from: "") == .refused) }
      house.pass(minutes: -year)
      #expect(
        try house.accounts.loginState(of: house.anna.id).lockedUntil == House.start + 30 * 60_000)
      #expect(house.logIn(House.annasCode, as: house.anna, from: "") == .locked)
      house.pass(minutes: 30)
      guard case .welcome = house.logIn(House.annasCode, as: house.anna, from: "") else {
        Issue.record("not let in")
        return
      }
    }

    @Test(arguments: StoreMaker.all)
    func `a passcode that was assigned or expired must be changed`(maker: StoreMaker) throws {
      let house = try House(maker) { $0.passcodeDays = 90 }
      #expect(try house.welcome(house.anna).mustChange == nil)
      house.pass(minutes: 90 * 24 * 60)
      #expect(try house.welcome(house.anna).mustChange == .expired)
      try house.accounts.setPasscode(Passcode("281973"), of: house.anna.id, assigned: true)
      guard case .welcome(let welcome) = house.logIn("281973", as: house.anna) else {
        Issue.record("not let in")
        return
      }
      #expect(welcome.mustChange == .assigned)
      let code = Passcode("730516")
      #expect(
        house.ask(.changePasscode(user: house.anna.id, code, repeated: code)) == .done)
      #expect(try house.accounts.loginState(of: house.anna.id).mustChange == false)
    }
  }
}
