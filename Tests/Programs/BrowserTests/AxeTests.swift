import Foundation
import Mailbox
import Testing

extension TheBrowser {
  /// axe (Deque), which finds what keeps people from using a page.
  @Suite @MainActor struct AxeTests {
    /// Where `.ci/setup` puts it.
    private static let script = Result {
      let environment = ProcessInfo.processInfo.environment
      let cache =
        environment["XDG_CACHE_HOME"] ?? (environment["HOME"] ?? "") + "/.cache"
      let path = cache + "/voiceportal/axe.min.js"
      do {
        return try String(contentsOfFile: path, encoding: .utf8)
      } catch {
        throw NotSeen("axe, which .ci/setup fetches into \(path),")
      }
    }

    @Test(arguments: Page.all, [false, true])
    func `axe finds nothing wrong with a page`(page: Page, isDark: Bool) throws {
      let browser = try DemoPortal.browser(of: .de)
      try Self.expectNothing(in: browser, isDark) { try browser.go(page.path) }
    }

    @Test(arguments: [false, true])
    func `axe finds nothing wrong with an open message`(isDark: Bool) throws {
      let browser = try DemoPortal.browser(of: .de)
      try Self.expectNothing(in: browser, isDark) { try browser.openMessage() }
    }

    @Test(arguments: ["/sign-in", "/nowhere"], [false, true])
    func `axe finds nothing wrong with a page for everybody`(path: String, isDark: Bool) throws {
      let browser = try DemoPortal.strangersBrowser()
      try Self.expectNothing(in: browser, isDark) { try browser.go(path) }
    }

    @Test(arguments: [false, true])
    func `axe finds nothing wrong with a refused form`(isDark: Bool) throws {
      let browser = try DemoPortal.browser(of: .de)
      try Self.expectNothing(in: browser, isDark) {
        try browser.go("/aliases")
        try browser.follow("form.stack button.primary")
      }
    }

    @Test func `axe finds nothing wrong with the menu on a small screen`() throws {
      let browser = try DemoPortal.browser(of: .de)
      try browser.setWidth(320)
      defer { try? browser.setWidth(nil) }
      try Self.expectNothing(in: browser, false) {
        try browser.go("/messages")
        try browser.click("[popovertarget=menu]")
      }
    }

    /// Runs axe on what is shown.
    static func expectNothing(
      in browser: Browser, _ isDark: Bool, _ show: () throws -> Void
    ) throws {
      try browser.setDark(isDark)
      defer { try? browser.setDark(false) }
      try show()
      try browser.run(try script.get())
      let found = try browser.runLater(
        """
        const done = arguments[0];
        axe.run(document, { resultTypes: ["violations"] }).then(
          ({ violations }) => done(violations.map(({ id, nodes }) =>
            id + ": " + nodes.map((node) => node.target.join(" ") + " " + node.failureSummary).join("; "))),
          (error) => done([String(error)]));
        """)
      #expect(found.strings == [])
    }
  }
}
