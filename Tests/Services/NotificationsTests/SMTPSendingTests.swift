import Foundation
import MailServer
import Mailbox
import Testing

@testable import Notifications

/// What comes of a mail, against a real mail server.
@Suite struct SMTPSendingTests {
  private static let text = "Subject: x\r\n\r\nhello\r\n..dots\r\n.\r\nend \r\n"

  @Test func `a mail that is taken arrives as it was`() throws {
    let server = try MailServer()
    let outcome = SMTPSending(server.settings()).send(Self.text, to: "anna@example.com")
    #expect(outcome == .taken)
    #expect(
      server.mails == [
        "X-Envelope-From: portal@example.com\r\nX-Envelope-To: anna@example.com\r\n" + Self.text
      ])
  }

  @Test(arguments: [
    ("e450", "450 4.2.0 the mailbox is busy", false),
    ("e550", "550 5.1.1 there is no such mailbox", true),
    ("data451", "451 4.3.0 try again", false),
    ("data554", "554 5.6.0 the mail is refused", true),
  ])
  func `an answer says whether to try again`(name: String, answer: String, isFinal: Bool) throws {
    let server = try MailServer()
    switch SMTPSending(server.settings()).send(Self.text, to: "\(name)@example.com") {
    case .never(let said): #expect(isFinal && said.hasPrefix(answer))
    case .later(let said): #expect(!isFinal && said.hasPrefix(answer))
    case .taken, .held: Issue.record("it was neither refused nor put off")
    }
    #expect(server.mails == [])
  }

  @Test(arguments: ["drop", "hang"])
  func `a lost answer is tried again`(name: String) throws {
    let server = try MailServer()
    var settings = server.settings()
    settings.answerSeconds = 2
    guard
      case .later = SMTPSending(settings).send(Self.text, to: "\(name)@example.com")
    else {
      Issue.record("what became of it is not known")
      return
    }
  }

  @Test(arguments: ["connect", "ehlo", "mail", "rcpt", "data", "content", "quit"])
  func `a server that falls silent at any step holds nobody up`(step: String) throws {
    let server = try MailServer(silentAt: step)
    var settings = server.settings()
    (settings.connectSeconds, settings.answerSeconds) = (2, 2)
    let start = ContinuousClock.now
    switch SMTPSending(settings).send(Self.text, to: "anna@example.com") {
    // After the yes to the content only the farewell is missing.
    case .taken: #expect(step == "quit")
    case .later: #expect(step != "quit")
    case .never, .held: Issue.record("silence is no answer")
    }
    // The pause of the step and that of the farewell, on a busy machine.
    #expect(ContinuousClock.now - start < .seconds(20))
  }

  @Test func `without a server it is tried again`() {
    var settings = MailSettings(server: "127.0.0.1", port: 1, sender: "portal@example.com")
    settings.security = .off
    guard case .later = SMTPSending(settings).send(Self.text, to: "anna@example.com") else {
      Issue.record("nobody is there")
      return
    }
  }

  @Test func `where STARTTLS is required and not offered nothing is sent in clear`() throws {
    let server = try MailServer()
    guard
      case .held = SMTPSending(server.settings(.required)).send(Self.text, to: "anna@example.com")
    else {
      Issue.record("the way to the server is wrong")
      return
    }
    #expect(server.mails == [])
  }

  @Test func `STARTTLS with a certificate that is trusted and the right password`() throws {
    let server = try MailServer(["--auth"], isSecure: true)
    var settings = server.settings(.required)
    settings.caFile = server.certificate
    settings.user = "vp"
    settings.passwordFile = try server.passwordFile("right")
    #expect(SMTPSending(settings).send(Self.text, to: "anna@example.com") == .taken)
    #expect(server.mails.count == 1)
  }

  @Test func `a certificate that nobody trusts holds the mail`() throws {
    let server = try MailServer(isSecure: true)
    guard
      case .held = SMTPSending(server.settings(.required)).send(Self.text, to: "anna@example.com")
    else {
      Issue.record("it is not trusted")
      return
    }
    #expect(server.mails == [])
  }

  @Test(arguments: ["wrong", nil])
  func `a wrong or missing password is the server's fault, not the recipient's`(
    password: String?
  ) throws {
    let server = try MailServer(["--auth"], isSecure: true)
    var settings = server.settings(.required)
    settings.caFile = server.certificate
    settings.answerSeconds = 5
    if let password {
      settings.user = "vp"
      settings.passwordFile = try server.passwordFile(password)
    }
    guard case .held(let said) = SMTPSending(settings).send(Self.text, to: "anna@example.com")
    else {
      Issue.record("the recipient is not to blame")
      return
    }
    #expect(!said.contains("wrong"))
  }
}

extension MailServer {
  /// Settings that reach it.
  fileprivate func settings(_ security: MailSettings.Security = .off) -> MailSettings {
    var settings = MailSettings(server: "localhost", port: port, sender: "portal@example.com")
    settings.security = security
    settings.connectSeconds = 5
    settings.answerSeconds = 30
    return settings
  }
}
