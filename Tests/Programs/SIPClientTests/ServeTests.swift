import Audio
import Foundation
import Glibc
import Mailbox
import Processes
import Testing

/// `voiceportal serve` as an operator meets it.
@Suite struct ServeTests {
  @Test(arguments: [
    ("data: 'data',", "data: 3,", "voiceportal.json5:2: data: "),
    ("kind: 'sip'", "kind: 'isdn'", "voiceportal.json5:4: lines 1 kind: \"isdn\" is none of"),
    ("udp:127.0.0.1", "udp:localhost", "voiceportal.json5:4: lines 1 listen 1: "),
    ("media: {", "medium: {", "voiceportal.json5:6: "),
    ("lines: [{", "lines: [{ {", "voiceportal.json5:3: "),
  ])
  func `a fault of the configuration is told with its line`(
    old: String, new: String, sentence: String
  ) async throws {
    try await withLab { lab in
      let text = """
        {
          data: 'data',
          lines: [{
            kind: 'sip', listen: ['udp:127.0.0.1:15060'],
            peers: [{ address: '127.0.0.1' }],
            media: { ports: [20000, 20010] },
          }],
        }
        """
      let path = lab + "/voiceportal.json5"
      try text.replacing(old, with: new).write(toFile: path, atomically: true, encoding: .utf8)
      let server = try ServedPortal.program(["serve", "--config", path], in: lab)
      let end = try await server.end()
      #expect(end != .exit(0) && end != nil)
      #expect(server.output.contains(sentence), "\(server.output)")
    }
  }

  @Test func `SIGHUP changes the language of new calls and keeps those that are on`() async throws {
    try await withLab { lab in
      let portal = try await ServedPortal(in: lab, server: "language: 'en',")
      let speech = try Prompts.speech(seconds: 2)
      let first = try await Baresip("02214710123", in: lab, speech: speech)
      try await first.call(portal.uri())
      try await first.hears(try Prompts.clip("enter-number", .en), named: "the English question")
      try portal.rewrite { $0.replacing("'en'", with: "'nl'") }
      portal.child.signal(SIGHUP)
      try await portal.child.prints("was read again")
      let second = try await Baresip("02214710124", in: lab, speech: speech)
      try await second.call(portal.uri())
      try await second.hears(try Prompts.clip("enter-number", .nl), named: "the Dutch question")
      let place = first.heard.samples.count
      try await first.press("#")
      try await first.hears(
        try Prompts.clip("enter-number", .en), from: place, named: "English once more")
      try await portal.stop()
    }
  }

  @Test func `a faulty file at SIGHUP changes nothing`() async throws {
    try await withLab { lab in
      let portal = try await ServedPortal(in: lab, server: "language: 'en',")
      try portal.rewrite { $0.replacing("'en'", with: "'xx'") }
      portal.child.signal(SIGHUP)
      try await portal.child.prints("voiceportal.json5:2: language: \"xx\" is none of")
      try await portal.child.prints("everything stays as it was")
      try await SIPp("options", at: portal, number: "2000", in: lab).finish()
      try await portal.stop()
    }
  }

  @Test func `SIGTERM lets a call end, refuses new ones and keeps the recording`() async throws {
    try await withLab { lab in
      let portal = try await ServedPortal(in: lab)
      let speech = try Prompts.speech(seconds: 30)
      let telephone = try await Self.caller(speaking: speech, at: portal, in: lab)
      portal.child.signal(SIGTERM)
      try await portal.child.prints("No new calls; waiting for 1 to end.")
      let late = try SIPp("Portal/refused", at: portal, number: "2000", in: lab)
      try await late.finish()
      #expect(late.messages.contains("SIP/2.0 503"))
      #expect(late.messages.contains("Retry-After: "))
      try await portal.records(seconds: 1.5)
      telephone.hangUp()
      #expect(try await portal.child.end() == .exit(0))
      let message = try #require(try portal.messages(of: "112").first)
      #expect(message.seconds > 1)
    }
  }

  @Test func `a call that outlasts the drain is ended, and its recording kept`() async throws {
    try await withLab { lab in
      let portal = try await ServedPortal(in: lab)
      try portal.rewrite { $0.replacing("drainSeconds: 20", with: "drainSeconds: 2") }
      portal.child.signal(SIGHUP)
      try await portal.child.prints("was read again")
      let telephone = try await Self.caller(
        speaking: try Prompts.speech(seconds: 30), at: portal, in: lab)
      try await portal.stop()
      try await telephone.tells("CALL_CLOSED")
      let message = try #require(try portal.messages(of: "112").first)
      #expect(message.seconds > 1.5)
    }
  }

