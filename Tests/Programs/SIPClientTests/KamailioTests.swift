import Audio
import Foundation
import Mailbox
import Testing

/// Softphones behind Kamailio, which registers them and sends what they do not answer to the portal.
@Suite struct KamailioTests {
  private func system(
    in lab: String
  ) async throws -> (portal: ServedPortal, proxy: Kamailio) {
    let portal = try await ServedPortal(
      in: lab, listen: ["udp"], peers: "{ address: '127.0.0.1', trusted: true }")
    return (portal, try await Kamailio(before: portal, in: lab))
  }

  private func telephone(
    _ user: String, at proxy: Kamailio, in lab: String, account: String = ";regint=0"
  ) async throws -> Baresip {
    try await Baresip(
      user, in: lab, speech: try Prompts.speech(seconds: 60), at: "127.0.0.1:\(proxy.port)",
      account: account)
  }

  @Test func `a caller whom the proxy cannot connect leaves a message for whom she called`()
    async throws
  {
    try await withLab { lab in
      let (portal, proxy) = try await system(in: lab)
      let caller = try await telephone("02214710123", at: proxy, in: lab)
      try await caller.call(proxy.uri("112"))
      let greeting = try await caller.hears(
        try Prompts.clip("record-after-tone", .en), named: "the greeting")
      try await caller.hears(Tone.beep, from: greeting.end, named: "the tone")
      try await Task.sleep(for: .seconds(3))
      caller.hangUp()
      let message = try #require(try await portal.messages(of: "112", count: 1).first)
      #expect(message.from == "+492214710123")
      try await portal.stop()
    }
  }

  @Test func `a caller whose call nobody answers leaves a message`() async throws {
    try await withLab { lab in
      let (portal, proxy) = try await system(in: lab)
      let owner = try await telephone("112", at: proxy, in: lab, account: ";regint=60")
      try await owner.prints("registered successfully")
      let caller = try await telephone("02214710123", at: proxy, in: lab)
      caller.tell("dial", proxy.uri("112"))
      try await owner.tells("CALL_INCOMING")
      let greeting = try await caller.hears(
        try Prompts.clip("record-after-tone", .en), named: "the greeting")
      try await caller.hears(Tone.beep, from: greeting.end, named: "the tone")
      try await Task.sleep(for: .seconds(3))
      caller.hangUp()
      #expect(try await portal.messages(of: "112", count: 1).first?.from == "+492214710123")
      try await portal.stop()
    }
  }

  @Test func `an owner whose number the proxy asserts is asked for her passcode alone`()
    async throws
  {
    try await withLab { lab in
      let (portal, proxy) = try await system(in: lab)
      let owner = try await telephone("111", at: proxy, in: lab)
      try await owner.call(proxy.uri("2000"))
      try await owner.hears(try Prompts.clip("enter-passcode"), named: "the question")
      try await owner.press("123567#")
      try await owner.hears(try Prompts.clip("main-menu"), named: "the main menu")
      owner.hangUp()
      try await portal.stop()
    }
  }
}
