import Mailbox
import Testing

/// 0 in a greeting, with SIPp as a caller's phone system that follows or does not.
@Suite struct SIPpTransferTests {
  @Test func `a transfer that went well ends the call`() async throws {
    try await withLab { lab in
      let portal = try await ServedPortal(in: lab)
      let caller = try SIPp("Portal/refer", at: portal, number: "111", in: lab)
      try await caller.finish()
      #expect(caller.messages.contains("sip:+492115550112@127.0.0.1"))
      #expect(caller.messages.contains("Referred-By: <sip:+492115550111@127.0.0.1"))
      try await portal.stop()
    }
  }

  @Test(arguments: [
    ("refer-refused", ""), ("refer-busy", ""),
    ("refer-denied", "dialRules: { allow: ['+'], deny: ['+49211'] },"),
  ])
  func `a transfer that fails leads back to the choice of the greeting`(
    scenario: String, line: String
  ) async throws {
    try await withLab { lab in
      let portal = try await ServedPortal(in: lab, line: line)
      let caller = try SIPp("Portal/\(scenario)", at: portal, number: "111", in: lab)
      try await caller.finish()
      #expect(caller.messages.contains("REFER sip:") == line.isEmpty)
      let message = try #require(try await portal.messages(of: "111", count: 3).last)
      let match = HeardSound(message.samples).match(try Prompts.speech(seconds: 3))
      #expect((match?.share ?? 0) > 0.6)
      try await portal.stop()
    }
  }
}
