import Mailbox
import Store
import Testing

extension MailboxStoreTests {
  @Suite struct Sending {
    private func send(
      _ house: House, to audience: SendOrder.Audience, forwarded: Int64? = nil, take: Take?,
      isConfidential: Bool = false
    ) -> MailboxReply {
      house.ask(
        .send(
          SendOrder(
            sender: house.anna.id, take: take, forwarded: forwarded, audience: audience,
            isUrgent: true, isConfidential: isConfidential)))
    }

    @Test(arguments: StoreMaker.all)
    func `each gets a message of its own with the same sound`(maker: StoreMaker) throws {
      let house = try House(maker)
      let ids = [house.ben.id, house.carla.id, house.ben.id]
      #expect(
        send(house, to: .users(ids), take: try house.record())
          == .sent(delivered: 2, failed: []))
      let bens = try #require(try house.message(.first, of: house.ben))
      let carlas = try #require(try house.message(.first, of: house.carla))
      #expect(bens.id != carlas.id)
      #expect(bens.parts == carlas.parts)
      #expect(bens.rank == .urgentNew)
      #expect(bens.sender == Sender(number: "+492115551111", user: house.anna.id))
      #expect(bens.callBack == "+492115551111")
      _ = house.ask(.deleteAll(mailbox: house.ben.id))
      _ = house.ask(.finish(mailbox: house.ben.id))
      _ = try house.store.audio(carlas.parts[0].id)
    }

