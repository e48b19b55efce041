import Commands
import Foundation
import Glibc
import Processes

/// A PostgreSQL server for a measurement: Debian's, as it is installed, with fsync, on a Unix socket in a
/// folder of its own. It ends with this process, however that ends, and its folder goes.
final class BenchDatabase {
  let folder: String
  private let shell: ChildProcess
  private let programs: String

  init(in parent: String) throws {
    let root = "/usr/lib/postgresql"
    let versions = (try? FileManager.default.contentsOfDirectory(atPath: root)) ?? []
    let found = versions.sorted { (Int($0) ?? 0) < (Int($1) ?? 0) }.map { "\(root)/\($0)/bin" }
      .last { FileManager.default.isExecutableFile(atPath: $0 + "/initdb") }
    guard let found else {
      throw Failure("PostgreSQL is not installed here: there is no \(root)/*/bin/initdb.")
    }
    programs = found
    folder = "\(parent)/voiceportal-bench-\(UInt32.random(in: .min ... .max))"
    shell = try ChildProcess("bash", ["-c", Self.script, "sh", folder, found], hasInput: true)
    for _ in 0..<1_200 where shell.end() == nil {
      if (try? run("SELECT 1", on: "postgres")) != nil {
        try run("CREATE DATABASE voiceportal", on: "postgres")
        return
      }
      usleep(50_000)
    }
    let log = (try? String(contentsOfFile: folder + "/log", encoding: .utf8)) ?? ""
    throw Failure("PostgreSQL did not start: \(log.suffix(500))")
  }

  // The server refuses to run as root. The shell waits for the end of this process.
  private static let script = """
    folder=$1 programs=$2
    for file in $(ls /proc/$$/fd); do [ "$file" -le 2 ] || eval "exec $file>&-"; done
    mkdir -m 700 "$folder" && cd "$folder" || exit
    trap 'cd /; rm -rf "$folder"' EXIT
    trap '' INT TERM
    as_owner=
    if [ "$(id -u)" = 0 ]; then
      chown postgres "$folder"
      as_owner="setpriv --reuid=postgres --regid=postgres --clear-groups"
    fi
    $as_owner "$programs/initdb" -D data -A trust -U bench -E UTF8 --locale=C.UTF-8 --no-sync \
      >log 2>&1 || { sleep 1; exit; }
    $as_owner "$programs/postgres" -D data -k "$folder" -c listen_addresses= -c fsync=on \
      -c max_connections=200 -c shared_buffers=1GB -c max_wal_size=8GB \
      -c maintenance_work_mem=512MB >log 2>&1 </dev/null &
    server=$!
    cat >/dev/null
    kill -INT $server
    wait $server
    """

  /// How nodes connect.
  var address: String { "host=\(folder) user=bench dbname=voiceportal" }

  /// Ends the server and removes everything.
  func stop() {
    shell.closeInput()
    _ = shell.end(withinSeconds: 120)
  }

  /// Runs statements by psql; the first that fails ends them.
  /// - Returns: What it printed, without heads and spaces.
  @discardableResult
  func run(_ sql: String, on database: String = "voiceportal") throws -> String {
    let file = "\(folder)/\(UUID()).sql"
    try sql.write(toFile: file, atomically: true, encoding: .utf8)
    defer {
      for path in [file, file + ".log"] { try? FileManager.default.removeItem(atPath: path) }
    }
    let end = try ChildProcess.run(
      "\(programs)/psql",
      [
        "-q", "-X", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-f", file, "-d",
        "host=\(folder) user=bench dbname=\(database)",
      ], output: file + ".log")
    let answer = (try? String(contentsOfFile: file + ".log", encoding: .utf8)) ?? ""
    guard end == .exit(0) else { throw Failure("psql: \(answer.suffix(500))") }
    return answer.trimmingCharacters(in: .whitespacesAndNewlines)
  }

  /// User and system time of all its processes so far, to the nanosecond of those that still run.
  var cpuSeconds: Double {
    let lines = try? String(contentsOfFile: folder + "/data/postmaster.pid", encoding: .utf8)
    guard let main = lines?.split(separator: "\n").first.flatMap({ Int($0) }) else { return 0 }
    let children = Self.words("/proc/\(main)/task/\(main)/children").compactMap { Int($0) }
    let running = ([main] + children).reduce(0.0) { sum, process in
      sum + (Self.words("/proc/\(process)/schedstat").first.flatMap { Double($0) } ?? 0) / 1e9
    }
    // Behind the name, which may hold spaces: cutime and cstime, of those that have ended, are 14 and 15.
    let text = (try? String(contentsOfFile: "/proc/\(main)/stat", encoding: .utf8)) ?? ""
    let fields = text.split(separator: ")").last?.split(separator: " ") ?? []
    guard fields.count > 14 else { return running }
    let ended = fields[13...14].reduce(0) { $0 + (Double($1) ?? 0) }
    return running + ended / Double(sysconf(Int32(_SC_CLK_TCK)))
  }

  private static func words(_ path: String) -> [Substring] {
    let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
    return text.split(whereSeparator: \.isWhitespace)
  }
}
