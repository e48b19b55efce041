import Mailbox
import Testing

@testable import Store

/// Settings that need a part of the server which is not there.
extension MailboxStoreTests {
  @Suite struct Parts {
    private func system(_ maker: StoreMaker, _ parts: ServerParts?) throws -> (
      TestSystem, Mailboxes
    ) {
      let system = try TestSystem(maker)
      let mailboxes = try #require(system.store as? Mailboxes)
      if let parts { try mailboxes.setParts(parts) }
      return (system, mailboxes)
    }

    /// Why a change is refused, and of which field.
    private func refusal(_ system: TestSystem, _ change: (inout User) -> Void) throws -> String? {
      do {
        try system.adjust(system.anna, change)
        return nil
      } catch StoreError.refused(let field, let reason) {
        return "\(field): \(reason)"
      }
    }

    typealias Change = (field: String, part: ServerPart, change: @Sendable (inout User) -> Void)

    static let changes: [Change] = [
      (
        "storage", .mail,
        {
          $0.email = "anna@example.com"
          $0.settings.notification.storage = .email
        }
      ),
      ("notice-address", .mail, { $0.settings.notification.noticeAddress = "a@example.com" }),
      ("copy-address", .mail, { $0.settings.notification.copyAddress = "a@example.com" }),
      ("transcription", .transcription, { $0.settings.notification.transcription = true }),
    ]

    @Test(arguments: StoreMaker.all)
    func `what needs a part that is not there is refused with the reason`(
      maker: StoreMaker
    ) throws {
      let (system, _) = try system(maker, ServerParts())
      for (field, part, change) in Self.changes {
        let reason = FieldRefusal.partMissing(part)
        #expect(try refusal(system, change) == "\(field): \(reason)")
      }
    }

    @Test(arguments: StoreMaker.all)
    func `what needs a part that is there is kept`(maker: StoreMaker) throws {
      let (system, _) = try system(maker, ServerParts(mail: true, transcription: true))
      for (_, _, change) in Self.changes { #expect(try refusal(system, change) == nil) }
    }

    @Test(arguments: StoreMaker.all)
    func `before any server has run nothing is refused`(maker: StoreMaker) throws {
      let (system, _) = try system(maker, nil)
      for (_, _, change) in Self.changes { #expect(try refusal(system, change) == nil) }
    }

    @Test(arguments: StoreMaker.all)
    func `a user whose part has gone can still be changed, but not in that setting`(
      maker: StoreMaker
    ) throws {
      let (system, mailboxes) = try system(maker, ServerParts(mail: true))
      try system.adjust(system.anna) { $0.settings.notification.noticeAddress = "a@example.com" }
      try mailboxes.setParts(ServerParts())
      #expect(try refusal(system) { $0.settings.autoLogin = true } == nil)
      #expect(
        try refusal(system) { $0.settings.notification.noticeAddress = "b@example.com" } != nil)
      #expect(try refusal(system) { $0.settings.notification.noticeAddress = nil } == nil)
    }

    @Test(arguments: StoreMaker.all)
    func `a new user is looked at too`(maker: StoreMaker) throws {
      let (system, _) = try system(maker, ServerParts())
      var user = system.anna
      user.aliases = []
      user.mainNumber = try #require(PhoneNumber(e164: "+492115559999"))
      user.extension = try Extension("119")
      user.settings.notification.copyAddress = "a@example.com"
      #expect(throws: StoreError.self) { try system.accounts.add(user) }
    }
  }
}
