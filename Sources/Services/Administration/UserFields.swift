public import Mailbox
import Store

/// Everything that can be set for a user.
public enum UserFields {
  /// Without these a user cannot be added.
  public static let required = ["first-name", "last-name", "main-number", "extension"]

  /// In the order of tables.
  public static var all: [Field<User>] { identity + calls + mailbox + notification }

  /// The same in parts, as a page shows them.
  public static var parts: [FieldPart: [Field<User>]] {
    [.person: identity, .calls: calls, .mailbox: mailbox, .notification: notification]
  }

  private static var identity: [Field<User>] {
    [
      .text("first-name", "text", \.firstName),
      .text("last-name", "text", \.lastName),
      Field(
        name: "main-number", values: "NUMBER", read: { $0.mainNumber.e164 },
        write: { $0.mainNumber = try $2.phoneNumber($1, field: "main-number") }
      ).forAdministrators,
      Field(
        name: "extension", values: "2 to 6 digits", read: { $0.extension.digits },
        write: { user, text, _ in user.extension = try read(extension: text) }
      ).forAdministrators,
      .choice(
        "language", \.language, Language.allCases.map { ($0.rawValue, $0) }, "what is spoken"),
      .text("time-zone", "such as Europe/Amsterdam", \.timeZone),
      .optionalText("email", "address", \.email),
      Field(
        name: "aliases", values: "NUMBER,NUMBER… or none: further phones of the user",
        read: { user in
          user.aliases.isEmpty ? "none" : user.aliases.map(\.e164).joined(separator: ",")
        },
        write: { user, text, context in
          let numbers = text == "none" ? [] : text.split { $0 == "," || $0 == ";" }
          user.aliases = try numbers.map {
            try context.phoneNumber(String($0), field: "aliases")
          }
        }, absence: "none", shape: .list),
      .choice(
        "role", \.role, User.Role.allCases.map { ($0.rawValue, $0) },
        "an administrator manages the company on the page, an operator all companies"
      ).forAdministrators.reserving(User.Role.operator.rawValue),
    ]
  }

  private static var calls: [Field<User>] {
    [
      .flag("auto-login", \.settings.autoLogin, "no passcode from own phones"),
      forwarding("forward-always", \.settings.handling.forwardAlways),
      forwarding("forward-busy", \.settings.handling.forwardBusy),
      forwarding("forward-no-answer", \.settings.handling.forwardNoAnswer),
      .flag("send-all", \.settings.handling.sendAll, "all calls to the mailbox at once"),
      .flag("send-busy", \.settings.handling.sendBusy, "to the mailbox while busy"),
      .flag("send-unanswered", \.settings.handling.sendUnanswered, "to it when unanswered"),
      Field(
        name: "rings", values: "0, or 2 to 20: then a call counts as unanswered",
        read: { "\($0.settings.handling.rings)" },
        write: { user, text, _ in
          guard let count = Int(text) else {
            throw StoreError.refused(field: "rings", reason: "'\(text)' is no whole number.")
          }
          do throws(CallHandlingError) {
            try user.settings.handling.setRings(count)
          } catch {
            throw StoreError.refused(field: "rings", reason: .rings(error))
          }
        }, shape: .whole(0...20)),
      .flag("mailbox", \.settings.handling.mailboxIsOn, "whether there is a mailbox at all"),
      .callable("redirect-on-zero", \.settings.redirectOnZero, "where 0 takes a caller"),
      .flag("login-from-greeting", \.settings.loginFromGreeting, "* in the greeting logs in"),
    ]
  }

  private static var mailbox: [Field<User>] {
    [
      .choice(
        "busy-greeting", \.settings.greetings.playsBusy, [("system", false), ("own", true)],
        "what callers hear"),
      .choice(
        "no-answer-greeting", \.settings.greetings.noAnswer, noAnswerGreetings,
        "what callers hear"),
      .choice(
        "instructions", \.settings.greetings.saysInstructions,
        [("company", nil), ("on", true), ("off", false)],
        "after an own greeting callers are asked for a message"),
      .flag("away", \.settings.greetings.isAway, "extended away greeting"),
      .flag("away-messages", \.settings.greetings.awayTakesMessages, "messages while away"),
      .choice(
        "deposit", \.settings.deposit.mode,
        DepositSettings.Mode.allCases.map { ($0.rawValue, $0) },
        "after the greeting: a message, the end, or a transfer"),
      .callable("deposit-transfer", \.settings.deposit.transferNumber, "where it transfers to"),
      .whole(
        "longest-message", 1...10, \.settings.deposit.longestMinutes,
        "minutes of a message"),
      .choice(
        "order", \.settings.order,
        [("oldest-first", .oldestFirst), ("newest-first", .newestFirst)], "of messages heard"),
      .whole(
        "quota-messages", MailboxQuota.messageCounts, \.settings.quota.maximumMessages,
        "the most messages"
      ).forAdministrators,
      .whole(
        "quota-seconds", MailboxQuota.secondCounts, \.settings.quota.maximumSeconds,
        "the longest time of all together"
      ).forAdministrators,
      .flag("company-messages", \.settings.sendsToCompany, "may send to the whole company")
        .forAdministrators,
    ]
  }

  private static var notification: [Field<User>] {
    [
      .choice(
        "storage", \.settings.notification.storage,
        NotificationSettings.Storage.allCases.map { ($0.rawValue, $0) },
        "on phone and page, or by e-mail only"),
      .optionalText("notice-address", "address", \.settings.notification.noticeAddress),
      .optionalText("copy-address", "address", \.settings.notification.copyAddress),
      .flag("mwi", \.settings.notification.messageWaiting, "the message lamp"),
      .flag("transcription", \.settings.notification.transcription, "messages as text"),
    ]
  }

  private static var noAnswerGreetings: [(String, GreetingSlot?)] {
    let slots: [GreetingSlot] = [.personal, .alternate1, .alternate2, .alternate3]
    return [("system", nil)] + slots.map { ($0.rawValue, $0) }
  }

  /// Text of an extension, or the reason why it is none.
  public static func read(extension text: String) throws -> Extension {
    do throws(ExtensionError) {
      return try Extension(text)
    } catch {
      throw StoreError.refused(field: "extension", reason: .shortNumber(error))
    }
  }

  /// A number switches it on, `off` keeps the number for later, `none` forgets it.
  private static func forwarding(
    _ name: String, _ path: WritableKeyPath<User, CallForwarding>
  ) -> Field<User> {
    Field(
      name: name, values: "NUMBER, on, off, 'off NUMBER' or none",
      read: { user in
        let forwarding = user[keyPath: path]
        let number = forwarding.destination?.e164
        if forwarding.isOn { return number ?? "on" }
        return number.map { "off \($0)" } ?? "none"
      },
      write: { user, text, context in
        switch text {
        case "on": user[keyPath: path].isOn = true
        case "off": user[keyPath: path].isOn = false
        case "none": user[keyPath: path] = CallForwarding()
        case _:
          let isOff = text.hasPrefix("off ")
          let number = try context.callable(isOff ? String(text.dropFirst(4)) : text, field: name)
          user[keyPath: path] = CallForwarding(isOn: !isOff, destination: number)
        }
      }, absence: "none")
  }
}
