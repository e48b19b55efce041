import Mailbox
import Store
import Testing

extension MailboxStoreTests {
  @Suite struct Sending {
    private func send(
      _ system: TestSystem, to audience: SendOrder.Audience, forwarded: Int64? = nil,
      take: FinishedRecording?,
      isConfidential: Bool = false
    ) -> MailboxReply {
      system.ask(
        .send(
          SendOrder(
            sender: system.anna.id, take: take, forwarded: forwarded, audience: audience,
            isUrgent: true, isConfidential: isConfidential)))
    }

    @Test(arguments: StoreMaker.all)
    func `each gets a message of its own with the same sound`(maker: StoreMaker) throws {
      let system = try TestSystem(maker)
      let ids = [system.ben.id, system.carla.id, system.ben.id]
      #expect(
        send(system, to: .users(ids), take: try system.record())
          == .sent(delivered: 2, failed: []))
      let bens = try #require(try system.message(.first, of: system.ben))
      let carlas = try #require(try system.message(.first, of: system.carla))
      #expect(bens.id != carlas.id)
      #expect(bens.parts == carlas.parts)
      #expect(bens.rank == .urgentNew)
      #expect(bens.sender == Sender(number: "+492115551111", user: system.anna.id))
      #expect(bens.callBack == "+492115551111")
      _ = system.ask(.deleteAll(mailbox: system.ben.id))
      _ = system.ask(.finish(mailbox: system.ben.id))
      _ = try system.store.audio(carlas.parts[0].id)
    }

