import Mailbox
import Testing

@testable import Store

@Suite struct MessageIndexTests {
  private func key(_ received: Int64) -> MessageIndex.Key { .init(received: received, id: 1) }

  @Test(arguments: [0, 1, 512, 513, 5_000])
  func `keys come back in order, whatever the order in which they came`(count: Int) {
    var index = MessageIndex()
    // 7919 is a prime, so every key comes once.
    for step in 0..<count { index.insert(key(Int64(step * 7_919 % count))) }
    #expect(index.count == count)
    #expect(index.all == (0..<Int64(count)).map(key))
    var walked: [MessageIndex.Key] = []
    var next = index.next(after: nil)
    while let key = next {
      walked.append(key)
      next = index.next(after: key)
    }
    #expect(walked == index.all)
    var back: [MessageIndex.Key] = []
    next = index.previous(before: nil)
    while let key = next {
      back.append(key)
      next = index.previous(before: key)
    }
    #expect(back == index.all.reversed())
  }

  @Test func `a key that is gone still marks a place`() {
    var index = MessageIndex()
    for received in 0..<2_000 { index.insert(key(Int64(received))) }
    for received in 400..<1_600 { index.remove(key(Int64(received))) }
    index.remove(key(700))
    #expect(index.count == 800)
    #expect(index.next(after: key(1_000)) == key(1_600))
    #expect(index.previous(before: key(1_000)) == key(399))
    #expect(index.next(after: key(5_000)) == nil)
    #expect(index.previous(before: key(5_000)) == key(1_999))
    #expect(index.previous(before: key(0)) == nil)
  }
}

@Suite struct MemoryStoreTests {
  @Test func `a full table of guards drops its oldest, never all`() {
    let rows = MemoryRows()
    var failed = LoginGuard()
    for number in 0..<mostStrangers + 1 {
      failed.fail(at: Int64(number), rules: LockoutRules(), guarding: .source)
      rows.setLoginGuard(.source("\(number)"), to: failed)
    }
    #expect(rows.loginGuard(.source("0")) == LoginGuard())
    #expect(rows.loginGuard(.source("\(mostStrangers)")) == failed)
    #expect(rows.guards.count <= mostStrangers)
    #expect(rows.guards.count >= mostStrangers / 2)
  }

  @Test func `a recording is there once, and only after it is finished`() throws {
    let takes = MemoryRecordings()
    let id = try takes.begin(.draft).id
    #expect(takes.samples(of: id) == nil)
    takes.finish(id, samples: [1, 2])
    #expect(takes.samples(of: id) == [1, 2])
    takes.discard(id)
    #expect(takes.samples(of: id) == nil)
    takes.finish(id, samples: [1, 2])
    #expect(takes.samples(of: id) == nil)
    #expect(try takes.begin(.draft).id != id)
  }

  @Test func `the sound of a message that was sent to many goes with the last of them`() throws {
    let system = try TestSystem(.memory)
    let order = SendOrder(
      sender: system.anna.id, take: try system.record(), forwarded: nil,
      audience: .users([system.ben.id, system.carla.id]))
    #expect(system.ask(.send(order)) == .sent(delivered: 2, failed: []))
    let sound = try #require(try system.message(.first, of: system.ben)).parts[0].id
    try system.accounts.removeUser(system.ben.id)
    _ = try system.store.audio(sound)
    try system.accounts.removeUser(system.carla.id)
    #expect(throws: StoreError.missing(kind: "sound", name: "\(sound)")) {
      try system.store.audio(sound)
    }
  }

  @Test func `a sound that nobody could take is dropped`() throws {
    let system = try TestSystem(.memory)
    try system.adjust(system.ben) { $0.settings.handling.mailboxIsOn = false }
    let order = SendOrder(
      sender: system.anna.id, take: try system.record(), forwarded: nil,
      audience: .users([system.ben.id]))
    #expect(system.ask(.send(order)) == .sent(delivered: 0, failed: ["112"]))
    for id: Int64 in 0..<50 {
      #expect(throws: StoreError.self) { try system.store.audio(id) }
    }
  }
}

@Suite struct OverloadTests {
  @Test func `a request that comes while too many wait fails at once`() async {
    let store = Mailboxes(MemoryStorage(), now: { 0 }, mostOpen: 0)
    let reply = await withCheckedContinuation { continuation in
      store.submit(.settings(user: 1), of: CallToken(1)) { continuation.resume(returning: $0) }
    }
    #expect(reply == .failed)
  }
}
