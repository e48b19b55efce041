import CallFlow
import Mailbox
import Portal

/// A language: the text of every clip, and the grammar of what varies.
protocol SpokenLanguage: Sendable {
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
  /// `nil` if the language does without it.
  func particle(_ particle: Particle) -> String?
  /// A plural follows its number; a singular has its "one" before it.
  func noun(_ noun: Noun, isPlural: Bool) -> String
  /// The largest number below 100 that ends a sentence: 9 if only digits do, 59 if minutes do.
  var largestNumberAtEnd: Int { get }
  /// 0 to 99.
  func numeral(_ number: Int) -> String
  /// 100 to 900, by 1 to 9.
  func hundreds(_ number: Int) -> String
  /// The same before a rest; `nil` if there is no difference.
  func hundredsAnd(_ number: Int) -> String?
  /// 1000 to 9000, by 1 to 9.
  func thousands(_ number: Int) -> String
  func key(_ digit: Digit) -> String
  func received(_ day: ReceivedDay) -> String
  /// As it stands after "received": "on the third of March".
  func date(month: Int, day: Int) -> String
  /// 0 to 23, before minutes: "at four"; `nil` if another hour is said alike.
  func hour(_ hour: Int) -> String?
  /// 0 to 23, without minutes: "at four p.m."
  func fullHour(_ hour: Int) -> String
  /// 1 to 9; `nil` if the language says the plain number.
  func minute(_ minute: Int) -> String?
  /// How written text shows a recorded name.
  var recordedName: String { get }
  /// How written text shows any other sound.
  var recording: String { get }

  // Grammar
  /// 0 to 99,999.
  func cardinal(_ number: Int) -> [Part]
  /// "two of them urgent"; at least 1.
  func urgentShare(_ number: Int) -> [Part]
  func year(_ year: Int) -> [Part]
  /// "at four oh five p.m.": hour 0 to 23, minute 0 to 59.
  func clock(hour: Int, minute: Int) -> [Part]
}

extension SpokenLanguage {
  /// `nil` if the language does without it.
  func text(of saying: Saying) -> String? {
    switch saying {
    case .prompt(let prompt): sentence(prompt)
    case .option(let command): option(command)
    case .key(let digit): key(digit)
    case .refusal(let rule): refusal(rule)
    case .greeting(let reason): greeting(reason)
    case .forwarding(let kind, let isOn): forwarding(kind, isOn: isOn)
    case .number(let number): numeral(number)
    case .hundreds(let number): hundreds(number)
    case .hundredsAnd(let number): hundredsAnd(number)
    case .thousands(let number): thousands(number)
    case .noun(let counted, let isPlural): noun(counted, isPlural: isPlural)
    case .received(let day): received(day)
    case .date(let month, let day): date(month: month, day: day)
    case .hour(let number): hour(number)
    case .fullHour(let number): fullHour(number)
    case .minute(let number): minute(number)
    case .word(let word): self.word(word)
    case .particle(let particle): self.particle(particle)
    }
  }

  /// "one new message", "three new messages", "zero seconds".
  func count(_ number: Int, _ noun: Noun) -> [Part] {
    if number == 1 { return [.say(.noun(noun, isPlural: false))] }
    return self.number(number) + [.say(.noun(noun, isPlural: true))]
  }
}
