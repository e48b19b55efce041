import Mailbox
import StrictJSON

/// A user of an accounts file. Names, number, extension must be written; all else has the value of
/// a new user. Numbers are in any notation of requirement A2.
struct UserEntry: Decodable, Sendable {
  let firstName: String
  let lastName: String
  let number: String
  let `extension`: String
  let language: Language?
  let timeZone: String?
  let email: String?
  let passcode: Passcode?
  /// As if an administrator had assigned the passcode (requirement B8).
  let mustChangePasscode: Bool
  let aliases: [String]
  /// Without the numbers, which need the company's plan.
  let settings: UserSettings
  let redirectOnZero: String?
  let depositTransferNumber: String?
  let forwarding: [ForwardingKind: ForwardingEntry]
  let rings: Int?
  let greetings: [GreetingSlot: SoundEntry]
  let lists: [ListEntry]
  let messages: [MessageEntry]

  private enum Field: String, CodingKey, CaseIterable {
    case firstName, lastName, number, `extension`, language, timeZone, email
    case passcode, mustChangePasscode, aliases, autoLogin
    case mailbox, sendAll, sendBusy, sendUnanswered, rings, forwarding
    case greetings, noAnswerGreeting, playsBusyGreeting, away, awayTakesMessages
    case saysInstructions
    case deposit, depositTransferNumber, longestMinutes, redirectOnZero, loginFromGreeting
    case order, quota, storage, noticeAddress, copyAddress, messageWaiting, transcription
    case sendsToCompany, lists, messages
  }

  init(from decoder: any Decoder) throws {
    let fields = try decoder.fields(Field.self)
    firstName = try fields.decode(String.self, forKey: .firstName)
    lastName = try fields.decode(String.self, forKey: .lastName)
    number = try fields.decode(String.self, forKey: .number)
    `extension` = try fields.decode(String.self, forKey: .extension)
    language =
      fields.contains(.language) ? try fields.choice(.language, or: Language.en) : nil
    timeZone = try fields.value(.timeZone)
    email = try fields.value(.email)
    let digits: String? = try fields.value(.passcode)
    passcode = digits.map { Passcode($0) }
    mustChangePasscode = try fields.value(.mustChangePasscode, or: false)
    aliases = try fields.value(.aliases, or: [])
    redirectOnZero = try fields.value(.redirectOnZero)
    depositTransferNumber = try fields.value(.depositTransferNumber)
    rings = try fields.value(.rings)
    forwarding = try Self.slots(.forwarding, of: fields)
    greetings = try Self.slots(.greetings, of: fields)
    lists = try fields.value(.lists, or: [])
    messages = try fields.value(.messages, or: [])
    settings = try Self.settings(fields)
  }

  private static func settings(
    _ fields: KeyedDecodingContainer<Field>
  ) throws -> UserSettings {
    var settings = UserSettings()
    settings.autoLogin = try fields.value(.autoLogin, or: false)
    settings.handling.mailboxIsOn = try fields.value(.mailbox, or: true)
    settings.handling.sendAll = try fields.value(.sendAll, or: false)
    settings.handling.sendBusy = try fields.value(.sendBusy, or: true)
    settings.handling.sendUnanswered = try fields.value(.sendUnanswered, or: true)
    if fields.contains(.noAnswerGreeting) {
      settings.greetings.choose(try fields.choice(.noAnswerGreeting, or: GreetingSlot.personal))
    }
    settings.greetings.playsBusy = try fields.value(.playsBusyGreeting, or: false)
    settings.greetings.isAway = try fields.value(.away, or: false)
    settings.greetings.awayTakesMessages = try fields.value(.awayTakesMessages, or: true)
    settings.greetings.saysInstructions = try fields.value(.saysInstructions)
    settings.deposit.mode = try fields.choice(.deposit, or: .on)
    settings.deposit.longestMinutes = try fields.value(.longestMinutes, or: 5)
    settings.loginFromGreeting = try fields.value(.loginFromGreeting, or: true)
    settings.order = try fields.choice(.order, or: .oldestFirst)
    settings.quota = try fields.value(.quota, or: QuotaEntry()).quota
    settings.notification.storage = try fields.choice(.storage, or: .unified)
    settings.notification.noticeAddress = try fields.value(.noticeAddress)
    settings.notification.copyAddress = try fields.value(.copyAddress)
    settings.notification.messageWaiting = try fields.value(.messageWaiting, or: true)
    settings.notification.transcription = try fields.value(.transcription, or: false)
    settings.sendsToCompany = try fields.value(.sendsToCompany, or: true)
    return settings
  }

  /// An object whose fields are the names of slots or kinds.
  private static func slots<Slot, Value: Decodable>(
    _ field: Field, of fields: KeyedDecodingContainer<Field>
  ) throws -> [Slot: Value]
  where Slot: RawRepresentable<String> & CaseIterable & Hashable {
    var result: [Slot: Value] = [:]
    let written: [String: Value] = try fields.value(field, or: [:])
    for (name, value) in written.sorted(by: { $0.key < $1.key }) {
      guard let slot = Slot(rawValue: name) else {
        let names = Slot.allCases.map(\.rawValue).joined(separator: ", ")
        throw DecodingError.dataCorruptedError(
          forKey: field, in: fields, debugDescription: "\"\(name)\" is none of \(names).")
      }
      result[slot] = value
    }
    return result
  }
}

/// How much a mailbox holds.
struct QuotaEntry: Decodable, Sendable {
  var quota = MailboxQuota()

  private enum Field: String, CodingKey, CaseIterable { case messages, seconds }

  init() {}

  init(from decoder: any Decoder) throws {
    let fields = try decoder.fields(Field.self)
    quota.maximumMessages = try fields.value(.messages, or: quota.maximumMessages)
    quota.maximumSeconds = try fields.value(.seconds, or: quota.maximumSeconds)
  }
}

/// One call forwarding.
struct ForwardingEntry: Decodable, Sendable {
  let isOn: Bool
  let number: String?

  private enum Field: String, CodingKey, CaseIterable { case on, number }

  init(from decoder: any Decoder) throws {
    let fields = try decoder.fields(Field.self)
    isOn = try fields.value(.on, or: true)
    number = try fields.value(.number)
  }
}
