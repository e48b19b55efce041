import Foundation
import Mailbox
import Testing
import Wording

extension TheBrowser {
  /// The pages of administrators and operators, in each language.
  @Suite @MainActor struct AdministrationTests {
    /// A page and its title in the language of who sees it; `nil`: a name.
    private static let pages: [(path: String, title: (any WrittenText)?)] = [
      ("/admin/users", AdminText.users), ("/admin/users/new", AdminText.addUser),
      ("/admin/users/import", ImportText.title), ("/admin/users/1", nil),
      ("/admin/users/1/remove", nil), ("/admin/company", AdminText.company),
      ("/admin/audit", AdminText.audit), ("/admin/calls", CallText.title),
      ("/admin/calls/overview", OverviewText.title), ("/admin/users/1/greetings", nil),
      ("/admin/announcements", PageText.announcements),
      ("/operator/companies", OperatorText.companies),
      ("/operator/companies/new", OperatorText.addCompany), ("/operator/calls", CallText.title),
      ("/operator/calls/overview", OverviewText.title),
    ]

    @Test(arguments: Language.allCases)
    func `pages of administration are in her language, small enough, and without a fault`(
      language: Language
    ) throws {
      let browser = try Administrators.browser(of: language)
      for page in Self.pages {
        try browser.go(page.path)
        #expect(try browser.run("return document.documentElement.lang").string == language.rawValue)
        if let title = page.title { #expect(try browser.text("h1") == title.text(in: language)) }
        #expect(try browser.consoleErrors() == [], "\(page.path)")
        try browser.setWidth(320)
        let width = try browser.run("return document.documentElement.scrollWidth")
        #expect(width == .number(320), "\(page.path)")
        try browser.setWidth(640)
        let wide = try browser.run("return document.documentElement.scrollWidth")
        #expect(wide == .number(640), "\(page.path) at 200 percent")
        try browser.setWidth(nil)
      }
    }

    @Test(arguments: [false, true])
    func `axe finds nothing wrong with a page of administration`(isDark: Bool) throws {
      let browser = try Administrators.browser(of: .de)
      for page in Self.pages {
        try AxeTests.expectNothing(in: browser, isDark) { try browser.go(page.path) }
      }
    }

    /// Two pages that say the same in two languages: then one of them says it in the other's.
    @Test func `no text of administration is the same in two languages`() throws {
      var texts: [Language: Set<String>] = [:]
      for language in Language.allCases {
        let browser = try Administrators.browser(of: language)
        let paths = Self.pages.map { JSON.string($0.path) }
        texts[language] = Set(
          try browser.runLater(EveryPageTests.collect, [.list(paths)]).strings)
      }
      let names = EveryPageTests.sameInAll.union(Administrators.sameInAll)
      for (one, other) in [(Language.en, Language.de), (.en, .nl), (.de, .nl)] {
        let both = try #require(texts[one]).intersection(try #require(texts[other]))
        let strange = both.filter { text in
          !text.split { !$0.isLetter }.allSatisfy { names.contains(String($0)) }
        }
        #expect(strange.isEmpty, "\(one.rawValue) and \(other.rawValue)")
      }
    }

    @Test func `an operator goes from one company to another`() throws {
      let demo = try DemoPortal.shared.get()
      try demo.accounts([
        "company", "add", "Acme", "--country-code", "49", "--trunk-prefix", "0", "--portal-number",
        "3000",
      ])
      let browser = try Administrators.browser(of: .en)
      try browser.go("/operator/companies")
      try browser.follow(browser.named("Administer"))
      #expect(try browser.text("main .lead") == "0 users of Acme.")
      #expect(try browser.text("#nav-admin").uppercased() == "ADMINISTRATION: ACME")
      try browser.go("/operator/companies")
      try browser.follow(browser.named("Administer"))
      #expect(try browser.text("main .lead").hasSuffix("of Demo."))
      #expect(try browser.consoleErrors() == [])
    }

    @Test func `a call is shown with its path and its time line`() throws {
      try SIPCaller.leaveMessage(for: "101")
      let browser = try Administrators.browser(of: .en)
      try browser.go("/admin/calls")
      try browser.wait("location.reload() || document.querySelector('tbody th a')")
      try browser.follow("tbody th a")
      #expect(try browser.has("img[src$='path.svg']"))
      try browser.wait("document.querySelector('img[src$=\"path.svg\"]').naturalWidth > 100")
      #expect(try browser.text("caption") == "Time line")
      #expect(try browser.consoleErrors() == [])
      try AxeTests.expectNothing(in: browser, false) {}
    }
  }
}

/// Operators with a web password, one for each language; they have the pages of administrators too.
@MainActor enum Administrators {
  /// Words of these pages that languages share, and what is stored in the demo company.
  static let sameInAll: Set<String> = [
    "CSV", "ms", "wav", "mp", "one", "net", "webex", "government", "Administrator", "Status",
    "list", "Megabytes", "Verloren", "E", "mail", "Demo", "team", "Acme", "Emma", "Clarke", "Anna",
    "Berg",
    "Daan", "de", "Vries", "Vera", "Wagner",
  ]

  private static let password = "correct horse battery"
  private static var browsers: [Language: Browser] = [:]

  static func browser(of language: Language) throws -> Browser {
    if let browser = browsers[language] {
      _ = try browser.consoleErrors()
      return browser
    }
    let demo = try DemoPortal.shared.get()
    let short = "19\(Language.allCases.firstIndex(of: language) ?? 0)"
    try demo.accounts([
      "user", "add", "--company", "Demo", "--first-name", "Vera", "--last-name", "Wagner",
      "--main-number",
      "+492115550\(short)", "--extension", short, "--language", language.rawValue, "--role",
      "operator",
    ])
    try demo.accounts(
      ["web-password", "set", short, "--company", "Demo"], typed: password)
    let browser = try demo.otherBrowser()
    try browser.go("/sign-in")
    try browser.type(short, into: "#account")
    try browser.type(password, into: "#passcode")
    try browser.follow("button.primary")
    browsers[language] = browser
    return browser
  }
}
