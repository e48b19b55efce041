import Dispatch
import Mailbox
import Synchronization
import Testing

@testable import Store

@Suite struct GroupCommitTests {
  let folder: DataFolder
  let home: Household

  init() throws {
    folder = try DataFolder()
    home = try Household(folder.open())
  }

  /// Holds the writer up until `count` jobs wait, so that one commit must take them all.
  private func gather(_ jobs: [Job]) -> [StoreError?] {
    let gate = DispatchSemaphore(value: 0)
    let done = DispatchSemaphore(value: 0)
    let errors = Mutex<[Int: StoreError]>([:])
    home.store.sqlite.writer.submit({ _ in gate.wait() }, then: { _ in done.signal() })
    for (index, job) in jobs.enumerated() {
      home.store.sqlite.writer.submit(job) { result in
        if case .failure(let error) = result { errors.withLock { $0[index] = error } }
        done.signal()
      }
    }
    gate.signal()
    for _ in 0...jobs.count { done.wait() }
    return jobs.indices.map { index in errors.withLock { $0[index] } }
  }

  private typealias Job = @Sendable (Database) throws(StoreError) -> Void

  private static func fact(_ name: String) -> Job {
    { (database) throws(StoreError) in
      try database.run("INSERT INTO facts (name, value) VALUES (?, x'00')", .text(name))
    }
  }

  private static func halfDone() -> Job {
    { (database) throws(StoreError) in
      try fact("half")(database)
      throw .missing(kind: "thing", name: "x")
    }
  }

  /// What SQLite does by itself when the disk is full.
  private static func rolledBack() -> Job {
    { (database) throws(StoreError) in
      try database.run("ROLLBACK")
      throw .broken(place: "disk", reason: "full")
    }
  }

  private func facts() throws -> [String] {
    try home.store.sqlite.readers.read { (database) throws(StoreError) in
      try database.all("SELECT name FROM facts WHERE name <> 'secret' ORDER BY name") { $0.text(0) }
    }
  }

  @Test func `a hundred writers share a commit`() throws {
    let before = home.store.sqlite.writer.counts
    _ = gather((0..<100).map { Self.fact("\($0)") })
    let after = home.store.sqlite.writer.counts
    #expect(after.jobs - before.jobs == 101)
    #expect(after.commits - before.commits <= 2)
    #expect(try facts().count == 100)
  }

  @Test func `one that fails does not spoil the others`() throws {
    let errors = gather([Self.fact("a"), Self.halfDone(), Self.fact("a"), Self.fact("b")])
    #expect(errors.map { $0 == nil } == [true, false, false, true])
    #expect(try facts() == ["a", "b"])
  }

  @Test func `an error never shows what was bound`() throws {
    let errors = gather([Self.fact("a"), Self.fact("a")])
    let error = try #require(errors[1])
    #expect(error.description.hasSuffix("UNIQUE constraint failed: facts.name"))
    #expect(error.description.hasPrefix(folder.path))
  }

  @Test func `a write that cannot be committed fails for all and changes nothing`() throws {
    let errors = gather([Self.fact("a"), Self.rolledBack(), Self.fact("b")])
    #expect(errors.allSatisfy { $0 != nil })
    #expect(try facts() == [])
    _ = gather([Self.fact("c")])
    #expect(try facts() == ["c"])
  }

  @Test func `a usual login needs no commit`() throws {
    let before = home.store.sqlite.writer.counts
    guard case .welcome = home.logIn() else {
      Issue.record("the passcode was not taken")
      return
    }
    #expect(home.store.sqlite.writer.counts == before)
  }

  @Test func `what is submitted is answered`() async throws {
    try home.addMessage()
    let call = CallToken(7)
    let reply = await withCheckedContinuation { done in
      home.store.submit(.deleteAll(mailbox: home.anna.id), of: call) { done.resume(returning: $0) }
    }
    #expect(reply == .count(1))
  }

  @Test func `callers at the same time all get through`() throws {
    let takes = try (1...40).map { try home.record(level: $0) }
    DispatchQueue.concurrentPerform(iterations: takes.count) { index in
      let deposit = Deposit(mailbox: home.anna.id, take: takes[index], from: "+4930123456")
      #expect(home.store.answer(.deposit(deposit), of: CallToken(UInt64(index))) == .done)
    }
    #expect(try home.counts().new == 40)
    let parts = try home.store.accounts.messages(of: home.anna.id).flatMap(\.parts)
    #expect(Set(parts.map(\.id)).count == 40)
    #expect(try folder.files(in: "incoming") == [])
  }
}
