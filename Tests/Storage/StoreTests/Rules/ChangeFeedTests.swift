import Mailbox
import Testing

@testable import Store

/// What the change feed and the audit log hold of what happens.
extension MailboxStoreTests {
  @Suite struct ChangeFeed {
    private func kinds(
      _ system: TestSystem, after sequence: Int64
    ) throws -> [MailboxChange.Kind] {
      try system.store.changes(after: sequence, limit: 1_000).map(\.kind)
    }

    @Test(arguments: StoreMaker.all)
    func `a message is in the feed with its mailbox and its key`(_ maker: StoreMaker) throws {
      let system = try TestSystem(maker)
      let start = try system.store.lastChange()
      try system.deposit(to: system.anna)
      let message = try #require(try system.message(.first, of: system.anna))
      let changes = try system.store.changes(after: start, limit: 10)
      #expect(
        changes == [
          MailboxChange(
            sequence: start + 1, kind: .messageArrived, company: system.company.id,
            user: system.anna.id, message: message.id, at: TestSystem.start)
        ])
      #expect(try system.store.lastChange() == start + 1)
    }

    @Test(arguments: StoreMaker.all)
    func `a decision is in the feed when it takes effect`(_ maker: StoreMaker) throws {
      let system = try TestSystem(maker)
      try system.deposit(to: system.anna)
      let message = try #require(try system.message(.first, of: system.anna))
      let start = try system.store.lastChange()
      _ = system.ask(.dispose(mailbox: system.anna.id, message: message.id, .save))
      #expect(try kinds(system, after: start) == [])
      _ = system.ask(.finish(mailbox: system.anna.id))
      #expect(try kinds(system, after: start) == [.messageChanged])
    }

    @Test(arguments: StoreMaker.all)
    func `a reader goes on behind its cursor`(_ maker: StoreMaker) throws {
      let system = try TestSystem(maker)
      let start = try system.store.lastChange()
      for _ in 0..<5 { try system.deposit(to: system.anna) }
      let first = try system.store.changes(after: start, limit: 2)
      let rest = try system.store.changes(after: first[1].sequence, limit: 10)
      #expect(first.count == 2 && rest.count == 3)
      #expect(rest.map(\.sequence) == [start + 3, start + 4, start + 5])
    }

    @Test(arguments: StoreMaker.all)
    func `what is undone leaves no entry`(_ maker: StoreMaker) throws {
      let system = try TestSystem(maker)
      let start = try system.store.lastChange()
      #expect(throws: TestSystem.Surprise.self) {
        try system.accounts.transaction { accounts in
          try accounts.change(user: system.anna.id) { $0.firstName = "Hanna" }
          throw TestSystem.Surprise()
        }
      }
      #expect(try kinds(system, after: start) == [])
      #expect(
        try system.accounts.audit(AuditQuery(user: system.anna.id, limit: 1))[0].kind
          != .userChanged)
    }

    @Test(arguments: StoreMaker.all)
    func `a lock of a mailbox is in the feed once`(_ maker: StoreMaker) throws {
      let system = try TestSystem(maker)
      let start = try system.store.lastChange()
      for _ in 0..<5 { _ = system.logIn("111222", as: system.anna) }
      #expect(try kinds(system, after: start) == [.loginLocked])
      try system.accounts.unlock(system.anna.id)
      #expect(try kinds(system, after: start) == [.loginLocked, .loginUnlocked])
    }

    @Test(arguments: StoreMaker.all)
    func `old entries go with the purge, new ones stay`(_ maker: StoreMaker) throws {
      let system = try TestSystem(maker)
      try system.deposit(to: system.anna)
      let start = try system.store.lastChange()
      system.pass(minutes: 15 * 24 * 60)
      try system.deposit(to: system.anna)
      try #require(system.store as? Mailboxes).purge()
      #expect(try system.store.changes(after: 0, limit: 100).map(\.sequence) == [start + 1])
    }
  }

  @Suite struct Auditing {
    @Test(arguments: StoreMaker.all)
    func `a setting is kept with who changed it, from what and to what`(
      _ maker: StoreMaker
    ) throws {
      let system = try TestSystem(maker)
      let accounts = system.store.accounts(as: .administrator("root"))
      try accounts.change(user: system.anna.id) { $0.settings.order = .newestFirst }
      let entry = try #require(
        try accounts.audit(AuditQuery(user: system.anna.id, limit: 1)).first)
      #expect(entry.actor == .administrator("root"))
      #expect(entry.kind == .userChanged)
      #expect(entry.subject == "Anna Berg (111)")
      #expect(entry.detail == #"settings.order: "oldestFirst" → "newestFirst""#)
      #expect(entry.at == TestSystem.start)
    }

    @Test(arguments: StoreMaker.all)
    func `what an owner changes in her call is hers`(_ maker: StoreMaker) throws {
      let system = try TestSystem(maker)
      _ = system.ask(.change(user: system.anna.id, .away(true)))
      let code = Passcode("730516")
      _ = system.ask(.changePasscode(user: system.anna.id, code, repeated: code))
      let entries = try system.accounts.audit(AuditQuery(user: system.anna.id, limit: 2))
      #expect(entries.map(\.actor) == [.call(user: system.anna.id), .call(user: system.anna.id)])
      #expect(entries.map(\.kind) == [.passcodeChanged, .userChanged])
      #expect(entries.allSatisfy { !$0.detail.contains("730516") })
    }

    @Test(arguments: StoreMaker.all)
    func `a user who is gone is still called by name`(_ maker: StoreMaker) throws {
      let system = try TestSystem(maker)
      try system.accounts.removeUser(system.ben.id)
      let entry = try #require(
        try system.accounts.audit(AuditQuery(company: system.company.id, limit: 1)).first)
      #expect(entry.kind == .userRemoved)
      #expect(entry.subject == "Ben Berg (112)")
    }
  }

  @Suite struct Revisions {
    @Test(arguments: StoreMaker.all)
    func `of two editors of a user the second is told`(_ maker: StoreMaker) throws {
      let system = try TestSystem(maker)
      var one = try system.accounts.revised(user: system.anna.id)
      var two = try system.accounts.revised(user: system.anna.id)
      one.value.firstName = "Hanna"
      two.value.lastName = "Busch"
      try system.accounts.update(one)
      #expect(throws: StoreError.changedMeanwhile(kind: "user", name: "Hanna Berg")) {
        try system.accounts.update(two)
      }
      #expect(try system.accounts.user(system.anna.id).fullName == "Hanna Berg")
    }

    @Test(arguments: StoreMaker.all)
    func `of two editors of a company the second is told`(_ maker: StoreMaker) throws {
      let system = try TestSystem(maker)
      let company = try system.accounts.revised(company: system.company.id)
      try system.accounts.update(company)
      #expect(throws: StoreError.changedMeanwhile(kind: "company", name: "Berg")) {
        try system.accounts.update(company)
      }
    }

    @Test(arguments: StoreMaker.all)
    func `of two editors of a list the second is told, also of a new one`(
      _ maker: StoreMaker
    ) throws {
      let system = try TestSystem(maker)
      let new = Revised(try DistributionList(number: 1, description: "Sales"), revision: 0)
      try system.accounts.set(new, of: system.anna.id)
      let refusal = StoreError.changedMeanwhile(kind: "list", name: "1")
      #expect(throws: refusal) { try system.accounts.set(new, of: system.anna.id) }
      let seen = try #require(try system.accounts.revised(list: 1, of: system.anna.id))
      try system.accounts.set(seen, of: system.anna.id)
      #expect(throws: refusal) { try system.accounts.set(seen, of: system.anna.id) }
    }
  }
}
