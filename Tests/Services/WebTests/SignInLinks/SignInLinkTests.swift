import HTTP
import Mailbox
import Store
import Testing

@testable import Web

/// A forgotten web password, and the link by which a new one is set.
@Suite struct SignInLinkTests {
  let system: TestPages

  init() throws {
    system = try TestPages()
    try system.mailboxes.setParts(ServerParts(mail: true))
    try system.accounts.change(user: system.admin.id) { $0.email = "ada@example.com" }
  }

  /// Asks for a link, and waits until it is known who is meant.
  private func ask(_ account: String, from client: String = "192.0.2.7") throws -> HTTPResponse {
    let answer = system.site.answer(
      HTTPRequest(
        .post, try #require(HTTPTarget("/sign-in/forgotten")),
        headers: HTTPHeaders([("Host", "portal.test"), ("Origin", "http://portal.test")]),
        form: [FormField("account", account)], client: client))
    system.site.linkRequests.finish()
    return answer
  }

  private func jobs() throws -> [MailJob] {
    try system.mailboxes.mail(limit: 100).filter { $0.kind == .signInLink }
  }

  /// The link that a mail would hold.
  private func link() throws -> String {
    if try jobs().isEmpty { _ = try ask("ada@example.com") }
    return "/sign-in/link/" + (try system.mailboxes.newSignInLink(for: #require(try jobs().first)))
  }

  private func set(_ link: String, _ new: String, again: String? = nil) throws -> HTTPResponse {
    try system.ask(.post, link, ["web-password-new": new, "web-password-again": again ?? new])
  }

  @Test func `who asks is answered the same whoever she is, and a mail goes to the user alone`()
    throws
  {
    let known = try ask("111")
    #expect(known.status == 200)
    #expect(try jobs().map(\.recipient) == ["ada@example.com"])
    for other in ["199", "nobody@example.com", "", "112"] {
      let answer = try ask(other)
      #expect(answer.status == known.status && answer.text == known.text, "\(other)")
    }
    // 112 has no e-mail address.
    #expect(try jobs().count == 1)
  }

  @Test func `a link sets a new web password once, and signs in`() throws {
    let elsewhere = try system.signIn(system.admin)
    let (first, second) = (try link(), try link())
    #expect(try system.ask(.get, first).text.contains("web-password-again"))
    let answer = try set(first, "a new web password")
    #expect(answer.status == 303 && answer.location == "/messages")
    #expect(answer.headers["set-cookie"]?.hasPrefix("session=") == true)
    #expect(try system.trySignIn("111", "a new web password").location == "/messages")
    // The session that was open ends, and so do the other links.
    #expect(try system.ask(.get, "/messages", as: elsewhere).status == 303)
    for link in [first, second] {
      #expect(try set(link, "another password").status == 404)
      #expect(try system.ask(.get, link).status == 404)
    }
    #expect(try system.trySignIn("111", "a new web password").location == "/messages")
  }

  @Test func `a link that is half an hour old is not good any more`() throws {
    let link = try link()
    system.pass(minutes: 29)
    #expect(try system.ask(.get, link).status == 200)
    system.pass(minutes: 1)
    #expect(try system.ask(.get, link).status == 404)
    #expect(try set(link, "a new web password").status == 404)
  }

  @Test func `a password that is refused does not use the link up`() throws {
    let link = try link()
    #expect(try set(link, "short").status == 422)
    #expect(try set(link, "a new web password", again: "a new web pasword").status == 422)
    #expect(try set(link, "a new web password").status == 303)
  }

  @Test func `neither the mail that waits nor the store holds the secret`() throws {
    let secret = try link().dropFirst("/sign-in/link/".count)
    let kept = try system.accounts.credentials(.signInLink, of: system.admin.id)
    #expect(kept.count == 1)
    #expect(!"\(kept) \(try jobs())".contains(secret))
  }

  @Test func `nobody fills a user's mail with links`() throws {
    for _ in 0..<10 { _ = try ask("111") }
    #expect(try jobs().count == SignInLink.mostOfUser)
    // Those that were sent count as well as those that wait.
    for job in try jobs() {
      _ = try system.mailboxes.newSignInLink(for: job)
      try system.mailboxes.settleMail(job.id, .taken)
    }
    _ = try ask("111", from: "192.0.2.8")
    #expect(try jobs().isEmpty)
    system.pass(minutes: 30)
    _ = try ask("111", from: "192.0.2.8")
    #expect(try jobs().count == 1)
  }

  @Test func `one address asks ten times an hour`() throws {
    for place in 0..<SignInLinkRequests.mostOfSource { _ = try ask("1\(place)0") }
    _ = try ask("111")
    #expect(try jobs().isEmpty)
    _ = try ask("111", from: "192.0.2.8")
    #expect(try jobs().count == 1)
  }

  @Test func `where one signs in by passcode there is no link, but for administrators`() throws {
    try system.accounts.change(user: system.user.id) { $0.email = "ben@example.com" }
    var company = try #require(try system.accounts.companies().first)
    company.webSignIn = .passcode
    try system.accounts.update(company)
    _ = try ask("112")
    #expect(try jobs().isEmpty)
    _ = try ask("111")
    #expect(try jobs().count == 1)
  }

  @Test func `where no mail is sent the page names the administrator`() throws {
    #expect(try system.ask(.get, "/sign-in").text.contains("/sign-in/forgotten"))
    try system.mailboxes.setParts(ServerParts())
    #expect(try !system.ask(.get, "/sign-in").text.contains("/sign-in/forgotten"))
    #expect(try system.ask(.get, "/sign-in/forgotten").status == 404)
    #expect(try ask("111").status == 404)
  }

  @Test(arguments: ["session", "nobody's"])
  func `another secret is no link`(kind: String) throws {
    let browser = try system.signIn(system.admin)
    let secret = kind == "session" ? browser.cookie : "nobody"
    #expect(try set("/sign-in/link/\(secret)", "a new web password").status == 404)
    #expect(try system.ask(.get, "/messages", as: browser).status == 200)
  }

  @Test func `who has set one is named in the audit log`() throws {
    _ = try set(try link(), "a new web password")
    let entry = try #require(
      try system.accounts.audit(AuditQuery(company: system.company.id)).first)
    #expect("\(entry)".contains("webPasswordChanged") && !"\(entry)".contains("a new web"))
  }
}
