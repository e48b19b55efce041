import CallFlow
import Mailbox
import Portal

/// What a clip says, whatever the language. A spoken gives each its text. The longer a unit is, the
/// fewer joins a listener hears.
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
  /// 100 to 900, by 1 to 9.
  case hundreds(Int)
  /// The same before a rest: "three hundred and".
  case hundredsAnd(Int)
  /// 1000 to 9000, by 1 to 9.
  case thousands(Int)
  /// What is counted, after its number; a single one together with it: "one new message".
  case noun(Noun, isPlural: Bool)
  /// "Received today"
  case received(ReceivedDay)
  /// "on the third of March"
  case date(month: Int, day: Int)
  /// "at four", with minutes to follow; 0 to 23.
  case hour(Int)
  /// "at four p.m."
  case fullHour(Int)
  /// "oh five": 1 to 9, after an hour.
  case minute(Int)
  case word(Word)
  case particle(Particle)
}

/// A day near enough to be said without a date.
enum ReceivedDay: Hashable, Sendable {
  case today, yesterday
  /// 1 is Monday.
  case weekday(Int)

  static let all: [ReceivedDay] = [.today, .yesterday] + (1...7).map(ReceivedDay.weekday)
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
    + (1...9).flatMap { [Saying.hundreds($0), .hundredsAnd($0), .thousands($0), .minute($0)] }
    + Noun.allCases.flatMap { noun in [false, true].map { Saying.noun(noun, isPlural: $0) } }
    + ReceivedDay.all.map(Saying.received)
    + (1...12).flatMap { month in (1...days(in: month)).map { .date(month: month, day: $0) } }
    + (0...23).flatMap { [Saying.hour($0), .fullHour($0)] }
    + Word.allCases.map(Saying.word) + Particle.allCases.map(Saying.particle)

  /// How many days a month can have.
  private static func days(in month: Int) -> Int {
    switch month {
    case 2: 29
    case 4, 6, 9, 11: 30
    case _: 31
    }
  }

  /// The intonations in which it is needed. What stands in the middle of sentences and at their end
  /// has a clip for each.
  /// - Parameter number: The largest number below 100 that ends a sentence of the language.
  func endings(upTo number: Int) -> Set<Clip.Ending> {
    switch self {
    case .prompt, .refusal, .greeting, .forwarding, .fullHour: [.ends]
    case .option, .received, .date, .hour, .minute, .hundreds, .hundredsAnd, .thousands: [.goesOn]
    case .key(let digit): digit.number == nil ? [.goesOn, .ends] : [.ends]
    case .number(let own): own <= number ? [.goesOn, .ends] : [.goesOn]
    case .noun(let noun, _): noun.endings
    case .word(let word): word.endings
    case .particle(let particle): particle.endings
    }
  }

  /// The name of the sound file. Where there are two, that of the one which ends a sentence has
  /// `-end` behind it.
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
    case .hundreds(let number): "number-\(number)00"
    case .hundredsAnd(let number): "number-\(number)00-and"
    case .thousands(let number): "number-\(number)000"
    case .noun(let noun, let isPlural): "noun-\(noun.rawValue)\(isPlural ? "s" : "")"
    case .received(.today): "received-today"
    case .received(.yesterday): "received-yesterday"
    case .received(.weekday(let weekday)): "received-weekday-\(weekday)"
    case .date(let month, let day): "date-\(month)-\(day)"
    case .hour(let hour): "hour-\(hour)"
    case .fullHour(let hour): "hour-\(hour)-full"
    case .minute(let minute): "minute-\(minute)"
    case .word(let word): "word-\(word.rawValue)"
    case .particle(let particle): "word-\(particle.rawValue)"
    }
  }
}
