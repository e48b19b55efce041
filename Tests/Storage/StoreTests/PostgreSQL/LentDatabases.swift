import PostgresServer
import Synchronization

@testable import Store

/// The databases of the tests' PostgreSQL server, one for each test at a time.
extension PostgresServer {
  private struct Databases {
    var count = 0
    /// Those that no test uses, empty again.
    var free: [String] = []
  }

  private static let databases = Mutex(Databases())

  /// A connection for what only tests do.
  func connect(to database: String) throws -> PostgresConnection {
    try PostgresConnection(PostgresAddress(address(of: database)))
  }

  /// The name of a database without rows.
  func lend() throws -> String {
    let (free, number) = Self.databases.withLock { databases -> (String?, Int) in
      if let free = databases.free.popLast() { return (free, 0) }
      databases.count += 1
      return (nil, databases.count)
    }
    if let free { return free }
    let name = "tests_\(number)"
    try connect(to: "postgres").command("CREATE DATABASE \(name)")
    return name
  }

  /// Takes a database back. It has tables only if its test has opened it.
  func takeBack(_ name: String) {
    let isEmpty = try? connect(to: name).command(
      """
      DELETE FROM companies; DELETE FROM audio; DELETE FROM login_guards;
      DELETE FROM dispositions; DELETE FROM changes; DELETE FROM forgotten_changes;
      DELETE FROM audit; DELETE FROM facts; DELETE FROM nodes; DELETE FROM duties
      """)
    if isEmpty != nil { Self.databases.withLock { $0.free.append(name) } }
  }
}
