import Mailbox
import Testing

@testable import Store

extension MailboxStoreTests {
  @Suite struct LatestMessages {
    @Test(arguments: StoreMaker.all)
    func `the message that came last is found in whatever order its owner hears them`(
      maker: StoreMaker
    ) throws {
      let system = try TestSystem(maker)
      let mailboxes = try #require(system.store as? Mailboxes)
      try system.deposit(to: system.anna)
      try system.deposit(to: system.anna)
      var query = MessageQuery(.new)
      let ids = try mailboxes.accounts.messagePage(of: system.anna.id, query).messages.map(
        \.message.id)
      query.isLatest = true
      for order in [MessageOrder.oldestFirst, .newestFirst] {
        try system.adjust(system.anna) { $0.settings.order = order }
        let found = try mailboxes.accounts.messagePage(of: system.anna.id, query)
        #expect(found.messages.map(\.message.id) == [ids.max()])
      }
    }
  }
}