  @Test func `what was being left at kill -9 is delivered by the next start`() async throws {
    try await withLab { lab in
      let portal = try await ServedPortal(in: lab)
      let speech = try Prompts.speech(seconds: 30)
      let telephone = try await Self.caller(speaking: speech, at: portal, in: lab)
      try await portal.records(seconds: 2.5)
      portal.child.signal(SIGKILL)
      #expect(try await portal.child.end() == .signal(SIGKILL))
      #expect(try portal.messages(of: "112").isEmpty)
      telephone.hangUp()
      try await portal.startAgain()
      #expect(portal.child.output.contains("when the last server died: 1."))
      let message = try #require(try portal.messages(of: "112").first)
      #expect(message.seconds > 1.8)
      let place = speech.likest(to: message.samples)
      #expect(place.likeness > 0.9)
      try await portal.stop()
    }
  }

  @Test func `two servers do not share mailboxes`() async throws {
    try await withLab { lab in
      let portal = try await ServedPortal(in: lab)
      let second = try ServedPortal.program(
        ["serve", "--data", portal.data, "--sip", "udp:127.0.0.1:\(try Ports.free())"], in: lab)
      let end = try await second.end()
      #expect(end != .exit(0) && end != nil)
      #expect(second.output.contains(portal.data), "\(second.output)")
      try await portal.stop()
    }
  }

  @Test func `a port that is taken is told in a sentence`() async throws {
    try await withLab { lab in
      let portal = try await ServedPortal(in: lab)
      let data = lab + "/other"
      try ServedPortal.makeMailboxes(of: "one-net", in: data)
      for transport in ["udp", "tcp"] {
        let address = "\(transport):127.0.0.1:\(portal.port)"
        let second = try ServedPortal.program(["serve", "--data", data, "--sip", address], in: lab)
        let end = try await second.end()
        #expect(end != .exit(0) && end != nil)
        #expect(second.output.contains("127.0.0.1:\(portal.port)"), "\(second.output)")
        #expect(second.output.contains("in use"), "\(second.output)")
      }
      try await portal.stop()
    }
  }

  @Test func `the demo needs no file and leaves nothing`() async throws {
    try await withLab { lab in
      let port = try Ports.free()
      let server = try ServedPortal.program(
        ["serve", "--demo", "--sip", "udp:127.0.0.1:\(port)", "--http", "127.0.0.1:0"], in: lab,
        environment: ["TMPDIR": lab])
      try await server.prints("Ready: SIP on udp:127.0.0.1:\(port); the portal's number is 2000.")
      try await server.prints("The page is at http://127.0.0.1:")
      let before = try FileManager.default.contentsOfDirectory(atPath: lab)
      #expect(before.contains { $0.hasPrefix("voiceportal-") })
      server.signal(SIGINT)
      #expect(try await server.end() == .exit(0))
      let after = try FileManager.default.contentsOfDirectory(atPath: lab)
      #expect(!after.contains { $0.hasPrefix("voiceportal-") }, "\(after)")
    }
  }

  @Test func `nonsense does not bring it down`() async throws {
    try await withLab { lab in
      let portal = try await ServedPortal(in: lab)
      let folder = fixtures.path + "/Torture"
      let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
      let socket = Glibc.socket(AF_INET, Int32(SOCK_DGRAM.rawValue), 0)
      defer { close(socket) }
      var random = SystemRandomNumberGenerator()
      for name in names where name.hasSuffix(".dat") {
        let message = Array(FileManager.default.contents(atPath: "\(folder)/\(name)") ?? Data())
        send(message, to: portal.port, by: socket)
        for _ in 0..<20 {
          var broken = Array(message.prefix(.random(in: 1...message.count, using: &random)))
          for _ in 0..<8 { broken[.random(in: 0..<broken.count)] = .random(in: 0...255) }
          send(broken, to: portal.port, by: socket)
        }
        try await Task.sleep(for: .milliseconds(5))
      }
      try await SIPp("options", at: portal, number: "2000", in: lab).finish()
      try await portal.stop()
    }
  }

  /// A caller who speaks after the tone of 112's mailbox.
  private static func caller(
    speaking speech: [Int16], at portal: ServedPortal, in lab: String
  ) async throws -> Baresip {
    let telephone = try await Baresip("02214710123", in: lab, speech: speech)
    try await telephone.call(portal.uri("112"))
    try await telephone.press("#")
    try await telephone.hears(Tone.beep, named: "the tone")
    return telephone
  }

  private func send(_ bytes: [UInt8], to port: UInt16, by socket: Int32) {
    var address = loopback(port)
    unsafe withUnsafePointer(to: &address) { address in
      unsafe address.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        _ = unsafe sendto(
          socket, bytes, bytes.count, 0, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
  }
}
