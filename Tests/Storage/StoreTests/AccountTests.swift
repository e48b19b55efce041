import Mailbox
import Store
import Testing

extension MailboxStoreTests {
  @Suite struct Administration {
    @Test(arguments: StoreMaker.all)
    func `users are listed by extension and found by any number`(maker: StoreMaker) throws {
      let house = try House(maker)
      #expect(try house.accounts.companies() == [house.company])
      #expect(
        try house.accounts.users(of: house.company.id) == [house.anna, house.ben, house.carla])
      for typed in ["111", "0211-555-1111", "+491701111111"] {
        #expect(
          try house.accounts.user(withNumber: typed, of: house.company.id)?.id == house.anna.id)
      }
      #expect(try house.accounts.user(withNumber: "999", of: house.company.id) == nil)
    }

    @Test(
      arguments: StoreMaker.all,
      [
        ("+491701111111", "114", "main-number"), ("+492115550", "114", "main-number"),
        ("+492115554444", "111", "extension"),
      ])
    func `a number that somebody has is refused with the name`(
      maker: StoreMaker, user: (number: String, short: String, field: String)
    ) throws {
      let house = try House(maker)
      let dora = User(
        company: house.company.id, firstName: "Dora", lastName: "Berg",
        mainNumber: try #require(PhoneNumber(e164: user.number)),
        extension: try Extension(user.short), language: .en, timeZone: "Europe/Berlin")
      let error = #expect(throws: StoreError.self) { try house.accounts.add(dora) }
      guard case .refused(let field, let reason) = error else {
        Issue.record("\(String(describing: error))")
        return
      }
      #expect(field == user.field)
      #expect("\(reason)".contains("Anna Berg") || "\(reason)".contains("portal"))
      #expect(try house.accounts.users(of: house.company.id).count == 3)
    }

    @Test(arguments: StoreMaker.all)
    func `an alias that somebody has is refused, also by an update`(maker: StoreMaker) throws {
      let house = try House(maker)
      #expect(
        throws: StoreError.refused(
          field: "aliases",
          reason: .belongs(number: "+492115551111", to: "Anna Berg (extension 111)"))
      ) {
        try house.adjust(house.ben) { $0.aliases = [house.anna.mainNumber] }
      }
      #expect(try house.accounts.user(house.ben.id).aliases.isEmpty)
    }

    @Test(arguments: StoreMaker.all)
    func `a number that is given up is free for others`(maker: StoreMaker) throws {
      let house = try House(maker)
      let alias = house.anna.aliases
      try house.adjust(house.anna) { $0.aliases = [] }
      try house.adjust(house.ben) { $0.aliases = alias }
      #expect(
        try house.accounts.user(withNumber: "01701111111", of: house.company.id)?.id
          == house.ben.id)
    }

    @Test(arguments: StoreMaker.all)
    func `a field that cannot be right is refused by its name`(maker: StoreMaker) throws {
      let house = try House(maker)
      let changes: [(field: String, change: (inout User) -> Void)] = [
        ("first-name", { $0.firstName = " " }), ("last-name", { $0.lastName = "A\nB" }),
        ("time-zone", { $0.timeZone = "Europe/Atlantis" }), ("email", { $0.email = "anna" }),
        ("notice-address", { $0.settings.notification.noticeAddress = "a@b@c" }),
        ("longest-minutes", { $0.settings.deposit.longestMinutes = 11 }),
        ("quota-messages", { $0.settings.quota.maximumMessages = 0 }),
        ("aliases", { $0.aliases = [$0.mainNumber] }),
      ]
      for (expected, change) in changes {
        let error = #expect(throws: StoreError.self) { try house.adjust(house.anna, change) }
        guard case .refused(let field, _) = error else { continue }
        #expect(field == expected)
      }
      #expect(try house.accounts.user(house.anna.id) == house.anna)
    }

    @Test(arguments: StoreMaker.all)
    func `a company's name and portal must be free`(maker: StoreMaker) throws {
      let house = try House(maker)
      let plan = house.company.plan
      for (name, portal, expected) in [
        ("Berg", "0211 5559", "name"), ("Tal", "+49 211 5550", "portal-number"),
        ("Tal", "02115551111", "portal-number"), ("Tal", "portal", "portal-number"),
        ("", "0211 5559", "name"),
      ] {
        let error = #expect(throws: StoreError.self) {
          try house.accounts.add(Company(name: name, plan: plan, portalNumber: portal))
        }
        guard case .refused(let field, _) = error else { continue }
        #expect(field == expected)
      }
      #expect(try house.accounts.companies().count == 1)
    }

    @Test(arguments: StoreMaker.all)
    func `what is not there is missing`(maker: StoreMaker) throws {
      let house = try House(maker)
      #expect(throws: StoreError.missing(kind: "user", name: "999")) {
        try house.accounts.user(999)
      }
      #expect(throws: StoreError.missing(kind: "company", name: "999")) {
        try house.accounts.users(of: 999)
      }
      #expect(throws: StoreError.missing(kind: "list", name: "7")) {
        try house.accounts.removeList(7, of: house.anna.id)
      }
    }

    @Test(arguments: StoreMaker.all)
    func `a removed user leaves nothing, and her numbers are free`(maker: StoreMaker) throws {
      let house = try House(maker)
      try house.deposit(to: house.anna)
      let sound = try #require(try house.message(.first, of: house.anna)).parts[0].id
      try house.accounts.removeUser(house.anna.id)
      #expect(throws: StoreError.self) { try house.store.audio(sound) }
      #expect(throws: StoreError.self) { try house.accounts.user(house.anna.id) }
      let again = try house.accounts.add(house.anna)
      #expect(again.id != house.anna.id)
      #expect(try house.message(.first, of: again) == nil)
    }

    @Test(arguments: StoreMaker.all)
    func `a removed company takes its users along`(maker: StoreMaker) throws {
      let house = try House(maker)
      try house.accounts.removeCompany(house.company.id)
      #expect(try house.accounts.companies().isEmpty)
      #expect(throws: StoreError.self) { try house.accounts.user(house.anna.id) }
      #expect(try house.arrive(from: "", to: House.portal) == .notInService(.en))
    }

    @Test(arguments: StoreMaker.all)
    func `a list takes only users of the company`(maker: StoreMaker) throws {
      let house = try House(maker)
      var list = try DistributionList(number: 1, description: "Friends")
      try list.add(house.ben.id, typedAs: "112")
      try house.accounts.set(list, of: house.anna.id)
      try list.describe(as: "Close friends")
      try house.accounts.set(list, of: house.anna.id)
      #expect(try house.accounts.lists(of: house.anna.id) == [list])
      var wrong = list
      try wrong.add(999, typedAs: "999")
      #expect(throws: StoreError.self) { try house.accounts.set(wrong, of: house.anna.id) }
      #expect(try house.accounts.lists(of: house.anna.id) == [list])
      try house.accounts.removeList(1, of: house.anna.id)
      #expect(try house.accounts.lists(of: house.anna.id).isEmpty)
    }
  }
}
