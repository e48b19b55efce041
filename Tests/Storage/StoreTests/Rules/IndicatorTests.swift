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
      let system = try TestSystem(maker)
      for isUrgent in [true, true, false, true, false] {
        try system.deposit(to: system.anna, isUrgent: isUrgent)
      }
      let ids = try system.heard(by: system.anna).map(\.id)
      func decide(_ index: Int, _ disposition: PendingDecision) {
        _ = system.ask(.dispose(mailbox: system.anna.id, message: ids[index], disposition))
      }
      decide(0, .save)
      decide(1, .delete)
      decide(3, .save)
      _ = system.ask(.finish(mailbox: system.anna.id))
      let waiting = try #require(try system.accounts.waitingMessages(of: [system.anna.id]).first)
      #expect(waiting.counts == MessageCounts(new: 2, urgent: 1, saved: 2))
      #expect(waiting.urgentSaved == 1)
      #expect(waiting.isIndicated)
      decideAgain(system, ids[0])
      #expect(try system.accounts.waitingMessages(of: [system.anna.id]).first?.urgentSaved == 0)
    }

    private func decideAgain(_ system: TestSystem, _ message: Int64) {
      _ = system.ask(.dispose(mailbox: system.anna.id, message: message, .delete), call: 2)
      _ = system.ask(.finish(mailbox: system.anna.id), call: 2)
    }

    @Test(arguments: StoreMaker.all)
    func `the indicators of everybody come by rising key, without users who are gone`(
      _ maker: StoreMaker
    ) throws {
      let system = try TestSystem(maker)
      let all = try system.accounts.waitingMessages(of: nil)
      #expect(all.map(\.user) == [system.anna.id, system.ben.id, system.carla.id])
      try system.accounts.removeUser(system.ben.id)
      let some = try system.accounts.waitingMessages(of: [system.ben.id, system.carla.id])
      #expect(some.map(\.user) == [system.carla.id])
    }

    @Test(
      arguments: StoreMaker.all,
      ["111", "+492115551111", "02115551111", "+491701111111", "0211 555-1111"])
    func `an indicator is found by any number of its owner`(
      _ maker: StoreMaker, _ number: String
    ) throws {
      let system = try TestSystem(maker)
      let found = try #require(try system.accounts.waitingMessages(ofNumber: number))
      #expect(found.user == system.anna.id)
      #expect(found.number == system.anna.mainNumber)
      #expect(found.extension == system.anna.extension)
    }

    @Test(arguments: StoreMaker.all)
    func `an extension that two companies have names nobody`(_ maker: StoreMaker) throws {
      let system = try TestSystem(maker)
      let other = try system.accounts.add(
        Company(
          name: "Tal", plan: NumberingPlan(countryCode: "49", trunkPrefix: "0"),
          portalNumber: "0221-777-0"))
      _ = try system.accounts.add(
        User(
          company: other.id, firstName: "Dora", lastName: "Tal",
          mainNumber: try #require(PhoneNumber(e164: "+492217771111")),
          extension: try Extension("111"), language: .de, timeZone: "Europe/Berlin"))
      #expect(try system.accounts.waitingMessages(ofNumber: "111") == nil)
      let own = try system.accounts.waitingMessages(ofNumber: "111", in: system.company.id)
      #expect(own?.user == system.anna.id && own?.company == system.company.id)
      #expect(try system.accounts.waitingMessages(ofNumber: "112", in: other.id) == nil)
      #expect(try system.accounts.waitingMessages(ofNumber: "112")?.user == system.ben.id)
      #expect(try system.accounts.waitingMessages(ofNumber: "999") == nil)
      #expect(try system.accounts.waitingMessages(ofNumber: "") == nil)
    }
  }
}