    @Test(arguments: StoreMaker.all)
    func `a forwarded message follows its introduction`(maker: StoreMaker) throws {
      let system = try TestSystem(maker)
      try system.deposit(to: system.anna, milliseconds: 3_000)
      let original = try #require(try system.message(.first, of: system.anna))
      let take = try system.record(milliseconds: 1_500)
      #expect(
        send(system, to: .users([system.ben.id]), forwarded: original.id, take: take)
          == .sent(delivered: 1, failed: []))
      let view = try #require(try system.message(.first, of: system.ben))
      #expect(view.parts.map(\.milliseconds) == [1_500, 3_000])
      #expect(view.parts.last == original.parts.first)
      #expect(
        send(system, to: .users([system.carla.id]), forwarded: original.id, take: nil)
          == .sent(delivered: 1, failed: []))
      #expect(try system.message(.first, of: system.carla)?.parts == original.parts)
    }

    @Test(arguments: StoreMaker.all)
    func `a confidential message is not forwarded`(maker: StoreMaker) throws {
      let system = try TestSystem(maker)
      try system.deposit(to: system.anna, isConfidential: true)
      let original = try #require(try system.message(.first, of: system.anna))
      #expect(
        send(system, to: .users([system.ben.id]), forwarded: original.id, take: nil) == .refused)
      #expect(try system.message(.first, of: system.ben) == nil)
    }

    @Test(arguments: StoreMaker.all)
    func `a message of somebody else cannot be forwarded`(maker: StoreMaker) throws {
      let system = try TestSystem(maker)
      try system.deposit(to: system.ben)
      let bens = try #require(try system.message(.first, of: system.ben))
      #expect(
        send(system, to: .users([system.carla.id]), forwarded: bens.id, take: nil) == .failed)
    }

    @Test(arguments: StoreMaker.all)
    func `a mailbox that is full or off is named`(maker: StoreMaker) throws {
      let system = try TestSystem(maker)
      try system.adjust(system.ben) { $0.settings.handling.mailboxIsOn = false }
      try system.adjust(system.carla) {
        $0.settings.quota = MailboxQuota(maximumMessages: 1, maximumSeconds: 600)
      }
      try system.deposit(to: system.carla)
      let ids = [system.anna.id, system.ben.id, system.carla.id]
      #expect(
        send(system, to: .users(ids), take: try system.record())
          == .sent(delivered: 1, failed: ["112", "113"]))
    }

    @Test(arguments: StoreMaker.all)
    func `a list reaches its members that are still there`(maker: StoreMaker) throws {
      let system = try TestSystem(maker)
      var list = try DistributionList(number: 3, description: "Everybody")
      try list.add(system.ben.id, typedAs: "112")
      try list.add(system.carla.id, typedAs: "113")
      try system.accounts.set(list, of: system.anna.id)
      #expect(
        system.ask(.list(owner: system.anna.id, number: 3))
          == .list(description: "Everybody", members: 2, isOpen: false))
      try system.accounts.removeUser(system.ben.id)
      #expect(
        system.ask(.list(owner: system.anna.id, number: 3))
          == .list(description: "Everybody", members: 1, isOpen: false))
      #expect(try system.accounts.lists(of: system.anna.id).map(\.members) == [[system.carla.id]])
      let carla = Recipient(user: system.carla.id, number: "113", name: nil)
      #expect(
        system.ask(.listMember(owner: system.anna.id, number: 3, index: 0)) == .recipient(carla))
      #expect(system.ask(.listMember(owner: system.anna.id, number: 3, index: 1)) == .unknown)
      #expect(
        send(system, to: .list(number: 3), take: try system.record())
          == .sent(delivered: 1, failed: []))
      #expect(system.ask(.list(owner: system.anna.id, number: 4)) == .unknown)
    }

    @Test(arguments: StoreMaker.all)
    func `the whole company gets it but the sender`(maker: StoreMaker) throws {
      let system = try TestSystem(maker)
      #expect(
        send(system, to: .company, take: try system.record()) == .sent(delivered: 2, failed: []))
      #expect(try system.message(.first, of: system.anna) == nil)
    }

    @Test(arguments: StoreMaker.all, [true, false])
    func `the whole company only where both allow it`(
      maker: StoreMaker, companyAllows: Bool
    ) throws {
      let system = try TestSystem(maker) { $0.allowsCompanyMessages = companyAllows }
      if companyAllows {
        try system.adjust(system.anna) { $0.settings.sendsToCompany = false }
      }
      #expect(try system.welcome(system.anna).mayMessageCompany == false)
      let take = try system.record()
      #expect(send(system, to: .company, take: take) == .refused)
      #expect(
        send(system, to: .users([system.ben.id]), take: take) == .sent(delivered: 1, failed: []))
    }

    @Test(arguments: StoreMaker.all, ["112", "02115552222", "+49 211 5552222"])
    func `a recipient is found by any of its numbers`(maker: StoreMaker, digits: String) throws {
      let system = try TestSystem(maker)
      try system.accounts.setGreeting(
        .name, of: system.ben.id, to: [Int16](repeating: 9, count: 800))
      let name = try system.accounts.greeting(.name, of: system.ben.id)
      #expect(
        system.ask(.recipient(sender: system.anna.id, digits: digits))
          == .recipient(Recipient(user: system.ben.id, number: "112", name: name)))
      #expect(system.ask(.recipient(sender: system.anna.id, digits: "999")) == .unknown)
    }

    @Test(arguments: StoreMaker.all)
    func `a message that is forwarded twice keeps its caller, its time and both forwarders`(
      maker: StoreMaker
    ) throws {
      let system = try TestSystem(maker)
      try system.deposit(to: system.anna)
      let first = try #require(try system.message(.first, of: system.anna))
      system.pass(minutes: 90)
      #expect(send(system, to: .users([system.ben.id]), forwarded: first.id, take: nil).isSent)
      let second = try #require(try system.message(.first, of: system.ben))
      let order = SendOrder(
        sender: system.ben.id, take: try system.record(), forwarded: second.id,
        audience: .users([system.carla.id]))
      #expect(system.ask(.send(order)).isSent)
      let third = try #require(try system.message(.first, of: system.carla))
      #expect(third.sender == Sender(number: TestSystem.stranger))
      #expect(third.forwarders.map(\.user) == [system.anna.id, system.ben.id])
      #expect(third.replyTo == system.ben.id)
      #expect(third.callBack == TestSystem.stranger)
      // The same moment; Carla's zone is that of Anna.
      #expect(third.received == first.received)
      try system.accounts.removeUser(system.ben.id)
      let orphan = try #require(try system.message(.first, of: system.carla))
      #expect(orphan.forwarders.map(\.number) == third.forwarders.map(\.number))
      #expect(orphan.replyTo == nil)
    }
  }
}

extension MailboxReply {
  fileprivate var isSent: Bool { self == .sent(delivered: 1, failed: []) }
}
