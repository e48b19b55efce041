import Mailbox
import Store
import Testing

extension MailboxStoreTests {
  @Suite struct Depositing {
    @Test(arguments: StoreMaker.all)
    func `a message is there with its sound and marks`(maker: StoreMaker) throws {
      let house = try House(maker)
      #expect(
        try house.deposit(
          to: house.anna, isUrgent: true, isConfidential: true, milliseconds: 3_000) == .done)
      let view = try #require(try house.message(.first, of: house.anna))
      #expect(view.isUrgent && view.isConfidential)
      #expect(view.milliseconds == 3_000)
      #expect(
        view.received
          == LocalTime(
            year: 2024, month: 3, day: 15, weekday: 5, hour: 13, minute: 0, daysAgo: 0))
      switch try house.store.audio(view.parts[0].id) {
      case .samples(let samples): #expect(samples.count == 24_000)
      case .file(let path): #expect(path.isEmpty == false)
      }
    }

    @Test(arguments: StoreMaker.all, [(999, true), (5_000, false)])
    func `what is too short or silent is not kept`(
      maker: StoreMaker, recording: (milliseconds: Int, hasSound: Bool)
    ) throws {
      let house = try House(maker)
      let take = try house.record(
        milliseconds: recording.milliseconds, hasSound: recording.hasSound)
      let deposit = Deposit(mailbox: house.anna.id, take: take, from: "")
      #expect(house.ask(.deposit(deposit)) == .done)
      #expect(try house.message(.first, of: house.anna) == nil)
    }

    @Test(arguments: StoreMaker.all)
    func `only the count of messages refuses one that is already recorded`(
      maker: StoreMaker
    ) throws {
      let house = try House(maker)
      try house.adjust(house.anna) {
        $0.settings.quota = MailboxQuota(maximumMessages: 2, maximumSeconds: 3)
      }
      #expect(try house.deposit(to: house.anna, milliseconds: 4_000) == .done)
      #expect(try house.deposit(to: house.anna) == .done)
      #expect(try house.deposit(to: house.anna) == .full)
      #expect(try house.welcome(house.anna).counts.total == 2)
    }

    @Test(arguments: StoreMaker.all)
    func `the owner is told when the mailbox is nearly full`(maker: StoreMaker) throws {
      let house = try House(maker)
      try house.adjust(house.anna) {
        $0.settings.quota = MailboxQuota(maximumMessages: 10, maximumSeconds: 6_000)
      }
      for count in 1...9 {
        try house.deposit(to: house.anna)
        #expect(try house.welcome(house.anna).isNearlyFull == (count == 9))
      }
      _ = house.ask(.deleteAll(mailbox: house.anna.id))
      _ = house.ask(.finish(mailbox: house.anna.id))
      #expect(try house.welcome(house.anna).isNearlyFull == false)
    }

    @Test(arguments: StoreMaker.all)
    func `a recording that is not there is no message`(maker: StoreMaker) throws {
      let house = try House(maker)
      let take = Take(id: 4_711, milliseconds: 5_000, hasSound: true, ending: .key)
      let deposit = Deposit(mailbox: house.anna.id, take: take, from: "")
      #expect(house.ask(.deposit(deposit)) == .failed)
      #expect(try house.message(.first, of: house.anna) == nil)
    }

    @Test(arguments: StoreMaker.all)
    func `a request for somebody who is not there fails and changes nothing`(
      maker: StoreMaker
    ) throws {
      let house = try House(maker)
      let take = try house.record()
      let nobody: Int64 = 999_999
      let code = Passcode("730516")
      for request: MailboxRequest in [
        .message(mailbox: nobody, .first), .deleteAll(mailbox: nobody), .finish(mailbox: nobody),
        .dispose(mailbox: house.anna.id, message: 999_999, .save),
        .settings(user: nobody), .change(user: nobody, .away(true)),
        .greeting(user: nobody, .busy), .keepGreeting(user: nobody, .busy, take),
        .checkPasscode(user: nobody, code),
        .changePasscode(user: nobody, code, repeated: code),
        .deposit(Deposit(mailbox: nobody, take: take, from: "")),
        .recipient(sender: nobody, digits: "111"), .list(owner: nobody, number: 1),
        .send(SendOrder(sender: nobody, take: take, forwarded: nil, audience: .company)),
      ] {
        #expect(house.ask(request) == .failed, "\(request)")
      }
    }

    @Test(arguments: StoreMaker.all)
    func `a request without waiting gets the same answer`(maker: StoreMaker) async throws {
      let house = try House(maker)
      let reply = await withCheckedContinuation { continuation in
        house.store.submit(.settings(user: house.anna.id), of: CallToken(1)) {
          continuation.resume(returning: $0)
        }
      }
      #expect(reply == house.ask(.settings(user: house.anna.id)))
    }
  }
}
