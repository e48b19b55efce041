import Mailbox
import Testing

/// The tables of the two profiles (B2, B3), then each rule alone.
@Suite struct PasscodePolicyTests {
  @Test(arguments: [
    ("123567", nil), ("123456", PasscodeRule.ascendingRun), ("12345", .tooShort),
    ("654321", .descendingRun), ("765190", nil), ("111111", nil), ("987123", nil),
    ("098765", .descendingRun), ("abc123", .digitsOnly),
    ("654190", nil), ("654390", .descendingRun), ("012390", .ascendingRun), ("789012", nil),
    ("210987", nil), ("", .tooShort), ("12 345", .digitsOnly), ("١٢٣٤٥٦", .digitsOnly),
  ])
  func `profile one-net`(passcode: String, broken: PasscodeRule?) throws {
    #expect(try PasscodePolicy.oneNet.firstBroken(by: passcode, of: annaBerg()) == broken)
  }

  @Test(arguments: [
    ("228883", "Berg", PasscodeRule.repeatedDigit), ("121212", "Berg", .repeatedGroup),
    ("408408", "Berg", .repeatedGroup), ("012345", "Berg", .sequence),
    ("987654", "Berg", .sequence), ("147369", "Berg", .keypadLine),
    ("258013", "Berg", .keypadLine), ("266200", "Berg", nil), ("237436", "Bergen", .ownName),
    ("551111", "Berg", .ownExtension), ("495028", "Berg", nil), ("123567", "Berg", .keypadLine),
    ("2662", "Berg", .tooShort), ("237436", "Berg", nil),
  ])
  func `profile webex for Anna Berg`(
    passcode: String, lastName: String, broken: PasscodeRule?
  ) throws {
    let owner = try annaBerg(lastName: lastName)
    #expect(PasscodePolicy.webex.firstBroken(by: passcode, of: owner) == broken)
  }

  @Test func `551111 also has four ones in a row`() throws {
    let broken = try PasscodePolicy.webex.brokenRules(by: "551111", of: annaBerg())
    #expect(broken == [.ownExtension, .repeatedDigit, .repeatedGroup])
  }

  @Test func `820594 is refused directly after 495028 and only then`() throws {
    let policy = PasscodePolicy.webex
    let anna = try annaBerg()
    #expect(policy.firstBroken(by: "820594", of: anna, history: ["495028"]) == .reverseOfOld)
    #expect(policy.firstBroken(by: "820594", of: anna, history: ["603927", "495028"]) == nil)
  }

  @Test(arguments: [(PasscodePolicy.webex, 10), (.webexGovernment, 24), (.oneNet, 0)])
  func `a passcode is free again when enough others have come between`(
    policy: PasscodePolicy, others: Int
  ) throws {
    let anna = try annaBerg()
    for count in 0...30 {
      let history = (0..<count).map { _ in "603927" } + ["495028", "704816"]
      let broken = policy.firstBroken(by: "495028", of: anna, history: history)
      #expect(broken == (count < others ? .usedBefore : nil), "\(count) others")
    }
  }

  @Test func `facts about old passcodes count only where their rule is on`() {
    func broken(_ policy: PasscodePolicy, reverse: Bool, used: Bool) -> PasscodeRule? {
      policy.firstBroken(
        by: "495028", of: PasscodeOwner(), isReverseOfOld: reverse, isInHistory: used)
    }
    #expect(broken(.oneNet, reverse: true, used: false) == nil)
    #expect(PasscodePolicy.oneNet.remembered(isOwnChange: false) == 0)
    #expect(PasscodePolicy.oneNet.remembered(isOwnChange: true) == 1)
    #expect(PasscodePolicy.webex.remembered(isOwnChange: true) == 10)
    #expect(broken(.webex, reverse: true, used: true) == .reverseOfOld)
    #expect(broken(.webex, reverse: false, used: true) == .usedBefore)
    #expect(broken(.webex, reverse: false, used: false) == nil)
  }

