import Foundation
import MailServer
import Mailbox
import Processes
import SoundFiles
import Testing

/// Messages that callers leave, told by e-mail (requirements I1, I2).
@Suite struct MailTests {
  private func mail(at port: Int) -> String {
    "mail: { server: '127.0.0.1', port: \(port), security: 'off', sender: 'portal@example.com' },"
  }

  private func leaveMessage(at portal: ServedPortal, in lab: String) async throws {
    try await SIPp("Portal/leave-load", at: portal, number: "112", in: lab, calls: 1).finish()
  }

  @Test func `a copy arrives with the sound as it is stored`() async throws {
    try await withLab { lab in
      let server = try MailServer()
      let portal = try await ServedPortal(in: lab, server: mail(at: server.port))
      try portal.change("112") { $0.settings.notification.copyAddress = "ben@example.com" }
      try await leaveMessage(at: portal, in: lab)
      let text = try await wait(for: "the mail") { server.mails.first }
      #expect(text.contains("X-Envelope-To: ben@example.com\r\n"))
      #expect(text.contains("\r\nAuto-Submitted: auto-generated\r\n"))
      let sound = try attachment(of: text)
      let message = try #require(try await portal.messages(of: "112", count: 1).first)
      #expect(try Sound.read(bytes: sound, name: "attachment").samples == message.samples)
      try await portal.stop()
    }
  }

  @Test func `a notice leads to the page`() async throws {
    try await withLab { lab in
      let server = try MailServer()
      let page = "http: { listen: ['127.0.0.1:0'], publicURL: 'https://portal.example.com' },"
      let portal = try await ServedPortal(in: lab, server: mail(at: server.port) + page)
      try portal.change("112") { $0.settings.notification.noticeAddress = "ben@example.com" }
      try await leaveMessage(at: portal, in: lab)
      // Long lines are broken in quoted-printable.
      let text = try await wait(for: "the mail") { server.mails.first }
        .replacing("=\r\n", with: "")
      #expect(text.contains("<a href=3D\"https://portal.example.com/messages\">"))
      #expect(text.contains(" https://portal.example.com/messages\r\n"))
      try await portal.stop()
    }
  }

  @Test func `by e-mail only it waits for the mail server and leaves the mailbox empty`()
    async throws
  {
    try await withLab { lab in
      var server: MailServer? = try MailServer()
      let port = try #require(server?.port)
      let portal = try await ServedPortal(in: lab, server: mail(at: port))
      try portal.change("112") {
        $0.email = "ben@example.com"
        $0.settings.notification.storage = .email
      }
      server = nil
      try await leaveMessage(at: portal, in: lab)
      let job = try await wait(for: "a try") {
        try portal.waitingMail().first { $0.lastAnswer != nil }
      }
      #expect(job.kind == .delivery && job.state == .waiting)
      #expect(try portal.messages(of: "112").isEmpty)
      let back = try MailServer()
      try portal.rewrite { $0.replacing("port: \(port)", with: "port: \(back.port)") }
      portal.child.signal(SIGHUP)
      try portal.retryMail(job.id)
      let text = try await wait(for: "the mail") { back.mails.first }
      #expect(text.contains("Message-ID: <\(job.token)@example.com>"))
      _ = try await wait(for: "an empty queue") {
        try portal.waitingMail().isEmpty ? true : nil
      }
      #expect(try portal.messages(of: "112").isEmpty)
      try await portal.stop()
    }
  }

  @Test func `call scripts look at mails on a real line, and a wrong one fails by its line`()
    async throws
  {
    try await withLab { lab in
      let call =
        "given accounts by-mail.json5\ncall from 0221-4710123 to 31 because busy\ndials #\n"
        + "says 3 s\nhangs up\n"
      let mails = [
        "right": "to nora@example.com without sound saying +492214710123",
        "recipient": "to noor@example.com without sound", "sound": "to nora@example.com with sound",
        "words": "to nora@example.com without sound saying Neue Nachricht",
      ]
      for (name, mail) in mails {
        try (call + "expects mail \(mail)\n")
          .write(toFile: "\(lab)/\(name).call", atomically: true, encoding: .utf8)
      }
      let accounts = fixtures.appending(path: "Accounts/by-mail.json5").path
      try FileManager.default.copyItem(atPath: accounts, toPath: "\(lab)/by-mail.json5")
      let replay = try ServedPortal.program(
        ["replay", "--line", "sip"] + mails.keys.map { "\($0).call" }, in: lab)
      #expect(try await replay.end(withinSeconds: 120) == .exit(1))
      for part in [
        "passed  right.call", "FAILED  recipient.call:6: expects mail to noor@example.com ",
        "FAILED  sound.call:6: ", "FAILED  words.call:6: ", ", which says \"Hello Nora Notice, ",
        "\"New voice message from +492214710123\" to office@example.com with sound",
        "4 scripts, 1 passed, 3 failed.",
      ] {
        #expect(replay.output.contains(part), "\(replay.output)")
      }
    }
  }

  /// The bytes of the file that goes with a mail.
  private func attachment(of mail: String) throws -> [UInt8] {
    let parts = mail.components(separatedBy: "Content-Transfer-Encoding: base64\r\n\r\n")
    let code = try #require(parts.last?.components(separatedBy: "\r\n--").first)
    return Array(
      try #require(Data(base64Encoded: code, options: .ignoreUnknownCharacters)))
  }
}
