import Foundation
import MailServer
import Mailbox
import Processes
import Testing

@testable import Notifications

/// A mail as a client reads it: sent to a real mail server, and read by IMAP from dovecot.
@Suite struct MailReaderTests {
  private static let text = "Grüße aus Köln\n.\n.. zwei Punkte\nEnde mit Leerzeichen \n"
  private static let sound = (0..<5_000).map { UInt8(truncatingIfNeeded: $0 &* 7 &+ $0 >> 8) }

  private func sent() throws -> String {
    var mail = MIMEMail(
      from: .init(name: "Sprachportal – Köln", address: "portal@example.com"),
      to: .init(name: "Jürgen Größe", address: "chef@example.com"),
      subject: "Neue Sprachnachricht von Ärztin (+49 221 471)", language: "de", text: Self.text,
      html: "<p>Grüße</p>", messageID: "abc@example.com", date: "Fri, 15 Mar 2024 12:05:00 +0000")
    mail.replyTo = "office@example.com"
    mail.attachment = MIMEMail.Attachment(
      fileName: "message-20240315-1305-49221471.wav", mediaType: "audio/wav", bytes: Self.sound)
    let server = try MailServer()
    var settings = MailSettings(
      server: "127.0.0.1", port: server.port, sender: "portal@example.com")
    settings.security = .off
    #expect(SMTPSending(settings).send(try mail.composed(), to: "chef@example.com") == .taken)
    return try #require(server.mails.first)
  }

  /// What dovecot answers to IMAP commands about a Maildir with one mail.
  private func read(_ mail: String, _ commands: [String]) throws -> [UInt8] {
    let folder = FileManager.default.temporaryDirectory.appending(path: "vp-imap-\(UUID())").path
    defer { try? FileManager.default.removeItem(atPath: folder) }
    for name in ["new", "cur", "tmp"] {
      try FileManager.default.createDirectory(
        atPath: "\(folder)/mail/\(name)", withIntermediateDirectories: true)
    }
    try mail.write(toFile: "\(folder)/mail/new/1.mail", atomically: false, encoding: .utf8)
    // dovecot reads no mail as root, and takes pipes alone.
    let isRoot = geteuid() == 0
    let owner = isRoot ? "mail_uid = nobody\nmail_gid = nogroup\n" : ""
    try """
    mail_location = maildir:\(folder)/mail
    first_valid_uid = 0
    first_valid_gid = 0
    base_dir = \(folder)/run
    log_path = \(folder)/log
    ssl = no
    \(owner)
    """.write(toFile: "\(folder)/dovecot.conf", atomically: true, encoding: .utf8)
    let lines = (["a SELECT INBOX"] + commands + ["z LOGOUT"]).map { $0 + "\r\n" }
    try lines.joined().write(toFile: "\(folder)/commands", atomically: true, encoding: .utf8)
    let end = try ChildProcess.run(
      "/bin/sh",
      [
        "-c",
        """
        \(isRoot ? "chown -R nobody:nogroup mail; chmod 755 .;" : "")
        export HOME=\(folder); [ "$(id -u)" != 0 ] || export USER=nobody
        cat commands | /usr/lib/dovecot/imap -c dovecot.conf 2>log | cat >answers
        """,
      ], in: folder)
    #expect(end == .exit(0))
    return Array(try Data(contentsOf: URL(filePath: "\(folder)/answers")))
  }

  @Test func `dovecot shows sender, subject, text and sound as they were`() throws {
    let answers = try read(
      try sent(),
      [
        "b FETCH 1 ENVELOPE", "c FETCH 1 BODYSTRUCTURE", "d FETCH 1 BINARY[1.1]",
        "e FETCH 1 BINARY[2]",
      ])
    let said = String(decoding: answers, as: UTF8.self)
    #expect(said.contains("\"<abc@example.com>\""))
    #expect(said.contains("\"office\" \"example.com\""))
    #expect(said.contains("\"audio\" \"wav\""))
    #expect(said.contains("\"filename\" \"message-20240315-1305-49221471.wav\""))
    let text = Self.text.replacing("\n", with: "\r\n")
    #expect(said.contains("BINARY[1.1] ~{\(text.utf8.count)}\r\n\(text)"))
    let head = Array("BINARY[2] ~{\(Self.sound.count)}\r\n".utf8)
    let start = try #require(answers.firstRange(of: head))
    #expect(answers[start.upperBound...].starts(with: Self.sound))
  }
}
