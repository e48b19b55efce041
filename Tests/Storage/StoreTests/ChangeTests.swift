import Mailbox
import Synchronization
import Testing

@testable import Store

/// Whom a store tells of changes.
extension MailboxStoreTests {
  @Suite struct TellingChanges {
    @Test(arguments: StoreMaker.all)
    func `a deposit is told of its mailbox before it is answered`(_ maker: StoreMaker) throws {
      let house = try House(maker)
      let told = Told(by: house.store)
      try house.deposit(to: house.anna)
      #expect(told.take() == [house.anna.id])
    }

    @Test(arguments: StoreMaker.all)
    func `a message to two users is told of both`(_ maker: StoreMaker) throws {
      let house = try House(maker)
      let told = Told(by: house.store)
      let reply = house.ask(
        .send(
          SendOrder(
            sender: house.anna.id, take: try house.record(), forwarded: nil,
            audience: .users([house.ben.id, house.carla.id]), isUrgent: false,
            isConfidential: false)))
      #expect(reply == .sent(delivered: 2, failed: []))
      #expect(told.take() == [house.ben.id, house.carla.id])
    }

    @Test(arguments: StoreMaker.all, [Disposition.save, .delete, .markNew])
    func `a decision is told when the call ends`(
      _ maker: StoreMaker, _ disposition: Disposition
    ) throws {
      let house = try House(maker)
      try house.deposit(to: house.anna)
      let message = try #require(try house.message(.first, of: house.anna))
      let told = Told(by: house.store)
      _ = house.ask(.dispose(mailbox: house.anna.id, message: message.id, disposition))
      #expect(told.take() == [])
      _ = house.ask(.finish(mailbox: house.anna.id))
      #expect(told.take() == [house.anna.id])
    }

    @Test(arguments: StoreMaker.all)
    func `what only looks is not told`(_ maker: StoreMaker) throws {
      let house = try House(maker)
      try house.deposit(to: house.anna)
      let told = Told(by: house.store)
      _ = try house.welcome(house.anna)
      _ = try house.heard(by: house.anna)
      _ = house.ask(.finish(mailbox: house.anna.id))
      _ = try house.accounts.messages(of: house.anna.id)
      #expect(told.take() == [])
    }

    @Test(arguments: StoreMaker.all)
    func `administration is told of the users that it changes`(_ maker: StoreMaker) throws {
      let house = try House(maker)
      let told = Told(by: house.store)
      try house.adjust(house.anna) { $0.settings.notification.messageWaiting = false }
      #expect(told.take() == [house.anna.id])
      try house.accounts.addMessage(
        to: house.ben.id, samples: [Int16](repeating: 9, count: 8_000), from: House.stranger,
        isUrgent: false, isConfidential: false, received: House.start)
      #expect(told.take() == [house.ben.id])
      try house.accounts.removeUser(house.ben.id)
      #expect(told.take() == [house.ben.id])
      try house.accounts.removeCompany(house.company.id)
      #expect(told.take() == [house.anna.id, house.carla.id])
    }

    @Test(arguments: StoreMaker.all)
    func `a setting changed by phone is told`(_ maker: StoreMaker) throws {
      let house = try House(maker)
      let told = Told(by: house.store)
      _ = house.ask(.change(user: house.carla.id, .deposit(.off)))
      #expect(told.take() == [house.carla.id])
    }

    @Test(arguments: StoreMaker.all)
    func `purging what was deleted changes no count and is not told`(_ maker: StoreMaker) throws {
      let house = try House(maker)
      try house.deposit(to: house.anna)
      _ = house.ask(.deleteAll(mailbox: house.anna.id))
      _ = house.ask(.finish(mailbox: house.anna.id))
      house.pass(minutes: 15 * 24 * 60)
      let told = Told(by: house.store)
      _ = house.ask(.finish(mailbox: house.anna.id), call: 2)
      #expect(told.take() == [])
    }
  }
}

/// Collects what a store tells.
final class Told: Sendable {
  private let users = Mutex<Set<Int64>>([])
  private let everybody = Mutex(0)

  init(by store: any MailboxStore) {
    store.follow { [self] changed in
      guard let changed else { return everybody.withLock { $0 += 1 } }
      users.withLock { $0.formUnion(changed) }
    }
  }

  /// The users that were told of since it was last asked.
  func take() -> Set<Int64> {
    users.withLock { users in
      defer { users = [] }
      return users
    }
  }

  /// How often everybody's messages may have changed.
  var timesEverybody: Int { everybody.withLock { $0 } }
}
