import Audio
import Mailbox
import Testing

/// Which mailbox a call reaches, and why: by the headers of a phone system.
@Suite struct SIPpRoutingTests {
  /// Olga has a greeting for each reason.
  @Test(arguments: [
    (
      "Diversion: <sip:+49405550301@pbx.example.com>;reason=user-busy;counter=1", "",
      GreetingSlot.busy
    ),
    ("Diversion: <sip:301@10.0.0.1>;reason=no-answer", "", .personal),
    (
      "History-Info: <sip:+49405550301@example.com?Reason=SIP%3Bcause%3D486>;index=1, <sip:vm@example.com>;index=1.1",
      "", .busy
    ),
    ("Subject: none", ";target=sip:301%40example.com;cause=486", .busy),
    ("Subject: none", ";target=sip:301%40example.com;cause=408", .personal),
  ])
  func `a diverted call hears the greeting of its reason and leaves its message there`(
    header: String, parameters: String, slot: GreetingSlot
  ) async throws {
    try await withLab { lab in
      let portal = try await ServedPortal("treatment", in: lab)
      let listener = try Listener()
      let caller = try SIPp(
        "Portal/listen", at: portal, number: "5550300", header: header, parameters: parameters,
        keys: ["sound": "\(listener.port)"], in: lab, extra: ["-set", "listen", "20000"])
      // Between greeting and tone the portal asks for a message.
      let greeting = try portal.greeting(slot, of: "301").played
      let match = try await listener.hears(greeting, named: "the greeting \(slot)")
      #expect(match.start < 4_000)
      try await listener.hears(Tone.beep, from: match.end, named: "the tone")
      try await caller.finish()
      try await portal.stop()
    }
  }

  @Test(arguments: [(true, "main-menu"), (false, "enter-passcode")])
  func `an asserted identity is believed from a trusted peer only`(
    isTrusted: Bool, prompt: String
  ) async throws {
    try await withLab { lab in
      let portal = try await ServedPortal(
        in: lab, peers: "{ address: '127.0.0.2', trusted: true }, { address: '127.0.0.1' }")
      let listener = try Listener()
      let caller = try SIPp(
        "Portal/listen", at: portal, number: "2000", caller: "113", header: SIPpCallTests.carla,
        keys: ["sound": "\(listener.port)"], from: isTrusted ? "127.0.0.2" : "127.0.0.1", in: lab,
        extra: ["-set", "listen", "12000"])
      try await listener.hears(try Prompts.clip(prompt, .nl), named: prompt)
      try await caller.finish()
      try await portal.stop()
    }
  }

  @Test(arguments: [
    ("+49405550399", "Subject: none", "404 Not Found"),
    ("306", "Diversion: <sip:306@10.0.0.1>;reason=user-busy", "486 Busy Here"),
    ("306", "Diversion: <sip:306@10.0.0.1>;reason=no-answer", "480 Temporarily Unavailable"),
    ("313", "Subject: none", "302 Moved Temporarily"),
  ])
  func `a call that the portal does not answer is refused by its reason`(
    number: String, header: String, status: String
  ) async throws {
    try await withLab { lab in
      let portal = try await ServedPortal("treatment", in: lab)
      let caller = try SIPp(
        "Portal/refused", at: portal, number: number, header: header, in: lab)
      try await caller.finish()
      #expect(caller.messages.contains("SIP/2.0 \(status)"))
      if status.hasPrefix("302") {
        #expect(caller.messages.contains("Contact: <sip:+49405550301@127.0.0.1"))
      }
      try await portal.stop()
    }
  }
}
