import Mailbox
import Testing

@Suite struct PasscodeGeneratorTests {
  @Test(arguments: [PasscodePolicy.oneNet, .webex, .webexGovernment], [nil, 6, 8, 12, 30])
  func `what is generated satisfies the policy`(policy: PasscodePolicy, length: Int?) throws {
    var generator = SeededGenerator(seed: 42)
    let anna = try annaBerg()
    for _ in 0..<300 {
      let passcode = try policy.generate(for: anna, length: length, using: &generator)
      #expect(passcode.count == length ?? policy.minimumLength)
      #expect(policy.firstBroken(by: passcode, of: anna) == nil, "\(passcode)")
    }
  }

  @Test func `generated passcodes differ and use every digit`() throws {
    var generator = SeededGenerator(seed: 3)
    var seen: Set<String> = []
    for _ in 0..<500 {
      seen.insert(try PasscodePolicy.oneNet.generate(for: PasscodeOwner(), using: &generator))
    }
    #expect(seen.count > 490)
    #expect(Set(seen.joined()) == Set("0123456789"))
  }

  @Test func `what the caller refuses is not given`() throws {
    var generator = SeededGenerator(seed: 5)
    for _ in 0..<100 {
      let passcode = try PasscodePolicy.oneNet.generate(
        for: PasscodeOwner(), using: &generator, isRefused: { $0.hasPrefix("1") })
      #expect(passcode.first != "1")
    }
  }

  @Test(arguments: [0, 5, 31, -1])
  func `a length outside the policy is refused`(length: Int) {
    var generator = SeededGenerator(seed: 1)
    let error = PasscodeGeneratorError.lengthNotAllowed(length, minimum: 6, maximum: 30)
    #expect(throws: error) {
      try PasscodePolicy.oneNet.generate(
        for: PasscodeOwner(), length: length, using: &generator)
    }
  }

  @Test func `a policy that nothing satisfies ends with an error`() {
    var generator = SeededGenerator(seed: 1)
    let policy = PasscodePolicy(longestRepeat: 0)
    #expect(throws: PasscodeGeneratorError.noneFound(tries: 200)) {
      try policy.generate(for: PasscodeOwner(), using: &generator)
    }
    var contradictory = PasscodePolicy.oneNet
    contradictory.maximumLength = 4
    #expect(throws: PasscodeGeneratorError.lengthNotAllowed(6, minimum: 6, maximum: 4)) {
      try contradictory.generate(for: PasscodeOwner(), using: &generator)
    }
  }
}
