import MailServer
import Mailbox
import Testing

@testable import Notifications

/// What each refusal of a real mail server, and each trouble on the way to it, comes to.
@Suite struct RefusalTableTests {
  /// A row of the table.
  struct Row: Sendable, CustomTestStringConvertible {
    let testDescription: String
    /// What the server does: the name of the recipient, see `Fixtures/Mail/smtp_server.py`.
    var recipient = "anna"
    var server: [String] = []
    var isSecure = false
    var isTrusted = true
    var security = MailSettings.Security.off
    /// With which the portal logs in; `nil` if it does not.
    var password: String?
    let becomes: Outcome
    /// How the answer begins that is kept and shown; `nil`: of this the server says nothing.
    var answer: String?
  }

  enum Outcome { case later, never, held }

  static let rows = [
    Row(testDescription: "RCPT 450", recipient: "e450", becomes: .later, answer: "450 4.2.0"),
    Row(testDescription: "RCPT 550", recipient: "e550", becomes: .never, answer: "550 5.1.1"),
    Row(testDescription: "DATA 451", recipient: "data451", becomes: .later, answer: "451 4.3.0"),
    Row(testDescription: "DATA 554", recipient: "data554", becomes: .never, answer: "554 5.6.0"),
    // What became of it is not known: the next try has the same Message-ID.
    Row(testDescription: "connection dropped after DATA", recipient: "drop", becomes: .later),
    Row(testDescription: "silent after DATA", recipient: "hang", becomes: .later),
    Row(
      testDescription: "STARTTLS required and not offered", security: .required, becomes: .held),
    Row(
      testDescription: "unknown CA", isSecure: true, isTrusted: false, security: .required,
      becomes: .held),
    // The configuration's fault, not the recipient's, although these are 5xx.
    Row(
      testDescription: "no AUTH given", server: ["--auth"], isSecure: true, security: .required,
      becomes: .held, answer: "530"),
    Row(
      testDescription: "wrong password", server: ["--auth"], isSecure: true, security: .required,
      password: "wrong", becomes: .held, answer: "535"),
  ]

  @Test(arguments: rows) func `each row of the table comes to what it should`(row: Row) throws {
    let server = try MailServer(row.server, isSecure: row.isSecure)
    var settings = MailSettings(
      server: "localhost", port: server.port, sender: "portal@example.com")
    settings.security = row.security
    (settings.connectSeconds, settings.answerSeconds) = (5, row.recipient == "hang" ? 2 : 30)
    if row.isTrusted, row.isSecure { settings.caFile = server.certificate }
    if let password = row.password {
      settings.user = "vp"
      settings.passwordFile = try server.passwordFile(password)
    }
    let outcome = SMTPSending(settings).send(
      Array("Subject: x\r\n\r\nhello\r\n".utf8), to: "\(row.recipient)@example.com")
    let (found, said) = try Self.parts(of: outcome)
    #expect(found == row.becomes, "\(outcome)")
    if let answer = row.answer { #expect(said.hasPrefix(answer), "\(said)") }
    // It is shown to operators.
    #expect(!said.isEmpty && !said.contains("wrong"))
    // Nothing went in clear, and nothing was taken.
    #expect(server.mails == [])
  }

  @Test func `no server`() throws {
    var settings = MailSettings(server: "127.0.0.1", port: 1, sender: "portal@example.com")
    settings.security = .off
    let outcome = SMTPSending(settings).send(
      Array("Subject: x\r\n\r\n".utf8), to: "anna@example.com")
    let (found, said) = try Self.parts(of: outcome)
    #expect(found == .later)
    // The operator reads where nothing answers.
    #expect(said.contains("127.0.0.1 port 1"), "\(said)")
  }

  private static func parts(of outcome: MailOutcome) throws -> (Outcome, String) {
    switch outcome {
    case .later(let said): return (.later, said)
    case .never(let said): return (.never, said)
    case .held(let said): return (.held, said)
    case .taken:
      Issue.record("it was taken")
      return (.later, "taken")
    }
  }
}
