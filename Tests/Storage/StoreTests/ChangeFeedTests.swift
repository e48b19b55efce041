import Mailbox
import Testing

@testable import Store

/// What the change feed and the audit log hold of what happens.
extension MailboxStoreTests {
  @Suite struct ChangeFeed {
    private func kinds(
      _ house: House, after sequence: Int64
    ) throws -> [MailboxChange.Kind] {
      try house.store.changes(after: sequence, limit: 1_000).map(\.kind)
    }

    @Test(arguments: StoreMaker.all)
    func `a message is in the feed with its mailbox and its key`(_ maker: StoreMaker) throws {
      let house = try House(maker)
      let start = try house.store.lastChange()
      try house.deposit(to: house.anna)
      let message = try #require(try house.message(.first, of: house.anna))
      let changes = try house.store.changes(after: start, limit: 10)
      #expect(
        changes == [
          MailboxChange(
            sequence: start + 1, kind: .messageArrived, company: house.company.id,
            user: house.anna.id, message: message.id, at: House.start)
        ])
      #expect(try house.store.lastChange() == start + 1)
    }

    @Test(arguments: StoreMaker.all)
    func `a decision is in the feed when it takes effect`(_ maker: StoreMaker) throws {
      let house = try House(maker)
      try house.deposit(to: house.anna)
      let message = try #require(try house.message(.first, of: house.anna))
      let start = try house.store.lastChange()
      _ = house.ask(.dispose(mailbox: house.anna.id, message: message.id, .save))
      #expect(try kinds(house, after: start) == [])
      _ = house.ask(.finish(mailbox: house.anna.id))
      #expect(try kinds(house, after: start) == [.messageChanged])
    }

    @Test(arguments: StoreMaker.all)
    func `a reader goes on behind its cursor`(_ maker: StoreMaker) throws {
      let house = try House(maker)
      let start = try house.store.lastChange()
      for _ in 0..<5 { try house.deposit(to: house.anna) }
      let first = try house.store.changes(after: start, limit: 2)
      let rest = try house.store.changes(after: first[1].sequence, limit: 10)
      #expect(first.count == 2 && rest.count == 3)
      #expect(rest.map(\.sequence) == [start + 3, start + 4, start + 5])
    }

    @Test(arguments: StoreMaker.all)
    func `what is undone leaves no entry`(_ maker: StoreMaker) throws {
      let house = try House(maker)
      let start = try house.store.lastChange()
      #expect(throws: House.Surprise.self) {
        try house.accounts.transaction { accounts in
          try accounts.change(user: house.anna.id) { $0.firstName = "Hanna" }
          throw House.Surprise()
        }
      }
      #expect(try kinds(house, after: start) == [])
      #expect(
        try house.accounts.audit(AuditQuery(user: house.anna.id, limit: 1))[0].kind != .userChanged)
    }

    @Test(arguments: StoreMaker.all)
    func `a lock of a mailbox is in the feed once`(_ maker: StoreMaker) throws {
      let house = try House(maker)
      let start = try house.store.lastChange()
      for _ in 0..<5 { _ = house.logIn("111222", as: house.anna) }
      #expect(try kinds(house, after: start) == [.loginLocked])
      try house.accounts.unlock(house.anna.id)
      #expect(try kinds(house, after: start) == [.loginLocked, .loginUnlocked])
    }

    @Test(arguments: StoreMaker.all)
    func `old entries go with the purge, new ones stay`(_ maker: StoreMaker) throws {
      let house = try House(maker)
      try house.deposit(to: house.anna)
      let start = try house.store.lastChange()
      house.pass(minutes: 15 * 24 * 60)
      try house.deposit(to: house.anna)
      try #require(house.store as? Mailboxes).purge()
      #expect(try house.store.changes(after: 0, limit: 100).map(\.sequence) == [start + 1])
    }
  }

  @Suite struct Auditing {
    @Test(arguments: StoreMaker.all)
    func `a setting is kept with who changed it, from what and to what`(
      _ maker: StoreMaker
    ) throws {
      let house = try House(maker)
      let accounts = house.store.accounts(as: .administrator("root"))
      try accounts.change(user: house.anna.id) { $0.settings.order = .newestFirst }
      let entry = try #require(
        try accounts.audit(AuditQuery(user: house.anna.id, limit: 1)).first)
      #expect(entry.actor == .administrator("root"))
      #expect(entry.kind == .userChanged)
      #expect(entry.subject == "Anna Berg (111)")
      #expect(entry.detail == #"settings.order: "oldestFirst" → "newestFirst""#)
      #expect(entry.at == House.start)
    }

    @Test(arguments: StoreMaker.all)
    func `what an owner changes in her call is hers`(_ maker: StoreMaker) throws {
      let house = try House(maker)
      _ = house.ask(.change(user: house.anna.id, .away(true)))
      let code = Passcode("730516")
      _ = house.ask(.changePasscode(user: house.anna.id, code, repeated: code))
      let entries = try house.accounts.audit(AuditQuery(user: house.anna.id, limit: 2))
      #expect(entries.map(\.actor) == [.call(user: house.anna.id), .call(user: house.anna.id)])
      #expect(entries.map(\.kind) == [.passcodeChanged, .userChanged])
      #expect(entries.allSatisfy { !$0.detail.contains("730516") })
    }

    @Test(arguments: StoreMaker.all)
    func `a user who is gone is still called by name`(_ maker: StoreMaker) throws {
      let house = try House(maker)
      try house.accounts.removeUser(house.ben.id)
      let entry = try #require(
        try house.accounts.audit(AuditQuery(company: house.company.id, limit: 1)).first)
      #expect(entry.kind == .userRemoved)
      #expect(entry.subject == "Ben Berg (112)")
    }
  }

  @Suite struct Revisions {
    @Test(arguments: StoreMaker.all)
    func `of two editors of a user the second is told`(_ maker: StoreMaker) throws {
      let house = try House(maker)
      var one = try house.accounts.revised(user: house.anna.id)
      var two = try house.accounts.revised(user: house.anna.id)
      one.value.firstName = "Hanna"
      two.value.lastName = "Busch"
      try house.accounts.update(one)
      #expect(throws: StoreError.changedMeanwhile(kind: "user", name: "Hanna Berg")) {
        try house.accounts.update(two)
      }
      #expect(try house.accounts.user(house.anna.id).fullName == "Hanna Berg")
    }

    @Test(arguments: StoreMaker.all)
    func `of two editors of a company the second is told`(_ maker: StoreMaker) throws {
      let house = try House(maker)
      let company = try house.accounts.revised(company: house.company.id)
      try house.accounts.update(company)
      #expect(throws: StoreError.changedMeanwhile(kind: "company", name: "Berg")) {
        try house.accounts.update(company)
      }
    }

    @Test(arguments: StoreMaker.all)
    func `of two editors of a list the second is told, also of a new one`(
      _ maker: StoreMaker
    ) throws {
      let house = try House(maker)
      let new = Revised(try DistributionList(number: 1, description: "Sales"), revision: 0)
      try house.accounts.set(new, of: house.anna.id)
      let refusal = StoreError.changedMeanwhile(kind: "list", name: "1")
      #expect(throws: refusal) { try house.accounts.set(new, of: house.anna.id) }
      let seen = try #require(try house.accounts.revised(list: 1, of: house.anna.id))
      try house.accounts.set(seen, of: house.anna.id)
      #expect(throws: refusal) { try house.accounts.set(seen, of: house.anna.id) }
    }
  }
}
