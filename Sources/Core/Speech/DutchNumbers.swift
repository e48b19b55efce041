extension Dutch {
  /// The 1 is "één", with accents, because "een" is also the article.
  func numeral(_ number: Int) -> String {
    if number < 20 { return number == 1 ? "één" : Self.small[number] }
    let tens = Self.tens[number / 10 - 2]
    switch number % 10 {
    case 0: return tens
    // After an e the "en" takes a diaeresis: "tweeëntwintig".
    case 2, 3: return "\(Self.small[number % 10])ën\(tens)"
    case let ones: return "\(Self.small[ones])en\(tens)"
    }
  }

  /// "tweeduizend driehonderdtwaalf": a space stands only after "duizend".
  func cardinal(_ number: Int) -> [Part] {
    let thousands = number / 1000
    let rest = number % 1000
    if thousands == 0 { return belowThousand(rest) }
    let start: [Part] =
      thousands < 10
      ? [.say(.thousands(thousands))] : belowThousand(thousands) + [.glue, .word(.thousand)]
    return start + (rest == 0 ? [] : belowThousand(rest))
  }

  private func belowThousand(_ number: Int) -> [Part] {
    let rest = number % 100
    if number < 100 { return [.number(rest)] }
    return [.say(.hundreds(number / 100))] + (rest == 0 ? [] : [.glue, .number(rest)])
  }

  func hundreds(_ number: Int) -> String { (number == 1 ? "" : numeral(number)) + "honderd" }
  func hundredsAnd(_ number: Int) -> String? { nil }
  func thousands(_ number: Int) -> String { (number == 1 ? "" : numeral(number)) + "duizend" }

  func urgentShare(_ number: Int) -> [Part] {
    number == 1
      ? [.word(.oneOfThemUrgent)] : [.word(.ofThem)] + self.number(number) + [.word(.urgent)]
  }

  /// "negentienhonderdnegenennegentig", but "tweeduizend zesentwintig".
  func year(_ year: Int) -> [Part] {
    guard (1100...1999).contains(year) else { return number(year) }
    let start: [Part] = [.number(year / 100), .glue, .particle(.hundred)]
    return year % 100 == 0 ? start : start + [.glue, .number(year % 100)]
  }

  /// "om zestien uur vijf"
  func clock(hour: Int, minute: Int) -> [Part] {
    minute == 0 ? [.say(.fullHour(hour))] : [.say(.hour(hour)), .number(minute)]
  }

  func hour(_ hour: Int) -> String? { "om \(numeral(hour)) uur" }
  func fullHour(_ hour: Int) -> String { "om \(numeral(hour)) uur" }
  func minute(_ minute: Int) -> String? { nil }

  private static let small = [
    "nul", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf",
    "twaalf", "dertien", "veertien", "vijftien", "zestien", "zeventien", "achttien", "negentien",
  ]

  private static let tens = [
    "twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig",
  ]
}
