import Mailbox
import Store
import Testing

extension MailboxStoreTests {
  @Suite struct Administration {
    @Test(arguments: StoreMaker.all)
    func `users are listed by extension and found by any number`(maker: StoreMaker) throws {
      let system = try TestSystem(maker)
      #expect(try system.accounts.companies() == [system.company])
      #expect(
        try system.accounts.users(of: system.company.id) == [system.anna, system.ben, system.carla])
      for typed in ["111", "0211-555-1111", "+491701111111"] {
        #expect(
          try system.accounts.user(withNumber: typed, of: system.company.id)?.id == system.anna.id)
      }
      #expect(try system.accounts.user(withNumber: "999", of: system.company.id) == nil)
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
      let system = try TestSystem(maker)
      let dora = User(
        company: system.company.id, firstName: "Dora", lastName: "Berg",
        mainNumber: try #require(PhoneNumber(e164: user.number)),
        extension: try Extension(user.short), language: .en, timeZone: "Europe/Berlin")
      let error = #expect(throws: StoreError.self) { try system.accounts.add(dora) }
      guard case .refused(let field, let reason) = error else {
        Issue.record("\(String(describing: error))")
        return
      }
      #expect(field == user.field)
      #expect("\(reason)".contains("Anna Berg") || "\(reason)".contains("portal"))
      #expect(try system.accounts.users(of: system.company.id).count == 3)
    }

    @Test(arguments: StoreMaker.all)
    func `an alias that somebody has is refused, also by an update`(maker: StoreMaker) throws {
      let system = try TestSystem(maker)
      #expect(
        throws: StoreError.refused(
          field: "aliases",
          reason: .belongs(number: "+492115551111", to: "Anna Berg (extension 111)"))
      ) {
        try system.adjust(system.ben) { $0.aliases = [system.anna.mainNumber] }
      }
      #expect(try system.accounts.user(system.ben.id).aliases.isEmpty)
    }

    @Test(arguments: StoreMaker.all)
    func `a number that is given up is free for others`(maker: StoreMaker) throws {
      let system = try TestSystem(maker)
      let alias = system.anna.aliases
      try system.adjust(system.anna) { $0.aliases = [] }
      try system.adjust(system.ben) { $0.aliases = alias }
      #expect(
        try system.accounts.user(withNumber: "01701111111", of: system.company.id)?.id
          == system.ben.id)
    }

    @Test(arguments: StoreMaker.all)
    func `a field that cannot be right is refused by its name`(maker: StoreMaker) throws {
      let system = try TestSystem(maker)
      let changes: [(field: String, change: (inout User) -> Void)] = [
        ("first-name", { $0.firstName = " " }), ("last-name", { $0.lastName = "A\nB" }),
        ("time-zone", { $0.timeZone = "Europe/Atlantis" }), ("email", { $0.email = "anna" }),
        ("notice-address", { $0.settings.notification.noticeAddress = "a@b@c" }),
        ("longest-minutes", { $0.settings.deposit.longestMinutes = 11 }),
        ("quota-messages", { $0.settings.quota.maximumMessages = 0 }),
        ("aliases", { $0.aliases = [$0.mainNumber] }),
      ]
      for (expected, change) in changes {
        let error = #expect(throws: StoreError.self) { try system.adjust(system.anna, change) }
        guard case .refused(let field, _) = error else { continue }
        #expect(field == expected)
      }
      #expect(try system.accounts.user(system.anna.id) == system.anna)
    }

    @Test(arguments: StoreMaker.all)
    func `a company's name and portal must be free`(maker: StoreMaker) throws {
      let system = try TestSystem(maker)
      let plan = system.company.plan
      for (name, portal, expected) in [
        ("Berg", "0211 5559", "name"), ("Tal", "+49 211 5550", "portal-number"),
        ("Tal", "02115551111", "portal-number"), ("Tal", "portal", "portal-number"),
        ("", "0211 5559", "name"),
      ] {
        let error = #expect(throws: StoreError.self) {
          try system.accounts.add(Company(name: name, plan: plan, portalNumber: portal))
        }
        guard case .refused(let field, _) = error else { continue }
        #expect(field == expected)
      }
      #expect(try system.accounts.companies().count == 1)
    }

    @Test(arguments: StoreMaker.all)
    func `what is not there is missing`(maker: StoreMaker) throws {
      let system = try TestSystem(maker)
      #expect(throws: StoreError.missing(kind: "user", name: "999")) {
        try system.accounts.user(999)
      }
      #expect(throws: StoreError.missing(kind: "company", name: "999")) {
        try system.accounts.users(of: 999)
      }
      #expect(throws: StoreError.missing(kind: "list", name: "7")) {
        try system.accounts.removeList(7, of: system.anna.id)
      }
    }

    @Test(arguments: StoreMaker.all)
    func `a removed user leaves nothing, and her numbers are free`(maker: StoreMaker) throws {
      let system = try TestSystem(maker)
      try system.deposit(to: system.anna)
      let sound = try #require(try system.message(.first, of: system.anna)).parts[0].id
      try system.accounts.removeUser(system.anna.id)
      #expect(throws: StoreError.self) { try system.store.audio(sound) }
      #expect(throws: StoreError.self) { try system.accounts.user(system.anna.id) }
      let again = try system.accounts.add(system.anna)
      #expect(again.id != system.anna.id)
      #expect(try system.message(.first, of: again) == nil)
    }

    @Test(arguments: StoreMaker.all)
    func `a removed company takes its users along`(maker: StoreMaker) throws {
      let system = try TestSystem(maker)
      try system.accounts.removeCompany(system.company.id)
      #expect(try system.accounts.companies().isEmpty)
      #expect(throws: StoreError.self) { try system.accounts.user(system.anna.id) }
      #expect(try system.arrive(from: "", to: TestSystem.portal) == .notInService(.en))
    }

    @Test(arguments: StoreMaker.all)
    func `a list takes only users of the company`(maker: StoreMaker) throws {
      let system = try TestSystem(maker)
      var list = try DistributionList(number: 1, description: "Friends")
      try list.add(system.ben.id, typedAs: "112")
      try system.accounts.set(list, of: system.anna.id)
      try list.describe(as: "Close friends")
      try system.accounts.set(list, of: system.anna.id)
      #expect(try system.accounts.lists(of: system.anna.id) == [list])
      var wrong = list
      try wrong.add(999, typedAs: "999")
      #expect(throws: StoreError.self) { try system.accounts.set(wrong, of: system.anna.id) }
      #expect(try system.accounts.lists(of: system.anna.id) == [list])
      try system.accounts.removeList(1, of: system.anna.id)
      #expect(try system.accounts.lists(of: system.anna.id).isEmpty)
    }
  }
}
