import Foundation
import Mailbox
import Testing
import Wording

extension TheBrowser {
  /// The pages of administrators, in each language.
  @Suite @MainActor struct AdministrationTests {
    /// A page and its title in the language of who sees it; `nil`: a name.
    private static let pages: [(path: String, title: (any WrittenText)?)] = [
      ("/admin/users", AdminText.users), ("/admin/users/new", AdminText.addUser),
      ("/admin/users/import", ImportText.title), ("/admin/users/1", nil),
      ("/admin/users/1/remove", nil), ("/admin/company", AdminText.company),
      ("/admin/audit", AdminText.audit), ("/admin/calls", CallText.title),
      ("/admin/calls/overview", OverviewText.title), ("/admin/users/1/greetings", nil),
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

/// Administrators of the demo company with a web password, one for each language.
@MainActor private enum Administrators {
  private static let password = "correct horse battery"
  private static var browsers: [Language: Browser] = [:]

  static func browser(of language: Language) throws -> Browser {
    if let browser = browsers[language] {
      _ = try browser.consoleErrors()
      return browser
    }
    let desk = try Desk.shared.get()
    let short = "19\(Language.allCases.firstIndex(of: language) ?? 0)"
    try desk.accounts([
      "user", "add", "--first-name", "Vera", "--last-name", "Wagner", "--main-number",
      "+492115550\(short)", "--extension", short, "--language", language.rawValue, "--role",
      "administrator",
    ])
    try desk.accounts(["web-password", "set", short], typed: password)
    let browser = try desk.otherBrowser()
    try browser.go("/sign-in")
    try browser.type(short, into: "#account")
    try browser.type(password, into: "#passcode")
    try browser.follow("button.primary")
    browsers[language] = browser
    return browser
  }
}
