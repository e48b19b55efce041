import Foundation
import Mailbox
import Synchronization
import Testing

@testable import Store

/// A server that goes away and comes back.
@Suite struct PostgresLossTests {
  let home: PostgresHome
  let store: Mailboxes
  let system: Household
  private let reported: Reported

  private final class Reported: Sendable {
    let errors = Mutex<[StoreError]>([])
  }

  init() throws {
    home = try PostgresHome()
    let reported = Reported()
    store = try home.open { options in
      options.report = { error in reported.errors.withLock { $0.append(error) } }
    }
    self.reported = reported
    system = try Household(store)
  }

  private func cutConnections() throws {
    try home.connect().command(
      """
      SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE datname = current_database() AND pid <> pg_backend_pid()
      """)
  }

  private func setAway(_ isAway: Bool) -> MailboxReply {
    store.answer(.change(user: system.anna.id, .away(isAway)), of: CallToken(1))
  }

  private func isAway() throws -> Bool {
    try store.accounts.user(system.anna.id).settings.greetings.isAway
  }

  @Test func `connections that were cut while they were idle are replaced unnoticed`() throws {
    try cutConnections()
    #expect(setAway(true) != .failed)
    try cutConnections()
    #expect(try isAway())
    #expect(reported.errors.withLock { $0 }.isEmpty)
  }

  @Test func `a change whose connection is cut before its end is made again`() throws {
    let runs = Mutex(0)
    try store.write { [home, id = system.anna.id] (rules) throws(StoreError) in
      var user = try rules.known(id)
      let isFirst = runs.withLock { runs in
        runs += 1
        return runs == 1
      }
      if isFirst {
        _ = try? home.connect().command(
          """
          SELECT pg_terminate_backend(pid) FROM pg_stat_activity
          WHERE datname = current_database() AND pid <> pg_backend_pid()
          """)
      }
      user.firstName = "Hanna"
      try rules.rows.update(user)
    }
    #expect(try store.accounts.user(system.anna.id).firstName == "Hanna")
    #expect(runs.withLock { $0 } == 2)
  }

  @Test func `without a server requests fail with a reason, and work again when it is back`() throws
  {
    let gate = try home.server.connect(to: "postgres")
    try gate.command("ALTER DATABASE \(home.database) ALLOW_CONNECTIONS false")
    try gate.command(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '\(home.database)'")
    #expect(setAway(true) == .failed)
    let error = try #require(reported.errors.withLock { $0.first })
    #expect(error.description.contains(home.database))
    try gate.command("ALTER DATABASE \(home.database) ALLOW_CONNECTIONS true")
    #expect(setAway(true) != .failed)
    #expect(try isAway())
  }

  @Test
  func `callers of a mailbox that was reached before hear its greeting while the server is away`()
    throws
  {
    try store.accounts.setGreeting(
      .personal, of: system.anna.id, to: [Int16](repeating: 500, count: 16_000))
    let number = system.anna.mainNumber.e164
    func call(_ to: String) -> MailboxReply {
      store.answer(
        .arrive(IncomingCall(from: "+4930123456", trust: .claimed, to: to, condition: .noAnswer)),
        of: CallToken(1))
    }
    let before = call(number)
    let sound = try #require(try store.accounts.greeting(.personal, of: system.anna.id))
    let file = try store.audio(sound.id)
    let gate = try home.server.connect(to: "postgres")
    try gate.command("ALTER DATABASE \(home.database) ALLOW_CONNECTIONS false")
    try gate.command(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '\(home.database)'")
    guard case .arrival(.visit) = before else {
      Issue.record("\(before)")
      return
    }
    #expect(call(number) == before)
    #expect(try store.audio(sound.id) == file)
    #expect(call("+492115559999") == .failed)
    #expect(system.logIn() == .failed)
    try gate.command("ALTER DATABASE \(home.database) ALLOW_CONNECTIONS true")
    #expect(call(number) == before)
  }

  @Test func `a recording that cannot be delivered waits, and is delivered once`() throws {
    let take = try system.record(.deposit(mailbox: system.anna.id, from: "+4930123456"))
    let gate = try home.server.connect(to: "postgres")
    try gate.command("ALTER DATABASE \(home.database) ALLOW_CONNECTIONS false")
    try gate.command(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '\(home.database)'")
    let deposit = Deposit(mailbox: system.anna.id, take: take, from: "+4930123456")
    #expect(store.answer(.deposit(deposit), of: CallToken(1)) == .failed)
    try gate.command("ALTER DATABASE \(home.database) ALLOW_CONNECTIONS true")
    let waiting = try #require(try store.unfinishedTakes().first)
    #expect(try store.deliver(waiting) { _ in take } == .done)
    #expect(try store.unfinishedTakes().isEmpty)
    #expect(try store.accounts.messages(of: system.anna.id).count == 1)
  }

  @Test func `after its connection was cut a follower is told that everybody may have changed`()
    async throws
  {
    let told = Told(by: store)
    try cutConnections()
    for _ in 0..<500 where told.timesEverybody == 0 {
      try await Task.sleep(for: .milliseconds(10))
    }
    #expect(told.timesEverybody > 0)
  }

  @Test func `after a loss rows are read anew, since another server may lack the last changes`()
    throws
  {
    func name() throws -> String { try store.accounts.user(system.anna.id).firstName }
    #expect(try name() == "Anna")
    // The same revision with another value.
    try home.connect().command("UPDATE users SET value = replace(value, 'Anna', 'Otto')")
    #expect(try name() == "Anna")
    try cutConnections()
    #expect(try name() == "Otto")
  }

  @Test func `an error never shows what was bound, nor how one connects`() throws {
    let secret = "geheim-4711"
    let add: @Sendable (PostgresConnection) throws(StoreError) -> Void = {
      (connection) throws(StoreError) in
      try connection.run(
        "INSERT INTO facts (name, value) VALUES ($1, $2)", .text(secret), .blob([1]))
    }
    let writers = store.postgres.writers
    try writers.write(add)
    let twice = try #require(throws: StoreError.self) { try writers.write(add) }
    #expect(twice.description.contains("facts_pkey"))
    let unreadable = try #require(throws: StoreError.self) {
      try writers.write { (connection) throws(StoreError) in
        try connection.run("DELETE FROM facts WHERE name = $1", .text("\(secret)\0"))
      }
    }
    let cast = try #require(throws: StoreError.self) {
      try writers.write { (connection) throws(StoreError) in
        try connection.run("DELETE FROM facts WHERE $1::text::bigint = 1", .text(secret))
      }
    }
    let address = try #require(throws: StoreError.self) {
      try PostgresAddress("host=/nowhere password=\(secret) and more")
    }
    let nobody = try #require(throws: StoreError.self) {
      try PostgresConnection(PostgresAddress("host=/nowhere password=\(secret) dbname=x"))
    }
    for error in [twice, unreadable, cast, address, nobody] {
      #expect(!error.description.contains(secret))
    }
    #expect(!String(reflecting: try PostgresAddress("password=\(secret)")).contains(secret))
  }
}
