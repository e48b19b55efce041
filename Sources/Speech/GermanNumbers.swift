extension German {
  func numeral(_ number: Int) -> String {
    if number < 20 { return Self.small[number] }
    let tens = Self.tens[number / 10 - 2]
    switch number % 10 {
    case 0: return tens
    case 1: return "einund\(tens)"
    case let ones: return "\(Self.small[ones])und\(tens)"
    }
  }

  /// "zweitausenddreihunderteins", written in one word.
  func cardinal(_ number: Int) -> [Part] {
    let thousands = number / 1000
    let rest = number % 1000
    if thousands == 0 { return belowThousand(rest, one: .number(1)) }
    let start = belowThousand(thousands, one: .particle(.oneNeuter)) + [.glue, .word(.thousand)]
    return rest == 0 ? start : start + [.glue] + belowThousand(rest, one: .number(1))
  }

  /// - Parameter one: how a 1 at the end is said: "eins", or "ein" before "tausend".
  private func belowThousand(_ number: Int, one: Part) -> [Part] {
    let hundreds = number / 100
    let rest = number % 100
    let end: Part = rest == 1 ? one : .number(rest)
    if hundreds == 0 { return [end] }
    let start: [Part] = [
      hundreds == 1 ? .particle(.oneNeuter) : .number(hundreds), .glue, .word(.hundred),
    ]
    return rest == 0 ? start : start + [.glue, end]
  }

  func count(_ number: Int, _ noun: Noun) -> [Part] {
    let one: Particle =
      switch noun {
      case .newMessage, .newUrgentMessage, .savedMessage, .minute, .second: .oneFeminine
      case .member: .oneNeuter
      }
    let words = number == 1 ? [.particle(one)] : self.number(number)
    return words + [.say(.noun(noun, isPlural: number != 1))]
  }

  func urgentShare(_ number: Int) -> [Part] {
    let words = number == 1 ? [.particle(.oneFeminine)] : self.number(number)
    return [.word(.ofThem)] + words + [.word(.urgent)]
  }

  /// "neunzehnhundertneunundneunzig", but "zweitausendsechsundzwanzig".
  func year(_ year: Int) -> [Part] {
    guard (1100...1999).contains(year) else { return number(year) }
    let start: [Part] = [.number(year / 100), .glue, .word(.hundred)]
    return year % 100 == 0 ? start : start + [.glue, .number(year % 100)]
  }

  /// "sechzehn Uhr fünf"
  func clock(hour: Int, minute: Int) -> [Part] {
    let hours: [Part] = [hour == 1 ? .particle(.oneNeuter) : .number(hour), .particle(.oClock)]
    return minute == 0 ? hours : hours + [.number(minute)]
  }

  private static let small = [
    "null", "eins", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn",
    "elf", "zwölf", "dreizehn", "vierzehn", "fünfzehn", "sechzehn", "siebzehn", "achtzehn",
    "neunzehn",
  ]

  private static let tens = [
    "zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig",
  ]
}
