import Audio
import Foundation
import Mailbox
import Testing

@testable import Store

/// What nodes of one database share, and what each has for itself.
@Suite struct PostgresNodeTests {
  let home: PostgresHome
  let one: Mailboxes
  let system: Household

  init() throws {
    home = try PostgresHome()
    one = try home.open()
    system = try Household(one)
  }

  private func deposit(_ samples: Int = 16_000) throws {
    try one.accounts.addMessage(
      to: system.anna.id, samples: [Int16](repeating: 700, count: samples), from: "+4930123456",
      isUrgent: false, isConfidential: false, received: TestSystem.start)
  }

  private func messages(_ store: Mailboxes) throws -> [StoredMessage] {
    try store.accounts.messages(of: system.anna.id)
  }

  @Test func `a message that one node took is heard from another`() throws {
    // Longer than one piece.
    try deposit(400_000)
    let two = try home.open("b")
    let sound = try #require(try messages(two).first?.parts.first)
    guard case .file(let path) = try two.audio(sound.id) else {
      Issue.record("the sound is in no file")
      return
    }
    #expect(path.hasPrefix(home.spool("b")))
    let bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
    #expect(bytes == WAVHeader.file(of: [Int16](repeating: 700, count: 400_000)))
    // The second time it need not be fetched.
    try home.connect().command("UPDATE sounds SET content = ''")
    #expect(try two.audio(sound.id) == .file(path: path))
    #expect(throws: StoreError.self) { try one.audio(sound.id) }
  }

  @Test func `a node that starts carries out only what its own calls decided`() throws {
    try deposit()
    let message = try #require(try messages(one).first?.id)
    let call = CallToken(7)
    _ = one.answer(.dispose(mailbox: system.anna.id, message: message, .save), of: call)
    one.close()
    let two = try home.open("b")
    #expect(try messages(two).map(\.rank) == [.new])
    _ = try home.open()
    #expect(try messages(two).map(\.rank) == [.saved])
  }

  @Test func `what the calls of a dead node decided is carried out by another one after its lease`()
    throws
  {
    try deposit()
    let message = try #require(try messages(one).first?.id)
    _ = one.answer(.dispose(mailbox: system.anna.id, message: message, .save), of: CallToken(7))
    let two = try home.open("b")
    _ = try one.keepLease()
    _ = try two.keepLease()
    #expect(try messages(two).map(\.rank) == [.new])
    try home.connect().command("UPDATE nodes SET seen = seen - 61000")
    _ = try two.keepLease()
    #expect(try messages(two).map(\.rank) == [.saved])
  }

  @Test func `one node leads until it ends or its lease does`() throws {
    let two = try home.open("b")
    #expect(try one.keepLease())
    #expect(try !two.keepLease())
    #expect(try one.keepLease())
    try home.connect().command("UPDATE duties SET until = until - 31000")
    #expect(try two.keepLease())
    #expect(try !one.keepLease())
    two.close()
    #expect(try one.keepLease())
  }

  @Test func `old messages are removed by one node an hour`() throws {
    let two = try home.open("b")
    let hour: Int64 = 3_600_000
    // The first node had its turn at its start.
    #expect(try !two.storage.takesTurnToPurge(at: TestSystem.start + hour - 1, for: hour))
    #expect(try two.storage.takesTurnToPurge(at: TestSystem.start + hour, for: hour))
    #expect(try !one.storage.takesTurnToPurge(at: TestSystem.start + hour, for: hour))
    // A clock was set back by a day.
    #expect(try one.storage.takesTurnToPurge(at: TestSystem.start - 23 * hour, for: hour))
  }

  @Test func `a node that starts leaves the mails alone that another one is sending`() throws {
    one.sendsMail = true
    try one.accounts.change(user: system.anna.id) { $0.email = "anna@example.com" }
    try one.accounts.setPasscode(Passcode("739154826053"), of: system.anna.id, assigned: false)
    #expect(try one.leaseMail(limit: 10).count == 1)
    let two = try home.open("b")
    #expect(try two.leaseMail(limit: 10).isEmpty)
  }

  @Test func `all nodes have the same keys, one for each purpose`() throws {
    let two = try home.open("b")
    #expect(one.sharedKey(for: "nonces") == two.sharedKey(for: "nonces"))
    #expect(one.sharedKey(for: "nonces") != one.sharedKey(for: "sessions"))
  }

