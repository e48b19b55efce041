import Mailbox
import Synchronization
import Testing

@testable import Store

/// Whom a store tells of changes.
extension MailboxStoreTests {
  @Suite struct TellingChanges {
    @Test(arguments: StoreMaker.all)
    func `a deposit is told of its mailbox before it is answered`(_ maker: StoreMaker) throws {
      let system = try TestSystem(maker)
      let told = Told(by: system.store)
      try system.deposit(to: system.anna)
      #expect(told.take() == [system.anna.id])
    }

    @Test(arguments: StoreMaker.all)
    func `a message to two users is told of both`(_ maker: StoreMaker) throws {
      let system = try TestSystem(maker)
      let told = Told(by: system.store)
      let reply = system.ask(
        .send(
          SendOrder(
            sender: system.anna.id, take: try system.record(), forwarded: nil,
            audience: .users([system.ben.id, system.carla.id]), isUrgent: false,
            isConfidential: false)))
      #expect(reply == .sent(delivered: 2, failed: []))
      #expect(told.take() == [system.ben.id, system.carla.id])
    }

    @Test(arguments: StoreMaker.all, [PendingDecision.save, .delete, .markNew])
    func `a decision is told when the call ends`(
      _ maker: StoreMaker, _ disposition: PendingDecision
    ) throws {
      let system = try TestSystem(maker)
      try system.deposit(to: system.anna)
      let message = try #require(try system.message(.first, of: system.anna))
      let told = Told(by: system.store)
      _ = system.ask(.dispose(mailbox: system.anna.id, message: message.id, disposition))
      #expect(told.take() == [])
      _ = system.ask(.finish(mailbox: system.anna.id))
      #expect(told.take() == [system.anna.id])
    }

    @Test(arguments: StoreMaker.all)
    func `what only looks is not told`(_ maker: StoreMaker) throws {
      let system = try TestSystem(maker)
      try system.deposit(to: system.anna)
      let told = Told(by: system.store)
      _ = try system.welcome(system.anna)
      _ = try system.heard(by: system.anna)
      _ = system.ask(.finish(mailbox: system.anna.id))
      _ = try system.accounts.messages(of: system.anna.id)
      #expect(told.take() == [])
    }

    @Test(arguments: StoreMaker.all)
    func `administration is told of the users that it changes`(_ maker: StoreMaker) throws {
      let system = try TestSystem(maker)
      let told = Told(by: system.store)
      try system.adjust(system.anna) { $0.settings.notification.messageWaiting = false }
      #expect(told.take() == [system.anna.id])
      try system.accounts.addMessage(
        to: system.ben.id, samples: [Int16](repeating: 9, count: 8_000), from: TestSystem.stranger,
        isUrgent: false, isConfidential: false, received: TestSystem.start)
      #expect(told.take() == [system.ben.id])
      try system.accounts.removeUser(system.ben.id)
      #expect(told.take() == [system.ben.id])
      try system.accounts.removeCompany(system.company.id)
      #expect(told.take() == [system.anna.id, system.carla.id])
    }

    @Test(arguments: StoreMaker.all)
    func `a setting changed by phone is told`(_ maker: StoreMaker) throws {
      let system = try TestSystem(maker)
      let told = Told(by: system.store)
      _ = system.ask(.change(user: system.carla.id, .deposit(.off)))
      #expect(told.take() == [system.carla.id])
    }

    @Test(arguments: StoreMaker.all)
    func `purging what was deleted changes no count and is not told`(_ maker: StoreMaker) throws {
      let system = try TestSystem(maker)
      try system.deposit(to: system.anna)
      _ = system.ask(.deleteAll(mailbox: system.anna.id))
      _ = system.ask(.finish(mailbox: system.anna.id))
      system.pass(minutes: 15 * 24 * 60)
      let told = Told(by: system.store)
      _ = system.ask(.finish(mailbox: system.anna.id), call: 2)
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
