import Operations
import SIP
import Signalling
import Store
import Testing

@testable import SIPLine
@testable import Signalling

/// What message-waiting has to do while the store cannot be asked.
@Suite struct MWIWorkTests {
  private func subscription(_ seconds: Int) -> IncomingSubscription {
    IncomingSubscription(
      requestURI: "sip:111@portal.example.com", event: "message-summary",
      source: WaitingTestSystem.stranger, device: "anna-desk", expiresSeconds: seconds)
  }

  private func binding(_ contact: String, seconds: Int = 60, isNew: Bool = true) -> Binding {
    Binding(user: "anna-desk", contact: contact, expiresSeconds: seconds, isNew: isNew)
  }

  @Test func `the newest state of a subscription is what counts`() {
    var work = MWIWork()
    for seconds in 1...100 {
      work.add(.subscribed(SubscriptionID(1), subscription(seconds)))
    }
    #expect(work.count == 1)
    guard case .subscribed(SubscriptionID(1), let newest) = work.nextForStore() else {
      Issue.record("There is no subscription.")
      return
    }
    #expect(newest.expiresSeconds == 100)
    #expect(!work.needsStore)
    work.putBack(.subscribed(SubscriptionID(1), newest))
    #expect(work.count == 1)
  }

  @Test func `what has ended waits for nothing`() {
    var work = MWIWork()
    work.add(.subscribed(SubscriptionID(1), subscription(60)))
    work.add(.bound(binding("sip:a@192.0.2.1")))
    work.add(.unsubscribed(SubscriptionID(1)))
    work.add(.bound(binding("sip:a@192.0.2.1", seconds: 0)))
    work.putBack(.subscribed(SubscriptionID(1), subscription(60)))
    work.putBack(.bound(binding("sip:a@192.0.2.1")))
    #expect(work.count == 0)
    #expect(!work.needsStore)
    var items = 0
    while work.nextWithoutStore() != nil { items += 1 }
    #expect(items == 2)
  }

  @Test func `subscriptions are served in the order in which they came`() {
    var work = MWIWork()
    for id in 1...1_000 { work.add(.subscribed(SubscriptionID(UInt64(id)), subscription(60))) }
    for id in 2...999 { work.add(.unsubscribed(SubscriptionID(UInt64(id)))) }
    work.add(.subscribed(SubscriptionID(1_001), subscription(60)))
    var served: [UInt64] = []
    while case .subscribed(let id, _) = work.nextForStore() { served.append(id.value) }
    #expect(served == [1, 1_000, 1_001])
  }

  @Test func `a device that is new is new until it was told`() {
    var work = MWIWork()
    work.add(.bound(binding("sip:a@192.0.2.1")))
    work.add(.bound(binding("sip:a@192.0.2.1", seconds: 90, isNew: false)))
    guard case .bound(let newest) = work.nextForStore() else {
      Issue.record("There is no device.")
      return
    }
    #expect(newest == binding("sip:a@192.0.2.1", seconds: 90))
  }

  @Test func `users are looked at together, and all of them if they are many`() {
    var work = MWIWork()
    for user in 1...3 { work.add(.changed([Int64(user)])) }
    guard case .changed(let users?) = work.nextForStore() else {
      Issue.record("There are no users.")
      return
    }
    #expect(users.sorted() == [1, 2, 3])
    for user in 1...20_000 { work.add(.changed([Int64(user)])) }
    guard case .changed(nil) = work.nextForStore() else {
      Issue.record("Not everybody is looked at.")
      return
    }
    #expect(!work.needsStore)
  }

  @Test func `so many subscriptions and devices may wait, and those that wait may refresh`() {
    var work = MWIWork(most: 2)
    let isTaken = [
      work.add(.subscribed(SubscriptionID(1), subscription(60))),
      work.add(.bound(binding("sip:a@192.0.2.1"))),
      work.add(.subscribed(SubscriptionID(2), subscription(60))),
      work.add(.bound(binding("sip:b@192.0.2.1"))),
      work.add(.subscribed(SubscriptionID(1), subscription(90))),
      work.add(.unsubscribed(SubscriptionID(1))),
      work.add(.bound(binding("sip:b@192.0.2.1"))),
    ]
    #expect(isTaken == [true, true, false, false, true, true, true])
  }

  @Test func `a subscription that finds no room is ended, and counted`() async throws {
    let (store, signalling, log) = (Mailboxes(now: { 0 }), RecordingSignalling(), NotedLog())
    let waiting = MessageWaiting(
      signalling: signalling, store: store,
      settings: MessageWaitingSettings(portal: "sip:2000@portal.example.com"), log: log.log,
      mostWaiting: 0)
    waiting.subscribed(SubscriptionID(1), subscription(60))
    waiting.stop()
    #expect(signalling.notes.map(\.isLast) == [true])
    #expect(log.log.counters[.indicationsRefused] == 1)
  }
}
