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
    let start: [Part] =
      thousands < 10
      ? [.say(.thousands(thousands))] : belowThousand(thousands) + [.word(.thousand)]
    if rest == 0 { return start }
    return start + (rest < 100 ? [.word(.and)] : []) + belowThousand(rest)
  }

  private func belowThousand(_ number: Int) -> [Part] {
    let rest = number % 100
    if number < 100 { return [.number(rest)] }
    if rest == 0 { return [.say(.hundreds(number / 100))] }
    return [.say(.hundredsAnd(number / 100)), .number(rest)]
  }

  func hundreds(_ number: Int) -> String { "\(numeral(number)) hundred" }
  func hundredsAnd(_ number: Int) -> String? { "\(numeral(number)) hundred and" }
  func thousands(_ number: Int) -> String { "\(numeral(number)) thousand" }

  func urgentShare(_ number: Int) -> [Part] {
    number == 1
      ? [.word(.oneOfThemUrgent)] : self.number(number) + [.word(.ofThem), .word(.urgent)]
  }

  /// "twenty twenty-six", but "two thousand and five".
  func year(_ year: Int) -> [Part] {
    let isPair = (1100...9999).contains(year) && year % 1000 >= 10 && year % 100 >= 10
    return isPair ? [.number(year / 100), .number(year % 100)] : number(year)
  }

  /// "at four oh five p.m."
  func clock(hour: Int, minute: Int) -> [Part] {
    if minute == 0 { return [.say(.fullHour(hour))] }
    let minutes: Part = minute < 10 ? .say(.minute(minute)) : .number(minute)
    return [.say(.hour(onDial(hour))), minutes, .particle(hour < 12 ? .am : .pm)]
  }

  /// The hours of a dial, 1 to 12; the others are said like them.
  func hour(_ hour: Int) -> String? { onDial(hour) == hour ? "at \(numeral(hour))" : nil }

  func fullHour(_ hour: Int) -> String {
    switch hour {
    case 0: "at midnight"
    case 12: "at noon"
    case _: "at \(numeral(onDial(hour))) \(hour < 12 ? "a.m." : "p.m.")"
    }
  }

  func minute(_ minute: Int) -> String? { "oh \(numeral(minute))" }

  private func onDial(_ hour: Int) -> Int { hour % 12 == 0 ? 12 : hour % 12 }

  private static let small = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
    "nineteen",
  ]

  private static let tens = [
    "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
  ]
}
