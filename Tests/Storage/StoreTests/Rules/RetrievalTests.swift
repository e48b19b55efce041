import Mailbox
import Store
import Testing

extension MailboxStoreTests {
  @Suite struct Retrieval {
    /// Puts a message in that came some minutes before the start.
    private func add(
      to system: TestSystem, minutesAgo: Int64, isUrgent: Bool = false,
      from: String = TestSystem.stranger
    ) throws {
      try system.accounts.addMessage(
        to: system.anna.id, samples: [Int16](repeating: 1, count: 16_000), from: from,
        isUrgent: isUrgent, isConfidential: false, received: TestSystem.start - minutesAgo * 60_000)
    }

    private func minutesAgo(_ system: TestSystem, call: UInt64 = 1) throws -> [Int] {
      // The clock stands at 13:00 in Berlin.
      try system.heard(by: system.anna, call: call).map {
        (13 - Int($0.received.hour)) * 60 - Int($0.received.minute)
      }
    }

    @Test(arguments: StoreMaker.all)
    func `urgent ones come first, then new, then saved, oldest first`(maker: StoreMaker) throws {
      let system = try TestSystem(maker)
      for minutes: Int64 in [10, 30, 20] { try add(to: system, minutesAgo: minutes) }
      try add(to: system, minutesAgo: 15, isUrgent: true)
      try add(to: system, minutesAgo: 25, isUrgent: true)
      let saved = try #require(try system.heard(by: system.anna).first { $0.received.minute == 30 })
      _ = system.ask(.dispose(mailbox: system.anna.id, message: saved.id, .save))
      _ = system.ask(.finish(mailbox: system.anna.id))
      #expect(try minutesAgo(system) == [25, 15, 20, 10, 30])
      #expect(
        try system.heard(by: system.anna).map(\.rank)
          == [.urgentNew, .urgentNew, .new, .new, .saved])
      #expect(
        try system.welcome(system.anna).counts == MessageCounts(new: 4, urgent: 2, saved: 1))
      try system.adjust(system.anna) { $0.settings.order = .newestFirst }
      #expect(try minutesAgo(system) == [15, 25, 10, 20, 30])
    }

    @Test(arguments: StoreMaker.all)
    func `one can go back to the message before`(maker: StoreMaker) throws {
      let system = try TestSystem(maker)
      for minutes: Int64 in [10, 30, 20] { try add(to: system, minutesAgo: minutes) }
      try add(to: system, minutesAgo: 5, isUrgent: true)
      let all = try system.heard(by: system.anna)
      var back: [Int64] = []
      var next = all.last
      while let view = next {
        back.insert(view.id, at: 0)
        next = try system.message(.before(view.id), of: system.anna)
      }
      #expect(back == all.map(\.id))
    }

    @Test(arguments: StoreMaker.all)
    func `messages of the same moment keep the order in which they came`(
      maker: StoreMaker
    ) throws {
      let system = try TestSystem(maker)
      for from in ["+4930111111", "+4930222222", "+4930333333"] {
        try add(to: system, minutesAgo: 1, from: from)
      }
      #expect(
        try system.heard(by: system.anna).map(\.sender.number)
          == ["+4930111111", "+4930222222", "+4930333333"])
    }

    @Test(arguments: StoreMaker.all, [PendingDecision.save, .delete, .markNew])
    func `a decision shows in its call and moves nothing before the end`(
      maker: StoreMaker, disposition: PendingDecision
    ) throws {
      let system = try TestSystem(maker)
      for minutes: Int64 in [30, 20, 10] { try add(to: system, minutesAgo: minutes) }
      let ids = try system.heard(by: system.anna).map(\.id)
      #expect(
        system.ask(.dispose(mailbox: system.anna.id, message: ids[0], disposition)) == .done)
      let views = try system.heard(by: system.anna)
      #expect(views.map(\.id) == ids)
      #expect(views.map(\.disposition) == [disposition, .none, .none])
      #expect(
        try system.heard(by: system.anna, call: 2).map(\.disposition) == [.none, .none, .none])
    }

    @Test(arguments: StoreMaker.all)
    func `at the end of the call decisions take effect`(maker: StoreMaker) throws {
      let system = try TestSystem(maker)
      for minutes: Int64 in [30, 20, 10] { try add(to: system, minutesAgo: minutes) }
      let ids = try system.heard(by: system.anna).map(\.id)
      _ = system.ask(.dispose(mailbox: system.anna.id, message: ids[0], .save))
      _ = system.ask(.dispose(mailbox: system.anna.id, message: ids[1], .delete))
      #expect(system.ask(.finish(mailbox: system.anna.id)) == .done)
      #expect(try system.heard(by: system.anna, call: 2).map(\.id) == [ids[2], ids[0]])
      #expect(try system.welcome(system.anna).counts == MessageCounts(new: 1, saved: 1))
      let stored = try system.accounts.messages(of: system.anna.id)
      #expect(stored.map(\.id) == [ids[2], ids[0], ids[1]])
      #expect(stored.map(\.isDeleted) == [false, false, true])
    }

    @Test(arguments: StoreMaker.all)
    func `a deletion can be taken back in the call`(maker: StoreMaker) throws {
      let system = try TestSystem(maker)
      try add(to: system, minutesAgo: 1)
      let id = try #require(try system.message(.first, of: system.anna)).id
      _ = system.ask(.dispose(mailbox: system.anna.id, message: id, .delete))
      _ = system.ask(.dispose(mailbox: system.anna.id, message: id, .none))
      _ = system.ask(.finish(mailbox: system.anna.id))
      #expect(try system.welcome(system.anna).counts == MessageCounts(new: 1))
    }

    @Test(arguments: StoreMaker.all, [false, true])
    func `a saved message can be marked as new`(maker: StoreMaker, isUrgent: Bool) throws {
      let system = try TestSystem(maker)
      try add(to: system, minutesAgo: 1, isUrgent: isUrgent)
      let id = try #require(try system.message(.first, of: system.anna)).id
      for disposition in [PendingDecision.save, .markNew] {
        _ = system.ask(.dispose(mailbox: system.anna.id, message: id, disposition))
        _ = system.ask(.finish(mailbox: system.anna.id))
      }
      #expect(
        try system.message(.first, of: system.anna)?.rank == (isUrgent ? .urgentNew : .new))
    }

    @Test(arguments: StoreMaker.all)
    func `all can be deleted at once, and the call still goes through them`(
      maker: StoreMaker
    ) throws {
      let system = try TestSystem(maker)
      for minutes: Int64 in [30, 20, 10] { try add(to: system, minutesAgo: minutes) }
      let ids = try system.heard(by: system.anna).map(\.id)
      _ = system.ask(.dispose(mailbox: system.anna.id, message: ids[0], .delete))
      _ = system.ask(.dispose(mailbox: system.anna.id, message: ids[1], .save))
      #expect(system.ask(.deleteAll(mailbox: system.anna.id)) == .count(2))
      #expect(try system.heard(by: system.anna).map(\.id) == ids)
      _ = system.ask(.finish(mailbox: system.anna.id))
      #expect(try system.message(.first, of: system.anna) == nil)
    }

    @Test(arguments: StoreMaker.all)
    func `a message that another call deletes still marks a place`(maker: StoreMaker) throws {
      let system = try TestSystem(maker)
      for minutes: Int64 in [30, 20, 10] { try add(to: system, minutesAgo: minutes) }
      let ids = try system.heard(by: system.anna, call: 1).map(\.id)
      _ = system.ask(.dispose(mailbox: system.anna.id, message: ids[1], .delete), call: 2)
      _ = system.ask(.finish(mailbox: system.anna.id), call: 2)
      #expect(try system.message(.after(ids[1]), of: system.anna)?.id == ids[2])
      #expect(try system.message(.before(ids[1]), of: system.anna)?.id == ids[0])
      let left = try system.heard(by: system.anna)
      #expect(left.map(\.id) == [ids[0], ids[2]])
      #expect(left.map(\.total) == [2, 2])
    }

    @Test(arguments: StoreMaker.all)
    func `who is gone is a number, to which no reply goes`(maker: StoreMaker) throws {
      let system = try TestSystem(maker)
      try add(to: system, minutesAgo: 1, from: "112")
      #expect(try system.heard(by: system.anna).first?.replyTo == system.ben.id)
      try system.accounts.removeUser(system.ben.id)
      let view = try #require(try system.heard(by: system.anna).first)
      #expect(view.replyTo == nil)
      #expect(view.sender.number == "112")
    }

    @Test(arguments: StoreMaker.all)
    func `a deleted message is gone for good after some days`(maker: StoreMaker) throws {
      let system = try TestSystem(maker) { $0.keepsDeletedDays = 2 }
      try add(to: system, minutesAgo: 1)
      let view = try #require(try system.message(.first, of: system.anna))
      _ = system.ask(.deleteAll(mailbox: system.anna.id))
      _ = system.ask(.finish(mailbox: system.anna.id))
      system.pass(minutes: 2 * 24 * 60 - 1)
      #expect(try system.accounts.messages(of: system.anna.id).count == 1)
      system.pass(minutes: 1)
      _ = system.ask(.finish(mailbox: system.anna.id))
      #expect(try system.accounts.messages(of: system.anna.id).isEmpty)
      #expect(throws: StoreError.self) { try system.store.audio(view.parts[0].id) }
    }

    @Test(arguments: StoreMaker.all)
    func `a message tells its sender and where a call-back goes`(maker: StoreMaker) throws {
      let system = try TestSystem(maker)
      let senders: [(from: String, number: String?, user: Int64?, callBack: String?)] = [
        ("+4915112345678", "+4915112345678", nil, "+4915112345678"),
        ("0151 12345678", "+4915112345678", nil, "+4915112345678"),
        ("+33123456789", "+33123456789", nil, nil),
        ("+499001234567", "+499001234567", nil, nil),
        ("02115552222", "+492115552222", system.ben.id, "+492115552222"),
        ("112", "112", system.ben.id, "+492115552222"),
        ("", nil, nil, nil), ("anonymous", nil, nil, nil), ("150", "150", nil, nil),
        ("22833", "22833", nil, nil), ("1234567890123456", "1234567890123456", nil, nil),
        ("door  north ", "door north", nil, nil), ("+492115550", "+492115550", nil, nil),
      ]
      for (index, sender) in senders.enumerated() {
        try add(to: system, minutesAgo: Int64(60 - index), from: sender.from)
      }
      for (view, sender) in zip(try system.heard(by: system.anna), senders) {
        #expect(view.sender.number == sender.number, "\(sender.from)")
        #expect(view.sender.user == sender.user, "\(sender.from)")
        #expect(view.callBack == sender.callBack, "\(sender.from)")
      }
    }

    @Test(arguments: StoreMaker.all)
    func `the order stays right among many messages`(maker: StoreMaker) throws {
      let system = try TestSystem(maker)
      // 7 has no common divisor with 300, so every minute comes once, out of order.
      for step in 0..<300 {
        try system.accounts.addMessage(
          to: system.anna.id, samples: [1], from: "", isUrgent: step % 3 == 0,
          isConfidential: false, received: TestSystem.start - Int64(step * 7 % 300) * 60_000)
      }
      let heard = try system.heard(by: system.anna)
      #expect(heard.map(\.id) == (try system.accounts.messages(of: system.anna.id)).map(\.id))
      for (index, view) in heard.enumerated() where index % 2 == 0 {
        _ = system.ask(.dispose(mailbox: system.anna.id, message: view.id, .delete))
      }
      _ = system.ask(.finish(mailbox: system.anna.id))
      let odd = heard.indices.filter { $0 % 2 == 1 }.map { heard[$0].id }
      #expect(try system.heard(by: system.anna).map(\.id) == odd)
      #expect(try system.welcome(system.anna).counts.total == 150)
    }
  }
}
