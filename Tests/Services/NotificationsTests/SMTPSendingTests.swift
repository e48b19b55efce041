import Foundation
import MailServer
import Mailbox
import Testing

@testable import Notifications

/// Mails to a real mail server. What comes of refusals is in `RefusalTableTests`.
@Suite struct SMTPSendingTests {
  private static let text = "Subject: x\r\n\r\nhello\r\n..dots\r\n.\r\nend \r\n"

  @Test func `a mail that is taken arrives as it was`() throws {
    let server = try MailServer()
    let outcome = SMTPSending(server.settings()).send(Array(Self.text.utf8), to: "anna@example.com")
    #expect(outcome == .taken)
    #expect(
      server.mails == [
        "X-Envelope-From: portal@example.com\r\nX-Envelope-To: anna@example.com\r\n" + Self.text
      ])
  }

  @Test(arguments: ["connect", "ehlo", "mail", "rcpt", "data", "content", "quit"])
  func `a server that falls silent at any step holds nobody up`(step: String) throws {
    let server = try MailServer(silentAt: step)
    var settings = server.settings()
    (settings.connectSeconds, settings.answerSeconds) = (2, 2)
    let start = ContinuousClock.now
    switch SMTPSending(settings).send(Array(Self.text.utf8), to: "anna@example.com") {
    // After the yes to the content only the farewell is missing.
    case .taken: #expect(step == "quit")
    case .later: #expect(step != "quit")
    case .never, .held: Issue.record("silence is no answer")
    }
    // The pause of the step and that of the farewell, on a busy machine.
    #expect(ContinuousClock.now - start < .seconds(20))
  }

  @Test func `STARTTLS with a certificate that is trusted and the right password`() throws {
    let server = try MailServer(["--auth"], isSecure: true)
    var settings = server.settings(.required)
    settings.caFile = server.certificate
    settings.user = "vp"
    settings.passwordFile = try server.passwordFile("right")
    #expect(SMTPSending(settings).send(Array(Self.text.utf8), to: "anna@example.com") == .taken)
    #expect(server.mails.count == 1)
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
