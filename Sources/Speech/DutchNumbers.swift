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
    let start: [Part] = thousands == 1 ? [] : belowThousand(thousands) + [.glue]
    return start + [.word(.thousand)] + (rest == 0 ? [] : belowThousand(rest))
  }

  private func belowThousand(_ number: Int) -> [Part] {
    let hundreds = number / 100
    let rest = number % 100
    if hundreds == 0 { return [.number(rest)] }
    let start: [Part] = hundreds == 1 ? [] : [.number(hundreds), .glue]
    return start + [.word(.hundred)] + (rest == 0 ? [] : [.glue, .number(rest)])
  }

  func count(_ number: Int, _ noun: Noun) -> [Part] {
    self.number(number) + [.say(.noun(noun, isPlural: number != 1))]
  }

  func urgentShare(_ number: Int) -> [Part] {
    [.word(.ofThem)] + self.number(number) + [.word(.urgent)]
  }

  /// "negentienhonderdnegenennegentig", but "tweeduizend zesentwintig".
  func year(_ year: Int) -> [Part] {
    guard (1100...1999).contains(year) else { return number(year) }
    let start: [Part] = [.number(year / 100), .glue, .word(.hundred)]
    return year % 100 == 0 ? start : start + [.glue, .number(year % 100)]
  }

  /// "zestien uur vijf"
  func clock(hour: Int, minute: Int) -> [Part] {
    let hours: [Part] = [.number(hour), .particle(.oClock)]
    return minute == 0 ? hours : hours + [.number(minute)]
  }

  private static let small = [
    "nul", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf",
    "twaalf", "dertien", "veertien", "vijftien", "zestien", "zeventien", "achttien", "negentien",
  ]

  private static let tens = [
    "twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig",
  ]
}
