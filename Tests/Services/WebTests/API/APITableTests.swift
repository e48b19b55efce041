import Administration
import HTTP
import Mailbox
import Store
import Testing

@testable import Web

/// What the page can do and the API too.
@Suite struct APITableTests {
  let system: TestAPI

  init() throws { system = try TestAPI() }

  private var pages: TestPages { system.pages }

  /// Each form of the page, and the operations that do the same.
  private static let operations: [String: [String]] = [
    // A program has a token, and needs none of the ways in.
    "/sign-in": [], "/sign-in/forgotten": [], SignInLink.path + "*": [],
    "/sign-out": ["endSession"],
    "/messages/new": ["sendMessage"], "/messages/*/forward": ["forwardMessage"],
    "/messages": ["changeMessage"],
    "/profile": ["changeUser"], "/profile/passcode": ["setPasscode"],
    "/profile/web-password": ["setWebPassword", "removeWebPassword"],
    "/profile/sessions": ["endSession"], "/profile/tokens": ["addToken"],
    "/profile/tokens/revoke": ["revokeToken"],
    "/portal": ["changeUser"], "/aliases": ["changeUser"], "/mailbox": ["changeUser"],
    "/forwarding": ["changeUser"],
    "/greetings": ["changeUser", "setGreeting", "chooseGreeting"],
    "/greetings/*/clear": ["removeGreeting"],
    "/announcements": ["setUserAnnouncement"],
    "/announcements/remove": ["removeUserAnnouncement"],
    "/lists/*": ["setList"], "/lists/*/remove": ["removeList"],
    "/admin/users/new": ["addUser"], "/admin/users/*": ["changeUser"],
    "/admin/users/*/passcode": ["setPasscode", "generatePasscode"],
    "/admin/users/*/web-password": ["setWebPassword", "removeWebPassword"],
    "/admin/users/*/unlock": ["unlock"], "/admin/users/*/remove": ["removeUser"],
    "/admin/users/*/greetings": ["setGreeting"],
    "/admin/users/*/greetings/clear": ["removeGreeting"],
    "/admin/users/import": ["importUsers"], "/admin/company": ["changeCompany"],
    "/admin/announcements": ["setCompanyAnnouncement"],
    "/admin/announcements/remove": ["removeCompanyAnnouncement"],
    "/admin/calls/*/end": ["endCall"], "/operator/calls/*/end": ["endCall"],
    // A path of the API names the company.
    "/operator/companies": [], "/operator/companies/new": ["addCompany"],
  ]

  @Test func `for every form of the page there is an operation`() {
    let names = Set(APISite.operations.map(\.name))
    for route in Routes.all where route.method != .get {
      let operations = Self.operations[route.path]
      #expect(operations != nil, "\(route.path)")
      for name in operations ?? [] { #expect(names.contains(name), "\(route.path): \(name)") }
    }
    let paths = Set(Routes.all.filter { $0.method != .get }.map(\.path))
    #expect(Set(Self.operations.keys).subtracting(paths) == [])
  }

  @Test func `a table is tried first, each bad row is told, and all of it is done or nothing`()
    throws
  {
    let token = try system.token(of: pages.admin, .company).secret
    let path = "/companies/\(pages.company.id)/users/table"
    let header = "first-name,last-name,main-number,extension\n"
    let before = try pages.accounts.users(of: pages.company.id)
    func send(_ text: String, _ query: String = "") throws -> HTTPResponse {
      try system.send(
        .post, path + query, token, Array(text.utf8), [("Content-Type", "text/csv")])
    }
    let bad =
      header + "Cleo,New,02115550113,113\nDora,New,02115550112,114\nEve,New,none,115\n"
    let preview = try send(bad, "?preview=true")
    #expect(preview.status == 200 && preview.json["imported"] == false)
    #expect(preview.json["added"] == 1)
    guard case .array(let faults)? = preview.json["faults"] else {
      Issue.record("no faults")
      return
    }
    #expect(faults.compactMap { $0["row"] } == [3, 4])
    let refused = try send(bad)
    #expect(
      refused.status == 422 && refused.text.contains("row 3") && refused.text.contains("row 4"))
    #expect(try pages.accounts.users(of: pages.company.id) == before)
    let done = try send(header + "Cleo,New,02115550113,113\n")
    #expect(done.json["imported"] == true && done.json["added"] == 1)
    #expect(try pages.accounts.users(of: pages.company.id).count == before.count + 1)
    let table = try system.ask(.get, path, secret: token)
    #expect(table.headers["content-type"] == "text/csv; charset=utf-8")
    #expect(table.text.contains("Cleo") && !table.text.contains("Zoe"))
    let other = try send("company,first-name,last-name,main-number,extension\nTal,E,N,0301,300\n")
    #expect(other.status == 422)
    let own = try send("main-number,role\n\(pages.admin.mainNumber.e164),user\n", "?update=true")
    #expect(own.status == 422)
    #expect(try send("nonsense\n").status == 422)
  }

