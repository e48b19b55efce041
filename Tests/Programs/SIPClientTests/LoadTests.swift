import Mailbox
import Testing

/// Many calls at once.
@Suite struct LoadTests {
  @Test func `fifty calls at twenty a second all leave their message whole`() async throws {
    try await withLab { lab in
      let portal = try await ServedPortal(
        in: lab, peers: "{ address: '127.0.0.1', unlimited: true }", soundPorts: 200)
      let callers = try SIPp(
        "Portal/leave-load", at: portal, number: "112", in: lab, calls: 50,
        extra: ["-r", "20", "-l", "50"])
      try await callers.finish()
      let messages = try await portal.messages(of: "112", count: 50)
      #expect(messages.count == 50)
      // SIPp itself sends three seconds in a little less on a busy machine.
      let short = messages.map(\.seconds).filter { $0 < 2.5 }
      #expect(short.isEmpty)
      try await portal.stop()
    }
  }

  @Test func `a line that is full refuses, and says when to come again`() async throws {
    try await withLab { lab in
      let portal = try await ServedPortal(in: lab, line: "calls: { most: 1 },")
      let listener = try Listener()
      let first = try SIPp(
        "Portal/listen", at: portal, number: "2000", keys: ["sound": "\(listener.port)"], in: lab,
        extra: ["-set", "listen", "6000"])
      _ = try await wait(for: "the first call") { listener.heard.samples.isEmpty ? nil : true }
      let second = try SIPp("Portal/refused", at: portal, number: "2000", in: lab)
      try await second.finish()
      #expect(second.messages.contains("SIP/2.0 503"))
      #expect(second.messages.contains("Retry-After: "))
      try await first.finish()
      try await portal.stop()
    }
  }
}
