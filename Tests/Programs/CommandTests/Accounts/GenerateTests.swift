import Mailbox
import Store
import Testing

@testable import voiceportal

@Suite struct GenerateTests {
  @Test func `an empty data directory gets a company and its mailboxes`() throws {
    let accounts = try TestAccounts(isEmpty: true)
    let lines = try accounts.output(of: "generate 300")
    #expect(lines.count == 300)
    #expect(lines.first?.hasPrefix("10000;") == true)
    #expect(lines.last?.hasPrefix("10299;") == true)
    #expect(Set(lines.map { $0.split(separator: ";").last }).count > 290)
    #expect(try accounts.store.accounts.companies().map(\.portalNumber) == ["2000"])
    #expect(try accounts.store.accounts.users(of: 1).count == 300)
  }

  @Test func `each passcode opens its mailbox, and need not be changed`() throws {
    let accounts = try TestAccounts(isEmpty: true)
    for line in try accounts.output(of: "generate 5") {
      let parts = line.split(separator: ";").map(String.init)
      let user = try #require(try accounts.user(parts[0]))
      let state = try accounts.store.accounts.loginState(of: user.id)
      #expect(state.hasPasscode && !state.mustChange)
      let request = LogInRequest(
        company: user.company, number: parts[0], mailbox: nil, passcode: Passcode(parts[1]),
        from: "", trust: .claimed)
      guard case .welcome = accounts.store.answer(.logIn(request), of: CallToken(1)) else {
        Issue.record("\(line) does not open")
        return
      }
    }
  }

  @Test func `a second run goes on behind the first, and clashes with nobody`() throws {
    let accounts = try TestAccounts()
    let company = try #require(try accounts.store.accounts.companies().first)
    try accounts.run(
      "user add --first-name A --last-name B --main-number +495550000001 --extension 10002")
    let first = try accounts.output(of: "generate 3").map { $0.prefix(5) }
    #expect(first == ["10000", "10001", "10003"])
    let second = try accounts.output(of: "generate 2").map { $0.prefix(5) }
    #expect(second == ["10004", "10005"])
    #expect(try accounts.store.accounts.users(of: company.id).count == 8)
  }

  @Test func `two companies have numbers of their own`() throws {
    let accounts = try TestAccounts()
    try accounts.run("company add West --portal-number 200")
    try accounts.run("generate 3 --company Nord")
    try accounts.run("generate 3 --company West")
    #expect(accounts.refusal(of: "generate 3")?.hasPrefix("there are several companies") == true)
  }

  @Test(arguments: ["generate", "generate 0", "generate x", "generate 1 2", "generate 500001"])
  func `a wrong count is refused`(words: String) throws {
    #expect(try TestAccounts().refusal(of: words) != nil)
  }

  @Test func `the strictest policy is met`() throws {
    let accounts = try TestAccounts()
    try accounts.run("company set --policy webex-government")
    #expect(try accounts.output(of: "generate 50").count == 50)
  }
}
