import Foundation
import Processes
import Testing

/// What an operator sees of a running server, of its calls, and of those that are over.
@Suite struct StatusTests {
  @Test func `live calls are shown, an operator ends one, and its record says so`() async throws {
    try await withLab { lab in
      let portal = try await ServedPortal(in: lab)
      let caller = try BareCaller(portal.port)
      let call = try await caller.open("2000")
      try await caller.press("111#", in: call)
      let status = try await Self.run(["status", "--data", portal.data], in: lab)
      #expect(status.end == .exit(0))
      #expect(status.text.contains(" running, ready for calls\n"), "\(status.text)")
      let line = try #require(status.text.split(separator: "\n").last)
      let words = line.split(separator: " ").map(String.init)
      #expect(words.contains("+4922147") && words.last == "enter-passcode", "\(line)")

      let end = try await Self.run(["status", "--data", portal.data, "--end", words[0]], in: lab)
      #expect(end.end == .exit(0) && end.text == "Call \(words[0]) is ended.\n")
      try await portal.child.prints("an operator ended it. line=")
      let other = try await Self.run(["status", "--data", portal.data, "--end", words[0]], in: lab)
      #expect(other.end == .exit(1))

      let row = try await Self.row(of: words[0], in: portal, lab)
      #expect(row.contains("an operator ended it"))
      let shown = try await Self.run(["calls", "show", words[0], "--data", portal.data], in: lab)
      #expect(shown.text.contains("company   One Net"), "\(shown.text)")
      #expect(shown.text.contains("hung-up | "))
      try await portal.stop()
      let gone = try await Self.run(["status", "--data", portal.data], in: lab)
      #expect(gone.end == .exit(1) && gone.text.contains("No server runs on "))
    }
  }

  @Test func `the metrics are what Prometheus takes`() async throws {
    try await withLab { lab in
      let portal = try await ServedPortal(in: lab)
      let caller = try BareCaller(portal.port)
      let call = try await caller.open("2000")
      try await caller.press("111#000000#", in: call)
      try await caller.isAnswered("404", calling: "99999")
      try await portal.child.prints("not answered: refused: 404 Not Found.")
      let metrics = try await Self.run(["status", "--data", portal.data, "--metrics"], in: lab)
      #expect(metrics.end == .exit(0))
      for line in [
        "voiceportal_ready 1", "voiceportal_calls 1",
        "voiceportal_calls_total{ending=\"refused\"} 1",
        "voiceportal_call_setup_seconds_count 2", "voiceportal_logins_total{result=\"refused\"} 1",
        "voiceportal_queue_length{queue=\"calls\"} 0", "voiceportal_log_lines_dropped_total 0",
        "voiceportal_sip_refused_total{reason=\"rate\"} 0", "voiceportal_store_errors_total 0",
        "voiceportal_sip_refused_total{reason=\"keys\"} 0", "voiceportal_captured_sound_seconds 0",
        "voiceportal_queue_length{queue=\"sounds\"} 0", "voiceportal_recordings_cut_total 0",
      ] {
        #expect(metrics.text.contains("\n\(line)\n"), "\(line)")
      }
      try metrics.text.write(toFile: lab + "/metrics", atomically: true, encoding: .utf8)
      let check = try Child("/bin/sh", ["-c", "promtool check metrics < metrics"], in: lab)
      #expect(try await check.end() == .exit(0), "\(check.output)")
      #expect(check.output.isEmpty, "\(check.output)")
      try await portal.stop()
    }
  }

  @Test func `a slow reader of the socket holds up neither others nor the end`() async throws {
    try await withLab { lab in
      let portal = try await ServedPortal(in: lab)
      // Some ask and read nothing, others do not even ask.
      let readers = try (0..<100).map { try SlowReader(portal.data, asks: $0 % 2 == 0) }
      defer { withExtendedLifetime(readers) {} }
      let caller = try BareCaller(portal.port)
      try await caller.isAnswered("200", calling: "2000")
      let status = try await Self.run(["status", "--data", portal.data], in: lab)
      #expect(status.end == .exit(0), "\(status.text)")
      try await portal.stop()
    }
  }

