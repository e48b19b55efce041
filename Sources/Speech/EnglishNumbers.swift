extension English {
  func numeral(_ number: Int) -> String {
    if number < 20 { return Self.small[number] }
    let tens = Self.tens[number / 10 - 2]
    return number % 10 == 0 ? tens : "\(tens)-\(Self.small[number % 10])"
  }

  func cardinal(_ number: Int) -> [Part] {
    let thousands = number / 1000
    let rest = number % 1000
    if thousands == 0 { return belowThousand(rest) }
    let start = belowThousand(thousands) + [.word(.thousand)]
    if rest == 0 { return start }
    return start + (rest < 100 ? [.word(.and)] : []) + belowThousand(rest)
  }

  private func belowThousand(_ number: Int) -> [Part] {
    let rest = number % 100
    if number < 100 { return [.number(rest)] }
    let hundreds: [Part] = [.number(number / 100), .word(.hundred)]
    return rest == 0 ? hundreds : hundreds + [.word(.and), .number(rest)]
  }

  func count(_ number: Int, _ noun: Noun) -> [Part] {
    self.number(number) + [.say(.noun(noun, isPlural: number != 1))]
  }

  func urgentShare(_ number: Int) -> [Part] {
    self.number(number) + [.word(.ofThem), .word(.urgent)]
  }

  /// "twenty twenty-six", but "two thousand and five".
  func year(_ year: Int) -> [Part] {
    let isPair = (1100...9999).contains(year) && year % 1000 >= 10 && year % 100 >= 10
    return isPair ? [.number(year / 100), .number(year % 100)] : number(year)
  }

  /// "four oh five p.m."
  func clock(hour: Int, minute: Int) -> [Part] {
    if minute == 0 && hour == 0 { return [.particle(.midnight)] }
    if minute == 0 && hour == 12 { return [.particle(.noon)] }
    let onDial: Part = .number(hour % 12 == 0 ? 12 : hour % 12)
    let minutes: [Part] =
      switch minute {
      case 0: []
      case 1...9: [.particle(.oh), .number(minute)]
      case _: [.number(minute)]
      }
    return [onDial] + minutes + [.particle(hour < 12 ? .am : .pm)]
  }

  private static let small = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen",
  ]

  private static let tens = [
    "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
  ]
}
