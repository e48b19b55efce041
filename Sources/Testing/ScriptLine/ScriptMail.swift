import CallFlow
import Foundation
import Mailbox
import Notifications
import Store

/// What a script expects of one e-mail.
public struct MailExpectation: Equatable, Sendable {
  public var recipient: String
  /// `nil` if it does not matter.
  public var hasSound: Bool?
  /// Words of its subject or text; `nil` if they do not matter.
  public var words: String?

  /// A mail to an address.
  public init(recipient: String, hasSound: Bool? = nil, words: String? = nil) {
    (self.recipient, self.hasSound, self.words) = (recipient, hasSound, words)
  }

  fileprivate func agrees(with mail: ScriptMail) -> Bool {
    isOfKind(mail) && words.map { (mail.subject + " " + mail.text).contains($0) } ?? true
  }

  private func isOfKind(_ mail: ScriptMail) -> Bool {
    mail.recipient == recipient && (hasSound ?? mail.hasSound) == mail.hasSound
  }

  /// A mail that was not expected; what it says where only that is wrong.
  fileprivate func told(_ mail: ScriptMail) -> String {
    "\"\(mail.subject)\" to \(mail.recipient) \(mail.hasSound ? "with" : "without") sound"
      + (isOfKind(mail) ? ", which says \"\(mail.text)\"" : "")
  }
}

/// An e-mail as a script looks at it.
public struct ScriptMail: Equatable, Sendable {
  /// Which one it is among the mails of a portal.
  public var id: Int64
  public var recipient: String
  public var subject: String
  /// The plain text, in one line.
  public var text: String
  public var hasSound: Bool

  /// A mail.
  public init(id: Int64, recipient: String, subject: String, text: String, hasSound: Bool) {
    (self.id, self.recipient, self.subject) = (id, recipient, subject)
    self.text = text.split(whereSeparator: \.isNewline).joined(separator: " ")
    self.hasSound = hasSound
  }
}

extension ScriptRun {
  /// Each mail is expected once. What is looked at on the virtual line was taken by a mail server.
  func check(_ expected: MailExpectation) throws {
    var sent: [ScriptMail] = []
    let isThere = try eventually {
      sent = try mails().filter { !mentionedMails.contains($0.id) }
      return sent.contains(where: expected.agrees)
    }
    guard isThere, let mail = sent.first(where: expected.agrees) else {
      if sent.isEmpty {
        throw StepFailure(
          mentionedMails.isEmpty
            ? "no mail went out" : "no mail went out but those of the steps before")
      }
      throw StepFailure(
        "the mails that went out were " + sent.map(expected.told).joined(separator: "; "))
    }
    mentionedMails.insert(mail.id)
    if portal == nil { try (store as? Mailboxes)?.settleMail(mail.id, .taken) }
  }

  private func mails() throws -> [ScriptMail] {
    if let portal {
      guard let mails = portal.mails else {
        throw Unchecked(text: "the e-mails of a portal that is there already cannot be seen")
      }
      return mails
    }
    guard let mailboxes = store as? Mailboxes else {
      throw Unchecked(text: "these mailboxes do not show their e-mails")
    }
    let composing = MailComposing(
      MailSettings(server: "localhost", port: 25, sender: "portal@example.com"))
    return try mailboxes.mail(limit: 1_000).filter { $0.state == .waiting }.map { job in
      let mail = composing.mail(
        job, try mailboxes.facts(for: job), sound: nil, now: Int64(clock.now))
      return ScriptMail(
        id: job.id, recipient: job.recipient, subject: mail.subject, text: mail.text,
        hasSound: job.kind == .copy || job.kind == .delivery)
    }
  }
}
