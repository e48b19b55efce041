import Administration
import HTTP
import Mailbox
import Store
import Synchronization
import Telephony
import Testing

@testable import Web

/// Operators, who administer every company.
@Suite struct OperatorTests {
  let system: TestAPI
  /// Of the same company as the administrator, who must not get at her.
  private let chief: User

  init() throws {
    system = try TestAPI()
    let pages = system.pages
    var user = User(
      company: pages.company.id, firstName: "Olga", lastName: "Test",
      mainNumber: try #require(PhoneNumber(e164: "+492115550199")),
      extension: try Extension("199"), language: .en, timeZone: "Europe/Berlin")
    user.role = .operator
    chief = try pages.accounts.add(user)
    try pages.accounts.setPasscode(Passcode(TestPages.passcode), of: chief.id, assigned: false)
    try pages.accounts.setWebPassword(WebPassword(TestPages.webPassword), of: chief.id)
  }

  private var pages: TestPages { system.pages }

  private func signedIn() throws -> TestPages.Browser {
    try pages.signIn(chief, TestPages.webPassword)
  }

  // MARK: All companies

  @Test func `an operator chooses a company, and is its administrator`() throws {
    let browser = try signedIn()
    let stranger = "/admin/users/\(pages.stranger.id)"
    let list = try pages.ask(.get, "/operator/companies", as: browser).text
    #expect(list.contains("Berg") && list.contains("Tal"))
    #expect(try pages.ask(.get, stranger, as: browser).status == 404)
    let company = "\(pages.stranger.company)"
    let chosen = try pages.ask(.post, "/operator/companies", as: browser, ["company": company])
    #expect(chosen.location == "/admin/users")
    let users = try pages.ask(.get, "/admin/users", as: browser).text
    #expect(
      users.contains("Zoe") && !users.contains("Ada") && users.contains("Administration: Tal"))
    for path in ["", "/greetings", "/remove"] {
      #expect(try pages.ask(.get, stranger + path, as: browser).status == 200, "\(path)")
    }
    let done = try pages.ask(
      .post, stranger + "/passcode", as: browser, ["passcode": "739152"])
    #expect(done.status == 303)
    for path in [
      "/admin/company", "/admin/audit", "/admin/calls", "/admin/users/export.csv",
      "/admin/announcements",
    ] {
      #expect(try pages.ask(.get, path, as: browser).status == 200, "\(path)")
    }
    #expect(
      try pages.ask(.get, "/admin/audit", as: browser).text.contains("Olga Test (on the page)"))
    #expect(try pages.ask(.get, "/admin/users/\(pages.user.id)", as: browser).status == 404)
    #expect(try pages.ask(.get, "/messages", as: browser).status == 200)
  }

  @Test func `an operator adds a company, and administers it at once`() throws {
    let browser = try signedIn()
    #expect(try pages.ask(.get, "/operator/companies/new", as: browser).status == 200)
    let bad = try pages.ask(.post, "/operator/companies/new", as: browser, ["name": "Neu"])
    #expect(bad.status == 422)
    let done = try pages.ask(
      .post, "/operator/companies/new", as: browser,
      ["name": "Neu", "country-code": "31", "trunk-prefix": "0", "portal-number": "4000"])
    #expect(done.location == "/admin/company?saved=1")
    #expect(try pages.ask(.get, "/admin/users", as: browser).text.contains("0 users of Neu"))
  }

  @Test func `an operator sees the calls of all, and what waits in the server`() throws {
    pages.calls.keep(.sample(0xA1, company: pages.company.id, mailbox: pages.user.id))
    pages.calls.keep(
      .sample(0xB2, company: pages.stranger.company, mailbox: pages.stranger.id, from: "0301"))
    let browser = try signedIn()
    let calls = try pages.ask(.get, "/operator/calls", as: browser).text
    for part in ["00000000000000a1", "00000000000000b2", "Berg", "Tal"] {
      #expect(calls.contains(part), "\(part)")
    }
    for path in ["", "/path.svg", "/script"] {
      let answer = try pages.ask(.get, "/operator/calls/00000000000000b2" + path, as: browser)
      #expect(answer.status == 200, "\(path)")
    }
    let overview = try pages.ask(.get, "/operator/calls/overview", as: browser).text
    for part in [
      "2 calls", "Recordings to be delivered</th><td class=\"num\">7",
      "Tried again later</th><td class=\"num\">8", "Free</th><td class=\"num\">9",
    ] {
      #expect(overview.contains(part), "\(part)")
    }
    let admin = try pages.signIn(pages.admin)
    let own = try pages.ask(.get, "/admin/calls/overview", as: admin).text
    #expect(own.contains("1 calls") && !own.contains("Recordings to be delivered"))
  }

  // MARK: Who is one

  @Test func `no page and no program makes an operator`() throws {
    let (admin, operators) = (try pages.signIn(pages.admin), try signedIn())
    let ben = "/admin/users/\(pages.user.id)"
    let revision = try pages.accounts.revised(user: pages.user.id).revision
    for browser in [admin, operators] {
      let answer = try pages.ask(
        .post, ben, as: browser, ["role": "operator", "revision": "\(revision)"])
      #expect(answer.status == 422 && answer.text.contains("command line"))
      let table = "main-number,role\n\(pages.user.mainNumber.e164),operator\n"
      let imported = try pages.ask(
        .post, "/admin/users/import", as: browser,
        ["table": table, "confirm": "1", "update": "on"])
      #expect(imported.status == 422)
    }
    for secret in [
      try system.token(of: pages.admin, .company).secret,
      try system.token(of: nil, .operator).secret,
    ] {
      let answer = try system.ask(
        .patch, "/users/\(pages.user.id)", secret: secret, ["role": "operator"], ("If-Match", "*"))
      #expect(answer.status == 422 && answer.json["field"] == "role")
    }
    #expect(try pages.accounts.user(pages.user.id).role == .user)
    #expect(try !pages.ask(.get, ben, as: admin).text.contains("value=\"operator\""))
  }

  @Test func `an administrator changes nothing of an operator of her company`() throws {
    let admin = try pages.signIn(pages.admin)
    let before = try pages.accounts.revised(user: chief.id)
    for route in Routes.all where route.path.hasPrefix("/admin/users/*") {
      let answer = try pages.ask(
        route.method, route.path.replacing("*", with: "\(chief.id)"), as: admin,
        ["web-password": "another horse battery", "passcode": "739152"])
      #expect(answer.status == 404, "\(route.method.rawValue) \(route.path)")
    }
    let table = "main-number,first-name\n\(chief.mainNumber.e164),Eve\n"
    let imported = try pages.ask(
      .post, "/admin/users/import", as: admin, ["table": table, "confirm": "1", "update": "on"])
    #expect(imported.status == 422)
    let token = try system.token(of: pages.admin, .company).secret
    let path = "/users/\(chief.id)"
    #expect(try system.ask(.get, path, secret: token).status == 404)
    let set = try system.ask(
      .put, path + "/web-password", secret: token, ["password": "another horse battery"])
    #expect(set.status == 404)
    #expect(try pages.accounts.revised(user: chief.id) == before)
    _ = try signedIn()
  }

  @Test func `what operators do is there for nobody else, and closed without a web password`()
    throws
  {
    let (user, admin) = (try pages.signIn(pages.user), try pages.signIn(pages.admin))
    try pages.accounts.setWebPassword(nil, of: chief.id)
    let late = try pages.signIn(chief, TestPages.passcode)
    var tried = 0
    for route in Routes.all {
      guard case .operator = route.answer else { continue }
      let path = route.path.replacing("*", with: "1")
      #expect(try pages.ask(route.method, path, as: user).status == 404, "\(route.path)")
      #expect(try pages.ask(route.method, path, as: admin).status == 404, "\(route.path)")
      #expect(try pages.ask(route.method, path, as: late).status == 403, "\(route.path)")
      tried += 1
    }
    #expect(tried >= 9)
  }

  @Test func `an operator's token covers all companies while she is one`() throws {
    let browser = try signedIn()
    let made = try pages.ask(
      .post, "/profile/tokens", as: browser,
      ["token-name": "crm", "token-scope": "operator", "token-days": "90"])
    #expect(made.text.contains("All companies"))
    let token = try system.token(of: chief, .operator).secret
    #expect(try system.ask(.get, "/users/\(pages.stranger.id)", secret: token).status == 200)
    #expect(try system.ask(.get, "/server", secret: token).json["mail-later"] == 8)
    try pages.accounts.change(user: chief.id) { $0.role = .administrator }
    #expect(try system.ask(.get, "/users/\(pages.stranger.id)", secret: token).status == 404)
    #expect(try system.ask(.get, "/server", secret: token).status == 403)
    let admin = try pages.signIn(pages.admin)
    let wide = try pages.ask(
      .post, "/profile/tokens", as: admin,
      ["token-name": "crm", "token-scope": "operator", "token-days": "90"])
    #expect(wide.status == 404)
  }
}
