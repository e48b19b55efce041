import Foundation
import Mailbox
import Testing

extension TheBrowser {
  /// Pictures to look at: `VOICEPORTAL_SHOTS=FOLDER swift test --filter Screenshots`.
  @Suite @MainActor struct Screenshots {
    private nonisolated static let folder = ProcessInfo.processInfo.environment["VOICEPORTAL_SHOTS"]

    @Test(.enabled(if: folder != nil), arguments: [1280, 320], [false, true])
    func `pictures of the pages`(width: Int, isDark: Bool) throws {
      let folder = try #require(Self.folder)
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      let browser = try DemoPortal.browser(of: .de)
      try browser.setDark(isDark)
      try browser.setWidth(width)
      defer {
        try? browser.setDark(false)
        try? browser.setWidth(nil)
      }
      let shoot = { (name: String) in
        // As on a screen on which the whole page has room.
        let height = try browser.run("return document.documentElement.scrollHeight").number ?? 800
        try browser.setWidth(width, height: Int(height))
        defer { try? browser.setWidth(width) }
        try browser.shot(to: "\(folder)/\(name)-\(width)-\(isDark ? "dark" : "light").png")
      }
      for page in Page.all where !page.path.contains("?") {
        try browser.go(page.path)
        try shoot(String(page.path.dropFirst()).replacing("/", with: "-"))
      }
      try browser.openMessage()
      try shoot("message")
      try browser.go("/aliases")
      try browser.follow("form.stack button.primary")
      try shoot("aliases-refused")
      if width < 600 {
        try browser.click("[popovertarget=menu]")
        try shoot("menu")
      }
      let stranger = try DemoPortal.strangersBrowser()
      try stranger.go("/sign-in?language=de")
      try shoot("sign-in")
    }
  }
}
