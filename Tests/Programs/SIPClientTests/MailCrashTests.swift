import Foundation
import MailServer
import Mailbox
import Store
import Testing

/// A server that is killed at any instant with mail under way loses no message (requirement I2).
@Suite struct MailCrashTests {
  /// `VOICEPORTAL_MAIL_KILLS` asks for more: 200 is the number.
  private static let kills =
    ProcessInfo.processInfo.environment["VOICEPORTAL_MAIL_KILLS"].flatMap(Int.init) ?? 3
  private static let messagesEach = 8

  @Test func `after kills at random instants each message was taken or is in the mailbox`()
    async throws
  {
    try await withLab { lab in
      let server = try MailServer()
      let portal = try await ServedPortal(
        in: lab,
        server: """
          mail: { server: '127.0.0.1', port: \(server.port), security: 'off',
            sender: 'portal@example.com' },
          """)
      try portal.change("112") {
        $0.email = "ben@example.com"
        $0.settings.notification.storage = .email
      }
      // The mail server refuses Dora's address for ever: hers come into the mailbox.
      try portal.change("114") {
        $0.email = "e550@example.com"
        $0.settings.quota = MailboxQuota.greatest
        $0.settings.notification.storage = .email
      }
      var generator = SystemRandomNumberGenerator()
      var left: Set<String> = []
      for round in 0..<Self.kills {
        let numbers = (0..<Self.messagesEach).map { "+4915\(1_000_000 + round * 100 + $0)" }
        left.formUnion(try portal.leave(numbers, for: ["112", "114"]))
        usleep(UInt32.random(in: 0..<400_000, using: &generator))
        portal.child.signal(SIGKILL)
        _ = try await portal.child.end(withinSeconds: 10)
        try await portal.startAgain()
      }
      _ = try await wait(seconds: 60, for: "the end of all tries") {
        try portal.waitingMail().allSatisfy { $0.state != .waiting } ? true : nil
      }
      #expect(left.count == Self.kills * Self.messagesEach)
      try check(left, taken: server.mails, kept: portal.messages(of: "114").map(\.from))
      #expect(try portal.messages(of: "112").isEmpty)
      try await portal.stop()
    }
  }

  /// - Parameters:
  ///   - left: The numbers of all callers.
  ///   - taken: What the mail server has.
  ///   - kept: Whose messages are in the mailbox of who cannot be reached.
  private func check(_ left: Set<String>, taken: [String], kept: [String]) throws {
    var tokens: [String: Set<String>] = [:]
    for mail in taken {
      let number = try #require(mail.firstMatch(of: /\+4915\d+/)).output
      let token = try #require(mail.firstMatch(of: /Message-ID: <(\S+)@/)).output.1
      tokens[String(number), default: []].insert(String(token))
    }
    // One message is one mail, however often it was sent.
    #expect(tokens.values.allSatisfy { $0.count == 1 })
    #expect(Set(kept).count == kept.count)
    #expect(Set(tokens.keys).union(kept) == left)
    #expect(Set(tokens.keys).isDisjoint(with: kept))
  }
}
