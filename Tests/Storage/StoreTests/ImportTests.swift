import Mailbox
import Testing

@testable import Store

/// What comes from another system comes once.
extension MailboxStoreTests {
  @Suite struct Imports {
    private func message(_ source: String, isSaved: Bool = false) -> ImportedMessage {
      ImportedMessage(
        source: source, parts: [[Int16](repeating: 500, count: 16_000)], from: House.stranger,
        isUrgent: true, isSaved: isSaved, received: House.start - 86_400_000)
    }

    @Test(arguments: StoreMaker.all)
    func `a message comes once, with its time and folder`(maker: StoreMaker) throws {
      let house = try House(maker)
      #expect(try house.accounts.add(message("other 111 1"), to: house.anna.id))
      #expect(try house.accounts.add(message("other 111 2", isSaved: true), to: house.anna.id))
      #expect(try !house.accounts.add(message("other 111 1"), to: house.anna.id))
      let messages = try house.accounts.messages(of: house.anna.id)
      #expect(messages.map(\.rank) == [.urgentNew, .saved])
      #expect(messages.allSatisfy { $0.received == House.start - 86_400_000 })
      let waiting = try house.accounts.waitingMessages(of: [house.anna.id])
      #expect(waiting.first?.counts == MessageCounts(new: 1, urgent: 1, saved: 1))
    }

    @Test(arguments: StoreMaker.all)
    func `nobody is told by e-mail`(maker: StoreMaker) throws {
      let house = try House(maker)
      let mailboxes = try #require(house.store as? Mailboxes)
      mailboxes.sendsMail = true
      try house.adjust(house.anna) {
        $0.email = "anna@example.com"
        $0.settings.notification.storage = .email
        $0.settings.notification.noticeAddress = "anna@example.com"
      }
      #expect(try house.accounts.add(message("other 111 1"), to: house.anna.id))
      #expect(try mailboxes.mail(limit: 10).isEmpty)
      #expect(try house.accounts.messages(of: house.anna.id).count == 1)
      let kinds = try house.store.changes(after: 0, limit: 1_000).map(\.kind)
      #expect(!kinds.contains(.messageArrived))
    }

    @Test(arguments: StoreMaker.all)
    func `what is noted in a transaction that is undone is not noted`(maker: StoreMaker) throws {
      struct Undone: Error {}
      let house = try House(maker)
      #expect(throws: Undone.self) {
        try house.accounts.transaction { accounts in
          #expect(try accounts.noteImport(of: "other 111 name", for: house.anna.id))
          #expect(try accounts.hasImported("other 111 name"))
          throw Undone()
        }
      }
      #expect(try !house.accounts.hasImported("other 111 name"))
      #expect(try house.accounts.noteImport(of: "other 111 name", for: house.anna.id))
      #expect(try !house.accounts.noteImport(of: "other 111 name", for: house.ben.id))
    }

    @Test(arguments: StoreMaker.all)
    func `what came for a user who is removed may come again`(maker: StoreMaker) throws {
      let house = try House(maker)
      #expect(try house.accounts.add(message("other 111 1"), to: house.anna.id))
      try house.accounts.removeUser(house.anna.id)
      #expect(try !house.accounts.hasImported("other 111 1"))
      #expect(try house.accounts.add(message("other 111 1"), to: house.ben.id))
    }

    @Test(arguments: StoreMaker.all)
    func `a passcode that the policy refuses works until it is changed`(maker: StoreMaker) throws {
      let house = try House(maker)
      let prepared = try house.accounts.prepare(Passcode("1234"))
      try house.accounts.importPasscode(prepared, of: house.anna.id, mustChange: true)
      guard case .welcome(let welcome) = house.logIn("1234", as: house.anna) else {
        throw House.Surprise()
      }
      #expect(welcome.mustChange != nil)
    }
  }
}
