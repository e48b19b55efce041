import Commands
import Testing

@testable import voiceportal

/// The tables of requirements B2 and B3, through the command line.
@Suite struct PasscodeCheckTests {
  private let owner =
    "--number +492115551111 --extension 111 --first-name Anna --last-name Berg"

  @Test(arguments: [
    ("123567", "ok"), ("123456", "ascending-run"), ("12345", "too-short"),
    ("654321", "descending-run"), ("765190", "ok"), ("111111", "ok"), ("987123", "ok"),
    ("098765", "descending-run"), ("abc123", "digits-only"),
  ])
  func `profile one-net`(code: String, verdict: String) throws {
    let accounts = try TestAccounts(isEmpty: true)
    let exit = try accounts.run("passcode check --profile one-net \(code)")
    #expect(accounts.lines.first?.hasPrefix("\(code) \(verdict)") == true)
    #expect(exit == (verdict == "ok" ? .good : .failed))
  }

  @Test(arguments: [
    ("228883", "repeated-digit"), ("121212", "repeated-group"), ("408408", "repeated-group"),
    ("012345", "sequence"), ("987654", "sequence"), ("147369", "keypad-line"),
    ("258013", "keypad-line"), ("266200", "ok"), ("551111", "own-extension"), ("495028", "ok"),
  ])
  func `profile webex for Anna Berg`(code: String, verdict: String) throws {
    let accounts = try TestAccounts(isEmpty: true)
    let exit = try accounts.run("passcode check --profile webex \(owner) \(code)")
    #expect(accounts.lines.first?.hasPrefix("\(code) \(verdict)") == true)
    #expect(exit == (verdict == "ok" ? .good : .failed))
  }

  @Test func `a spelled name is refused`() throws {
    let accounts = try TestAccounts(isEmpty: true)
    try accounts.run("passcode check --profile webex --last-name Bergen 237436")
    #expect(accounts.lines.first?.hasPrefix("237436 own-name: ") == true)
  }

  @Test(arguments: [
    ("495028", "820594", "reverse-of-old"),
    ("495028", "495028", "used-before"),
    ("1,2,3,4,5,6,7,8,9,495028", "495028", "used-before"),
    ("1,2,3,4,5,6,7,8,9,10,495028", "495028", "ok"),
  ])
  func `old passcodes are given with the newest first`(
    history: String, code: String, verdict: String
  ) throws {
    let accounts = try TestAccounts(isEmpty: true)
    try accounts.run("passcode check --profile webex \(owner) --history \(history) \(code)")
    #expect(accounts.lines.first?.hasPrefix("\(code) \(verdict)") == true)
  }

  @Test func `each code has its line, and one bad one is enough to fail`() throws {
    let accounts = try TestAccounts(isEmpty: true)
    #expect(try accounts.run("passcode check 123567 123456 765190") == .failed)
    #expect(accounts.lines.count == 3)
    #expect(
      accounts.lines[1]
        == "123456 ascending-run: The passcode has too many ascending digits in a row.")
  }

  @Test(arguments: [
    ("--profile nox 1", "profile: It is one of one-net, webex, webex-government, not 'nox'."),
    ("", "CODE is missing."),
    ("--pofile webex 1", "there is no option --pofile."),
    ("--extension 1 495028", #"extension: The extension "1" has 1 digits: it must have 2 to 6."#),
  ])
  func `wrong words are refused`(words: String, reason: String) throws {
    #expect(try TestAccounts(isEmpty: true).refusal(of: "passcode check \(words)") == reason)
  }

  @Test func `a number may have spaces, and a country code of its own`() throws {
    let accounts = try TestAccounts(isEmpty: true)
    let words = "passcode check --profile webex --country 31 210293 --number"
    try accounts.run(words, "020 210293")
    #expect(accounts.refusal(of: words, "+49 211 5551111") == nil)
  }
}
