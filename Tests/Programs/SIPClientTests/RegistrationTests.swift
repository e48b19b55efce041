import Audio
import Mailbox
import Testing

/// Telephones that register at the portal itself.
@Suite struct RegistrationTests {
  @Test func `a registered telephone counts as verified, so auto-login lets its owner in`()
    async throws
  {
    try await withLab { lab in
      let (portal, telephone) = try await Self.system(in: lab)
      try await telephone.prints("registered successfully")
      try await telephone.call(portal.uri())
      try await telephone.hears(try Prompts.clip("main-menu", .nl), named: "the main menu")
      let question = try Prompts.clip("enter-passcode", .nl)
      #expect((telephone.heard.match(question)?.share ?? 0) < 0.5)
      try await portal.stop()
    }
  }

  @Test func `its lamp follows the mailbox`() async throws {
    try await withLab { lab in
      let (portal, telephone) = try await Self.system(in: lab)
      try await telephone.prints("registered successfully")
      try await telephone.prints("Voice-Message: 1/0 (0/0)")
      let caller = try await Baresip(
        "02214710123", in: lab, speech: try Prompts.speech(seconds: 20))
      try await caller.call(portal.uri("113"))
      try await caller.press("#")
      try await caller.hears(Tone.beep, named: "the tone")
      try await portal.records(seconds: 2)
      caller.hangUp()
      try await telephone.prints("Voice-Message: 2/0 (0/0)")
      try await portal.stop()
    }
  }

  @Test func `a wrong password neither registers nor calls`() async throws {
    try await withLab { lab in
      let (portal, telephone) = try await Self.system(in: lab, password: "wrong")
      try await telephone.prints("401 Unauthorized")
      telephone.tell("dial", portal.uri())
      try await telephone.tells("CALL_CLOSED")
      #expect(!telephone.events.contains("CALL_ESTABLISHED"))
      try await portal.stop()
    }
  }

  private static func system(
    in lab: String, password: String = "carla-secret"
  ) async throws -> (ServedPortal, Baresip) {
    let portal = try await ServedPortal(
      in: lab, line: "devices: [{ user: '113', password: 'carla-secret' }],")
    let telephone = try await Baresip(
      "113", in: lab, speech: [], at: "127.0.0.1:\(portal.port)",
      account: ";auth_pass=\(password);regint=300;mwi=yes", modules: ["mwi"])
    return (portal, telephone)
  }
}
