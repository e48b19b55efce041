import Mailbox
import Store
import Testing

/// What message-waiting indicators show (requirement I3).
extension MailboxStoreTests {
  @Suite struct Indicating {
    @Test(arguments: StoreMaker.all)
    func `an indicator counts new and saved, and the urgent among both`(
      _ maker: StoreMaker
    ) throws {
      let house = try House(maker)
      for isUrgent in [true, true, false, true, false] {
        try house.deposit(to: house.anna, isUrgent: isUrgent)
      }
      let ids = try house.heard(by: house.anna).map(\.id)
      func decide(_ index: Int, _ disposition: Disposition) {
        _ = house.ask(.dispose(mailbox: house.anna.id, message: ids[index], disposition))
      }
      decide(0, .save)
      decide(1, .delete)
      decide(3, .save)
      _ = house.ask(.finish(mailbox: house.anna.id))
      let waiting = try #require(try house.accounts.waitingMessages(of: [house.anna.id]).first)
      #expect(waiting.counts == MessageCounts(new: 2, urgent: 1, saved: 2))
      #expect(waiting.urgentSaved == 1)
      #expect(waiting.isIndicated)
      decideAgain(house, ids[0])
      #expect(try house.accounts.waitingMessages(of: [house.anna.id]).first?.urgentSaved == 0)
    }

    private func decideAgain(_ house: House, _ message: Int64) {
      _ = house.ask(.dispose(mailbox: house.anna.id, message: message, .delete), call: 2)
      _ = house.ask(.finish(mailbox: house.anna.id), call: 2)
    }

    @Test(arguments: StoreMaker.all)
    func `the indicators of everybody come by rising key, without users who are gone`(
      _ maker: StoreMaker
    ) throws {
      let house = try House(maker)
      let all = try house.accounts.waitingMessages(of: nil)
      #expect(all.map(\.user) == [house.anna.id, house.ben.id, house.carla.id])
      try house.accounts.removeUser(house.ben.id)
      let some = try house.accounts.waitingMessages(of: [house.ben.id, house.carla.id])
      #expect(some.map(\.user) == [house.carla.id])
    }

    @Test(
      arguments: StoreMaker.all,
      ["111", "+492115551111", "02115551111", "+491701111111", "0211 555-1111"])
    func `an indicator is found by any number of its owner`(
      _ maker: StoreMaker, _ number: String
    ) throws {
      let house = try House(maker)
      let found = try #require(try house.accounts.waitingMessages(ofNumber: number))
      #expect(found.user == house.anna.id)
      #expect(found.number == house.anna.mainNumber)
      #expect(found.extension == house.anna.extension)
    }

    @Test(arguments: StoreMaker.all)
    func `an extension that two companies have names nobody`(_ maker: StoreMaker) throws {
      let house = try House(maker)
      let other = try house.accounts.add(
        Company(
          name: "Tal", plan: NumberingPlan(countryCode: "49", trunkPrefix: "0"),
          portalNumber: "0221-777-0"))
      _ = try house.accounts.add(
        User(
          company: other.id, firstName: "Dora", lastName: "Tal",
          mainNumber: try #require(PhoneNumber(e164: "+492217771111")),
          extension: try Extension("111"), language: .de, timeZone: "Europe/Berlin"))
      #expect(try house.accounts.waitingMessages(ofNumber: "111") == nil)
      let own = try house.accounts.waitingMessages(ofNumber: "111", in: house.company.id)
      #expect(own?.user == house.anna.id && own?.company == house.company.id)
      #expect(try house.accounts.waitingMessages(ofNumber: "112", in: other.id) == nil)
      #expect(try house.accounts.waitingMessages(ofNumber: "112")?.user == house.ben.id)
      #expect(try house.accounts.waitingMessages(ofNumber: "999") == nil)
      #expect(try house.accounts.waitingMessages(ofNumber: "") == nil)
    }
  }
}
