import Administration
import HTTP
import Mailbox
import Store
import Testing
import Wording

@testable import Web

@Suite struct AdminTests {
  let system: TestPages

  init() throws { system = try TestPages() }

  private var path: String { "/admin/users/\(system.user.id)" }

  /// What a form of these fields sends, as they are stored.
  private func form(_ changes: [String: String]) throws -> [String: String] {
    let stored = try system.accounts.revised(user: system.user.id)
    var form = ["revision": "\(stored.revision)"]
    for field in UserFields.all {
      let text = field.read(stored.value)
      form[field.name] = text == field.absence ? "" : text
    }
    return form.merging(changes) { $1 }
  }

  @Test func `every page of administration is there for administrators of the company alone`()
    throws
  {
    let pages = [
      "/admin/users", "/admin/users/new", path, path + "/remove", "/admin/company", "/admin/audit",
    ]
    let forms = [
      "/admin/users/new", path, path + "/passcode", path + "/web-password", path + "/unlock",
      path + "/remove", "/admin/company",
    ]
    let (user, stranger) = (try system.signIn(system.user), try system.signIn(system.stranger))
    let admin = try system.signIn(system.admin)
    for page in pages {
      #expect(try system.ask(.get, page).location?.hasPrefix("/sign-in") == true, "\(page)")
      #expect(try system.ask(.get, page, as: user).status == 404, "\(page)")
      let answer = try system.ask(.get, page, as: stranger).status
      #expect(answer == (page.hasPrefix(path) ? 404 : 200), "\(page)")
      #expect(try system.ask(.get, page, as: admin).status == 200, "\(page)")
    }
    for form in forms {
      #expect(try system.ask(.post, form).location?.hasPrefix("/sign-in") == true, "\(form)")
      #expect(try system.ask(.post, form, as: user).status == 404, "\(form)")
      #expect(try system.ask(.post, form, as: admin, ["token": "x"]).status == 403, "\(form)")
      #expect(
        try system.ask(.post, form, as: admin, origin: "http://evil.test").status == 403, "\(form)")
      if form.hasPrefix(path) {
        #expect(try system.ask(.post, form, as: stranger).status == 404, "\(form)")
      }
    }
    #expect(try system.accounts.user(system.user.id) == system.user)
  }

  @Test func `every address of administration asks for an administrator`() {
    for route in Routes.all where route.parameters(of: ["admin", "users"]) != nil {
      guard case .administrator = route.answer else {
        Issue.record("open to others")
        return
      }
    }
  }

  @Test func `an administrator who came with her passcode is told what is missing`() throws {
    try system.accounts.setWebPassword(nil, of: system.admin.id)
    let browser = try system.signIn(system.admin, TestPages.passcode)
    let answer = try system.ask(.get, "/admin/users", as: browser)
    #expect(answer.status == 403 && answer.text.contains("needs a web password"))
    #expect(try system.ask(.get, "/messages", as: browser).status == 200)
  }

  @Test func `users are found by name and number, those of other companies never`() throws {
    let admin = try system.signIn(system.admin)
    let all = try system.ask(.get, "/admin/users", as: admin).text
    #expect(all.contains("Test, Ada") && all.contains("Test, Ben") && !all.contains("Zoe"))
    for query in ["ben", "0112", "112"] {
      let found = try system.ask(.get, "/admin/users?q=\(query)", as: admin).text
      #expect(found.contains("Test, Ben") && !found.contains("Test, Ada"), "\(query)")
    }
  }

  @Test func `a field is changed, and a bad one is refused with what was typed`() throws {
    let admin = try system.signIn(system.admin)
    let done = try system.ask(
      .post, path, as: admin, form(["first-name": "Benno", "rings": "7", "email": "b@x.example"]))
    #expect(done.location == path + "?saved=1")
    let user = try system.accounts.user(system.user.id)
    #expect(user.firstName == "Benno" && user.settings.handling.rings == 7)
    #expect(user.email == "b@x.example")
    let bad = try system.ask(
      .post, path, as: admin, form(["rings": "99", "last-name": "Typed"]))
    #expect(bad.status == 422 && bad.text.contains("value=\"99\"") && bad.text.contains("Typed"))
    #expect(try system.accounts.user(system.user.id) == user)
  }

  @Test func `of two who edit at once the second is refused, and keeps what she typed`() throws {
    let admin = try system.signIn(system.admin)
    let mine = try form(["first-name": "Mine"])
    try system.accounts.change(user: system.user.id) { $0.firstName = "Theirs" }
    let answer = try system.ask(.post, path, as: admin, mine)
    #expect(answer.status == 422)
    #expect(answer.text.contains("value=\"Mine\"") && answer.text.contains("Theirs"))
    #expect(try system.accounts.user(system.user.id).firstName == "Theirs")
  }

  @Test func `of two who edit different fields the second keeps what the first has done`() throws {
    let admin = try system.signIn(system.admin)
    let page = try system.ask(.get, path, as: admin).text
    let stored = try system.accounts.revised(user: system.user.id)
    let lines = UserFields.all.map { "\($0.name)=\($0.read(stored.value))" }
    var mine = try form(["first-name": "Mine"])
    mine["seen"] = lines.joined(separator: "\n")
    #expect(page.contains("name=\"seen\""))
    try system.accounts.change(user: system.user.id) { $0.lastName = "Theirs" }
    let told = try system.ask(.post, path, as: admin, mine)
    #expect(told.status == 422)
    #expect(told.text.contains("value=\"Mine\"") && told.text.contains("value=\"Theirs\""))
  }

  @Test func `text of a user comes back escaped on every page`() throws {
    let attack = "<script>alert(\"1\")</script>"
    try system.accounts.change(user: system.user.id) {
      ($0.firstName, $0.lastName) = (attack, attack)
    }
    let admin = try system.signIn(system.admin)
    for page in ["/admin/users", path, path + "/remove", "/admin/audit"] {
      let text = try system.ask(.get, page, as: admin).text
      #expect(!text.contains("<script>alert"), "\(page)")
      #expect(text.contains("&lt;script&gt;"), "\(page)")
    }
    for field in UserFields.all where field.choices.isEmpty {
      let text = try system.ask(.post, path, as: admin, form([field.name: attack])).text
      #expect(!text.contains("<script>alert"), "\(field.name)")
    }
    let search = try system.ask(.get, "/admin/users?q=%3Cscript%3Ealert", as: admin).text
    #expect(!search.contains("<script>alert"))
  }

  @Test func `text of a company comes back escaped on every page`() throws {
    let attack = "<script>alert(\"1\")</script>"
    var company = try system.accounts.revised(company: system.company.id)
    company.value.name = attack
    try system.accounts.update(company)
    let samples = [Int16](repeating: 1_000, count: 8_000)
    try system.accounts.setAnnouncement(attack, of: .company(system.company.id), to: samples)
    let admin = try system.signIn(system.admin)
    for route in Routes.all where route.method == .get && !route.path.contains("*") {
      let answer = try system.ask(.get, route.path, as: admin)
      guard answer.headers["content-type"]?.hasPrefix("text/html") == true else { continue }
      let text = answer.text
      #expect(!text.contains("<script>alert"), "\(route.path)")
    }
    #expect(try system.ask(.get, "/announcements", as: admin).text.contains("&lt;script&gt;"))
    for field in CompanyFields.all where field.choices.isEmpty {
      let revision = try system.accounts.revised(company: system.company.id).revision
      let text = try system.ask(
        .post, "/admin/company", as: admin,
        ["revision": "\(revision)", field.name: attack + "x"]
      ).text
      #expect(!text.contains("<script>alert"), "\(field.name)")
    }
  }

  @Test func `a user is added, gets a passcode that is shown once, and is removed`() throws {
    let admin = try system.signIn(system.admin)
    let added = try system.ask(
      .post, "/admin/users/new", as: admin,
      [
        "first-name": "Cleo", "last-name": "New", "main-number": "+492115550113",
        "extension": "113", "language": "nl",
      ])
    let place = try #require(added.location).prefix { $0 != "?" }
    let cleo = try #require(
      try system.accounts.user(withNumber: "113", of: system.company.id))
    #expect(place == "/admin/users/\(cleo.id)")
    let shown = try system.ask(.post, place + "/passcode", as: admin, ["generate": "1"])
    #expect(shown.text.contains("It is shown this once."))
    #expect(try system.accounts.loginState(of: cleo.id).mustChange)
    #expect(
      !(try system.ask(.get, String(place), as: admin).text.contains("It is shown this once.")))
    #expect(try system.ask(.post, place + "/remove", as: admin).status == 303)
    #expect(throws: StoreError.self) { try system.accounts.user(cleo.id) }
  }

  @Test func `a user who lacks something is not added, and it is said what`() throws {
    let admin = try system.signIn(system.admin)
    let answer = try system.ask(
      .post, "/admin/users/new", as: admin, ["first-name": "Cleo", "extension": "113"])
    #expect(answer.status == 422 && answer.text.contains("value=\"Cleo\""))
  }

  @Test func `a lock is lifted`() throws {
    for _ in 0..<system.company.lockout.failuresToLock { _ = try system.trySignIn("112", "0") }
    let admin = try system.signIn(system.admin)
    #expect(try system.ask(.get, "/admin/users", as: admin).text.contains("Locked"))
    #expect(try system.ask(.post, path + "/unlock", as: admin).status == 303)
    #expect(try system.accounts.loginState(of: system.user.id).lockedUntil == nil)
  }

  @Test func `nobody removes herself or takes her own role`() throws {
    let admin = try system.signIn(system.admin)
    let own = "/admin/users/\(system.admin.id)"
    #expect(try system.ask(.post, own + "/remove", as: admin).status == 404)
    let answer = try system.ask(.post, own, as: admin, ["role": "user", "revision": "1"])
    #expect(answer.status == 422)
    #expect(try system.accounts.user(system.admin.id).role == .administrator)
  }

  @Test func `a user cannot make herself an administrator`() throws {
    let user = try system.signIn(system.user)
    let revision = try system.accounts.revised(user: system.user.id).revision
    _ = try system.ask(
      .post, "/profile", as: user,
      [
        "role": "administrator", "first-name": "Ben", "last-name": "Test", "language": "en",
        "time-zone": "Europe/Berlin", "revision": "\(revision)",
      ])
    #expect(try system.accounts.user(system.user.id).role == .user)
  }

  @Test func `the company is changed, and the log tells who did it, without secrets`() throws {
    let admin = try system.signIn(system.admin)
    let stored = try system.accounts.revised(company: system.company.id)
    let answer = try system.ask(
      .post, "/admin/company", as: admin,
      ["revision": "\(stored.revision)", "keeps-deleted-days": "20"])
    #expect(answer.status == 303)
    #expect(try system.accounts.revised(company: system.company.id).value.keepsDeletedDays == 20)
    _ = try system.ask(
      .post, path + "/web-password", as: admin, ["web-password": "a long enough secret"])
    #expect(try system.accounts.loginState(of: system.user.id).hasWebPassword)
    let log = try system.ask(.get, "/admin/audit", as: admin).text
    #expect(
      log.contains("Days deleted messages are kept: 14 → 20")
        && log.contains("Ada Test (on the page)"))
    #expect(log.contains("Web password changed") && !log.contains("a long enough secret"))
    #expect(!log.contains("Zoe"))
    let one = try system.ask(.get, "/admin/audit?user=111", as: admin).text
    #expect(!one.contains("Days deleted messages are kept:"))
  }

  @Test func `the log is filtered by what was done, and exported from where it was done`() throws {
    let admin = try system.signIn(system.admin)
    _ = try system.ask(.post, path + "/passcode", as: admin, ["generate": "1"])
    _ = try system.ask(.post, path, as: admin, form(["first-name": "Benno"]))
    let all = try system.ask(.get, "/admin/audit.csv", as: admin).text
    #expect(all.contains("passcode-changed") && all.contains("firstName"))
    #expect(all.contains("192.0.2.7"))
    let some = try system.ask(.get, "/admin/audit.csv?kind=passcode-changed", as: admin).text
    #expect(some.contains("passcode-changed") && !some.contains("firstName"))
    let page = try system.ask(.get, "/admin/audit?kind=passcode-changed", as: admin).text
    #expect(!page.contains("firstName") && page.contains("192.0.2.7"))
  }

  @Test func `every field, choice, part and kind of change has words in three languages`() {
    for name in UserFields.all.map(\.name) + CompanyFields.all.map(\.name) {
      #expect(NamedText(.field, name).isKnown, "\(name)")
    }
    let words = UserFields.all.flatMap(\.choices) + CompanyFields.all.flatMap(\.choices)
    let names = PasscodePolicy.profileNames + CompanyMail.Sound.allCases.map(\.rawValue)
    for word in Set(words).subtracting(names) {
      #expect(NamedText(.choice, word).isKnown, "\(word)")
    }
    for part in FieldPart.allCases { #expect(NamedText(.part, part.rawValue).isKnown) }
    for kind in MailboxChange.Kind.allCases { #expect(NamedText(.change, kind.rawValue).isKnown) }
  }
}
