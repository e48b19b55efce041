import Mailbox
import Testing

@testable import Store

extension MailboxStoreTests {
  /// Distribution lists and announcements as their owner changes them by phone.
  @Suite struct ChangesByPhoneTests {
    @Test(arguments: StoreMaker.all)
    func `a list is made, filled, opened and deleted`(maker: StoreMaker) throws {
      let house = try House(maker)
      let anna = house.anna.id
      func change(_ change: ListChange) -> MailboxReply {
        house.ask(.changeList(owner: anna, number: 1, change))
      }
      #expect(house.ask(.freeList(owner: anna)) == .count(1))
      #expect(change(.open(true)) == .unknown)
      #expect(house.ask(.changeList(owner: anna, number: 16, .create)) == .refused)
      guard case .list(_, 0, nil, nil, false) = change(.create) else {
        Issue.record("no list was made")
        return
      }
      #expect(change(.create) == .refused)
      #expect(house.ask(.freeList(owner: anna)) == .count(2))
      let ben = Recipient(user: house.ben.id, number: "112", name: nil)
      #expect(change(.add(digits: "112")) == .recipient(ben))
      #expect(change(.add(digits: "112")) == .refused)
      #expect(change(.add(digits: "999")) == .unknown)
      guard case .list(_, 1, nil, nil, true) = change(.open(true)) else {
        Issue.record("the list is not open")
        return
      }
      #expect(change(.remove(house.carla.id)) == .unknown)
      #expect(change(.remove(house.ben.id)) == .done)
      #expect(change(.delete) == .done)
      #expect(house.ask(.list(owner: anna, number: 1)) == .unknown)
    }

    @Test(arguments: StoreMaker.all)
    func `the recorded name of a list is told until the list goes`(maker: StoreMaker) throws {
      let house = try House(maker)
      let anna = house.anna.id
      func name() -> AudioReference? {
        guard case .list(_, _, _, let name, _) = house.ask(.list(owner: anna, number: 2)) else {
          return nil
        }
        return name
      }
      #expect(
        house.ask(.changeList(owner: anna, number: 2, .name(try house.record()))) == .unknown)
      _ = house.ask(.changeList(owner: anna, number: 2, .create))
      #expect(name() == nil)
      #expect(
        house.ask(.changeList(owner: anna, number: 2, .name(try house.record()))) == .done)
      #expect(name()?.milliseconds == 2_000)
      // It stays when the list is changed.
      _ = house.ask(.changeList(owner: anna, number: 2, .add(digits: "112")))
      #expect(name()?.milliseconds == 2_000)
      _ = house.ask(.changeList(owner: anna, number: 2, .delete))
      _ = house.ask(.changeList(owner: anna, number: 2, .create))
      #expect(name() == nil)
    }

    @Test(arguments: StoreMaker.all)
    func `announcements are kept, used as greetings and deleted`(maker: StoreMaker) throws {
      let house = try House(maker)
      let anna = house.anna.id
      func announcement(_ index: Int) -> AudioReference? {
        guard case .greeting(let sound) = house.ask(.announcement(user: anna, index: index))
        else { return nil }
        return sound
      }
      #expect(house.ask(.announcement(user: anna, index: 0)) == .unknown)
      for milliseconds in [3_000, 2_000] {
        let take = try house.record(milliseconds: milliseconds)
        #expect(house.ask(.changeAnnouncement(user: anna, .keep(take))) == .done)
      }
      #expect(announcement(0)?.milliseconds == 3_000)
      #expect(announcement(1)?.milliseconds == 2_000)
      let first = try #require(announcement(0)?.id)
      #expect(house.ask(.changeAnnouncement(user: anna, .use(sound: first, .busy))) == .done)
      #expect(house.ask(.greeting(user: anna, .busy)) == .greeting(announcement(0)))
      #expect(try house.accounts.user(anna).settings.greetings.playsBusy)
      #expect(house.ask(.changeAnnouncement(user: anna, .delete(sound: first))) == .done)
      #expect(house.ask(.changeAnnouncement(user: anna, .delete(sound: first))) == .unknown)
      #expect(announcement(0)?.milliseconds == 2_000)
      // The greeting has the sound for itself.
      guard case .greeting(let greeting?) = house.ask(.greeting(user: anna, .busy)) else {
        Issue.record("the greeting is gone")
        return
      }
      #expect(greeting.milliseconds == 3_000)
    }
  }
}