  @Test func `a user changes her web password with what signs in now`() throws {
    let token = try system.token(of: pages.user, .user).secret
    let path = "/users/\(pages.user.id)/web-password"
    let new: JSONValue = "a whole new sentence"
    #expect(try system.ask(.put, path, secret: token, ["password": new]).status == 422)
    let wrong = try system.ask(
      .put, path, secret: token, ["password": new, "present": "000000"])
    #expect(wrong.status == 422 && wrong.json["field"] == "present")
    let done = try system.ask(
      .put, path, secret: token, ["password": new, "present": .text(TestPages.passcode)])
    #expect(done.status == 204)
    #expect(try pages.trySignIn("112", "a whole new sentence").status == 303)
    #expect(try pages.trySignIn("112", TestPages.passcode).status == 422)
  }

  @Test func `a greeting is made of an announcement of the company`() throws {
    let (admin, token) = (
      try system.token(of: pages.admin, .company).secret,
      try system.token(of: pages.user, .user).secret
    )
    let upload = try system.upload(
      .put, "/companies/\(pages.company.id)/announcements/Fair/sound", secret: admin,
      system.speech())
    #expect(upload.status == 204)
    let path = "/users/\(pages.user.id)/greetings/busy/announcement"
    let missing = try system.ask(.put, path, secret: token, ["name": "Fair", "of": "user"])
    #expect(missing.status == 422)
    let done = try system.ask(.put, path, secret: token, ["name": "Fair", "of": "company"])
    #expect(done.status == 204)
    #expect(try pages.accounts.greeting(.busy, of: pages.user.id) != nil)
    let again = try system.ask(.put, path, secret: token, ["name": "Fair", "of": "company"])
    #expect(again.status == 428)
  }

  @Test func `a user reads the time line of a call to her mailbox, and of no other`() throws {
    pages.calls.keep(.sample(0xA1, company: pages.company.id, mailbox: pages.user.id))
    pages.calls.keep(.sample(0xB2, company: pages.company.id, mailbox: pages.admin.id))
    let token = try system.token(of: pages.user, .user).secret
    let path = "/users/\(pages.user.id)/calls/"
    let call = try system.ask(.get, path + "00000000000000a1", secret: token)
    #expect(call.status == 200 && call.text.contains("[enter-passcode]"))
    #expect(try system.ask(.get, path + "00000000000000b2", secret: token).status == 404)
  }

  @Test func `an administrator keeps the announcements of the company on the page`() throws {
    let (admin, user) = (try pages.signIn(pages.admin), try pages.signIn(pages.user))
    let sound = FormField("sound", file: try system.speech(), named: "fair.wav")
    let added = try pages.ask(
      .post, "/admin/announcements", as: admin, ["name": "Fair"], files: [sound])
    #expect(added.location == "/admin/announcements?saved=1")
    #expect(try pages.ask(.get, "/admin/announcements", as: admin).text.contains("Fair"))
    let seen = try pages.ask(.get, "/announcements", as: user).text
    #expect(seen.contains("Fair") && !seen.contains("/announcements/remove"))
    let id = try #require(
      try pages.accounts.announcements(of: .company(pages.company.id)).first
    ).sound.id
    let path = "/admin/announcements/\(id)/sound.wav"
    #expect(try pages.ask(.get, path, as: admin).status == 200)
    #expect(try pages.ask(.get, path, as: pages.signIn(pages.stranger)).status == 404)
    _ = try pages.ask(.post, "/admin/announcements/remove", as: admin, ["name": "Fair"])
    #expect(try pages.accounts.announcements(of: .company(pages.company.id)).isEmpty)
  }

  @Test func `a softphone calls back where the server's file names a domain`() throws {
    let token = try system.token(of: pages.user, .user).secret
    _ = try system.upload(
      .post, "/users/\(pages.user.id)/messages?to=112", secret: token, system.speech())
    let message = try #require(try pages.accounts.messages(of: pages.user.id).first).id
    let user = try pages.signIn(pages.user)
    let plain = try pages.ask(.get, "/messages/\(message)", as: user).text
    #expect(plain.contains("href=\"tel:+492115550112\"") && !plain.contains("sip:"))
    let clock = pages.sharedClock
    let site = WebSite(
      pages.mailboxes, sipDomain: "pbx.example.com", now: { clock.now },
      report: { Issue.record("\($0)") })
    let answer = site.answer(
      HTTPRequest(
        .get, try #require(HTTPTarget("/messages/\(message)")),
        headers: HTTPHeaders([("Cookie", "session=\(user.cookie)")]), client: "192.0.2.7"))
    #expect(answer.text.contains("href=\"sip:+492115550112@pbx.example.com\""))
  }
}