  @Test func `the log's level is set while the server runs, and a reload sets it back`()
    async throws
  {
    try await withLab { lab in
      let portal = try await ServedPortal(in: lab)
      let caller = try BareCaller(portal.port)
      _ = try await Self.run(["status", "--data", portal.data, "--log", "debug"], in: lab)
      try await caller.isAnswered("404", calling: "99999")
      try await portal.child.prints(" debug Telephony call=")
      try portal.rewrite { $0.replacing("drainSeconds: 20,", with: "log: { format: 'json' },") }
      portal.child.signal(SIGHUP)
      try await portal.child.prints("\"level\":\"info\",\"module\":\"voiceportal\"")
      let status = try await Self.run(["status", "--json", "--data", portal.data], in: lab)
      #expect(status.text.contains("\"logLevel\":\"info\",\"logFormat\":\"json\""))
      try await portal.stop()
    }
  }

  @Test func `a call in which the server was killed has a record, and the next start works`()
    async throws
  {
    try await withLab { lab in
      let portal = try await ServedPortal(in: lab)
      let caller = try BareCaller(portal.port)
      _ = try await caller.open("2000")
      _ = try await wait(for: "the row of the call") { () -> Bool? in
        FileManager.default.fileExists(atPath: portal.data + "/calls.db-wal") ? true : nil
      }
      try await Task.sleep(for: .seconds(1))
      portal.child.signal(SIGKILL)
      #expect(try await portal.child.end() == .signal(SIGKILL))
      try await portal.startAgain()
      try await portal.child.prints("Calls that were on when the last server died: 1.")
      let list = try await Self.run(["calls", "list", "--data", portal.data], in: lab)
      #expect(list.text.contains("it broke: the server died"), "\(list.text)")
      try await portal.stop()
    }
  }

  @Test func `the script of a served call passes when it is replayed`() async throws {
    try await withLab { lab in
      let portal = try await ServedPortal(in: lab)
      let caller = try BareCaller(portal.port)
      let call = try await caller.open("2000")
      try await caller.press("111#123567#11", in: call)
      caller.hangUp(call)
      try await portal.child.prints("the caller hung up at ")
      let row = try await Self.row(of: "+4922147", in: portal, lab)
      let id = try #require(row.split(separator: " ").first.map(String.init))
      let script = try await Self.run(["calls", "script", id, "--data", portal.data], in: lab)
      #expect(!script.text.contains("123567"))
      try script.text.write(toFile: lab + "/made.call", atomically: true, encoding: .utf8)
      let replay = try await Self.run(["replay", "made.call"], in: lab)
      #expect(replay.end == .exit(0), "\(script.text)\n\(replay.text)")
      try await portal.stop()
    }
  }

  /// The line of the list with a word, once it is there and the call is over.
  private static func row(
    of word: String, in portal: ServedPortal, _ lab: String
  ) async throws -> String {
    for _ in 0..<100 {
      let list = try await run(["calls", "list", "--data", portal.data], in: lab)
      let row = list.text.split(separator: "\n").first { $0.contains(word) }
      if let row, !row.hasSuffix("  is on") { return String(row) }
      try await Task.sleep(for: .milliseconds(50))
    }
    throw NotSeen(description: "a row with \(word)")
  }

  private static func run(
    _ words: [String], in lab: String
  ) async throws -> (end: ChildProcess.End?, text: String) {
    let child = try ServedPortal.program(words, in: lab)
    let end = try await child.end(withinSeconds: 60)
    return (end, child.output)
  }
}

/// A connection to the socket of a data directory that reads nothing.
private final class SlowReader {
  private let descriptor: Int32

  init(_ data: String, asks: Bool) throws {
    descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    unsafe withUnsafeMutableBytes(of: &address.sun_path) { room in
      unsafe room.copyBytes(from: Array("\(data)/status.sock".utf8))
    }
    let code = unsafe withUnsafePointer(to: address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    guard code == 0 else { throw NotSeen(description: "a connection to the socket") }
    if asks { _ = unsafe send(descriptor, "metrics\n", 8, Int32(MSG_NOSIGNAL)) }
  }

  deinit { close(descriptor) }
}
