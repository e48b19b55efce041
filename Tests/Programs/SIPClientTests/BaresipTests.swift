import Audio
import Foundation
import Mailbox
import Testing

/// The softphone baresip calls the portal.
@Suite struct BaresipTests {
  @Test(arguments: ["udp", "tcp", "tls"])
  func `a caller hears the greeting and leaves a message as it was spoken`(
    transport: String
  ) async throws {
    try await withLab { lab in
      let (portal, telephone, speech) = try await Self.system(
        transport, in: lab, user: "02214710123")
      try await telephone.call(portal.uri("112", transport))
      let greeting = try await telephone.hears(
        try Prompts.clip("record-after-tone", .en), named: "the greeting")
      let beep = try await telephone.hears(Tone.beep, from: greeting.end, named: "the tone")
      try await Task.sleep(for: .seconds(3))
      let pressed = telephone.said.samples.count
      try await telephone.press("#")
      // On a busy machine the key goes out later.
      try await telephone.prints("send DTMF digit")
      let sent = telephone.said.samples.count
      let menu = try Prompts.clip("caller-menu", .en)
      try await telephone.hears(menu, from: beep.end, named: "the caller's menu")
      try await telephone.press("#")
      try await telephone.hears(try Prompts.clip("goodbye", .en), named: "goodbye")
      try await telephone.tells("CALL_CLOSED")

      let message = try #require(try await portal.messages(of: "112", count: 1).first)
      #expect(message.from == "+492214710123")
      let start = speech.likest(to: message.samples)
      #expect(start.likeness > 0.99, "\(start)")
      let least = Double(pressed - start.place) / 8_000 - 0.3
      let most = Double(sent - start.place) / 8_000 + 0.3
      #expect(message.seconds > least && message.seconds < most, "\(least) to \(most) s")
      #expect(message.seconds > 2.7)
      try await portal.stop()
    }
  }

  @Test(arguments: ["udp", "tcp", "tls"])
  func `an owner logs in by telephone-events and hears a message`(transport: String) async throws {
    try await withLab { lab in
      let (portal, telephone, _) = try await Self.system(transport, in: lab, user: "111")
      let sound = try #require(try portal.messages(of: "111").first { $0.isUrgent }).samples.played
      try await telephone.call(portal.uri("2000", transport))
      try await telephone.hears(try Prompts.clip("enter-passcode"), named: "the question")
      try await telephone.press("123567#")
      try await telephone.hears(try Prompts.clip("main-menu"), named: "the main menu")
      try await telephone.press("11")
      try await telephone.hears(sound, named: "the message")
      telephone.hangUp()
      try await portal.stop()
    }
  }

  @Test func `hanging up in a recording delivers it`() async throws {
    try await withLab { lab in
      let (portal, telephone, speech) = try await Self.system("udp", in: lab, user: "02214710123")
      try await telephone.call(portal.uri("112"))
      try await telephone.press("#")
      try await telephone.hears(Tone.beep, named: "the tone")
      try await portal.records(seconds: 2)
      let said = telephone.said.samples.count
      telephone.hangUp()
      let message = try #require(try await portal.messages(of: "112", count: 1).first)
      let start = speech.likest(to: message.samples)
      #expect(start.likeness > 0.99, "\(start)")
      let length = Double(said - start.place) / 8_000
      #expect(abs(message.seconds - length) < 0.3, "\(message.seconds) instead of \(length) s")
      try await portal.stop()
    }
  }

  /// HD telephones offer a wider codec first.
  @Test(arguments: [("g722", "G722/16000/1"), ("l16", "L16/16000/1")])
  func `an HD telephone presses a key and leaves a message`(
    module: String, codec: String
  ) async throws {
    try await withLab { lab in
      let portal = try await ServedPortal(in: lab)
      let speech = try Prompts.speech(seconds: 60)
      let telephone = try await Baresip(
        "02214710123", in: lab, speech: speech,
        account: ";regint=0;audio_codecs=\(codec),PCMA/8000/1", sampleRate: 16_000,
        modules: [module])
      try await telephone.call(portal.uri("112"))
      try await telephone.prints("Set audio encoder: \(codec.prefix { $0 != "/" }) 16000Hz")
      try await telephone.press("#")
      try await portal.records(seconds: 3)
      telephone.hangUp()
      let message = try #require(try await portal.messages(of: "112", count: 1).first)
      // The filter of G.722 delays the sound by less than a packet.
      let likeness = (0..<8).map {
        Array(speech.dropFirst($0)).likest(to: message.samples).likeness
      }
      #expect((likeness.max() ?? 0) > 0.9, "\(likeness)")
      try await portal.stop()
    }
  }

  /// A portal, and a telephone that can call it by this transport, with SRTP beside TLS.
  static func system(
    _ transport: String, in lab: String, user: String
  ) async throws -> (ServedPortal, Baresip, speech: [Int16]) {
    let isSecure = transport == "tls"
    if isSecure { try await makeCertificate(in: lab) }
    let portal = try await ServedPortal(
      in: lab, listen: [transport], line: isSecure ? "certificate: 'portal.pem'," : "",
      security: isSecure ? "required" : "off")
    let speech = try Prompts.speech(seconds: 60)
    let telephone = try await Baresip(
      user, in: lab, speech: speech,
      account: ";regint=0;transport=\(transport)" + (isSecure ? ";mediaenc=srtp-mand" : ""),
      modules: isSecure ? ["srtp"] : [])
    return (portal, telephone, speech)
  }
}
