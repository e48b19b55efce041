import Audio
import Mailbox
import Testing

/// 0 in a greeting: the portal refers the caller, and baresip follows.
@Suite struct TransferTests {
  /// Whom Anna's greeting offers on 0, as the portal names her.
  private static let target = "+492115550112"

  @Test func `the caller is connected to whom the owner has named`() async throws {
    try await withLab { lab in
      let (portal, caller, colleague) = try await Self.system(in: lab, answers: true)
      try await caller.call(portal.uri("111"))
      try await caller.press("0")
      try await colleague.tells("CALL_ESTABLISHED")
      // The portal has heard how it went, and leaves.
      try await caller.tells("CALL_CLOSED")
      let speech = try Prompts.speech(seconds: 4)
      _ = try await wait(for: "the colleague's hearing the caller") {
        let heard = colleague.heard.samples
        guard heard.count > 16_000 else { return Bool?.none }
        return speech.likest(to: Array(heard.suffix(8_000))).likeness > 0.9 ? true : nil
      }
      try await portal.stop()
    }
  }

  @Test func `the portal connects the caller itself where its peer is to be asked for nothing`()
    async throws
  {
    try await withLab { lab in
      let (portal, caller, colleague) = try await Self.system(
        in: lab, answers: true, transfer: "call")
      try await caller.call(portal.uri("111"))
      try await caller.press("0")
      try await colleague.tells("CALL_ESTABLISHED")
      // The caller has spoken all the time.
      let speech = try Prompts.speech(seconds: 60)
      _ = try await wait(for: "the colleague's hearing the caller") {
        let heard = colleague.heard.samples
        guard heard.count > 16_000 else { return Bool?.none }
        return speech.likest(to: Array(heard.suffix(8_000))).likeness > 0.9 ? true : nil
      }
      colleague.hangUp()
      try await caller.tells("CALL_CLOSED")
      try await portal.stop()
    }
  }

  @Test(arguments: ["udp", "tcp"])
  func `without a route the colleague is called at the caller's own system`(
    transport: String
  ) async throws {
    try await withLab { lab in
      let portal = try await ServedPortal(in: lab, listen: [transport])
      let system = try await Baresip(
        "02214710123", in: lab, speech: [],
        account: ";regint=0\n<sip:\(Self.target)@127.0.0.1>;regint=0;answermode=auto")
      try await system.call(portal.uri("111", transport))
      try await system.press("0")
      try await system.prints("Call established: sip:\(Self.target)@127.0.0.1:\(system.port)")
      try await portal.stop()
    }
  }

  @Test(arguments: ["refer", "call"])
  func `a caller whom nobody answers may leave a message`(transfer: String) async throws {
    try await withLab { lab in
      let (portal, caller, colleague) = try await Self.system(
        in: lab, answers: false, transfer: transfer)
      try await caller.call(portal.uri("111"))
      try await caller.press("0")
      try await colleague.tells("CALL_INCOMING")
      colleague.hangUp()
      let failed = try await caller.hears(try Prompts.clip("transfer-failed"), named: "the failure")
      try await caller.hears(Tone.beep, from: failed.end, named: "the tone")
      try await portal.records(seconds: 2)
      caller.hangUp()
      let messages = try await portal.messages(of: "111", count: 3)
      #expect(try #require(messages.last).seconds > 1.5)
      try await portal.stop()
    }
  }

  private static func system(
    in lab: String, answers: Bool, transfer: String = "refer"
  ) async throws -> (ServedPortal, Baresip, Baresip) {
    let colleague = try await Baresip(
      Self.target, in: lab, speech: [],
      account: ";regint=0;answermode=\(answers ? "auto" : "manual")")
    let portal = try await ServedPortal(
      in: lab, line: "outbound: { route: 'sip:127.0.0.1:\(colleague.port)' },",
      peers: "{ address: '127.0.0.1', transfer: '\(transfer)' }")
    let caller = try await Baresip(
      "02214710123", in: lab, speech: try Prompts.speech(seconds: 60))
    return (portal, caller, colleague)
  }
}
