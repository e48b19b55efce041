import Mailbox
import Store
import Testing

@testable import SIPLine
@testable import Signalling

private typealias TestSystem = WaitingTestSystem
private typealias Note = RecordingSignalling.Note

/// Message-waiting over a store in memory (requirement I3, RFC 3842).
@Suite struct MessageWaitingTests {
  // MARK: Subscriptions

  @Test func `a telephone that subscribes is told at once, and of every change`() async throws {
    let system = try TestSystem()
    system.waiting.start()
    system.subscribe(to: "anna-desk", device: "anna-desk")
    #expect(system.notesSoFar == [Note(to: "#1", body: TestSystem.body(new: 0))])
    try system.addMessage(to: system.anna, isUrgent: true)
    let notes = try await system.notes(2)
    #expect(notes.map(\.body) == [TestSystem.body(new: 0), TestSystem.body(new: 1, urgent: 1)])
    try system.settle(system.anna, .save)
    #expect(try await system.notes(3).last?.body == TestSystem.body(new: 0, old: 1, urgentOld: 1))
  }

  @Test(arguments: ["", "anna-desk", "111", "+492115551111", "02115551111", "2000"])
  func `a device may ask for itself by any of its names, or the portal's`(name: String) throws {
    let system = try TestSystem()
    system.subscribe(to: name, device: "anna-desk")
    #expect(system.notesSoFar == [Note(to: "#1", body: TestSystem.body(new: 0))])
  }

  @Test(arguments: ["112", "113", "ben-desk", "+492115552222"])
  func `a device does not learn whether anybody else has a mailbox`(name: String) throws {
    let system = try TestSystem()
    try system.addMessage(to: system.ben)
    system.subscribe(to: name, device: "anna-desk")
    #expect(system.notesSoFar == [Note(to: "#1", body: TestSystem.nothing, isLast: true)])
  }

  @Test(arguments: ["111", "113", ""], [nil, "unknown-device"])
  func `a stranger learns nothing`(name: String, device: String?) throws {
    let system = try TestSystem()
    try system.addMessage(to: system.anna)
    system.subscribe(to: name, device: device)
    #expect(system.notesSoFar == [Note(to: "#1", body: TestSystem.nothing, isLast: true)])
    try system.addMessage(to: system.anna)
    system.waiting.changed(nil)
    #expect(system.notesSoFar.count == 1)
  }

