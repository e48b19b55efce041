import Foundation
import Mailbox
import Synchronization
import Testing

@testable import Store

/// A server that stands still, or a way to it on which nothing comes any more: connections stay, and
/// nothing is answered.
@Suite struct PostgresSilenceTests {
  let home: PostgresHome
  let store: Mailboxes
  let system: Household

  init() throws {
    home = try PostgresHome()
    store = try home.open { options in
      options.limits = PostgresLimits(begin: 500, reading: 500, writing: 500, alone: 500)
    }
    system = try Household(store)
  }

  /// The server's processes of this database's connections, while they are stopped.
  private final class Silence {
    private let pids: [Int32]

    init(_ home: PostgresHome) throws {
      pids = try home.connect().all(
        """
        SELECT pid::bigint FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid()
        """
      ) { (row) throws(StoreError) in Int32(row.integer(0)) }
      for pid in pids { kill(pid, SIGSTOP) }
    }

    deinit { for pid in pids { kill(pid, SIGCONT) } }
  }

  private func isAway() throws -> Bool {
    try store.accounts.user(system.anna.id).settings.greetings.isAway
  }

  /// Whether something took about as long as the server may take to answer, not for ever.
  private func isBounded(_ body: () throws -> Void) rethrows -> Bool {
    let start = ContinuousClock.now
    try body()
    return ContinuousClock.now - start < .seconds(20)
  }

  @Test func `a reader whose transaction has not begun fails in time`() throws {
    #expect(try !isAway())
    let silence = try Silence(home)
    let isInTime = isBounded { #expect(throws: StoreError.self) { try isAway() } }
    #expect(isInTime)
    // A new connection is tried a moment later.
    Thread.sleep(forTimeInterval: 0.6)
    #expect(try !isAway())
    withExtendedLifetime(silence) {}
  }

  @Test func `a reader in the middle of a transaction fails in time, and is not run again`() throws
  {
    let silence = Mutex<Silence?>(nil)
    let runs = Mutex(0)
    let isInTime = isBounded {
      #expect(throws: StoreError.self) {
        try store.read { [home, id = system.anna.id] (rules) throws(StoreError) in
          runs.withLock { $0 += 1 }
          _ = try rules.known(id)
          silence.withLock { $0 = try? Silence(home) }
          _ = try rules.rows.contents(of: id)
        }
      }
    }
    #expect(isInTime)
    #expect(runs.withLock { $0 } == 1)
    Thread.sleep(forTimeInterval: 0.6)
    #expect(try !isAway())
  }

  @Test func `a writer in the middle of a transaction fails in time, and the next one writes`()
    throws
  {
    let silence = Mutex<Silence?>(nil)
    let isInTime = isBounded {
      #expect(throws: StoreError.self) {
        try store.write { [home, id = system.anna.id] (rules) throws(StoreError) in
          var user = try rules.known(id)
          silence.withLock { $0 = try? Silence(home) }
          user.firstName = "Hanna"
          try rules.rows.update(user)
        }
      }
    }
    #expect(isInTime)
    Thread.sleep(forTimeInterval: 0.6)
    #expect(
      store.answer(.change(user: system.anna.id, .away(true)), of: CallToken(1)) != .failed)
    #expect(try isAway())
    // What was half done is undone when the old process goes on.
    silence.withLock { $0 = nil }
    #expect(try store.accounts.user(system.anna.id).firstName == "Anna")
  }

  @Test func `a sound that the server does not take costs a writer no more time than others`()
    throws
  {
    let silence = Mutex<Silence?>(nil)
    let isInTime = isBounded {
      #expect(throws: StoreError.self) {
        try store.write { [home] (rules) throws(StoreError) in
          silence.withLock { $0 = try? Silence(home) }
          let content = PlacedSound.samples(
            [Int16](repeating: 7, count: 4_000_000), milliseconds: 500_000)
          _ = try rules.rows.add(content)
        }
      }
    }
    #expect(isInTime)
  }

  @Test func `a message is kept on the disk while the server stands still, and comes once`() throws
  {
    let take = try system.record(.deposit(mailbox: system.anna.id, from: "+4930123456"))
    let deposit = Deposit(mailbox: system.anna.id, take: take, from: "+4930123456")
    let silence = Mutex<Silence?>(try Silence(home))
    let isInTime = isBounded {
      #expect(store.answer(.deposit(deposit), of: CallToken(1)) == .failed)
    }
    #expect(isInTime)
    silence.withLock { $0 = nil }
    Thread.sleep(forTimeInterval: 0.6)
    let waiting = try #require(try store.unfinishedTakes().first)
    #expect(try store.deliver(waiting) { _ in take } == .done)
    #expect(try store.unfinishedTakes().isEmpty)
    #expect(try store.accounts.messages(of: system.anna.id).count == 1)
  }

  @Test func `a node that was started again knows where calls went before`() throws {
    let greeting = [Int16](repeating: 500, count: 16_000)
    try store.accounts.setGreeting(.personal, of: system.anna.id, to: greeting)
    let call = IncomingCall(
      from: "+4930123456", trust: .claimed, to: system.anna.mainNumber.e164, condition: .noAnswer)
    let before = store.answer(.arrive(call), of: CallToken(1))
    let sound = try #require(try store.accounts.greeting(.personal, of: system.anna.id))
    let file = try store.audio(sound.id)
    store.close()
    let again = try home.open { options in
      options.limits = PostgresLimits(begin: 500, reading: 500, writing: 500, alone: 500)
    }
    let gate = try home.server.connect(to: "postgres")
    try gate.command("ALTER DATABASE \(home.database) ALLOW_CONNECTIONS false")
    try gate.command(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '\(home.database)'")
    defer { _ = try? gate.command("ALTER DATABASE \(home.database) ALLOW_CONNECTIONS true") }
    #expect(again.answer(.arrive(call), of: CallToken(1)) == before)
    #expect(try again.audio(sound.id) == file)
    guard case .arrival(.visit) = before else {
      Issue.record("\(before)")
      return
    }
  }
}
