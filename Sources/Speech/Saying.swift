import CallFlow
import Mailbox
import Portal

/// What a clip says, whatever the language. A tongue gives each its text.
enum Saying: Hashable, Sendable {
  case prompt(Prompt)
  /// "To hear your messages, press"
  case option(Command)
  /// A key, as it is named after "press".
  case key(Digit)
  case refusal(PasscodeRule)
  case greeting(Phrase.SystemGreeting)
  case forwarding(ForwardingKind, isOn: Bool)
  /// 0 to 99.
  case number(Int)
  case noun(Noun, isPlural: Bool)
  /// 1 is Monday.
  case weekday(Int)
  /// 1 to 31, in a date.
  case day(Int)
  /// 1 to 12, after the day.
  case month(Int)
  case word(Word)
  case particle(Particle)
}

extension Saying {
  /// Everything that can be said, in any language.
  static let all: [Saying] =
    Prompt.allCases.map(Saying.prompt) + Command.allCases.map(Saying.option)
    + Digit.allCases.map(Saying.key) + PasscodeRule.allCases.map(Saying.refusal)
    + Phrase.SystemGreeting.allCases.map(Saying.greeting)
    + ForwardingKind.allCases.flatMap { kind in
      [true, false].map { Saying.forwarding(kind, isOn: $0) }
    }
    + (0...99).map(Saying.number)
    + Noun.allCases.flatMap { noun in [false, true].map { Saying.noun(noun, isPlural: $0) } }
    + (1...7).map(Saying.weekday) + (1...31).map(Saying.day) + (1...12).map(Saying.month)
    + Word.allCases.map(Saying.word) + Particle.allCases.map(Saying.particle)

  /// The name of the sound file.
  var name: String {
    switch self {
    case .prompt(let prompt): prompt.name
    case .option(let command): "option-\(command.name)"
    case .key(.star): "key-star"
    case .key(.pound): "key-hash"
    case .key(let digit): "key-\(digit.character)"
    case .refusal(let rule): "passcode-\(rule.rawValue)"
    case .greeting(let greeting): "greeting-\(greeting.rawValue)"
    case .forwarding(let kind, let isOn): "forwarding-\(kind.rawValue)-\(isOn ? "on" : "off")"
    case .number(let number): "number-\(number)"
    case .noun(let noun, let isPlural): "noun-\(noun.rawValue)\(isPlural ? "s" : "")"
    case .weekday(let weekday): "weekday-\(weekday)"
    case .day(let day): "day-\(day)"
    case .month(let month): "month-\(month)"
    case .word(let word): "word-\(word.rawValue)"
    case .particle(let particle): "word-\(particle.rawValue)"
    }
  }
}

/// What is counted. Each language has its own plural of it.
enum Noun: String, CaseIterable, Sendable {
  case newMessage = "new-message"
  case newUrgentMessage = "new-urgent-message"
  case savedMessage = "saved-message"
  case minute, second, member
}

/// Words between the variable parts of a sentence. Every language has them all.
enum Word: String, CaseIterable, Sendable {
  // Counts
  case youHave = "you-have"
  case noNewMessages = "no-new-messages"
  case and
  case ofThem = "of-them"
  case noFailedAttempts = "no-failed-attempts"
  case oneFailedAttempt = "one-failed-attempt"
  case thereWere = "there-were"
  case failedAttempts = "failed-attempts"

  // A message
  case firstNewMessage = "first-new-message"
  case firstSavedMessage = "first-saved-message"
  case message, of, new, saved, urgent, confidential, deleted
  case received, from, length
  case forwardedBy = "forwarded-by"
  case today, yesterday, at

  // Sending and deleting
  case distributionList = "distribution-list"
  case noMembers = "no-members"
  case sentToNobody = "sent-to-nobody"
  case sentToOne = "sent-to-one"
  case sentTo = "sent-to"
  case recipients
  case notDelivered = "not-delivered"
  case nothingDeleted = "nothing-deleted"
  case oneDeleted = "one-deleted"
  case messagesDeleted = "messages-deleted"

  // Numbers
  case hundred, thousand, plus
  case theNumberIs = "the-number-is"
  case noNumberSet = "no-number-set"
  case personAtNumber = "person-at-number"
}

/// Small words that only some languages need.
enum Particle: String, CaseIterable, Sendable {
  /// The 0 of "four oh five".
  case oh
  case am, pm, noon, midnight
  /// After the hour: "Uhr", "uur".
  case oClock = "o-clock"
  /// Of two genders, where 1 is not said as in counting: "eine", "ein".
  case oneFeminine = "one-feminine"
  case oneNeuter = "one-neuter"
}
