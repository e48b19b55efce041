import Mailbox
import Store
import Testing

extension MailboxStoreTests {
  @Suite struct Arriving {
    @Test(arguments: StoreMaker.all, ["+492115550", "0211 5550", "00492115550", "*62"])
    func `a stranger at the portal is asked for a mailbox`(maker: StoreMaker, to: String) throws {
      let system = try TestSystem(maker)
      #expect(
        try system.arrive(from: TestSystem.stranger, to: to)
          == .logIn(company: system.company.id, mailbox: nil, .en))
    }

    @Test(
      arguments: StoreMaker.all,
      ["+492115551111", "02115551111", "0211-555-1111", "111", "+491701111111", "0170 1111111"])
    func `a known number at the portal names its mailbox`(maker: StoreMaker, from: String) throws {
      let system = try TestSystem(maker)
      #expect(
        try system.arrive(from: from, to: TestSystem.portal)
          == .logIn(company: system.company.id, mailbox: system.anna.id, .de))
    }

    @Test(arguments: StoreMaker.all, ["+492115551111", "0211 5551111", "111"])
    func `her own number from her main number is a login`(maker: StoreMaker, to: String) throws {
      let system = try TestSystem(maker)
      #expect(
        try system.arrive(from: "+492115551111", to: to)
          == .logIn(company: system.company.id, mailbox: system.anna.id, .de))
    }

    @Test(arguments: StoreMaker.all)
    func `her own number from an alias is a visit`(maker: StoreMaker) throws {
      let system = try TestSystem(maker)
      guard case .visit = try system.arrive(from: "+491701111111", to: "111") else {
        Issue.record("no visit")
        return
      }
    }

    @Test(arguments: StoreMaker.all)
    func `auto-login holds only where the line vouches for the number`(maker: StoreMaker) throws {
      let system = try TestSystem(maker)
      try system.adjust(system.anna) { $0.settings.autoLogin = true }
      try system.deposit(to: system.anna)
      let main = system.anna.mainNumber.e164
      #expect(
        try system.arrive(from: main, trust: .claimed, to: TestSystem.portal)
          == .logIn(company: system.company.id, mailbox: system.anna.id, .de))
      #expect(
        try system.arrive(from: main, trust: .verified, to: TestSystem.portal)
          == .welcome(
            company: system.company.id,
            LoggedInOwner(
              user: system.anna.id, language: .de, counts: MessageCounts(new: 1),
              mayMessageCompany: true, home: HomeCountry(system.company.plan))))
    }

    @Test(arguments: StoreMaker.all)
    func `auto-login tells of failures once and of a passcode to be changed`(
      maker: StoreMaker
    ) throws {
      let system = try TestSystem(maker)
      try system.adjust(system.anna) { $0.settings.autoLogin = true }
      try system.accounts.setPasscode(Passcode("281973"), of: system.anna.id, assigned: true)
      #expect(system.logIn("000000", as: system.anna) == .refused)
      func welcome() throws -> LoggedInOwner? {
        let from = system.anna.mainNumber.e164
        guard
          case .welcome(_, let welcome) = try system.arrive(
            from: from, trust: .verified, to: TestSystem.portal)
        else { return nil }
        return welcome
      }
      let first = try #require(try welcome())
      #expect(first.failedAttempts == 1)
      #expect(first.mustChange == .assigned)
      #expect(try welcome()?.failedAttempts == 0)
    }

    @Test(arguments: StoreMaker.all, ["+49211999999", "999", "", "nonsense"])
    func `a number that nobody has is not in service`(maker: StoreMaker, to: String) throws {
      let system = try TestSystem(maker)
      #expect(try system.arrive(from: TestSystem.stranger, to: to) == .notInService(.en))
      #expect(try system.arrive(from: "+492115551111", to: to) == .notInService(.de))
    }

    @Test(arguments: StoreMaker.all)
    func `a mailbox shows its greeting, number and length to a caller`(maker: StoreMaker) throws {
      let system = try TestSystem(maker)
      let sound = [Int16](repeating: 500, count: 8_000)
      try system.accounts.setGreeting(.name, of: system.anna.id, to: sound)
      try system.accounts.setGreeting(.personal, of: system.anna.id, to: sound)
      try system.adjust(system.anna) {
        $0.settings.greetings.noAnswer = .personal
        $0.settings.redirectOnZero = system.ben.mainNumber
        $0.settings.deposit.longestMinutes = 2
      }
      let personal = try #require(try system.accounts.greeting(.personal, of: system.anna.id))
      let name = try #require(try system.accounts.greeting(.name, of: system.anna.id))
      #expect(
        try system.visit(to: system.anna)
          == MailboxVisit(
            company: system.company.id, mailbox: system.anna.id, language: .de,
            greeting: .recorded(personal), name: name, number: "+492115551111",
            redirect: "+492115552222", longestSeconds: 120,
            home: HomeCountry(system.company.plan), saysInstructions: true))
      #expect(try system.visit(to: system.anna, .busy).greeting == .systemBusy)
    }

    @Test(arguments: StoreMaker.all)
    func `a full mailbox says so before the recording`(maker: StoreMaker) throws {
      let system = try TestSystem(maker)
      try system.adjust(system.anna) {
        $0.settings.quota = MailboxQuota(maximumMessages: 1, maximumSeconds: 600)
      }
      #expect(try system.visit(to: system.anna).after == .record)
      try system.deposit(to: system.anna)
      #expect(try system.visit(to: system.anna).after == .mailboxFull)
    }

    @Test(arguments: StoreMaker.all)
    func `an extension means what it means in the caller's company`(maker: StoreMaker) throws {
      let system = try TestSystem(maker)
      var other = Company(
        name: "Other", plan: NumberingPlan(countryCode: "31", trunkPrefix: "0"),
        portalNumber: "+31205550")
      other = try system.accounts.add(other)
      let dirk = try system.accounts.add(
        User(
          company: other.id, firstName: "Dirk", lastName: "Dam",
          mainNumber: #require(PhoneNumber(e164: "+31205551111")), extension: Extension("111"),
          language: .nl, timeZone: "Europe/Amsterdam"))
      #expect(
        try system.arrive(from: "+31205551111", to: "111")
          == .logIn(company: other.id, mailbox: dirk.id, .nl))
      #expect(
        try system.arrive(from: "+31205551111", to: "*62")
          == .logIn(company: other.id, mailbox: dirk.id, .nl))
      #expect(try system.arrive(from: TestSystem.stranger, to: "111") == .notInService(.en))
      #expect(
        try system.arrive(from: "+31205551111", to: TestSystem.portal)
          == .logIn(company: system.company.id, mailbox: nil, .en))
    }

    @Test(arguments: StoreMaker.all)
    func `a caller who was sent on is not sent back, until some minutes have passed`(
      maker: StoreMaker
    ) throws {
      let system = try TestSystem(maker)
      try system.adjust(system.anna) {
        $0.settings.handling.forwardAlways = CallForwarding(
          isOn: true, destination: system.ben.mainNumber)
      }
      try system.adjust(system.ben) {
        $0.settings.handling.forwardAlways = CallForwarding(
          isOn: true, destination: system.anna.mainNumber)
      }
      let (anna, ben) = (system.anna.mainNumber.e164, system.ben.mainNumber.e164)
      #expect(
        try system.arrive(from: TestSystem.stranger, to: anna) == .forward(ben, by: system.anna.id))
      guard case .visit = try system.arrive(from: TestSystem.stranger, to: ben) else {
        Issue.record("the call goes round")
        return
      }
      #expect(try system.arrive(from: "+4930123", to: ben) == .forward(anna, by: system.ben.id))
      system.pass(minutes: 4)
      #expect(
        try system.arrive(from: TestSystem.stranger, to: ben) == .forward(anna, by: system.ben.id))
    }
  }
}
