import Administration
import HTTP
import Mailbox
import Store
import Testing

@testable import Web

/// What attackers try, beside forced browsing and foreign forms (`AccessTableTests`) and sessions that
/// were prepared (`SignInTests`).
@Suite struct AttackTests {
  let system: TestAPI

  init() throws { system = try TestAPI() }

  private var pages: TestPages { system.pages }
  private let script = "<script>alert(\"1\")</script>"

  @Test func `no text that anybody can leave becomes markup on any page of anybody`() throws {
    let user = pages.user.id
    try pages.accounts.change(user: user) {
      ($0.firstName, $0.lastName) = (script, script)
    }
    try pages.accounts.set(
      try DistributionList(number: 1, description: script, isOpenToOthers: true), of: user)
    let token = try system.token(of: pages.user, .user).secret
    let speech = try system.speech()
    _ = try system.upload(.post, "/users/\(user)/messages?to=112", secret: token, speech)
    let samples = [Int16](repeating: 1_000, count: 8_000)
    try pages.accounts.setAnnouncement(script, of: .user(user), to: samples)
    // A caller writes her own number, and a browser its own name.
    pages.calls.keep(.sample(0xA1, company: pages.company.id, mailbox: user, from: script))
    let (ben, ada) = (try pages.signIn(pages.user), try pages.signIn(pages.admin))
    _ = try pages.ask(
      .post, "/profile/tokens", as: ben,
      ["token-name": script, "token-scope": "user", "token-days": "30"])
    let message = try #require(try pages.accounts.messages(of: user).first).id
    var seen = 0
    for route in Routes.all where route.method == .get {
      let isOfCall = route.path.hasPrefix("/calls/") || route.path.hasPrefix("/admin/calls/")
      let key =
        isOfCall
        ? "00000000000000a1"
        : route.path.hasPrefix("/admin/users/")
          ? "\(user)" : route.path.hasPrefix("/messages/") ? "\(message)" : "1"
      let query = "?q=%3Cscript%3Ealert%281%29&number=%3Cscript%3Ealert&user=%3Cscript%3Ealert"
      let path = route.path.replacing("*", with: key) + query
      for browser in [ben, ada] {
        let answer = try pages.ask(.get, path, as: browser)
        guard answer.headers["content-type"]?.hasPrefix("text/html") == true else { continue }
        #expect(!answer.text.contains("<script>alert"), "\(path)")
        seen += answer.text.contains("&lt;script&gt;") ? 1 : 0
      }
    }
    #expect(seen > 10)
  }

  @Test func `what is typed comes back escaped from every form of a user`() throws {
    let ben = try pages.signIn(pages.user)
    let fields = [
      "alias", "description", "member", "email", "first-name", "last-name", "redirect-on-zero",
      "notice-address", "copy-address", "name", "numbers", "token-name", "passcode-new", "rings",
      "time-zone", "forward-always-number", "forward-busy-number", "forward-no-answer-number",
    ]
    for route in Routes.all where route.method == .post {
      guard case .user = route.answer else { continue }
      var form = Dictionary(uniqueKeysWithValues: fields.map { ($0, script) })
      (form["add"], form["token-days"]) = ("1", "30")
      form["revision"] = "\(try pages.accounts.revised(user: pages.user.id).revision)"
      guard route.path != "/sign-out" else { continue }
      let answer = try pages.ask(
        .post, route.path.replacing("*", with: "1"), as: ben, form)
      #expect(!answer.text.contains("<script>alert"), "\(route.path)")
    }
    let gate = try pages.ask(.post, "/sign-in", ["account": script, "passcode": script])
    #expect(!gate.text.contains("<script>alert") && gate.text.contains("&lt;script&gt;"))
  }

  @Test func `no header holds what a client has sent with line breaks in it`() throws {
    let attack = "%0d%0aSet-Cookie:%20a=b"
    let ben = try pages.signIn(pages.user)
    for path in [
      "/sign-in?to=" + attack, "/sign-in?language=" + attack, "/lists/" + attack,
      "/messages?part=" + attack, "/" + attack, "/calls/" + attack, "/messages/1/" + attack,
    ] {
      // Of a path with a line break no page is asked.
      guard HTTPTarget(path) != nil else { continue }
      for browser in [nil, ben] {
        let answer = try pages.ask(.get, path, as: browser)
        for header in answer.headers.all {
          #expect(!header.value.contains { $0.isNewline }, "\(path): \(header.name)")
        }
        #expect(!answer.headers.all("set-cookie").contains { $0.hasPrefix("a=b") })
      }
    }
    let signedIn = try pages.ask(
      .post, "/sign-in",
      ["account": "112", "passcode": TestPages.passcode, "to": "/x\r\nSet-Cookie: a=b"])
    #expect(signedIn.location == "/messages")
  }

  @Test(arguments: [
    "//evil.test/", "https://evil.test/", "/\\evil.test", "/sign-out", "/lists/../x",
  ])
  func `signing in leads to no other site`(place: String) throws {
    let answer = try pages.ask(
      .post, "/sign-in", ["account": "112", "passcode": TestPages.passcode, "to": place])
    #expect(answer.status == 303 && answer.location == "/messages")
  }

  @Test func `whoever tries one passcode on many numbers is stopped by her address`() throws {
    let most = pages.company.lockout.failuresPerSource
    for number in 0..<most { _ = try pages.trySignIn("\(3_000 + number)", "123456") }
    let answer = try pages.trySignIn("112", TestPages.passcode)
    #expect(answer.status == 422 && answer.headers.all("set-cookie").isEmpty)
    pages.pass(minutes: 24 * 60)
    #expect(try pages.trySignIn("112", TestPages.passcode).status == 303)
  }

  @Test func `a path leads nowhere but to the addresses of the page`() throws {
    for raw in [
      "/../etc/passwd", "/portal.css/../../x", "/%2e%2e/x", "/messages/%2e%2e%2fx", "/a%00b",
      "/%c0%ae", "/..%5cx",
    ] {
      guard let target = HTTPTarget(raw) else { continue }
      let answer = pages.site.answer(
        HTTPRequest(.get, target, headers: HTTPHeaders([]), client: "192.0.2.7"))
      #expect(answer.status == 404 || answer.location?.hasPrefix("/sign-in") == true, "\(raw)")
    }
  }
}
