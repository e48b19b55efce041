import HTTP
import Mailbox
import Store
import Testing

@testable import Web

@Suite struct SignInTests {
  let system: TestPages

  init() throws { system = try TestPages() }

  private func isRefused(_ answer: HTTPResponse) -> Bool {
    answer.status == 422 && answer.headers["set-cookie"] == nil
  }

  @Test func `a user without a web password signs in with the passcode`() throws {
    #expect(try system.trySignIn("112", TestPages.passcode).location == "/messages")
    #expect(try system.ask(.get, "/messages", as: system.signIn(system.user)).status == 200)
  }

  @Test func `a web password is asked for instead of the passcode, and the phone keeps its own`()
    throws
  {
    #expect(isRefused(try system.trySignIn("111", TestPages.passcode)))
    #expect(try system.trySignIn("111", TestPages.webPassword).location == "/messages")
    let phone = system.mailboxes.answer(
      .logIn(
        LogInRequest(
          company: system.company.id, number: "111", mailbox: nil,
          passcode: Passcode(TestPages.passcode), from: "", trust: .claimed)), of: CallToken(1))
    guard case .welcome = phone else {
      Issue.record("\(phone)")
      return
    }
    try system.accounts.setWebPassword(nil, of: system.admin.id)
    #expect(try system.trySignIn("111", TestPages.passcode).location == "/messages")
  }

  @Test func `each try to sign in is counted by the way it ended`() throws {
    _ = try system.trySignIn("112", TestPages.passcode)
    _ = try system.trySignIn("nobody", "000000")
    for _ in 0..<6 { _ = try system.trySignIn("111", "wrong") }
    let notes = system.signIns.all
    #expect(notes.prefix(2) == [.accepted, .refused])
    #expect(notes.suffix(6) == [.refused, .refused, .refused, .refused, .refused, .locked])
  }

  @Test func `an unknown number and a wrong passcode look the same`() throws {
    let wrong = try system.trySignIn("112", "000000")
    let unknown = try system.trySignIn("199", "000000")
    #expect(isRefused(wrong) && isRefused(unknown))
    #expect(wrong.text.replacing("112", with: "") == unknown.text.replacing("199", with: ""))
  }

  @Test func `wrong entries on the page lock the phone too`() throws {
    for _ in 0..<system.company.lockout.failuresToLock {
      #expect(isRefused(try system.trySignIn("111", "wrong")))
    }
    let phone = system.mailboxes.answer(
      .logIn(
        LogInRequest(
          company: system.company.id, number: "111", mailbox: nil,
          passcode: Passcode(TestPages.passcode), from: "", trust: .claimed)), of: CallToken(1))
    #expect(phone == .locked)
    #expect(isRefused(try system.trySignIn("111", TestPages.webPassword)))
    try system.accounts.unlock(system.admin.id)
    #expect(try system.trySignIn("111", TestPages.webPassword).location == "/messages")
  }

  @Test func `a session that was prepared before is not the one that begins`() throws {
    let old = try system.signIn(system.user)
    let answer = try system.ask(
      .post, "/sign-in", as: old, ["account": "112", "passcode": TestPages.passcode])
    let cookie = try #require(answer.headers.all("set-cookie").first)
    #expect(!cookie.contains(old.cookie))
    #expect(try system.ask(.get, "/messages", as: old).location == "/sign-in")
  }

  @Test func `a session outlives the server, and the store knows only the hash of its cookie`()
    throws
  {
    let browser = try system.signIn(system.user)
    let after = WebSite(
      system.mailboxes, now: { [system] in system.sharedClock.now },
      report: { Issue.record("\($0)") })
    let request = HTTPRequest(
      .get, try #require(HTTPTarget("/messages")),
      headers: HTTPHeaders([("Host", "portal.test"), ("Cookie", "session=\(browser.cookie)")]))
    #expect(after.answer(request).status == 200)
    let stored = try system.accounts.credentials(.session, of: system.user.id)
    #expect(stored.count == 1)
    let text = "\(stored)"
    #expect(!text.contains(browser.cookie) && !text.contains(browser.token))
  }

  @Test func `a change of a secret from elsewhere ends all sessions`() throws {
    let browser = try system.signIn(system.user)
    try system.accounts.setWebPassword(WebPassword(TestPages.webPassword), of: system.user.id)
    #expect(try system.ask(.get, "/messages", as: browser).location == "/sign-in")
    let again = try system.signIn(system.user, TestPages.webPassword)
    try system.accounts.setPasscode(Passcode("837261"), of: system.user.id, assigned: false)
    #expect(try system.ask(.get, "/messages", as: again).location == "/sign-in")
  }

  @Test func `a session ends after half an hour without a request, and when one signs out`() throws
  {
    let browser = try system.signIn(system.user)
    system.pass(minutes: 29)
    #expect(try system.ask(.get, "/messages", as: browser).status == 200)
    system.pass(minutes: 30)
    #expect(try system.ask(.get, "/messages", as: browser).status == 303)
    let other = try system.signIn(system.user)
    #expect(try system.ask(.post, "/sign-out", as: other).location == "/sign-in")
    #expect(try system.ask(.get, "/messages", as: other).status == 303)
  }

  @Test func `a form without the token or from another site changes nothing`() throws {
    let browser = try system.signIn(system.user)
    let form = ["auto-login": "on", "order": "newest-first", "login-from-greeting": "on"]
    #expect(
      try system.ask(.post, "/portal", as: browser, form.merging(["token": "x"]) { $1 }).status
        == 403)
    #expect(
      try system.ask(.post, "/portal", as: browser, form, origin: "http://evil.test").status == 403)
    #expect(try system.accounts.user(system.user.id) == system.user)
  }
}

@Suite struct WebPasswordTests {
  let system: TestPages

  init() throws { system = try TestPages() }

  private func set(
    _ new: String, again: String? = nil, old: String = TestPages.passcode,
    as browser: TestPages.Browser
  ) throws -> HTTPResponse {
    try system.ask(
      .post, "/profile/web-password", as: browser,
      ["web-password-old": old, "web-password-new": new, "web-password-again": again ?? new])
  }

  @Test func `a user sets one, stays signed in here and is signed out elsewhere`() throws {
    let (here, elsewhere) = (try system.signIn(system.user), try system.signIn(system.user))
    #expect(try set("twelve signs", as: here).location == "/profile?saved=1")
    #expect(try system.ask(.get, "/profile", as: here).status == 200)
    #expect(try system.ask(.get, "/profile", as: elsewhere).status == 303)
    #expect(try system.accounts.loginState(of: system.user.id).hasWebPassword)
  }

  @Test(arguments: [
    ("eleven sign", "eleven sign", TestPages.passcode),
    ("twelve signs", "twelve sings", TestPages.passcode),
    ("twelve signs", "twelve signs", "000000"),
  ])
  func `one that is too short, typed in two ways or not hers to set is refused`(
    new: String, again: String, old: String
  ) throws {
    let browser = try system.signIn(system.user)
    let answer = try set(new, again: again, old: old, as: browser)
    #expect(answer.status == 422)
    #expect(!answer.text.contains(new))
    #expect(try !system.accounts.loginState(of: system.user.id).hasWebPassword)
  }

  @Test func `it prints as dots`() {
    let password = WebPassword("correct horse battery")
    #expect(!"\(password) \(String(reflecting: password))".contains("correct"))
    var dumped = ""
    dump(password, to: &dumped)
    #expect(!dumped.contains("horse"))
  }
}
