import Mailbox
import Store
import Testing

@testable import voiceportal

@Suite struct PasscodeCommandTests {
  @Test func `a passcode is asked for, and is nowhere in what is printed`() throws {
    let accounts = try TestAccounts()
    accounts.passcode = "123567"
    try accounts.run("passcode set 111")
    #expect(!accounts.lines.joined().contains("123567"))
    let user = try #require(try accounts.user("111"))
    #expect(try accounts.store.accounts.loginState(of: user.id).hasPasscode)
    #expect(try !accounts.store.accounts.loginState(of: user.id).mustChange)
    try accounts.run("passcode set 111 --assigned")
    #expect(try accounts.store.accounts.loginState(of: user.id).mustChange)
  }

  @Test func `a refused passcode names the rule, and nothing is set`() throws {
    let accounts = try TestAccounts()
    accounts.passcode = "123456"
    #expect(
      accounts.refusal(of: "passcode set 111")
        == "passcode: The passcode has too many ascending digits in a row.")
    let user = try #require(try accounts.user("111"))
    #expect(try !accounts.store.accounts.loginState(of: user.id).hasPasscode)
  }

  @Test func `a passcode is never taken from the command line`() throws {
    #expect(
      try TestAccounts().refusal(of: "passcode set 111 123567")
        == "'123567' is not understood here.")
  }

  @Test func `a generated passcode satisfies the policy and must be changed`() throws {
    let accounts = try TestAccounts()
    try accounts.run("company set --policy webex")
    let digits = try #require(try accounts.output(of: "passcode generate 111 --length 8").first)
    #expect(digits.count == 8)
    let user = try #require(try accounts.user("111"))
    #expect(PasscodePolicy.webex.firstBroken(by: digits, of: user.passcodeOwner) == nil)
    #expect(try accounts.store.accounts.loginState(of: user.id).mustChange)
    // It is set: by this policy it cannot be taken again.
    #expect(
      try accounts.store.accounts.brokenRule(by: Passcode(digits), of: user.id, assigned: true)
        == .usedBefore)
  }

  @Test func `a length that the policy does not allow is refused`() throws {
    #expect(
      try TestAccounts().refusal(of: "passcode generate 111 --length 4")
        == "A passcode of 4 digits cannot be generated: the policy wants at least 6 and at most 30."
    )
  }
}
