import Foundation
import Processes
import Testing

/// What becomes of the server when the log's reader stalls or goes.
@Suite struct ServeLogTests {
  @Test func `a reader that stalls or goes costs lines and no calls`() async throws {
    try await withLab { lab in
      let port = try Ports.free()
      let pipe = lab + "/log"
      try #require(unsafe mkfifo(pipe, 0o600) == 0)
      var reader = unsafe open(pipe, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
      let server = try ServedPortal.program(
        ["serve", "--demo", "--sip", "udp:127.0.0.1:\(port)", "--http", "off"], in: lab,
        environment: ["TMPDIR": lab], output: pipe)
      let caller = try BareCaller(port)
      defer { server.signal(SIGKILL) }
      // Each of these calls is a line of the log, and the pipe holds some five hundred.
      try await caller.isAnswered("404", calling: "99999")
      for _ in 0..<8 {
        for _ in 0..<100 { caller.call("99999") }
        try await caller.isAnswered("404", calling: "99999")
      }
      try await caller.isAnswered("200", calling: "2000")

      close(reader)
      for _ in 0..<20 { try await caller.isAnswered("404", calling: "99999") }
      try await caller.isAnswered("200", calling: "2000")

      reader = unsafe open(pipe, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
      defer { close(reader) }
      var text = ""
      _ = try await wait(for: "the counters") {
        server.signal(SIGUSR1)
        text += Self.read(reader)
        return text.contains("log lines lost ") && text.contains(" lines are lost.") ? true : nil
      }
      server.signal(SIGTERM)
      _ = try await wait(for: "the last line") {
        text += Self.read(reader)
        return text.hasSuffix(" info voiceportal Ended.\n") ? true : nil
      }
      #expect(try await server.end() == .exit(0))
    }
  }

  @Test func `each call is a line with its name and its end`() async throws {
    try await withLab { lab in
      let portal = try await ServedPortal(in: lab)
      let caller = try BareCaller(portal.port)
      try await caller.isAnswered("404", calling: "99999")
      try await portal.child.prints(
        "+4922147 called 99999 by SIP from udp:127.0.0.1:\(caller.port), ")
      try await portal.child.prints(", not answered: refused: 404 Not Found.")
      try await portal.stop()
      let lines = portal.child.output.split(separator: "\n").filter { $0.contains("99999") }
      #expect(lines.count == 1)
      let words = try #require(lines.first).split(separator: " ")
      #expect(words[1] == "info" && words[2] == "SIPLine" && words[3].hasPrefix("call="))
      #expect(words[3].count == 13)
      #expect(portal.child.output.contains(" info Serving Counted since the start: calls 1."))
    }
  }

  private static func read(_ descriptor: Int32) -> String {
    var bytes = [UInt8](repeating: 0, count: 65_536)
    let count = unsafe Glibc.read(descriptor, &bytes, bytes.count)
    return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
  }
}