  @Test func `a trusted peer may subscribe to anybody who is there`() throws {
    let system = try TestSystem()
    try system.addMessage(to: system.ben)
    system.subscribe(1, to: "112", from: TestSystem.trunk)
    system.subscribe(2, to: "113", from: TestSystem.trunk)
    #expect(
      system.notesSoFar == [
        Note(to: "#1", body: TestSystem.body("+492115552222", new: 1)),
        Note(to: "#2", body: TestSystem.nothing, isLast: true),
      ])
  }

  @Test func `another event than message-summary is refused`() throws {
    let system = try TestSystem()
    system.subscribe(1, to: "111", device: "anna-desk", event: "presence")
    system.subscribe(2, to: "111", device: "anna-desk", event: "message-summary;id=7")
    #expect(system.notesSoFar.map(\.isLast) == [true, false])
  }

  @Test func `one who asks only once is told once`() throws {
    let system = try TestSystem()
    system.waiting.start()
    system.subscribe(to: "111", device: "anna-desk", seconds: 0)
    #expect(system.notesSoFar.count == 1)
    try system.addMessage(to: system.anna)
    #expect(system.notesSoFar == [Note(to: "#1", body: TestSystem.body(new: 0), isLast: true)])
  }

  @Test func `a subscription that is refreshed is told again, one that has ended no more`()
    async throws
  {
    let system = try TestSystem()
    system.waiting.start()
    system.subscribe(to: "111", device: "anna-desk")
    system.waiting.settle()
    system.subscribe(to: "111", device: "anna-desk")
    let notes = try await system.notes(2)
    #expect(notes.map(\.body) == [TestSystem.body(new: 0), TestSystem.body(new: 0)])
    system.waiting.unsubscribed(SubscriptionID(1))
    try system.addMessage(to: system.anna)
    #expect(system.notesSoFar.count == 2)
  }

  // MARK: Registered devices

  @Test func `a device that registers is told without asking`() throws {
    let system = try TestSystem()
    try system.addMessage(to: system.anna)
    system.bind()
    _ = system.notesSoFar
    #expect(
      system.signalling.requests == [
        NotifyRequest(
          uri: TestSystem.annasContact, from: "sip:2000@portal.example.com",
          event: "message-summary",
          body: SIPBody(
            type: "application/simple-message-summary", TestSystem.body(new: 1)))
      ])
  }

  @Test func `a refresh is not told, a device that has gone neither`() throws {
    let system = try TestSystem()
    var notifier = MWINotifier(TestSystem.settings(), system.store.accounts)
    func bind(seconds: Int = 3_600, isNew: Bool = true, at now: Int64) throws {
      try notifier.bind(
        Binding(
          user: "anna-desk", contact: TestSystem.annasContact, expiresSeconds: seconds,
          isNew: isNew), at: now)
    }
    try bind(at: 0)
    let first = notifier.next(at: 0)
    #expect(first != nil)
    try bind(isNew: false, at: 1_000)
    let refresh = notifier.next(at: 10_000)
    #expect(refresh == nil)
    try bind(seconds: 0, at: 10_000)
    try system.addMessage(to: system.anna)
    try notifier.recheck([system.anna.id], at: 10_000)
    let gone = notifier.next(at: 20_000)
    #expect(gone == nil)
  }

  @Test func `changes within a second are told together`() async throws {
    let system = try TestSystem()
    system.waiting.start()
    system.bind()
    _ = system.notesSoFar
    for _ in 0..<5 { try system.addMessage(to: system.anna) }
    let notes = try await system.notes(to: TestSystem.body(new: 5))
    // More than two only if this machine stood still meanwhile.
    #expect(notes.map(\.body).first == TestSystem.body(new: 0))
    #expect(
      zip(notes, notes.dropFirst()).allSatisfy { $0.at.duration(to: $1.at) > .milliseconds(990) })
  }

  @Test func `a change of somebody else's messages is not told`() throws {
    let system = try TestSystem()
    system.waiting.start()
    system.bind()
    try system.addMessage(to: system.ben)
    #expect(system.notesSoFar.count == 1)
  }

  @Test func `an indicator that is switched off says so once`() async throws {
    let system = try TestSystem()
    system.waiting.start()
    try system.addMessage(to: system.anna)
    system.bind()
    _ = system.notesSoFar
    try system.adjust(system.anna) { $0.settings.notification.messageWaiting = false }
    #expect(try await system.notes(2).last?.body == TestSystem.nothing)
    try system.addMessage(to: system.anna)
    #expect(system.notesSoFar.count == 2)
    try system.adjust(system.anna) { $0.settings.notification.messageWaiting = true }
    #expect(try await system.notes(3).last?.body == TestSystem.body(new: 2))
  }

  @Test func `a number that another user gets takes the telephone along`() async throws {
    let system = try TestSystem()
    system.waiting.start()
    try system.addMessage(to: system.ben)
    system.bind("ben-desk", contact: "sip:ben@192.0.2.2")
    _ = system.notesSoFar
    try system.adjust(system.ben) { $0.extension = try Extension("119") }
    #expect(try await system.notes(2).last?.body == TestSystem.nothing)
    try system.adjust(system.anna) { $0.extension = try Extension("112") }
    #expect(try await system.notes(3).last?.body == TestSystem.body(new: 0))
  }

  @Test func `the telephone of a user who is removed is told that nothing waits`() async throws {
    let system = try TestSystem()
    system.waiting.start()
    try system.addMessage(to: system.anna)
    system.bind()
    _ = system.notesSoFar
    try system.store.accounts.removeUser(system.anna.id)
    #expect(try await system.notes(2).last?.body == TestSystem.nothing)
  }

  // MARK: Addresses of the configuration

  @Test func `at a start every user who wants it is told to the configured address`() async throws {
    let system = try TestSystem { $0.targets = ["sip:{extension}@192.0.2.9:5060"] }
    try system.adjust(system.ben) { $0.settings.notification.messageWaiting = false }
    try system.addMessage(to: system.anna)
    system.waiting.start()
    #expect(
      system.notesSoFar == [Note(to: "sip:111@192.0.2.9:5060", body: TestSystem.body(new: 1))])
    try system.adjust(system.ben) { $0.settings.notification.messageWaiting = true }
    let notes = try await system.notes(2)
    #expect(
      notes.last
        == Note(to: "sip:112@192.0.2.9:5060", body: TestSystem.body("+492115552222", new: 0)))
  }

  @Test func `an address may hold the name of the user's telephone, or else her extension`()
    async throws
  {
    let system = try TestSystem {
      $0.targets = ["sip:{user}@192.0.2.9"]
      $0.numbersOfDevices["ben-desk"] = nil
    }
    system.waiting.start()
    #expect(
      try await system.notes(2).map(\.to).sorted() == [
        "sip:112@192.0.2.9", "sip:anna-desk@192.0.2.9",
      ])
  }

  @Test func `a user who gets another number leaves the old address dark`() async throws {
    let system = try TestSystem { $0.targets = ["sip:{number}@192.0.2.9"] }
    system.waiting.start()
    _ = try await system.notes(2)
    try system.adjust(system.anna) { user in
      if let number = PhoneNumber(e164: "+492115559999") { user.mainNumber = number }
    }
    let notes = try await system.notes(4).dropFirst(2)
    #expect(notes.contains(Note(to: "sip:+492115551111@192.0.2.9", body: TestSystem.nothing)))
    #expect(
      notes.contains(
        Note(to: "sip:+492115559999@192.0.2.9", body: TestSystem.body("+492115559999", new: 0))))
  }

  // MARK: Settings

  @Test func `other settings move and refuse those whom they concern, and nobody else`()
    async throws
  {
    let system = try TestSystem()
    system.waiting.start()
    system.bind()
    system.subscribe(1, to: "112", from: TestSystem.trunk)
    system.subscribe(2, to: "111", device: "anna-desk")
    #expect(system.notesSoFar.count == 3)
    system.waiting.follow(
      TestSystem.settings {
        $0.isTrusted = { _ in false }
        $0.targets = ["sip:{extension}@192.0.2.9"]
      })
    let notes = try await system.notes(6).dropFirst(3)
    #expect(notes.contains(Note(to: "#1", body: TestSystem.nothing, isLast: true)))
    #expect(notes.map(\.to).sorted() == ["#1", "sip:111@192.0.2.9", "sip:112@192.0.2.9"])
  }

  @Test func `the account may be the portal, which some telephones dial`() throws {
    let portal = "sip:2000@portal.example.com"
    let system = try TestSystem { $0.account = portal }
    system.bind()
    let body = system.notesSoFar.first?.body ?? ""
    #expect(body.contains("Message-Account: \(portal)\r\n"))
  }

  @Test func `nothing is sent after the end`() throws {
    let system = try TestSystem()
    system.waiting.start()
    system.waiting.stop()
    system.bind()
    #expect(system.notesSoFar.isEmpty)
  }
}
