import Mailbox
import Store
import Testing

extension MailboxStoreTests {
  @Suite struct Depositing {
    @Test(arguments: StoreMaker.all)
    func `a message is there with its sound and marks`(maker: StoreMaker) throws {
      let system = try TestSystem(maker)
      #expect(
        try system.deposit(
          to: system.anna, isUrgent: true, isConfidential: true, milliseconds: 3_000) == .done)
      let view = try #require(try system.message(.first, of: system.anna))
      #expect(view.isUrgent && view.isConfidential)
      #expect(view.milliseconds == 3_000)
      #expect(
        view.received
          == LocalTime(
            year: 2024, month: 3, day: 15, weekday: 5, hour: 13, minute: 0, daysAgo: 0))
      switch try system.store.audio(view.parts[0].id) {
      case .samples(let samples): #expect(samples.count == 24_000)
      case .file(let path): #expect(path.isEmpty == false)
      }
    }

    @Test(arguments: StoreMaker.all, [(999, true), (5_000, false)])
    func `what is too short or silent is not kept`(
      maker: StoreMaker, recording: (milliseconds: Int, hasSound: Bool)
    ) throws {
      let system = try TestSystem(maker)
      let take = try system.record(
        milliseconds: recording.milliseconds, hasSound: recording.hasSound)
      let deposit = Deposit(mailbox: system.anna.id, take: take, from: "")
      #expect(system.ask(.deposit(deposit)) == .done)
      #expect(try system.message(.first, of: system.anna) == nil)
    }

    @Test(arguments: StoreMaker.all)
    func `only the count of messages refuses one that is already recorded`(
      maker: StoreMaker
    ) throws {
      let system = try TestSystem(maker)
      try system.adjust(system.anna) {
        $0.settings.quota = MailboxQuota(maximumMessages: 2, maximumSeconds: 3)
      }
      #expect(try system.deposit(to: system.anna, milliseconds: 4_000) == .done)
      #expect(try system.deposit(to: system.anna) == .done)
      #expect(try system.deposit(to: system.anna) == .full)
      #expect(try system.welcome(system.anna).counts.total == 2)
    }

    @Test(arguments: StoreMaker.all)
    func `the owner is told when the mailbox is nearly full`(maker: StoreMaker) throws {
      let system = try TestSystem(maker)
      try system.adjust(system.anna) {
        $0.settings.quota = MailboxQuota(maximumMessages: 10, maximumSeconds: 6_000)
      }
      for count in 1...9 {
        try system.deposit(to: system.anna)
        #expect(try system.welcome(system.anna).isNearlyFull == (count == 9))
      }
      _ = system.ask(.deleteAll(mailbox: system.anna.id))
      _ = system.ask(.finish(mailbox: system.anna.id))
      #expect(try system.welcome(system.anna).isNearlyFull == false)
    }

    @Test(arguments: StoreMaker.all)
    func `a recording that is not there is no message`(maker: StoreMaker) throws {
      let system = try TestSystem(maker)
      let take = FinishedRecording(id: 4_711, milliseconds: 5_000, hasSound: true, ending: .key)
      let deposit = Deposit(mailbox: system.anna.id, take: take, from: "")
      #expect(system.ask(.deposit(deposit)) == .failed)
      #expect(try system.message(.first, of: system.anna) == nil)
    }

    @Test(arguments: StoreMaker.all)
    func `a request for somebody who is not there fails and changes nothing`(
      maker: StoreMaker
    ) throws {
      let system = try TestSystem(maker)
      let take = try system.record()
      let nobody: Int64 = 999_999
      let code = Passcode("730516")
      for request: MailboxRequest in [
        .message(mailbox: nobody, .first), .deleteAll(mailbox: nobody), .finish(mailbox: nobody),
        .dispose(mailbox: system.anna.id, message: 999_999, .save),
        .settings(user: nobody), .change(user: nobody, .away(true)),
        .greeting(user: nobody, .busy), .keepGreeting(user: nobody, .busy, take),
        .checkPasscode(user: nobody, code),
        .changePasscode(user: nobody, code, repeated: code),
        .deposit(Deposit(mailbox: nobody, take: take, from: "")),
        .recipient(sender: nobody, digits: "111"), .list(owner: nobody, number: 1),
        .send(SendOrder(sender: nobody, take: take, forwarded: nil, audience: .company)),
      ] {
        #expect(system.ask(request) == .failed, "\(request)")
      }
    }

    @Test(arguments: StoreMaker.all)
    func `a request without waiting gets the same answer`(maker: StoreMaker) async throws {
      let system = try TestSystem(maker)
      let reply = await withCheckedContinuation { continuation in
        system.store.submit(.settings(user: system.anna.id), of: CallToken(1)) {
          continuation.resume(returning: $0)
        }
      }
      #expect(reply == system.ask(.settings(user: system.anna.id)))
    }
  }
}