  @Test func `profiles are found by name`() {
    #expect(PasscodePolicy.profile(named: "one-net") == .oneNet)
    #expect(PasscodePolicy.profile(named: "webex") == .webex)
    #expect(PasscodePolicy.profile(named: "webex-government")?.historyLength == 24)
    #expect(PasscodePolicy.profile(named: "Webex") == nil)
    #expect(PasscodePolicy.profileNames == ["one-net", "webex", "webex-government"])
  }

  @Test func `a policy survives coding`() throws {
    #expect(try recoded(PasscodePolicy.oneNet) == .oneNet)
    #expect(try recoded(PasscodePolicy.webex) == .webex)
  }

  @Test(arguments: [
    ("147", true), ("741", true), ("258", true), ("852", true), ("369", true), ("963", true),
    ("123", true), ("321", true), ("456", true), ("654", true), ("789", true), ("987", true),
    ("159", true), ("951", true), ("357", true), ("753", true), ("580", true), ("085", true),
    ("470", false), ("690", false), ("012", false), ("890", false), ("148", false),
    ("174", false), ("111", false),
  ])
  func `three keys in a straight line are found in both directions`(keys: String, isLine: Bool) {
    let policy = PasscodePolicy(minimumLength: 3, refusesKeypadLines: true)
    let broken = policy.firstBroken(by: keys, of: PasscodeOwner())
    #expect(broken == (isLine ? .keypadLine : nil))
  }

  @Test(arguments: [
    ("2115551111", PasscodeRule.ownNumber), ("02115551111", .ownNumber),
    ("492115551111", .ownNumber), ("9021155511119", .ownNumber), ("901119", .ownExtension),
    ("1111555112", .ownExtension), ("5551122", nil),
  ])
  func `the own number is found in every form`(passcode: String, broken: PasscodeRule?) throws {
    let policy = PasscodePolicy(refusesOwnNumber: true)
    #expect(try policy.firstBroken(by: passcode, of: annaBerg()) == broken)
  }

  @Test(arguments: [("904219", PasscodeRule.ownNumberReversed), ("901249", nil)])
  func `the own extension is found backwards`(passcode: String, broken: PasscodeRule?) throws {
    let owner = PasscodeOwner(extension: try Extension("124"))
    let policy = PasscodePolicy(refusesOwnNumberReversed: true)
    #expect(policy.firstBroken(by: passcode, of: owner) == broken)
  }

  @Test func `the own number is found backwards`() throws {
    let owner = PasscodeOwner(number: try number("+492114567890"))
    let policy = PasscodePolicy(refusesOwnNumberReversed: true)
    #expect(policy.firstBroken(by: "0987654112", of: owner) == .ownNumberReversed)
    #expect(policy.firstBroken(by: "2114567890", of: owner) == nil)
  }

  @Test func `rules are named in a fixed order`() {
    let policy = PasscodePolicy(
      minimumLength: 9, longestAscendingRun: 3, refusesSequence: true, refusesKeypadLines: true)
    #expect(
      policy.brokenRules(by: "12345678", of: PasscodeOwner())
        == [.tooShort, .sequence, .ascendingRun, .keypadLine])
    #expect(policy.brokenRules(by: "12345x", of: PasscodeOwner()) == [.digitsOnly])
    #expect(
      policy.brokenRules(by: String(repeating: "1", count: 31), of: PasscodeOwner()) == [.tooLong])
  }

  @Test func `the first broken rule is the first of all`() throws {
    var generator = SeededGenerator(seed: 7)
    let anna = try annaBerg()
    for _ in 0..<2_000 {
      let passcode = String(Int.random(in: 0...9_999_999, using: &generator))
      for policy in [PasscodePolicy.oneNet, .webex] {
        #expect(
          policy.firstBroken(by: passcode, of: anna)
            == policy.brokenRules(by: passcode, of: anna).first)
      }
    }
  }

  @Test func `each rule has its own reason`() {
    let reasons = PasscodeRule.allCases.map(\.reason)
    #expect(Set(reasons).count == PasscodeRule.allCases.count)
    #expect(reasons.allSatisfy { $0.hasSuffix(".") })
  }
}
