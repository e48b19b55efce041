import CallFlow
import Mailbox
import Portal

/// A language: the text of every clip, and the grammar of what varies.
protocol Tongue: Sendable {
  // Sentences
  func sentence(_ prompt: Prompt) -> String
  /// What comes before the key: "To hear your messages, press".
  func option(_ command: Command) -> String
  func refusal(_ rule: PasscodeRule) -> String
  /// What comes after the owner's name or number.
  func greeting(_ greeting: Phrase.SystemGreeting) -> String
  func forwarding(_ kind: ForwardingKind, isOn: Bool) -> String

  // Words
  func word(_ word: Word) -> String
  /// `nil`: the language does without it.
  func particle(_ particle: Particle) -> String?
  func noun(_ noun: Noun, isPlural: Bool) -> String
  /// 0 to 99.
  func numeral(_ number: Int) -> String
  func key(_ digit: Digit) -> String
  /// 1 (Monday) to 7, as it stands in "received on Monday at …".
  func weekday(_ weekday: Int) -> String
  /// 1 to 31, as it stands before the month.
  func day(_ day: Int) -> String
  /// 1 to 12.
  func month(_ month: Int) -> String
  /// How written text shows a recorded name.
  var recordedName: String { get }
  /// How written text shows any other sound.
  var recording: String { get }

  // Grammar
  /// 0 to 999,999.
  func cardinal(_ number: Int) -> [Part]
  /// "one new message", "three new messages", "zero seconds".
  func count(_ number: Int, _ noun: Noun) -> [Part]
  /// "two of them urgent"; at least 1.
  func urgentShare(_ number: Int) -> [Part]
  func year(_ year: Int) -> [Part]
  /// Hour 0 to 23, minute 0 to 59.
  func clock(hour: Int, minute: Int) -> [Part]
}

extension Tongue {
  /// `nil`: the language does without it.
  func text(of saying: Saying) -> String? {
    switch saying {
    case .prompt(let prompt): sentence(prompt)
    case .option(let command): option(command)
    case .key(let digit): key(digit)
    case .refusal(let rule): refusal(rule)
    case .greeting(let reason): greeting(reason)
    case .forwarding(let kind, let isOn): forwarding(kind, isOn: isOn)
    case .number(let number): numeral(number)
    case .noun(let counted, let isPlural): noun(counted, isPlural: isPlural)
    case .weekday(let number): weekday(number)
    case .day(let number): day(number)
    case .month(let number): month(number)
    case .word(let word): self.word(word)
    case .particle(let particle): self.particle(particle)
    }
  }
}