    @Test(arguments: StoreMaker.all)
    func `a forwarded message follows its introduction`(maker: StoreMaker) throws {
      let house = try House(maker)
      try house.deposit(to: house.anna, milliseconds: 3_000)
      let original = try #require(try house.message(.first, of: house.anna))
      let take = try house.record(milliseconds: 1_500)
      #expect(
        send(house, to: .users([house.ben.id]), forwarded: original.id, take: take)
          == .sent(delivered: 1, failed: []))
      let view = try #require(try house.message(.first, of: house.ben))
      #expect(view.parts.map(\.milliseconds) == [1_500, 3_000])
      #expect(view.parts.last == original.parts.first)
      #expect(
        send(house, to: .users([house.carla.id]), forwarded: original.id, take: nil)
          == .sent(delivered: 1, failed: []))
      #expect(try house.message(.first, of: house.carla)?.parts == original.parts)
    }

    @Test(arguments: StoreMaker.all)
    func `a confidential message is not forwarded`(maker: StoreMaker) throws {
      let house = try House(maker)
      try house.deposit(to: house.anna, isConfidential: true)
      let original = try #require(try house.message(.first, of: house.anna))
      #expect(
        send(house, to: .users([house.ben.id]), forwarded: original.id, take: nil) == .refused)
      #expect(try house.message(.first, of: house.ben) == nil)
    }

    @Test(arguments: StoreMaker.all)
    func `a message of somebody else cannot be forwarded`(maker: StoreMaker) throws {
      let house = try House(maker)
      try house.deposit(to: house.ben)
      let bens = try #require(try house.message(.first, of: house.ben))
      #expect(
        send(house, to: .users([house.carla.id]), forwarded: bens.id, take: nil) == .failed)
    }

    @Test(arguments: StoreMaker.all)
    func `a mailbox that is full or off is named`(maker: StoreMaker) throws {
      let house = try House(maker)
      try house.adjust(house.ben) { $0.settings.handling.mailboxIsOn = false }
      try house.adjust(house.carla) {
        $0.settings.quota = MailboxQuota(maximumMessages: 1, maximumSeconds: 600)
      }
      try house.deposit(to: house.carla)
      let ids = [house.anna.id, house.ben.id, house.carla.id]
      #expect(
        send(house, to: .users(ids), take: try house.record())
          == .sent(delivered: 1, failed: ["112", "113"]))
    }

    @Test(arguments: StoreMaker.all)
    func `a list reaches its members that are still there`(maker: StoreMaker) throws {
      let house = try House(maker)
      var list = try DistributionList(number: 3, description: "Everybody")
      try list.add(house.ben.id, typedAs: "112")
      try list.add(house.carla.id, typedAs: "113")
      try house.accounts.set(list, of: house.anna.id)
      #expect(
        house.ask(.list(owner: house.anna.id, number: 3))
          == .list(description: "Everybody", members: 2, isOpen: false))
      try house.accounts.removeUser(house.ben.id)
      #expect(
        house.ask(.list(owner: house.anna.id, number: 3))
          == .list(description: "Everybody", members: 1, isOpen: false))
      #expect(try house.accounts.lists(of: house.anna.id).map(\.members) == [[house.carla.id]])
      let carla = Recipient(user: house.carla.id, number: "113", name: nil)
      #expect(
        house.ask(.listMember(owner: house.anna.id, number: 3, index: 0)) == .recipient(carla))
      #expect(house.ask(.listMember(owner: house.anna.id, number: 3, index: 1)) == .unknown)
      #expect(
        send(house, to: .list(number: 3), take: try house.record())
          == .sent(delivered: 1, failed: []))
      #expect(house.ask(.list(owner: house.anna.id, number: 4)) == .unknown)
    }

    @Test(arguments: StoreMaker.all)
    func `the whole company gets it but the sender`(maker: StoreMaker) throws {
      let house = try House(maker)
      #expect(
        send(house, to: .company, take: try house.record()) == .sent(delivered: 2, failed: []))
      #expect(try house.message(.first, of: house.anna) == nil)
    }

    @Test(arguments: StoreMaker.all, [true, false])
    func `the whole company only where both allow it`(
      maker: StoreMaker, companyAllows: Bool
    ) throws {
      let house = try House(maker) { $0.allowsCompanyMessages = companyAllows }
      if companyAllows {
        try house.adjust(house.anna) { $0.settings.sendsToCompany = false }
      }
      #expect(try house.welcome(house.anna).mayMessageCompany == false)
      let take = try house.record()
      #expect(send(house, to: .company, take: take) == .refused)
      #expect(
        send(house, to: .users([house.ben.id]), take: take) == .sent(delivered: 1, failed: []))
    }

    @Test(arguments: StoreMaker.all, ["112", "02115552222", "+49 211 5552222"])
    func `a recipient is found by any of its numbers`(maker: StoreMaker, digits: String) throws {
      let house = try House(maker)
      try house.accounts.setGreeting(.name, of: house.ben.id, to: [Int16](repeating: 9, count: 800))
      let name = try house.accounts.greeting(.name, of: house.ben.id)
      #expect(
        house.ask(.recipient(sender: house.anna.id, digits: digits))
          == .recipient(Recipient(user: house.ben.id, number: "112", name: name)))
      #expect(house.ask(.recipient(sender: house.anna.id, digits: "999")) == .unknown)
    }

    @Test(arguments: StoreMaker.all)
    func `a message that is forwarded twice keeps its caller, its time and both forwarders`(
      maker: StoreMaker
    ) throws {
      let house = try House(maker)
      try house.deposit(to: house.anna)
      let first = try #require(try house.message(.first, of: house.anna))
      house.pass(minutes: 90)
      #expect(send(house, to: .users([house.ben.id]), forwarded: first.id, take: nil).isSent)
      let second = try #require(try house.message(.first, of: house.ben))
      let order = SendOrder(
        sender: house.ben.id, take: try house.record(), forwarded: second.id,
        audience: .users([house.carla.id]))
      #expect(house.ask(.send(order)).isSent)
      let third = try #require(try house.message(.first, of: house.carla))
      #expect(third.sender == Sender(number: House.stranger))
      #expect(third.forwarders.map(\.user) == [house.anna.id, house.ben.id])
      #expect(third.replyTo == house.ben.id)
      #expect(third.callBack == House.stranger)
      // The same moment; Carla's zone is that of Anna.
      #expect(third.received == first.received)
      try house.accounts.removeUser(house.ben.id)
      let orphan = try #require(try house.message(.first, of: house.carla))
      #expect(orphan.forwarders.map(\.number) == third.forwarders.map(\.number))
      #expect(orphan.replyTo == nil)
    }
  }
}

extension MailboxReply {
  fileprivate var isSent: Bool { self == .sent(delivered: 1, failed: []) }
}
