import Mailbox
import Store
import Testing

extension MailboxStoreTests {
  /// Deleted messages (requirement E2), swapped numbers, and lists of colleagues (requirement F1).
  @Suite struct Restoring {
    private func delete(_ house: House, _ count: Int) throws -> [Int64] {
      for _ in 0..<count { try house.deposit(to: house.anna) }
      let ids = try house.heard(by: house.anna).map(\.id)
      for (call, id) in ids.enumerated() {
        house.pass(minutes: 1)
        _ = house.ask(.dispose(mailbox: house.anna.id, message: id, .delete), call: UInt64(call))
        _ = house.ask(.finish(mailbox: house.anna.id), call: UInt64(call))
      }
      return ids
    }

    private func id(_ reply: MailboxReply) -> Int64? {
      if case .message(let view) = reply { view.id } else { nil }
    }

    @Test(arguments: StoreMaker.all)
    func `a deleted message comes back, and the next one is told`(maker: StoreMaker) throws {
      let house = try House(maker)
      let anna = house.anna.id
      #expect(try house.welcome(house.anna).hasDeleted == false)
      let ids = try delete(house, 3)
      #expect(try house.welcome(house.anna).hasDeleted)
      // The one deleted last is the first.
      #expect(id(house.ask(.deletedMessage(mailbox: anna, .first))) == ids[2])
      #expect(id(house.ask(.deletedMessage(mailbox: anna, .after(ids[2])))) == ids[1])
      #expect(id(house.ask(.deletedMessage(mailbox: anna, .before(ids[1])))) == ids[2])
      #expect(house.ask(.deletedMessage(mailbox: anna, .before(ids[2]))) == .noMessage)
      #expect(id(house.ask(.restore(mailbox: anna, message: ids[1]))) == ids[0])
      #expect(try house.heard(by: house.anna).map(\.id) == [ids[1]])
      #expect(try house.welcome(house.anna).counts.new == 1)
      #expect(house.ask(.restore(mailbox: anna, message: ids[0])) == .noMessage)
    }

    @Test(arguments: StoreMaker.all)
    func `what was deleted too long ago cannot be brought back`(maker: StoreMaker) throws {
      let house = try House(maker) { $0.keepsDeletedDays = 2 }
      _ = try delete(house, 1)
      house.pass(minutes: 2 * 24 * 60)
      #expect(house.ask(.deletedMessage(mailbox: house.anna.id, .first)) == .noMessage)
      #expect(try house.welcome(house.anna).hasDeleted == false)
    }

    @Test(arguments: StoreMaker.all)
    func `users swap their numbers at once, or nobody changes`(maker: StoreMaker) throws {
      let house = try House(maker)
      var (anna, ben) = (house.anna, house.ben)
      swap(&anna.extension, &ben.extension)
      swap(&anna.mainNumber, &ben.mainNumber)
      #expect(throws: StoreError.self) { try house.accounts.update(anna) }
      var carla = house.carla
      carla.extension = ben.extension
      #expect(throws: StoreError.self) { try house.accounts.update([anna, ben, carla]) }
      #expect(try house.accounts.user(withNumber: "111", of: house.company.id)?.id == anna.id)
      try house.accounts.update([anna, ben])
      #expect(try house.accounts.user(withNumber: "111", of: house.company.id)?.id == ben.id)
      #expect(
        try house.accounts.user(withNumber: "+492115551111", of: house.company.id)?.id == ben.id)
      #expect(try house.accounts.user(withNumber: "113", of: house.company.id)?.id == carla.id)
    }

    @Test(arguments: StoreMaker.all)
    func `a list of a colleague's can be used while it is open`(maker: StoreMaker) throws {
      let house = try House(maker)
      var list = try DistributionList(number: 2, description: "Sales", isOpenToOthers: true)
      try list.add(house.ben.id, typedAs: "112")
      try list.add(house.carla.id, typedAs: "113")
      try house.accounts.set(list, of: house.carla.id)
      let found = MailboxReply.list(description: "Sales", members: 2, owner: house.carla.id)
      let anna = house.anna.id
      #expect(house.ask(.list(owner: anna, number: 2, of: house.carla.id)) == found)
      #expect(house.ask(.list(owner: anna, number: 2)) == found)
      #expect(house.ask(.list(owner: anna, number: 3, of: house.carla.id)) == .unknown)
      func send() throws -> MailboxReply {
        let order = SendOrder(
          sender: anna, take: try house.record(), forwarded: nil,
          audience: .list(number: 2, of: house.carla.id))
        return house.ask(.send(order))
      }
      #expect(try send() == .sent(delivered: 2, failed: []))
      // Of two, the owner must be named.
      try house.accounts.set(list, of: house.ben.id)
      #expect(house.ask(.list(owner: anna, number: 2)) == .unknown)
      list.isOpenToOthers = false
      try house.accounts.set(list, of: house.carla.id)
      #expect(house.ask(.list(owner: anna, number: 2, of: house.carla.id)) == .unknown)
      #expect(try send() == .sent(delivered: 0, failed: []))
      #expect(
        house.ask(.list(owner: house.carla.id, number: 2))
          == .list(description: "Sales", members: 2, isOpen: false))
    }
  }
}
