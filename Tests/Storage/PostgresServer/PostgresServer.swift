import Foundation
import Processes

/// The PostgreSQL server of the tests: one for the process, started when a test first asks for it, on a
/// Unix socket in a folder of its own. A shell that waits for the end of this process, however it
/// comes, stops the server and removes the folder.
public final class PostgresServer: Sendable {
  /// Why there is no server.
  public struct Missing: Error, CustomStringConvertible {
    public var description: String
  }

  private static let started = Result { try PostgresServer() }

  /// The server of this process.
  public static var running: PostgresServer {
    get throws { try started.get() }
  }

  /// Of the socket and of everything else.
  public let folder: String
  private let shell: ChildProcess
  private let programs: String

  private init() throws {
    guard let programs = Self.programs else {
      throw Missing(
        description: "PostgreSQL is not installed here: there is no "
          + "/usr/lib/postgresql/*/bin/initdb. '.ci/setup' installs it.")
    }
    self.programs = programs
    folder = "/tmp/vp-postgres-\(UInt32.random(in: .min ... .max))"
    shell = try ChildProcess("bash", ["-c", Self.script, "sh", folder, programs], hasInput: true)
    for _ in 0..<600 where shell.end() == nil {
      if (try? run("SELECT 1", on: "postgres")) != nil { return }
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
  public func address(of database: String) -> String {
    "host=\(folder) user=tests dbname=\(database)"
  }

  /// Runs statements by psql; the first that fails ends them.
  public func run(_ sql: String, on database: String) throws {
    let file = "\(folder)/\(UUID()).sql"
    try sql.write(toFile: file, atomically: true, encoding: .utf8)
    defer { try? FileManager.default.removeItem(atPath: file) }
    let psql = try ChildProcess(
      "\(programs)/psql",
      ["-q", "-X", "-v", "ON_ERROR_STOP=1", "-f", file, "-d", address(of: database)],
      output: file + ".log")
    while psql.end() == nil { usleep(5_000) }
    let answer = (try? String(contentsOfFile: file + ".log", encoding: .utf8)) ?? ""
    try? FileManager.default.removeItem(atPath: file + ".log")
    guard psql.end() == .exit(0) else { throw Missing(description: answer) }
  }
}
