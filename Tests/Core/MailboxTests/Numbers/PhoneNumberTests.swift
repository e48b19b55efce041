import Mailbox
import Testing

@Suite struct PhoneNumberTests {
  @Test(
    arguments: [
      "+49 2115551111", "02115551111", "0211-555-1111", "+49-211-555-1111", " 0211 555 1111 ",
      "492115551111", "0211\u{A0}5551111", "-0211--5551111-",
    ])
  func `every way to write it gives one number in a German company`(typed: String) throws {
    #expect(try PhoneNumber(typed: typed, in: germany).e164 == "+492115551111")
  }

  @Test(arguments: [
    ("", PhoneNumberError.empty),
    (" - ", .empty),
    ("+", .empty),
    ("00492115551111", .twoZeros("00492115551111")),
    ("0-0 49 211 5551111", .twoZeros("0-0 49 211 5551111")),
    ("0049-211", .twoZeros("0049-211")),
    ("+02115551111", .zeroAfterPlus("+02115551111")),
    ("+49 02115551111", .zeroAfterCountryCode("+49 02115551111", countryCode: "49")),
    ("+49(0)211", .invalidCharacter("(", in: "+49(0)211")),
    ("0211/5551111", .invalidCharacter("/", in: "0211/5551111")),
    ("0211\n5551111", .invalidCharacter("\n", in: "0211\n5551111")),
    ("0211 555٣", .invalidCharacter("٣", in: "0211 555٣")),
    ("02115\u{301}", .invalidCharacter("5\u{301}", in: "02115\u{301}")),
    ("++492115551111", .misplacedPlus("++492115551111")),
    ("49+2115551111", .misplacedPlus("49+2115551111")),
    ("2115551111", .areaCodeMissing("2115551111", trunkPrefix: "0")),
    ("4921155", .areaCodeMissing("4921155", trunkPrefix: "0")),
    ("0", .tooShort("0", digits: 2)),
    ("0110", .tooShort("0110", digits: 5)),
    ("+49 1234", .tooShort("+49 1234", digits: 6)),
    ("+49 12345678901234", .tooLong("+49 12345678901234", digits: 16)),
  ])
  func `a number that cannot be dialled is refused with its reason`(
    typed: String, reason: PhoneNumberError
  ) {
    #expect(throws: reason) { try PhoneNumber(typed: typed, in: germany) }
  }

