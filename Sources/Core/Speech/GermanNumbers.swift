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
    if thousands == 0 { return belowThousand(rest) }
    let start: [Part] =
      thousands < 10
      ? [.say(.thousands(thousands))] : belowThousand(thousands) + [.glue, .word(.thousand)]
    return rest == 0 ? start : start + [.glue] + belowThousand(rest)
  }

  private func belowThousand(_ number: Int) -> [Part] {
    let rest = number % 100
    if number < 100 { return [.number(rest)] }
    let start: [Part] = [.say(.hundreds(number / 100))]
    return rest == 0 ? start : start + [.glue, .number(rest)]
  }

  func hundreds(_ number: Int) -> String { before("hundert", number) }
  func hundredsAnd(_ number: Int) -> String? { nil }
  func thousands(_ number: Int) -> String { before("tausend", number) }

  private func before(_ unit: String, _ number: Int) -> String {
    (number == 1 ? "ein" : numeral(number)) + unit
  }

  func urgentShare(_ number: Int) -> [Part] {
    number == 1
      ? [.word(.oneOfThemUrgent)] : [.word(.ofThem)] + self.number(number) + [.word(.urgent)]
  }

  /// "neunzehnhundertneunundneunzig", but "zweitausendsechsundzwanzig".
  func year(_ year: Int) -> [Part] {
    guard (1100...1999).contains(year) else { return number(year) }
    let start: [Part] = [.number(year / 100), .glue, .particle(.hundred)]
    return year % 100 == 0 ? start : start + [.glue, .number(year % 100)]
  }

  /// "um sechzehn Uhr fünf"
  func clock(hour: Int, minute: Int) -> [Part] {
    minute == 0 ? [.say(.fullHour(hour))] : [.say(.hour(hour)), .number(minute)]
  }

  func hour(_ hour: Int) -> String? { "um \(before(" Uhr", hour))" }
  func fullHour(_ hour: Int) -> String { "um \(before(" Uhr", hour))" }
  func minute(_ minute: Int) -> String? { nil }

  private static let small = [
    "null", "eins", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn",
    "elf", "zwölf", "dreizehn", "vierzehn", "fünfzehn", "sechzehn", "siebzehn", "achtzehn",
    "neunzehn",
  ]

  private static let tens = [
    "zwanzig", "dreißig", "vierzig", "fünfzig", "sechzig", "siebzig", "achtzig", "neunzig",
  ]
}