  @Test func `a recording in the folder of a dead node is delivered from a copy of it, once`()
    throws
  {
    let two = try home.open("b")
    let take = try Household(reopened: two).record(
      .deposit(mailbox: system.anna.id, from: "+4930123456"))
    two.close()
    let adopted = try #require(try one.adoptTakes(from: home.spool("b")).first)
    #expect(try one.deliver(adopted) { _ in take } == .done)
    #expect(try messages(one).count == 1)
    for again in try one.adoptTakes(from: home.spool("b")) {
      _ = try one.deliver(again) { _ in take }
    }
    #expect(try messages(one).count == 1)
    #expect(FileManager.default.fileExists(atPath: home.spool("b") + "/incoming/\(take.id).wav"))
  }

  @Test func `the folder of a node that runs is not salvaged`() throws {
    _ = try home.open("b")
    #expect(throws: StoreError.inUse(path: home.spool("b"))) {
      try one.adoptTakes(from: home.spool("b"))
    }
  }

  @Test func `a node without the secret of the others is refused before anybody calls`() throws {
    try FileManager.default.createDirectory(
      atPath: home.spool("b"), withIntermediateDirectories: false)
    let error = #expect(throws: StoreError.self) { try home.open("b") }
    #expect(error?.description.contains("Copy the file from another node") == true)
  }

  @Test func `two servers cannot share a folder`() throws {
    #expect(throws: StoreError.inUse(path: home.spool())) { try home.open() }
    _ = try home.open { $0.isServer = false }
  }

  @Test func `a change of another node is told of its users`() async throws {
    let told = Told(by: one)
    let two = try home.open("b")
    _ = two.answer(.change(user: system.anna.id, .away(true)), of: CallToken(1))
    var users: Set<Int64> = []
    for _ in 0..<500 where users.isEmpty {
      try await Task.sleep(for: .milliseconds(10))
      users = told.take()
    }
    #expect(users == [system.anna.id])
    #expect(told.timesEverybody == 0)
  }

  @Test func `news of many users travel in pieces, and of very many as of everybody`() {
    let node = NodeName(value: 0xabc)
    let some = ChangeNotification.all(of: Set(1...1_000), from: node)
    #expect(some.allSatisfy { $0.payload.utf8.count < 8_000 })
    #expect(Set(some.flatMap { $0.users ?? [] }) == Set(1...1_000))
    #expect(some.map(\.payload).map(ChangeNotification.init) == some)
    #expect(ChangeNotification.all(of: Set(1...5_000), from: node).map(\.users) == [nil])
  }

  @Test func `a database of a later program is refused`() throws {
    one.close()
    try home.connect().command("UPDATE schema_version SET version = 99")
    let known = PostgresSchema.scripts.count
    defer { _ = try? home.connect().command("UPDATE schema_version SET version = \(known)") }
    let error = #expect(throws: StoreError.self) { try home.open() }
    guard case .newerSchema(_, 99, PostgresSchema.scripts.count) = error else {
      Issue.record("\(String(describing: error))")
      return
    }
  }
}

@Suite struct SoundCacheTests {
  @Test func `sounds that were not asked for longest go when there are too many`() throws {
    let folder = NSTemporaryDirectory() + "voiceportal-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let cache = try SoundCache(folder: folder, limit: 10_000)
    let contents = (0..<150).map { [UInt8](repeating: UInt8($0), count: 100) }
    for content in contents {
      let path = try cache.file(of: ContentHash.of(content)) { (piece) throws(StoreError) in
        try piece(content)
      }
      #expect(FileManager.default.contents(atPath: path) == Data(content))
    }
    let names = try FileManager.default.contentsOfDirectory(atPath: folder)
    #expect(names.count <= 100)
    #expect(!names.contains(ContentHash.of(contents[0]) + ".wav"))
    #expect(names.contains(ContentHash.of(contents[149]) + ".wav"))
    // What an earlier run has left counts as well.
    let again = try SoundCache(folder: folder, limit: 5_000)
    for content in contents.suffix(70) {
      _ = try again.file(of: ContentHash.of(content)) { (piece) throws(StoreError) in
        try piece(content)
      }
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder).count <= 100)
  }

  @Test func `bytes that are not those of the name are no sound`() throws {
    let folder = NSTemporaryDirectory() + "voiceportal-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let cache = try SoundCache(folder: folder, limit: 10_000)
    #expect(throws: StoreError.self) {
      try cache.file(of: ContentHash.of([1])) { (piece) throws(StoreError) in try piece([2]) }
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == [])
  }
}
