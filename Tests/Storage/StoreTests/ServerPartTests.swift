import Mailbox
import Testing

@testable import Store

/// Settings that need a part of the server which is not there.
extension MailboxStoreTests {
  @Suite struct Parts {
    private func house(_ maker: StoreMaker, _ parts: ServerParts?) throws -> (House, Mailboxes) {
      let house = try House(maker)
      let mailboxes = try #require(house.store as? Mailboxes)
      if let parts { try mailboxes.setParts(parts) }
      return (house, mailboxes)
    }

    /// Why a change is refused, and of which field.
    private func refusal(_ house: House, _ change: (inout User) -> Void) throws -> String? {
      do {
        try house.adjust(house.anna, change)
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
      let (house, _) = try house(maker, ServerParts())
      for (field, part, change) in Self.changes {
        let reason = FieldRefusal.partMissing(part)
        #expect(try refusal(house, change) == "\(field): \(reason)")
      }
    }

    @Test(arguments: StoreMaker.all)
    func `what needs a part that is there is kept`(maker: StoreMaker) throws {
      let (house, _) = try house(maker, ServerParts(mail: true, transcription: true))
      for (_, _, change) in Self.changes { #expect(try refusal(house, change) == nil) }
    }

    @Test(arguments: StoreMaker.all)
    func `before any server has run nothing is refused`(maker: StoreMaker) throws {
      let (house, _) = try house(maker, nil)
      for (_, _, change) in Self.changes { #expect(try refusal(house, change) == nil) }
    }

    @Test(arguments: StoreMaker.all)
    func `a user whose part has gone can still be changed, but not in that setting`(
      maker: StoreMaker
    ) throws {
      let (house, mailboxes) = try house(maker, ServerParts(mail: true))
      try house.adjust(house.anna) { $0.settings.notification.noticeAddress = "a@example.com" }
      try mailboxes.setParts(ServerParts())
      #expect(try refusal(house) { $0.settings.autoLogin = true } == nil)
      #expect(
        try refusal(house) { $0.settings.notification.noticeAddress = "b@example.com" } != nil)
      #expect(try refusal(house) { $0.settings.notification.noticeAddress = nil } == nil)
    }

    @Test(arguments: StoreMaker.all)
    func `a new user is looked at too`(maker: StoreMaker) throws {
      let (house, _) = try house(maker, ServerParts())
      var user = house.anna
      user.aliases = []
      user.mainNumber = try #require(PhoneNumber(e164: "+492115559999"))
      user.extension = try Extension("119")
      user.settings.notification.copyAddress = "a@example.com"
      #expect(throws: StoreError.self) { try house.accounts.add(user) }
    }
  }
}
