import Mailbox
import Signalling
import Store
import Testing

@testable import SIPLine

private typealias House = WaitingHouse
private typealias Note = RecordingSignalling.Note

/// Message-waiting over a store in memory (requirement I3, RFC 3842).
@Suite struct MessageWaitingTests {
  // MARK: Subscriptions

  @Test func `a telephone that subscribes is told at once, and of every change`() async throws {
    let house = try House()
    house.waiting.start()
    house.subscribe(to: "anna-desk", device: "anna-desk")
    #expect(house.notesSoFar == [Note(to: "#1", body: House.body(new: 0))])
    try house.addMessage(to: house.anna, isUrgent: true)
    let notes = try await house.notes(2)
    #expect(notes.map(\.body) == [House.body(new: 0), House.body(new: 1, urgent: 1)])
    try house.settle(house.anna, .save)
    #expect(try await house.notes(3).last?.body == House.body(new: 0, old: 1, urgentOld: 1))
  }

  @Test(arguments: ["", "anna-desk", "111", "+492115551111", "02115551111", "2000"])
  func `a device may ask for itself by any of its names, or the portal's`(name: String) throws {
    let house = try House()
    house.subscribe(to: name, device: "anna-desk")
    #expect(house.notesSoFar == [Note(to: "#1", body: House.body(new: 0))])
  }

  @Test(arguments: ["112", "113", "ben-desk", "+492115552222"])
  func `a device does not learn whether anybody else has a mailbox`(name: String) throws {
    let house = try House()
    try house.addMessage(to: house.ben)
    house.subscribe(to: name, device: "anna-desk")
    #expect(house.notesSoFar == [Note(to: "#1", body: House.nothing, isLast: true)])
  }

  @Test(arguments: ["111", "113", ""], [nil, "unknown-device"])
  func `a stranger learns nothing`(name: String, device: String?) throws {
    let house = try House()
    try house.addMessage(to: house.anna)
    house.subscribe(to: name, device: device)
    #expect(house.notesSoFar == [Note(to: "#1", body: House.nothing, isLast: true)])
    try house.addMessage(to: house.anna)
    house.waiting.changed(nil)
    #expect(house.notesSoFar.count == 1)
  }