  @Test func `an alias with 00 is refused because of its two zeros`() throws {
    let error = try #require(throws: PhoneNumberError.self) {
      try PhoneNumber(typed: "00492115551111", in: germany)
    }
    #expect(
      error.description == "\"00492115551111\" begins with two zeros:"
        + " only one 0 is allowed at the start; write + before a country code.")
  }

  @Test(arguments: ["+49 12345", "+49 1234567890123"])
  func `the shortest and the longest number are accepted`(typed: String) throws {
    _ = try PhoneNumber(typed: typed, in: germany)
  }

  @Test(arguments: [
    (italy, "06 1234567", "+39061234567"),
    (italy, "+39 06 1234567", "+39061234567"),
    (italy, "347 1234567", "+393471234567"),
    (america, "1-212-555-1234", "+12125551234"),
    (america, "212-555-1234", "+12125551234"),
    (america, "+44 20 79460000", "+442079460000"),
  ])
  func `the company's country decides how a national number is read`(
    plan: NumberingPlan, typed: String, expected: String
  ) throws {
    #expect(try PhoneNumber(typed: typed, in: plan).e164 == expected)
  }

  @Test func `a 0 that is no trunk prefix is refused where national numbers have none`() {
    #expect(throws: PhoneNumberError.areaCodeMissing("0212 5551234", trunkPrefix: "1")) {
      try PhoneNumber(typed: "0212 5551234", in: america)
    }
  }

  @Test func `a plan that is not made of digits gives no number`() {
    let plan = NumberingPlan(countryCode: "de", trunkPrefix: "0")
    #expect(throws: PhoneNumberError.unusablePlan("02115551111")) {
      try PhoneNumber(typed: "02115551111", in: plan)
    }
  }

  @Test(arguments: [
    "+49 (0)211 5551111", "+49 (211) 555.1111", "0049 211 5551111", "(0211) 555-1111",
    "02115551111", "492115551111", "0049(0)2115551111", "+4902115551111", "(0)211 5551111",
  ])
  func `signalling may use 00, parentheses, dots and a trunk zero`(signalled: String) throws {
    #expect(PhoneNumber(signalled: signalled, in: germany)?.e164 == "+492115551111")
  }

  @Test(arguments: ["", "anonymous", "111", "5551111", "+", "sip:anna@example.com"])
  func `signalling without a full number gives none`(signalled: String) {
    #expect(PhoneNumber(signalled: signalled, in: germany) == nil)
  }

  @Test func `a foreign number in signalling keeps its country`() {
    #expect(PhoneNumber(signalled: "+31 (0)20 1234567", in: germany)?.e164 == "+31201234567")
  }

  @Test(arguments: [
    "", "492115551111", "+49 2115551111", "+0211555111", "+123456", "+1234567890123456", "+12345a7",
  ])
  func `only the normal form is taken as E.164`(text: String) {
    #expect(PhoneNumber(e164: text) == nil)
    #expect(throws: DecodingError.self) { try decoded([PhoneNumber].self, "[\"\(text)\"]") }
  }

  @Test func `a number is coded as a single string`() throws {
    let anna = try number("+492115551111")
    #expect(try decoded([PhoneNumber].self, "[\"+492115551111\"]") == [anna])
    #expect(try recoded([anna]) == [anna])
    #expect("\(anna)" == "+492115551111")
  }

  @Test(arguments: [
    ("+492115551111", ["49", "211", "555", "1111"]),
    ("+493012345678", ["49", "30", "1234", "5678"]),
    ("+4917612345678", ["49", "176", "1234", "5678"]),
    ("+31201234567", ["31", "20", "123", "4567"]),
    ("+31612345678", ["31", "6", "1234", "5678"]),
    ("+12125551234", ["1", "212", "555", "1234"]),
    ("+442079460000", ["44", "20", "7946", "0000"]),
    ("+35312345678", ["353", "1234", "5678"]),
    ("+6834000", ["683", "4000"]),
  ])
  func `a number is read out in groups`(e164: String, groups: [String]) throws {
    #expect(try number(e164).groups == groups)
  }

  // Berlin has two digits, Düsseldorf three, Krefeld four, Potsdam three, a village in the east five.
  @Test(arguments: [
    ("+493012345678", ["030", "1234", "5678"]), ("+492115551111", ["0211", "555", "1111"]),
    ("+492151123456", ["02151", "123", "456"]), ("+49331123456", ["0331", "123", "456"]),
    ("+4933203123456", ["033203", "123", "456"]), ("+491715550199", ["0171", "555", "0199"]),
  ])
  func `a number is said at home with a zero, and its area code in one group`(
    e164: String, groups: [String]
  ) throws {
    let germany = HomeCountry(NumberingPlan(countryCode: "49", trunkPrefix: "0"))
    #expect(try number(e164).groups(atHomeIn: germany) == groups)
  }

  @Test(arguments: [
    ("+31201234567", "31", ["020", "123", "4567"]), ("+31113123456", "31", ["0113", "123", "456"]),
    ("+442079460018", "44", ["020", "7946", "0018"]),
    ("+441214960123", "44", ["0121", "496", "0123"]),
    ("+441632960123", "44", ["01632", "960", "123"]),
    ("+447700900123", "44", ["07700", "900", "123"]),
  ])
  func `other countries have area codes of their own lengths`(
    e164: String, country: String, groups: [String]
  ) throws {
    let home = HomeCountry(NumberingPlan(countryCode: country, trunkPrefix: "0"))
    #expect(try number(e164).groups(atHomeIn: home) == groups)
    #expect(try number("+12125551234").groups(atHomeIn: home) == nil)
  }

  @Test func `a country that dials 1 before an area code does not say it`() throws {
    let home = HomeCountry(NumberingPlan(countryCode: "1", trunkPrefix: "1"))
    #expect(try number("+12125551234").groups(atHomeIn: home) == ["212", "555", "1234"])
  }

  @Test func `groups hold every digit once and are short`() throws {
    var generator = SeededGenerator(seed: 1)
    for _ in 0..<2_000 {
      let first = String(Int.random(in: 1...9, using: &generator))
      let count = Int.random(in: 6...14, using: &generator)
      let rest = (0..<count).map { _ in String(Int.random(in: 0...9, using: &generator)) }
      let number = try number("+" + first + rest.joined())
      #expect(number.groups.joined() == number.digits)
      #expect(number.groups.allSatisfy { (1...4).contains($0.count) }, "\(number)")
      #expect(number.countryCode + number.nationalNumber == number.digits)
    }
  }

  @Test func `numbers sort by their digits`() throws {
    #expect(try number("+31201234567") < number("+492115551111"))
  }
}
