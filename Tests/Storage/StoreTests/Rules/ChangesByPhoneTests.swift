import Mailbox
import Testing

@testable import Store

extension MailboxStoreTests {
  /// Distribution lists and announcements as their owner changes them by phone.
  @Suite struct ChangesByPhoneTests {
    @Test(arguments: StoreMaker.all)
    func `a list is made, filled, opened and deleted`(maker: StoreMaker) throws {
      let system = try TestSystem(maker)
      let anna = system.anna.id
      func change(_ change: ListChange) -> MailboxReply {
        system.ask(.changeList(owner: anna, number: 1, change))
      }
      #expect(system.ask(.freeList(owner: anna)) == .count(1))
      #expect(change(.open(true)) == .unknown)
      #expect(system.ask(.changeList(owner: anna, number: 16, .create)) == .refused)
      guard case .list(_, 0, nil, nil, false) = change(.create) else {
        Issue.record("no list was made")
        return
      }
      #expect(change(.create) == .refused)
      #expect(system.ask(.freeList(owner: anna)) == .count(2))
      let ben = Recipient(user: system.ben.id, number: "112", name: nil)
      #expect(change(.add(digits: "112")) == .recipient(ben))
      #expect(change(.add(digits: "112")) == .refused)
      #expect(change(.add(digits: "999")) == .unknown)
      guard case .list(_, 1, nil, nil, true) = change(.open(true)) else {
        Issue.record("the list is not open")
        return
      }
      #expect(change(.remove(system.carla.id)) == .unknown)
      #expect(change(.remove(system.ben.id)) == .done)
      #expect(change(.delete) == .done)
      #expect(system.ask(.list(owner: anna, number: 1)) == .unknown)
    }

    @Test(arguments: StoreMaker.all)
    func `the recorded name of a list is told until the list goes`(maker: StoreMaker) throws {
      let system = try TestSystem(maker)
      let anna = system.anna.id
      func name() -> AudioReference? {
        guard case .list(_, _, _, let name, _) = system.ask(.list(owner: anna, number: 2)) else {
          return nil
        }
        return name
      }
      #expect(
        system.ask(.changeList(owner: anna, number: 2, .name(try system.record()))) == .unknown)
      _ = system.ask(.changeList(owner: anna, number: 2, .create))
      #expect(name() == nil)
      #expect(
        system.ask(.changeList(owner: anna, number: 2, .name(try system.record()))) == .done)
      #expect(name()?.milliseconds == 2_000)
      // It stays when the list is changed.
      _ = system.ask(.changeList(owner: anna, number: 2, .add(digits: "112")))
      #expect(name()?.milliseconds == 2_000)
      _ = system.ask(.changeList(owner: anna, number: 2, .delete))
      _ = system.ask(.changeList(owner: anna, number: 2, .create))
      #expect(name() == nil)
    }

    @Test(arguments: StoreMaker.all)
    func `announcements are kept, used as greetings and deleted`(maker: StoreMaker) throws {
      let system = try TestSystem(maker)
      let anna = system.anna.id
      func announcement(_ index: Int) -> AudioReference? {
        guard case .greeting(let sound) = system.ask(.announcement(user: anna, index: index))
        else { return nil }
        return sound
      }
      #expect(system.ask(.announcement(user: anna, index: 0)) == .unknown)
      for milliseconds in [3_000, 2_000] {
        let take = try system.record(milliseconds: milliseconds)
        #expect(system.ask(.changeAnnouncement(user: anna, .keep(take))) == .done)
      }
      #expect(announcement(0)?.milliseconds == 3_000)
      #expect(announcement(1)?.milliseconds == 2_000)
      let first = try #require(announcement(0)?.id)
      #expect(system.ask(.changeAnnouncement(user: anna, .use(sound: first, .busy))) == .done)
      #expect(system.ask(.greeting(user: anna, .busy)) == .greeting(announcement(0)))
      #expect(try system.accounts.user(anna).settings.greetings.playsBusy)
      #expect(system.ask(.changeAnnouncement(user: anna, .delete(sound: first))) == .done)
      #expect(system.ask(.changeAnnouncement(user: anna, .delete(sound: first))) == .unknown)
      #expect(announcement(0)?.milliseconds == 2_000)
      // The greeting has the sound for itself.
      guard case .greeting(let greeting?) = system.ask(.greeting(user: anna, .busy)) else {
        Issue.record("the greeting is gone")
        return
      }
      #expect(greeting.milliseconds == 3_000)
    }
  }
}