  @Test func `a trusted peer may subscribe to anybody who is there`() throws {
    let house = try House()
    try house.addMessage(to: house.ben)
    house.subscribe(1, to: "112", from: House.trunk)
    house.subscribe(2, to: "113", from: House.trunk)
    #expect(
      house.notesSoFar == [
        Note(to: "#1", body: House.body("+492115552222", new: 1)),
        Note(to: "#2", body: House.nothing, isLast: true),
      ])
  }

  @Test func `another event than message-summary is refused`() throws {
    let house = try House()
    house.subscribe(1, to: "111", device: "anna-desk", event: "presence")
    house.subscribe(2, to: "111", device: "anna-desk", event: "message-summary;id=7")
    #expect(house.notesSoFar.map(\.isLast) == [true, false])
  }

  @Test func `one who asks only once is told once`() throws {
    let house = try House()
    house.waiting.start()
    house.subscribe(to: "111", device: "anna-desk", seconds: 0)
    #expect(house.notesSoFar.count == 1)
    try house.addMessage(to: house.anna)
    #expect(house.notesSoFar == [Note(to: "#1", body: House.body(new: 0), isLast: true)])
  }

  @Test func `a subscription that is refreshed is told again, one that has ended no more`()
    async throws
  {
    let house = try House()
    house.waiting.start()
    house.subscribe(to: "111", device: "anna-desk")
    house.subscribe(to: "111", device: "anna-desk")
    let notes = try await house.notes(2)
    #expect(notes.map(\.body) == [House.body(new: 0), House.body(new: 0)])
    house.waiting.unsubscribed(SubscriptionID(1))
    try house.addMessage(to: house.anna)
    #expect(house.notesSoFar.count == 2)
  }

  // MARK: Registered devices

  @Test func `a device that registers is told without asking`() throws {
    let house = try House()
    try house.addMessage(to: house.anna)
    house.bind()
    _ = house.notesSoFar
    #expect(
      house.signalling.requests == [
        NotifyRequest(
          uri: House.annasContact, from: "sip:2000@portal.example.com", event: "message-summary",
          body: SIPBody(
            type: "application/simple-message-summary", House.body(new: 1)))
      ])
  }

  @Test func `a refresh is not told, a device that has gone neither`() async throws {
    let house = try House()
    house.waiting.start()
    house.bind()
    house.bind(isNew: false)
    #expect(house.notesSoFar.count == 1)
    house.bind(seconds: 0)
    try house.addMessage(to: house.anna)
    house.bind("unknown-device", contact: "sip:x@192.0.2.3")
    try await Task.sleep(for: .milliseconds(1_100))
    #expect(house.notesSoFar.count == 1)
  }

  @Test func `changes within a second are told together`() async throws {
    let house = try House()
    house.waiting.start()
    house.bind()
    _ = house.notesSoFar
    for _ in 0..<5 { try house.addMessage(to: house.anna) }
    let notes = try await house.notes(to: House.body(new: 5))
    // More than two only if this machine stood still meanwhile.
    #expect(notes.map(\.body).first == House.body(new: 0))
    #expect(
      zip(notes, notes.dropFirst()).allSatisfy { $0.at.duration(to: $1.at) > .milliseconds(990) })
  }

  @Test func `a change of somebody else's messages is not told`() throws {
    let house = try House()
    house.waiting.start()
    house.bind()
    try house.addMessage(to: house.ben)
    #expect(house.notesSoFar.count == 1)
  }

  @Test func `an indicator that is switched off says so once`() async throws {
    let house = try House()
    house.waiting.start()
    try house.addMessage(to: house.anna)
    house.bind()
    _ = house.notesSoFar
    try house.adjust(house.anna) { $0.settings.notification.messageWaiting = false }
    #expect(try await house.notes(2).last?.body == House.nothing)
    try house.addMessage(to: house.anna)
    #expect(house.notesSoFar.count == 2)
    try house.adjust(house.anna) { $0.settings.notification.messageWaiting = true }
    #expect(try await house.notes(3).last?.body == House.body(new: 2))
  }

  @Test func `a number that another user gets takes the telephone along`() async throws {
    let house = try House()
    house.waiting.start()
    try house.addMessage(to: house.ben)
    house.bind("ben-desk", contact: "sip:ben@192.0.2.2")
    _ = house.notesSoFar
    try house.adjust(house.ben) { $0.extension = try Extension("119") }
    #expect(try await house.notes(2).last?.body == House.nothing)
    try house.adjust(house.anna) { $0.extension = try Extension("112") }
    #expect(try await house.notes(3).last?.body == House.body(new: 0))
  }

  @Test func `the telephone of a user who is removed is told that nothing waits`() async throws {
    let house = try House()
    house.waiting.start()
    try house.addMessage(to: house.anna)
    house.bind()
    _ = house.notesSoFar
    try house.store.accounts.removeUser(house.anna.id)
    #expect(try await house.notes(2).last?.body == House.nothing)
  }

  // MARK: Addresses of the configuration

  @Test func `at a start every user who wants it is told to the configured address`() async throws {
    let house = try House { $0.targets = ["sip:{extension}@192.0.2.9:5060"] }
    try house.adjust(house.ben) { $0.settings.notification.messageWaiting = false }
    try house.addMessage(to: house.anna)
    house.waiting.start()
    #expect(house.notesSoFar == [Note(to: "sip:111@192.0.2.9:5060", body: House.body(new: 1))])
    try house.adjust(house.ben) { $0.settings.notification.messageWaiting = true }
    let notes = try await house.notes(2)
    #expect(
      notes.last
        == Note(to: "sip:112@192.0.2.9:5060", body: House.body("+492115552222", new: 0)))
  }

  @Test func `a user who gets another number leaves the old address dark`() async throws {
    let house = try House { $0.targets = ["sip:{number}@192.0.2.9"] }
    house.waiting.start()
    _ = try await house.notes(2)
    try house.adjust(house.anna) { user in
      if let number = PhoneNumber(e164: "+492115559999") { user.mainNumber = number }
    }
    let notes = try await house.notes(4).dropFirst(2)
    #expect(notes.contains(Note(to: "sip:+492115551111@192.0.2.9", body: House.nothing)))
    #expect(
      notes.contains(
        Note(to: "sip:+492115559999@192.0.2.9", body: House.body("+492115559999", new: 0))))
  }

  // MARK: Settings

  @Test func `other settings move and refuse those whom they concern, and nobody else`()
    async throws
  {
    let house = try House()
    house.waiting.start()
    house.bind()
    house.subscribe(1, to: "112", from: House.trunk)
    house.subscribe(2, to: "111", device: "anna-desk")
    #expect(house.notesSoFar.count == 3)
    house.waiting.follow(
      House.settings {
        $0.isTrusted = { _ in false }
        $0.targets = ["sip:{extension}@192.0.2.9"]
      })
    let notes = try await house.notes(6).dropFirst(3)
    #expect(notes.contains(Note(to: "#1", body: House.nothing, isLast: true)))
    #expect(notes.map(\.to).sorted() == ["#1", "sip:111@192.0.2.9", "sip:112@192.0.2.9"])
  }

  @Test func `the account may be the portal, which some telephones dial`() throws {
    let portal = "sip:2000@portal.example.com"
    let house = try House { $0.account = portal }
    house.bind()
    let body = house.notesSoFar.first?.body ?? ""
    #expect(body.contains("Message-Account: \(portal)\r\n"))
  }

  @Test func `nothing is sent after the end`() throws {
    let house = try House()
    house.waiting.start()
    house.waiting.stop()
    house.bind()
    #expect(house.notesSoFar.isEmpty)
  }
}
