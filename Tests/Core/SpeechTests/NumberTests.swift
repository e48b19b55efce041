import Mailbox
import Speech
import Testing

@Suite struct NumberTests {
  @Test(arguments: [
    (0, "zero"), (1, "one"), (12, "twelve"), (21, "twenty-one"), (40, "forty"), (99, "ninety-nine"),
    (100, "one hundred"), (105, "one hundred and five"), (342, "three hundred and forty-two"),
    (1000, "one thousand"), (2005, "two thousand and five"),
    (2345, "two thousand three hundred and forty-five"), (10_000, "ten thousand"),
  ])
  func `English puts "and" before the last two digits`(number: Int, words: String) {
    #expect(spoken(number, .en) == words)
  }

  @Test(arguments: [
    (0, "null"), (1, "eins"), (16, "sechzehn"), (17, "siebzehn"), (21, "einundzwanzig"),
    (30, "dreißig"), (67, "siebenundsechzig"), (100, "einhundert"), (101, "einhunderteins"),
    (342, "dreihundertzweiundvierzig"), (1000, "eintausend"), (1001, "eintausendeins"),
    (2345, "zweitausenddreihundertfünfundvierzig"), (10_000, "zehntausend"),
    (21_000, "einundzwanzigtausend"),
  ])
  func `German says ones before tens, in one word`(number: Int, words: String) {
    #expect(spoken(number, .de) == words)
  }

  @Test(arguments: [
    (0, "nul"), (1, "één"), (14, "veertien"), (21, "eenentwintig"), (22, "tweeëntwintig"),
    (33, "drieëndertig"), (48, "achtenveertig"), (80, "tachtig"), (100, "honderd"),
    (342, "driehonderdtweeënveertig"), (1000, "duizend"), (1234, "duizend tweehonderdvierendertig"),
    (2005, "tweeduizend vijf"), (10_000, "tienduizend"),
  ])
  func `Dutch says ones before tens, with a space after "duizend"`(number: Int, words: String) {
    #expect(spoken(number, .nl) == words)
  }

  @Test(arguments: Language.allCases)
  func `every number from 0 to 10,000 has its own words`(language: Language) {
    #expect(Set((0...10_000).map { spoken($0, language) }).count == 10_001)
  }

  @Test func `a number without words is read digit by digit`() {
    #expect(spoken(1_000_002, .en) == "one zero zero zero zero zero two")
  }

  private func spoken(_ number: Int, _ language: Language) -> String {
    numberWords(number, in: language)
  }
}
