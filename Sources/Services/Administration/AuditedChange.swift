public import Mailbox
import Store

/// One setting that an entry of the audit log tells of. The log keeps it as the store calls it,
/// `settings.order: "oldestFirst" → "newestFirst"`; here it has the name of its field, so that people
/// read it as they read the page.
public struct AuditedChange: Equatable, Sendable {
  /// What a setting was, or is.
  public enum Value: Equatable, Sendable {
    /// There was none.
    case none
    /// One of the words that the field can be set to.
    case word(String)
    case text(String)
    /// Several, such as aliases or members of a list.
    case several([String])
    /// It is told to nobody.
    case secret
  }

  /// Of the field tables; of a distribution list `description`, `members` or `open`.
  public let field: String
  public let before: Value
  public let after: Value

  /// The settings in the detail of an entry.
  /// - Returns: `nil` if the detail is another text.
  public static func all(in detail: String, of kind: MailboxChange.Kind) -> [AuditedChange]? {
    let parts = split(detail[...], at: "; ")
    let changes = parts.compactMap { AuditedChange($0, of: kind) }
    return changes.count == parts.count ? changes : nil
  }

  private init?(_ part: Substring, of kind: MailboxChange.Kind) {
    let sides = Self.split(part, at: ": ")
    guard sides.count == 2, let field = Self.field(of: sides[0], kind) else { return nil }
    self.field = field.name
    if sides[1] == "changed" {
      (before, after) = (.secret, .secret)
      return
    }
    let values = Self.split(sides[1], at: " → ").map { Self.value($0, field.choices) }
    guard values.count == 2, let before = values[0], let after = values[1] else { return nil }
    (self.before, self.after) = (before, after)
  }

  // MARK: Names

  private static func field(
    of path: Substring, _ kind: MailboxChange.Kind
  ) -> (name: String, choices: [String])? {
    let name = name(of: path)
    switch kind {
    case .userChanged:
      return UserFields.all.first { $0.name == name }.map { ($0.name, $0.choices) }
    case .companyChanged:
      return CompanyFields.all.first { $0.name == name }.map { ($0.name, $0.choices) }
    case .listsChanged:
      return ["description", "members", "open"].contains(name) ? (name, []) : nil
    case .messageArrived, .messageChanged, .userAdded, .userRemoved, .greetingChanged,
      .announcementsChanged, .passcodeChanged, .webPasswordChanged, .accessTokensChanged,
      .loginLocked, .loginUnlocked, .deliveryFailed, .mailboxNearlyFull, .companyAdded,
      .companyRemoved, .mailQueueChanged, .eventQueueChanged:
      return nil
    }
  }

  /// Most fields have the last name of their path, `settings.handling.sendBusy` → `send-busy`.
  private static func name(of path: Substring) -> String {
    var names = path.split(separator: ".")
    if let last = names.last, ["isOn", "destination"].contains(last) { names.removeLast() }
    let last = String(names.last ?? "")
    let place = names.dropLast().last.map { "\($0).\(last)" } ?? last
    return others[place] ?? words(of: last)
  }

  private static let others: [String: String] = [
    "handling.mailboxIsOn": "mailbox", "greetings.playsBusy": "busy-greeting",
    "greetings.noAnswer": "no-answer-greeting", "greetings.saysInstructions": "instructions",
    "greetings.isAway": "away", "greetings.awayTakesMessages": "away-messages",
    "deposit.mode": "deposit", "deposit.transferNumber": "deposit-transfer",
    "deposit.longestMinutes": "longest-message", "quota.maximumMessages": "quota-messages",
    "quota.maximumSeconds": "quota-seconds", "settings.sendsToCompany": "company-messages",
    "notification.messageWaiting": "mwi", "policy.minimumLength": "passcode-shortest",
    "policy.maximumLength": "passcode-longest",
    "policy.longestAscendingRun": "passcode-ascending",
    "policy.longestDescendingRun": "passcode-descending", "policy.longestRepeat": "passcode-repeat",
    "policy.refusesRepeatedGroups": "passcode-repeated-groups",
    "policy.refusesSequence": "passcode-sequence",
    "policy.refusesKeypadLines": "passcode-keypad-lines",
    "policy.refusesOwnNumber": "passcode-own-number",
    "policy.refusesOwnNumberReversed": "passcode-own-number-reversed",
    "policy.refusesName": "passcode-name", "policy.refusesReverseOfOld": "passcode-reverse-of-old",
    "policy.historyLength": "passcode-history", "mail.sound": "mail-sound",
    "mail.replyTo": "mail-reply-to", "mail.administrator": "mail-administrator",
    "mail.attachesConfidential": "mail-confidential", "hooks.secret": "hook-secret",
    "hooks.urls": "hook-urls", "allowsCompanyMessages": "company-messages",
    "saysInstructions": "instructions", "isOpenToOthers": "open",
  ]

  /// `sendBusy` → `send-busy`
  private static func words(of name: String) -> String {
    name.reduce(into: "") { text, character in
      text += character.isUppercase ? "-" + character.lowercased() : String(character)
    }
  }

  // MARK: Values

  private static func value(_ text: Substring, _ choices: [String]) -> Value? {
    if text == "none" || text == "null" {
      return ["company", "system"].first(where: choices.contains).map(Value.word) ?? Value.none
    }
    guard let json = try? JSONValue(parsing: Array(text.utf8)) else { return nil }
    switch json {
    case .flag(let isOn):
      let words = [("refused", "allowed"), ("own", "system")].first { choices.contains($0.0) }
      return .word(isOn ? words?.0 ?? "on" : words?.1 ?? "off")
    case .text(let text):
      let word = words(of: text)
      return choices.contains(word) ? .word(word) : text.isEmpty ? Value.none : .text(text)
    case .array(let values):
      return values.isEmpty ? Value.none : .several(values.map(plain))
    case .integer, .number, .object, .null: return .text(plain(json))
    }
  }

  private static func plain(_ value: JSONValue) -> String {
    if case .text(let text) = value { return text }
    return (try? value.json()) ?? ""
  }

  /// The pieces between the separators that do not stand in a JSON string.
  private static func split(_ text: Substring, at separator: String) -> [Substring] {
    var pieces: [Substring] = []
    var (start, place) = (text.startIndex, text.startIndex)
    var isInString = false
    while place < text.endIndex {
      if isInString, text[place] == "\\" {
        place = text.index(place, offsetBy: 2, limitedBy: text.endIndex) ?? text.endIndex
        continue
      }
      if text[place] == "\"" { isInString.toggle() }
      if !isInString, text[place...].hasPrefix(separator) {
        pieces.append(text[start..<place])
        place = text.index(place, offsetBy: separator.count)
        start = place
        continue
      }
      place = text.index(after: place)
    }
    return pieces + [text[start...]]
  }
}
