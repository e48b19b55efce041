import Foundation
import Processes
import Synchronization
import Testing

@testable import Store

/// The PostgreSQL server of the tests: one for the process, started when a test first asks for it, on a
/// Unix socket in a folder of its own. A shell that waits for the end of this process, however it
/// comes, stops the server and removes the folder.
final class PostgresServer: Sendable {
  /// Why there is no server.
  struct Missing: Error, CustomStringConvertible {
    var description: String
  }

  private static let started = Result { try PostgresServer() }

  /// The server of this process.
  static var running: PostgresServer {
    get throws { try started.get() }
  }

  /// Of the socket and of everything else.
  let folder: String
  private let shell: ChildProcess
  private let databases = Mutex(Databases())

  private struct Databases {
    var count = 0
    /// Those that no test uses, empty again.
    var free: [String] = []
  }

  private init() throws {
    guard let programs = Self.programs else {
      throw Missing(
        description: "PostgreSQL is not installed here: there is no "
          + "/usr/lib/postgresql/*/bin/initdb. '.ci/setup' installs it.")
    }
    folder = "/tmp/vp-postgres-\(UInt32.random(in: .min ... .max))"
    shell = try ChildProcess("bash", ["-c", Self.script, "sh", folder, programs], hasInput: true)
    for _ in 0..<1_200 where shell.end() == nil {
      if (try? connect(to: "postgres")) != nil { return }
      usleep(25_000)
    }
    let log = (try? String(contentsOfFile: folder + "/log", encoding: .utf8)) ?? ""
    throw Missing(description: "PostgreSQL did not start: \(log.suffix(500))")
  }

  // The server refuses to run as root, and must not keep open what this process has open. When the
  // tests end, so does what the shell waits for. A server that just starts may miss the first signal.
  private static let script = """
    folder=$1 programs=$2
    for file in $(ls /proc/$$/fd); do [ "$file" -le 2 ] || eval "exec $file>&-"; done
    mkdir -m 700 "$folder" && cd "$folder" || exit
    trap 'cd /; rm -rf "$folder"' EXIT
    as_owner=
    if [ "$(id -u)" = 0 ]; then
      chown postgres "$folder"
      as_owner="setpriv --reuid=postgres --regid=postgres --clear-groups"
    fi
    $as_owner "$programs/initdb" -D data -A trust -U tests -E UTF8 --locale=C.UTF-8 --no-sync \
      >log 2>&1 || { sleep 1; exit; }
    $as_owner "$programs/postgres" -D data -k "$folder" -c listen_addresses= -c fsync=off \
      -c full_page_writes=off -c autovacuum=off -c max_connections=200 -c shared_buffers=32MB \
      >log 2>&1 </dev/null &
    server=$!
    cat >/dev/null
    kill -INT $server
    sleep 0.5
    kill -INT $server 2>/dev/null
    wait
    """

  private static var programs: String? {
    let root = "/usr/lib/postgresql"
    let versions = (try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []
    return versions.sorted { (Int($0) ?? 0) < (Int($1) ?? 0) }.map { "\(root)/\($0)/bin" }
      .last { FileManager.default.isExecutableFile(atPath: $0 + "/initdb") }
  }

  /// How programs connect to a database.
  func address(of database: String) -> String {
    "host=\(folder) user=tests dbname=\(database)"
  }

  /// A connection for what only tests do.
  func connect(to database: String) throws -> PostgresConnection {
    try PostgresConnection(PostgresAddress(address(of: database)))
  }

  /// The name of a database without rows.
  func lend() throws -> String {
    let (free, number) = databases.withLock { databases -> (String?, Int) in
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
    if isEmpty != nil { databases.withLock { $0.free.append(name) } }
  }
}
