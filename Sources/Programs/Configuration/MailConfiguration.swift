import Foundation
import Mailbox
package import Notifications

/// `mail` of a server's file.
package struct MailConfiguration: Equatable, Sendable {
  /// How mail is sent.
  package let settings: MailSettings
}

extension MailConfiguration: Decodable {
  private enum Field: String, CodingKey, CaseIterable {
    case server, port, security, user, passwordFile, sender, senderName, envelopeSender, replyTo
    case caFile, connectSeconds, answerSeconds
  }

  package init(from decoder: any Decoder) throws {
    let fields = ConfigurationFields(decoder, Field.self)
    let server: String = fields.value(.server, or: "")
    if server.isEmpty { fields.refuse(.server, "The name of the mail server is missing.") }
    let security: MailSettings.Security = fields.choice(.security, or: .required)
    let usualPort =
      switch security {
      case .off, .optional: 25
      case .required: 587
      case .tls: 465
      }
    let address = { (field: Field) -> String? in
      fields.value(field) { (text) throws(BadValue) in
        if let fault = EmailAddress.fault(in: text) { throw BadValue(fault) }
        return text
      }
    }
    if !fields.has(.sender) { fields.refuse(.sender, "The address that sends is missing.") }
    var settings = MailSettings(
      server: server, port: fields.number(.port, in: 1...65_535, or: usualPort),
      sender: address(.sender) ?? "")
    settings.security = security
    settings.user = fields.value(.user)
    settings.passwordFile = fields.file(.passwordFile)
    if settings.user != nil, !fields.has(.passwordFile) {
      fields.refuse(.passwordFile, "A user needs a password file.")
    }
    settings.senderName = fields.value(.senderName, or: "")
    settings.envelopeSender = address(.envelopeSender)
    settings.replyTo = address(.replyTo)
    settings.caFile = fields.file(.caFile)
    settings.connectSeconds = fields.number(.connectSeconds, in: 1...300, or: 10)
    settings.answerSeconds = fields.number(.answerSeconds, in: 1...600, or: 60)
    self.settings = settings
  }
}
