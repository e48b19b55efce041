import Mailbox
import Testing

@testable import Store

/// What comes from another system comes once.
extension MailboxStoreTests {
  @Suite struct Imports {
    private func message(_ source: String, isSaved: Bool = false) -> ImportedMessage {
      ImportedMessage(
        source: source, parts: [[Int16](repeating: 500, count: 16_000)], from: TestSystem.stranger,
        isUrgent: true, isSaved: isSaved, received: TestSystem.start - 86_400_000)
    }

    @Test(arguments: StoreMaker.all)
    func `a message comes once, with its time and folder`(maker: StoreMaker) throws {
      let system = try TestSystem(maker)
      #expect(try system.accounts.add(message("other 111 1"), to: system.anna.id))
      #expect(try system.accounts.add(message("other 111 2", isSaved: true), to: system.anna.id))
      #expect(try !system.accounts.add(message("other 111 1"), to: system.anna.id))
      let messages = try system.accounts.messages(of: system.anna.id)
      #expect(messages.map(\.rank) == [.urgentNew, .saved])
      #expect(messages.allSatisfy { $0.received == TestSystem.start - 86_400_000 })
      let waiting = try system.accounts.waitingMessages(of: [system.anna.id])
      #expect(waiting.first?.counts == MessageCounts(new: 1, urgent: 1, saved: 1))
    }

    @Test(arguments: StoreMaker.all)
    func `nobody is told by e-mail`(maker: StoreMaker) throws {
      let system = try TestSystem(maker)
      let mailboxes = try #require(system.store as? Mailboxes)
      mailboxes.sendsMail = true
      try system.adjust(system.anna) {
        $0.email = "anna@example.com"
        $0.settings.notification.storage = .email
        $0.settings.notification.noticeAddress = "anna@example.com"
      }
      #expect(try system.accounts.add(message("other 111 1"), to: system.anna.id))
      #expect(try mailboxes.mail(limit: 10).isEmpty)
      #expect(try system.accounts.messages(of: system.anna.id).count == 1)
      let kinds = try system.store.changes(after: 0, limit: 1_000).map(\.kind)
      #expect(!kinds.contains(.messageArrived))
    }

    @Test(arguments: StoreMaker.all)
    func `what is noted in a transaction that is undone is not noted`(maker: StoreMaker) throws {
      struct Undone: Error {}
      let system = try TestSystem(maker)
      #expect(throws: Undone.self) {
        try system.accounts.transaction { accounts in
          #expect(try accounts.noteImport(of: "other 111 name", for: system.anna.id))
          #expect(try accounts.hasImported("other 111 name"))
          throw Undone()
        }
      }
      #expect(try !system.accounts.hasImported("other 111 name"))
      #expect(try system.accounts.noteImport(of: "other 111 name", for: system.anna.id))
      #expect(try !system.accounts.noteImport(of: "other 111 name", for: system.ben.id))
    }

    @Test(arguments: StoreMaker.all)
    func `what came for a user who is removed may come again`(maker: StoreMaker) throws {
      let system = try TestSystem(maker)
      #expect(try system.accounts.add(message("other 111 1"), to: system.anna.id))
      try system.accounts.removeUser(system.anna.id)
      #expect(try !system.accounts.hasImported("other 111 1"))
      #expect(try system.accounts.add(message("other 111 1"), to: system.ben.id))
    }

    @Test(arguments: StoreMaker.all)
    func `a passcode that the policy refuses works until it is changed`(maker: StoreMaker) throws {
      let system = try TestSystem(maker)
      let prepared = try system.accounts.prepare(Passcode("1234"))
      try system.accounts.importPasscode(prepared, of: system.anna.id, mustChange: true)
      guard case .welcome(let welcome) = system.logIn("1234", as: system.anna) else {
        throw TestSystem.Surprise()
      }
      #expect(welcome.mustChange != nil)
    }
  }
}
