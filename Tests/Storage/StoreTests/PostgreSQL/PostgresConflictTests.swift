import Dispatch
import Mailbox
import Synchronization
import Testing

@testable import Store

/// Several nodes that write to one database at once.
@Suite struct PostgresConflictTests {
  let home: PostgresHome
  let one: Mailboxes
  let two: Mailboxes
  let anna: User
  let ben: User

  init() throws {
    home = try PostgresHome()
    one = try home.open()
    let system = try Household(one)
    anna = system.anna
    ben = try Household.addUser("112", to: system.company, one)
    two = try home.open("b")
  }

  @Test func `a change that gets in the way of another one is made again, and both are kept`()
    throws
  {
    let runs = Mutex(0)
    try one.write { [two, id = anna.id] (rules) throws(StoreError) in
      var user = try rules.known(id)
      let run = runs.withLock { runs in
        runs += 1
        return runs
      }
      if run == 1 {
        try two.write { (rules) throws(StoreError) in
          var user = try rules.known(id)
          user.lastName = "Busch"
          try rules.rows.update(user)
        }
      }
      user.firstName = "Hanna"
      try rules.rows.update(user)
    }
    #expect(try two.accounts.user(anna.id).fullName == "Hanna Busch")
    #expect(runs.withLock { $0 } == 2)
    #expect(one.postgres.writers.counts.retries == 1)
  }

  @Test func `of two changes by what was read, none is made by what is out of date`() throws {
    // Each reads what the other one writes: without a conflict both would think themselves alone.
    let runs = Mutex(0)
    let rename: @Sendable (MailboxRules, Int64, Int64) throws(StoreError) -> Void = {
      (rules, id, other) throws(StoreError) in
      guard try rules.known(other).firstName != "Only" else { return }
      var user = try rules.known(id)
      user.firstName = "Only"
      try rules.rows.update(user)
    }
    try one.write { [two, anna, ben] (rules) throws(StoreError) in
      let run = runs.withLock { runs in
        runs += 1
        return runs
      }
      try rename(rules, anna.id, ben.id)
      if run == 1 {
        try two.write { (rules) throws(StoreError) in try rename(rules, ben.id, anna.id) }
      }
    }
    let names = try [anna, ben].map { try one.accounts.user($0.id).firstName }
    #expect(names.count { $0 == "Only" } == 1)
  }

  @Test func `what administration does alone waits for nobody's changes to be lost`() throws {
    DispatchQueue.concurrentPerform(iterations: 12) { index in
      let store = index % 2 == 0 ? one : two
      if index < 8 {
        _ = try? store.accounts.change(user: anna.id) { user in
          if let number = PhoneNumber(e164: "+4930000\(index)0") { user.aliases.append(number) }
        }
      } else {
        let changes: [SettingChange] = [
          .away(true), .playsBusy(true), .deposit(.off), .forwarding(.busy, isOn: true),
        ]
        _ = store.answer(.change(user: anna.id, changes[index - 8]), of: CallToken(UInt64(index)))
      }
    }
    let found = try one.accounts.user(anna.id)
    #expect(found.aliases.count == 8)
    #expect(found.settings.greetings.isAway && found.settings.greetings.playsBusy)
    #expect(found.settings.deposit.mode == .off && found.settings.handling.forwardBusy.isOn)
  }

  @Test func `a reader of the feed misses no entry of a transaction that ends later`() throws {
    let start = try one.lastChange()
    let seen = Mutex<[MailboxChange]>([])
    try one.write { [one, two, anna, ben] (rules) throws(StoreError) in
      try rules.note(.userChanged, of: anna)
      try two.write { (rules) throws(StoreError) in try rules.note(.userChanged, of: ben) }
      let changes = try one.changes(after: start, limit: 10)
      seen.withLock { $0 = changes }
    }
    let first = seen.withLock { $0 }
    #expect(first.map(\.user) == [ben.id])
    let cursor = try #require(first.last).sequence
    #expect(try one.changes(after: cursor, limit: 10).map(\.user) == [anna.id])
  }

  @Test func `a reader that follows the feed of busy writers sees each entry once`() throws {
    let start = try one.lastChange()
    let (writes, threads) = (25, 4)
    let isDone = Atomic(0)
    let seen = Mutex<[Int64]>([])
    DispatchQueue.concurrentPerform(iterations: threads + 1) { index in
      if index < threads {
        for _ in 0..<writes {
          let store = index % 2 == 0 ? one : two
          try? store.write { [anna] (rules) throws(StoreError) in
            try rules.note(.userChanged, of: anna)
          }
        }
        isDone.add(1, ordering: .sequentiallyConsistent)
      } else {
        var cursor = start
        while true {
          let isLast = isDone.load(ordering: .sequentiallyConsistent) == threads
          let found = (try? two.changes(after: cursor, limit: 1_000)) ?? []
          cursor = found.last?.sequence ?? cursor
          seen.withLock { $0 += found.map(\.sequence) }
          if isLast, found.isEmpty { break }
        }
      }
    }
    let all = try one.changes(after: start, limit: 1_000).map(\.sequence)
    #expect(all.count == writes * threads)
    #expect(seen.withLock { $0 } == all)
  }
}
