import Foundation
import Mailbox

/// The user that a mailbox of another system becomes, and what of it does not come.
struct ImportedUser {
  var user: User
  var remarks: [String] = []

  /// - Throws: Why the mailbox cannot come at all.
  init(
    _ mailbox: ForeignMailbox, in company: Company, _ choices: ImportChoices
  ) throws(ImportRefusal) {
    let (first, last) = Self.names(of: mailbox)
    user = User(
      company: company.id, firstName: first, lastName: last,
      mainNumber: try choices.mainNumber(of: mailbox.number, in: mailbox.context, company),
      extension: try Self.extension(of: mailbox.number),
      language: company.language, timeZone: company.timeZone)
    if user.mainNumber.digits.hasPrefix(ImportChoices.placeholderCode) {
      remarks.append(
        "It has no number outside: say what stands before \(mailbox.number), by --prefix "
          + "\(mailbox.context)=…, or set its main-number later.")
    }
    if mailbox.name == nil { remarks.append("It has no name.") }
    user.settings.handling.mailboxIsOn = mailbox.isOn
    read(language: mailbox.language)
    read(timeZone: mailbox.timeZone)
    read(mailbox.mail)
    readLimits(of: mailbox)
  }

  /// The extension: the number, or the last digits of a long one.
  private static func `extension`(of number: String) throws(ImportRefusal) -> Extension {
    let digits = number.count > 6 ? String(number.suffix(4)) : number
    do throws(ExtensionError) {
      return try Extension(digits)
    } catch {
      throw ImportRefusal(error.description)
    }
  }

  /// First and last name: `Petra Vogel`, or `Vogel, Petra`.
  static func names(of mailbox: ForeignMailbox) -> (first: String, last: String) {
    let name = mailbox.name ?? ""
    if let comma = name.firstIndex(of: ",") {
      let first = name[name.index(after: comma)...].trimmingCharacters(in: .whitespaces)
      let last = name[..<comma].trimmingCharacters(in: .whitespaces)
      if !first.isEmpty, !last.isEmpty { return checked(first, last, mailbox) }
    }
    let words = name.split(whereSeparator: \.isWhitespace)
    switch words.count {
    case 0: return ("Mailbox", mailbox.number)
    case 1: return checked(String(words[0]), mailbox.number, mailbox)
    case _:
      return checked(
        words.dropLast().joined(separator: " "), String(words[words.count - 1]), mailbox)
    }
  }

  /// Names that can be kept, or else the number.
  private static func checked(
    _ first: String, _ last: String, _ mailbox: ForeignMailbox
  ) -> (String, String) {
    WrittenName.fault(in: first) == nil && WrittenName.fault(in: last) == nil
      ? (first, last) : ("Mailbox", mailbox.number)
  }

  private mutating func read(language text: String?) {
    guard let text, !text.isEmpty else { return }
    if let language = Language(rawValue: String(text.prefix(2)).lowercased()) {
      user.language = language
    } else {
      remarks.append("Its language '\(text)' is not spoken here: it is \(user.language.rawValue).")
    }
  }

  private mutating func read(timeZone name: String?) {
    guard let name, !name.isEmpty else { return }
    if TimeZone(identifier: name) != nil {
      user.timeZone = name
    } else {
      remarks.append("'\(name)' is no known time zone: it is \(user.timeZone).")
    }
  }

  private mutating func read(_ mail: ForeignMail) {
    func usable(_ address: String?) -> String? {
      guard let address else { return nil }
      guard let fault = EmailAddress.fault(in: address) else { return address }
      remarks.append(fault)
      return nil
    }
    user.email = usable(mail.address)
    let pager = usable(mail.pager)
    if mail.isOff {
      user.settings.notification.noticeAddress = pager
      return
    }
    if mail.deletesSent, user.email != nil {
      // Such messages are sent with their sound and are nowhere else.
      user.settings.notification.storage = .email
    } else if mail.attachesSound {
      user.settings.notification.copyAddress = user.email
      user.settings.notification.noticeAddress = pager
      return
    } else {
      user.settings.notification.noticeAddress = user.email ?? pager
      if user.email == nil { return }
    }
    if let pager { remarks.append("The pager \(pager) gets no notices: there is one address.") }
  }

  private mutating func readLimits(of mailbox: ForeignMailbox) {
    if let most = mailbox.mostMessages {
      if most == 0 {
        user.settings.deposit.mode = .off
      } else {
        let range = MailboxQuota.messageCounts
        user.settings.quota.maximumMessages = min(max(most, range.lowerBound), range.upperBound)
      }
    }
    if let seconds = mailbox.longestSeconds, seconds > 0 {
      user.settings.deposit.longestMinutes = min(max((seconds + 59) / 60, 1), 10)
      if seconds > 600 { remarks.append("A message lasts 10 minutes at most here.") }
    }
  }
}
