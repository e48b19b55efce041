import Audio
import Mailbox
import Testing

/// SIPp calls the portal.
@Suite struct SIPpCallTests {
  /// Carla's phone system, which says that it is she who calls: auto-login lets her in.
  static let carla = "P-Asserted-Identity: <sip:113@127.0.0.1>"
  static let trusted = "{ address: '127.0.0.1', trusted: true, unlimited: true }"

  @Test func `a message that is left by RTP is stored as it was spoken`() async throws {
    try await withLab { lab in
      let portal = try await ServedPortal(in: lab)
      let started = ContinuousClock.now
      try await SIPp("Portal/leave", at: portal, number: "112", in: lab).finish()
      // On a busy machine SIPp makes longer pauses.
      let longest = (ContinuousClock.now - started) / .seconds(1)
      let message = try #require(try await portal.messages(of: "112", count: 1).first)
      let speech = try Prompts.speech(seconds: 3)
      let match = try #require(HeardSound(message.samples).match(speech))
      #expect(match.share > 0.6, "\(match)")
      #expect(message.seconds > 3 && message.seconds < longest, "at most \(longest) s")
      try await portal.stop()
    }
  }

  @Test(arguments: [
    ("application/dtmf-relay", "Signal=9"), ("application/dtmf-relay", "Signal= 9"),
    ("application/dtmf", "9"),
  ])
  func `keys come by INFO`(type: String, body: String) async throws {
    try await Self.call("key-by-info", keys: ["type": type, "body": body])
  }

  @Test(arguments: ["key-by-event", "key-in-band", "late-offer", "hold"])
  func `a call goes as its scenario says`(scenario: String) async throws {
    try await Self.call(scenario)
  }

  @Test func `a key that comes by RTP and by INFO counts once`() async throws {
    try await withLab { lab in
      let portal = try await ServedPortal(in: lab)
      try await SIPp("Portal/urgent", at: portal, number: "112", in: lab).finish()
      let message = try #require(try await portal.messages(of: "112", count: 1).first)
      let isUrgent = message.isUrgent
      #expect(isUrgent)
      try await portal.stop()
    }
  }

  /// The scenarios that the signalling is tried with hold for the whole portal.
  @Test(arguments: [
    "call", "hold", "late-offer", "options", "reliable", "update", "unknown-methods", "info",
    "session-too-brief", "subscribe-too-brief", "Portal/cancel",
  ])
  func `the portal keeps the rules of SIP`(scenario: String) async throws {
    try await withLab { lab in
      let portal = try await ServedPortal(in: lab, peers: Self.trusted)
      try await SIPp(scenario, at: portal, number: "2000", in: lab).finish()
      try await portal.stop()
    }
  }

  @Test(arguments: [(true, "subscribe"), (false, "subscribe-stranger")])
  func `a trusted peer is told of any mailbox, a stranger of none`(
    isTrusted: Bool, scenario: String
  ) async throws {
    try await withLab { lab in
      let portal = try await ServedPortal(
        in: lab, peers: "{ address: '127.0.0.1', trusted: \(isTrusted) }")
      try await SIPp("Portal/\(scenario)", at: portal, number: "111", in: lab).finish()
      try await portal.stop()
    }
  }

  /// Carla calls and says goodbye; the portal hangs up.
  private static func call(_ scenario: String, keys: [String: String] = [:]) async throws {
    try await withLab { lab in
      let portal = try await ServedPortal(in: lab, peers: trusted)
      try await SIPp(
        "Portal/\(scenario)", at: portal, number: "2000", caller: "113", header: carla, keys: keys,
        in: lab
      ).finish()
      try await portal.stop()
    }
  }
}
