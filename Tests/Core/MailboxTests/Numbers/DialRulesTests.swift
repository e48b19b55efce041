import Mailbox
import Testing

@Suite struct DialRulesTests {
  @Test(arguments: [
    ("49", "+492115551111", true), ("49", "+499001234567", false), ("49", "+491371234567", false),
    ("49", "+4911801234", false), ("49", "+31201234567", false), ("49", "+49180512345", true),
    ("31", "+31201234567", true), ("31", "+319001234567", false), ("31", "+319061234", false),
    ("31", "+319091234", false), ("31", "+492115551111", false),
    ("44", "+442079460000", true), ("44", "+449012345678", false),
    ("1", "+12125551234", true), ("1", "+19005551234", false), ("1", "+18765551234", false),
    ("423", "+4232345678", true), ("423", "+41441234567", false),
  ])
  func `the standard rules allow the own country without its premium numbers`(
    country: String, called: String, isAllowed: Bool
  ) throws {
    let plan = NumberingPlan(countryCode: country, trunkPrefix: "0")
    #expect(try DialRules.standard(for: plan).permits(number(called)) == isAllowed)
  }

  @Test(arguments: [
    ("+492115551111", true), ("+4921199", false), ("+31201234567", true), ("+33123456789", false),
    ("+819012345678", false),
  ])
  func `the longest prefix decides, and denial wins a tie`(called: String, isAllowed: Bool) throws {
    let rules = DialRules(
      allow: ["+49211", "+31", "+33"], deny: ["+49", "+4921199", "+33"])
    #expect(try rules.permits(number(called)) == isAllowed)
  }

  @Test func `a single plus allows the world`() throws {
    #expect(try DialRules(allow: ["+"], deny: []).permits(number("+819012345678")))
  }
}
