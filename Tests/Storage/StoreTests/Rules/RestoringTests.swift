import Mailbox
import Store
import Testing

extension MailboxStoreTests {
  /// Deleted messages (requirement E2), swapped numbers, and lists of colleagues (requirement F1).
  @Suite struct Restoring {
    private func delete(_ system: TestSystem, _ count: Int) throws -> [Int64] {
      for _ in 0..<count { try system.deposit(to: system.anna) }
      let ids = try system.heard(by: system.anna).map(\.id)
      for (call, id) in ids.enumerated() {
        system.pass(minutes: 1)
        _ = system.ask(.dispose(mailbox: system.anna.id, message: id, .delete), call: UInt64(call))
        _ = system.ask(.finish(mailbox: system.anna.id), call: UInt64(call))
      }
      return ids
    }

    private func id(_ reply: MailboxReply) -> Int64? {
      if case .message(let view) = reply { view.id } else { nil }
    }

    @Test(arguments: StoreMaker.all)
    func `a deleted message comes back, and the next one is told`(maker: StoreMaker) throws {
      let system = try TestSystem(maker)
      let anna = system.anna.id
      #expect(try system.welcome(system.anna).hasDeleted == false)
      let ids = try delete(system, 3)
      #expect(try system.welcome(system.anna).hasDeleted)
      // The one deleted last is the first.
      #expect(id(system.ask(.deletedMessage(mailbox: anna, .first))) == ids[2])
      #expect(id(system.ask(.deletedMessage(mailbox: anna, .after(ids[2])))) == ids[1])
      #expect(id(system.ask(.deletedMessage(mailbox: anna, .before(ids[1])))) == ids[2])
      #expect(system.ask(.deletedMessage(mailbox: anna, .before(ids[2]))) == .noMessage)
      #expect(id(system.ask(.restore(mailbox: anna, message: ids[1]))) == ids[0])
      #expect(try system.heard(by: system.anna).map(\.id) == [ids[1]])
      #expect(try system.welcome(system.anna).counts.new == 1)
      #expect(system.ask(.restore(mailbox: anna, message: ids[0])) == .noMessage)
    }

    @Test(arguments: StoreMaker.all)
    func `what was deleted too long ago cannot be brought back`(maker: StoreMaker) throws {
      let system = try TestSystem(maker) { $0.keepsDeletedDays = 2 }
      _ = try delete(system, 1)
      system.pass(minutes: 2 * 24 * 60)
      #expect(system.ask(.deletedMessage(mailbox: system.anna.id, .first)) == .noMessage)
      #expect(try system.welcome(system.anna).hasDeleted == false)
    }

    @Test(arguments: StoreMaker.all)
    func `users swap their numbers at once, or nobody changes`(maker: StoreMaker) throws {
      let system = try TestSystem(maker)
      var (anna, ben) = (system.anna, system.ben)
      swap(&anna.extension, &ben.extension)
      swap(&anna.mainNumber, &ben.mainNumber)
      #expect(throws: StoreError.self) { try system.accounts.update(anna) }
      var carla = system.carla
      carla.extension = ben.extension
      #expect(throws: StoreError.self) { try system.accounts.update([anna, ben, carla]) }
      #expect(try system.accounts.user(withNumber: "111", of: system.company.id)?.id == anna.id)
      try system.accounts.update([anna, ben])
      #expect(try system.accounts.user(withNumber: "111", of: system.company.id)?.id == ben.id)
      #expect(
        try system.accounts.user(withNumber: "+492115551111", of: system.company.id)?.id == ben.id)
      #expect(try system.accounts.user(withNumber: "113", of: system.company.id)?.id == carla.id)
    }

    @Test(arguments: StoreMaker.all)
    func `a list of a colleague's can be used while it is open`(maker: StoreMaker) throws {
      let system = try TestSystem(maker)
      var list = try DistributionList(number: 2, description: "Sales", isOpenToOthers: true)
      try list.add(system.ben.id, typedAs: "112")
      try list.add(system.carla.id, typedAs: "113")
      try system.accounts.set(list, of: system.carla.id)
      let found = MailboxReply.list(description: "Sales", members: 2, owner: system.carla.id)
      let anna = system.anna.id
      #expect(system.ask(.list(owner: anna, number: 2, of: system.carla.id)) == found)
      #expect(system.ask(.list(owner: anna, number: 2)) == found)
      #expect(system.ask(.list(owner: anna, number: 3, of: system.carla.id)) == .unknown)
      func send() throws -> MailboxReply {
        let order = SendOrder(
          sender: anna, take: try system.record(), forwarded: nil,
          audience: .list(number: 2, of: system.carla.id))
        return system.ask(.send(order))
      }
      #expect(try send() == .sent(delivered: 2, failed: []))
      // Of two, the owner must be named.
      try system.accounts.set(list, of: system.ben.id)
      #expect(system.ask(.list(owner: anna, number: 2)) == .unknown)
      list.isOpenToOthers = false
      try system.accounts.set(list, of: system.carla.id)
      #expect(system.ask(.list(owner: anna, number: 2, of: system.carla.id)) == .unknown)
      #expect(try send() == .sent(delivered: 0, failed: []))
      #expect(
        system.ask(.list(owner: system.carla.id, number: 2))
          == .list(description: "Sales", members: 2, isOpen: false))
    }
  }
}
