import Mailbox
import Testing

extension TheBrowser {
  /// A browser that runs no scripts.
  @Suite @MainActor struct NoScriptTests {
    private static let made = Result {
      let demo = try DemoPortal.shared.get()
      let browser = try demo.otherBrowser(Browser.Options(hasScripts: false))
      try demo.signIn(.en, in: browser)
      return browser
    }

    @Test func `without scripts one signs in`() throws {
      #expect(try Self.made.get().path == "/messages")
    }

    @Test func `without scripts a setting is changed`() throws {
      let browser = try Self.made.get()
      try browser.go("/portal")
      try browser.click("label:has([name=auto-login][value=on])")
      try browser.follow(".head button.primary")
      #expect(try browser.path == "/portal?saved=1")
      #expect(try browser.has("[name=auto-login][value=on][checked]"))
    }

    @Test func `without scripts the browser's own player plays a message`() throws {
      let browser = try Self.made.get()
      try browser.go("/messages")
      try browser.follow(".msg .who a")
      #expect(try browser.isShown(".is-open audio"))
      #expect(try !browser.isShown(".is-open .round"))
    }

    @Test func `without scripts a message is downloaded, deleted and restored`() throws {
      let browser = try Self.made.get()
      try browser.go("/messages")
      try browser.follow(".msg .who a")
      #expect(try browser.isShown(".is-open a[download]"))
      let id = try browser.property("id", of: ".is-open")
      try browser.follow(".is-open [name=delete]")
      #expect(try !browser.has("#\(id)"))
      try browser.go("/messages?part=deleted")
      try browser.follow("#\(id) .who a")
      try browser.follow(".is-open [name=restore]")
      try browser.go("/messages")
      #expect(try browser.has("#\(id)"))
    }

    @Test func `without scripts a greeting is uploaded`() throws {
      let browser = try Self.made.get()
      try browser.go("/greetings")
      #expect(try !browser.isShown("[data-recorder]"))
      try browser.type(DemoPortal.shared.get().folder + "/speech.wav", into: "#sound-away")
      try browser.follow(".head button.primary")
      #expect(try browser.path == "/greetings?saved=1")
    }
  }
}
