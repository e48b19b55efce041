import Mailbox
import Store
import Testing

extension MailboxStoreTests {
  @Suite struct Arriving {
    @Test(arguments: StoreMaker.all, ["+492115550", "0211 5550", "00492115550", "*62"])
    func `a stranger at the portal is asked for a mailbox`(maker: StoreMaker, to: String) throws {
      let house = try House(maker)
      #expect(
        try house.arrive(from: House.stranger, to: to)
          == .logIn(company: house.company.id, mailbox: nil, .en))
    }

    @Test(
      arguments: StoreMaker.all,
      ["+492115551111", "02115551111", "0211-555-1111", "111", "+491701111111", "0170 1111111"])
    func `a known number at the portal names its mailbox`(maker: StoreMaker, from: String) throws {
      let house = try House(maker)
      #expect(
        try house.arrive(from: from, to: House.portal)
          == .logIn(company: house.company.id, mailbox: house.anna.id, .de))
    }

    @Test(arguments: StoreMaker.all, ["+492115551111", "0211 5551111", "111"])
    func `her own number from her main number is a login`(maker: StoreMaker, to: String) throws {
      let house = try House(maker)
      #expect(
        try house.arrive(from: "+492115551111", to: to)
          == .logIn(company: house.company.id, mailbox: house.anna.id, .de))
    }

    @Test(arguments: StoreMaker.all)
    func `her own number from an alias is a visit`(maker: StoreMaker) throws {
      let house = try House(maker)
      guard case .visit = try house.arrive(from: "+491701111111", to: "111") else {
        Issue.record("no visit")
        return
      }
    }

    @Test(arguments: StoreMaker.all)
    func `auto-login holds only where the line vouches for the number`(maker: StoreMaker) throws {
      let house = try House(maker)
      try house.adjust(house.anna) { $0.settings.autoLogin = true }
      try house.deposit(to: house.anna)
      let main = house.anna.mainNumber.e164
      #expect(
        try house.arrive(from: main, trust: .claimed, to: House.portal)
          == .logIn(company: house.company.id, mailbox: house.anna.id, .de))
      #expect(
        try house.arrive(from: main, trust: .verified, to: House.portal)
          == .welcome(
            company: house.company.id,
            Welcome(
              user: house.anna.id, language: .de, counts: MessageCounts(new: 1),
              mayMessageCompany: true, home: HomeCountry(house.company.plan))))
    }

    @Test(arguments: StoreMaker.all)
    func `auto-login tells of failures once and of a passcode to be changed`(
      maker: StoreMaker
    ) throws {
      let house = try House(maker)
      try house.adjust(house.anna) { $0.settings.autoLogin = true }
      try house.accounts.setPasscode(Passcode("281973"), of: house.anna.id, assigned: true)
      #expect(house.logIn("000000", as: house.anna) == .refused)
      func welcome() throws -> Welcome? {
        let from = house.anna.mainNumber.e164
        guard
          case .welcome(_, let welcome) = try house.arrive(
            from: from, trust: .verified, to: House.portal)
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
      let house = try House(maker)
      #expect(try house.arrive(from: House.stranger, to: to) == .notInService(.en))
      #expect(try house.arrive(from: "+492115551111", to: to) == .notInService(.de))
    }

    @Test(arguments: StoreMaker.all)
    func `a mailbox shows its greeting, number and length to a caller`(maker: StoreMaker) throws {
      let house = try House(maker)
      let sound = [Int16](repeating: 500, count: 8_000)
      try house.accounts.setGreeting(.name, of: house.anna.id, to: sound)
      try house.accounts.setGreeting(.personal, of: house.anna.id, to: sound)
      try house.adjust(house.anna) {
        $0.settings.greetings.noAnswer = .personal
        $0.settings.redirectOnZero = house.ben.mainNumber
        $0.settings.deposit.longestMinutes = 2
      }
      let personal = try #require(try house.accounts.greeting(.personal, of: house.anna.id))
      let name = try #require(try house.accounts.greeting(.name, of: house.anna.id))
      #expect(
        try house.visit(to: house.anna)
          == Visit(
            company: house.company.id, mailbox: house.anna.id, language: .de,
            greeting: .recorded(personal), name: name, number: "+492115551111",
            redirect: "+492115552222", longestSeconds: 120,
            home: HomeCountry(house.company.plan), saysInstructions: true))
      #expect(try house.visit(to: house.anna, .busy).greeting == .systemBusy)
    }

    @Test(arguments: StoreMaker.all)
    func `a full mailbox says so before the recording`(maker: StoreMaker) throws {
      let house = try House(maker)
      try house.adjust(house.anna) {
        $0.settings.quota = MailboxQuota(maximumMessages: 1, maximumSeconds: 600)
      }
      #expect(try house.visit(to: house.anna).after == .record)
      try house.deposit(to: house.anna)
      #expect(try house.visit(to: house.anna).after == .mailboxFull)
    }

    @Test(arguments: StoreMaker.all)
    func `an extension means what it means in the caller's company`(maker: StoreMaker) throws {
      let house = try House(maker)
      var other = Company(
        name: "Other", plan: NumberingPlan(countryCode: "31", trunkPrefix: "0"),
        portalNumber: "+31205550")
      other = try house.accounts.add(other)
      let dirk = try house.accounts.add(
        User(
          company: other.id, firstName: "Dirk", lastName: "Dam",
          mainNumber: #require(PhoneNumber(e164: "+31205551111")), extension: Extension("111"),
          language: .nl, timeZone: "Europe/Amsterdam"))
      #expect(
        try house.arrive(from: "+31205551111", to: "111")
          == .logIn(company: other.id, mailbox: dirk.id, .nl))
      #expect(
        try house.arrive(from: "+31205551111", to: "*62")
          == .logIn(company: other.id, mailbox: dirk.id, .nl))
      #expect(try house.arrive(from: House.stranger, to: "111") == .notInService(.en))
      #expect(
        try house.arrive(from: "+31205551111", to: House.portal)
          == .logIn(company: house.company.id, mailbox: nil, .en))
    }

    @Test(arguments: StoreMaker.all)
    func `a caller who was sent on is not sent back, until some minutes have passed`(
      maker: StoreMaker
    ) throws {
      let house = try House(maker)
      try house.adjust(house.anna) {
        $0.settings.handling.forwardAlways = CallForwarding(
          isOn: true, destination: house.ben.mainNumber)
      }
      try house.adjust(house.ben) {
        $0.settings.handling.forwardAlways = CallForwarding(
          isOn: true, destination: house.anna.mainNumber)
      }
      let (anna, ben) = (house.anna.mainNumber.e164, house.ben.mainNumber.e164)
      #expect(try house.arrive(from: House.stranger, to: anna) == .forward(ben, by: house.anna.id))
      guard case .visit = try house.arrive(from: House.stranger, to: ben) else {
        Issue.record("the call goes round")
        return
      }
      #expect(try house.arrive(from: "+4930123", to: ben) == .forward(anna, by: house.ben.id))
      house.pass(minutes: 4)
      #expect(try house.arrive(from: House.stranger, to: ben) == .forward(anna, by: house.ben.id))
    }
  }
}
