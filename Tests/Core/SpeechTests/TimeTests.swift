import Mailbox
import Portal
import Speech
import Testing

@Suite struct TimeTests {
  @Test(arguments: [
    (0, 0, "midnight"), (0, 30, "twelve thirty a.m."), (1, 0, "one a.m."),
    (12, 0, "noon"), (12, 15, "twelve fifteen p.m."), (16, 5, "four oh five p.m."),
    (23, 59, "eleven fifty-nine p.m."),
  ])
  func `English has a clock of 12 hours`(hour: Int, minute: Int, words: String) {
    let end = words.hasSuffix(".") ? "" : "."
    #expect(received(hour, minute, .en) == "Received today at \(words)\(end)")
  }

  @Test(arguments: [
    (0, 0, "null Uhr"), (1, 0, "ein Uhr"), (1, 1, "ein Uhr eins"), (16, 5, "sechzehn Uhr fünf"),
    (21, 30, "einundzwanzig Uhr dreißig"),
  ])
  func `German has a clock of 24 hours`(hour: Int, minute: Int, words: String) {
    #expect(received(hour, minute, .de) == "Eingegangen heute um \(words).")
  }

  @Test(arguments: [
    (0, 0, "nul uur"), (1, 0, "één uur"), (16, 5, "zestien uur vijf"),
    (23, 45, "drieëntwintig uur vijfenveertig"),
  ])
  func `Dutch has a clock of 24 hours`(hour: Int, minute: Int, words: String) {
    #expect(received(hour, minute, .nl) == "Ontvangen vandaag om \(words).")
  }

  @Test(arguments: [
    (1, Language.en, "yesterday"), (2, .en, "on Friday"), (6, .en, "on Friday"),
    (7, .en, "on the twentieth of November"), (300, .en, "on the twentieth of November"),
    (301, .en, "on the twentieth of November twenty twenty-six"),
    (-1, .en, "on the twentieth of November twenty twenty-six"),
    (1, .de, "gestern"), (3, .de, "am Freitag"), (7, .de, "am zwanzigsten November"),
    (301, .de, "am zwanzigsten November zweitausendsechsundzwanzig"),
    (1, .nl, "gisteren"), (3, .nl, "op vrijdag"), (7, .nl, "op twintig november"),
    (301, .nl, "op twintig november tweeduizend zesentwintig"),
  ])
  func `the day is named as one would say it`(daysAgo: Int, language: Language, words: String) {
    let time = LocalTime(
      year: 2026, month: 11, day: 20, weekday: 5, hour: 9, minute: 10, daysAgo: daysAgo)
    let sentence = text(of: .received(time), in: language)
    #expect(
      sentence.split(separator: " ").dropFirst().joined(separator: " ").hasPrefix(words + " "))
    #expect(!sentence.contains("  "))
  }

  @Test(arguments: [
    (1, "ersten"), (2, "zweiten"), (3, "dritten"), (7, "siebten"), (8, "achten"),
    (19, "neunzehnten"), (20, "zwanzigsten"), (31, "einunddreißigsten"),
  ])
  func `German ordinals are regular but for four`(day: Int, ordinal: String) {
    #expect(
      clips(of: .de).contains(
        Clip(name: "date-3-\(day)", text: "am \(ordinal) März", ending: .goesOn)))
  }

  @Test(arguments: [
    (1999, Language.en, "nineteen ninety-nine"), (2005, .en, "two thousand and five"),
    (2110, .en, "twenty-one ten"), (1999, .de, "neunzehnhundertneunundneunzig"),
    (1900, .de, "neunzehnhundert"), (2005, .de, "zweitausendfünf"),
    (1999, .nl, "negentienhonderdnegenennegentig"), (2005, .nl, "tweeduizend vijf"),
  ])
  func `years are said in their own way`(year: Int, language: Language, words: String) {
    let time = LocalTime(
      year: year, month: 1, day: 2, weekday: 5, hour: 9, minute: 10, daysAgo: 999)
    #expect(text(of: .received(time), in: language).contains(" \(words) "))
  }

  @Test(arguments: [
    (0, Language.en, "Length zero seconds."), (1, .en, "Length one second."),
    (65, .en, "Length one minute and five seconds."), (120, .en, "Length two minutes."),
    (1, .de, "Länge eine Sekunde."), (61, .de, "Länge eine Minute und eine Sekunde."),
    (125, .nl, "Lengte twee minuten en vijf seconden."),
    (61, .nl, "Lengte één minuut en één seconde."),
    (-5, .en, "Length zero seconds."),
  ])
  func `a length is said in minutes and seconds`(
    seconds: Int, language: Language, sentence: String
  ) {
    #expect(text(of: .length(seconds: seconds), in: language) == sentence)
  }

  private func received(_ hour: Int, _ minute: Int, _ language: Language) -> String {
    let time = LocalTime(
      year: 2026, month: 11, day: 20, weekday: 5, hour: hour, minute: minute, daysAgo: 0)
    return text(of: .received(time), in: language)
  }
}
