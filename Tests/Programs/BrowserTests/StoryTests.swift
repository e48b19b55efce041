import Foundation
import Mailbox
import Testing
import Wording

extension TheBrowser {
  /// The first visit that the README tells of, on a portal in which nothing was done yet. With
  /// `VOICEPORTAL_SHOTS=FOLDER` each step leaves a picture.
  @Suite @MainActor struct StoryTests {
    private nonisolated static let folder = ProcessInfo.processInfo.environment["VOICEPORTAL_SHOTS"]

    @Test func `a first visit goes as the README tells it`() throws {
      let demo = try DemoPortal()
      let browser = demo.browser
      try browser.setWidth(1280)
      try signIn(browser, "111", "123567", "Anmelden")

      try go(to: "Profil", browser)
      try browser.follow(browser.named("Generieren"))
      try browser.click(browser.named("Kennwort ein-/ausblenden"))
      let passcode = try browser.property("value", of: "#passcode-new")
      #expect(try browser.property("type", of: "#passcode-new") == "text" && passcode.count >= 6)
      #expect(try browser.has("[data-rule=length].yes"))
      try browser.type("123567", into: "#passcode-old")
      try shoot(browser, "1-passcode")
      try browser.follow(browser.named("Kennwort ändern"))
      #expect(try browser.text(".note") == PageText.saved.text(in: .de))

      try go(to: "Aliasnummern", browser)
      try browser.type("0171-5550001", into: "#alias")
      try browser.follow(browser.named("Hinzufügen", in: "main"))
      #expect(try browser.text(".items").filter(\.isNumber).contains("01715550001"))
      try shoot(browser, "2-aliases")

      try go(to: "Eigene Begrüßung", browser)
      try browser.click("#busy-greeting-own")
      try browser.click("[data-recorder=sound-busy] [data-in=idle] button")
      try browser.wait(
        "document.querySelector('[data-recorder=sound-busy] [data-clock]').textContent >= '0:02'")
      try shoot(browser, "3-recording")
      try browser.click("[data-recorder=sound-busy] [data-in=live] button.primary")
      try browser.wait(
        "document.querySelector('[data-recorder=sound-busy]').dataset.state === 'kept'")
      try browser.follow(browser.named("Speichern"))
      #expect(try browser.has("#busy-greeting-own:checked"))

      try go(to: "Mailbox-Verteilerlisten", browser)
      try browser.follow(browser.named("Neue Liste"))
      let number = try browser.path.split(separator: "/").last.map(String.init) ?? ""
      try browser.type("Vertrieb", into: "#description")
      try browser.type("101, 121", into: "#member")
      try browser.follow(browser.named("Speichern", in: ".panel"))
      let members = try browser.text(".panel .items")
      #expect(members.contains("Emma Clarke") && members.contains("Daan de Vries"))
      try shoot(browser, "4-list")

      try go(to: "Nachrichten", browser)
      try browser.click(".msg .who a")
      try browser.wait("document.querySelector('.is-open')")
      try browser.click(".is-open .round")
      try browser.wait("document.querySelector('.is-open audio').currentTime > 0.5")
      try shoot(browser, "5-message")
      try browser.follow(browser.named("Weiterleiten", in: ".is-open"))
      try browser.click("#target-list")
      try browser.click("#list option[value='\(number)']")
      try browser.follow(browser.named("Senden"))
      #expect(try browser.path == "/messages?sent=2")

      try colleague(demo, passcode)
    }

    /// The colleague finds the message; she is the administrator, and resets that passcode.
    private func colleague(_ demo: DemoPortal, _ passcode: String) throws {
      let browser = demo.browser
      try browser.forgetCookies()
      try signIn(browser, "101", "495028", "Sign in")
      #expect(try browser.text("main").lowercased().contains("forwarded by anna berg"))
      try shoot(browser, "6-colleague")

      try go(to: "Profile", browser)
      try browser.type("495028", into: "#web-password-old")
      for field in ["#web-password-new", "#web-password-again"] {
        try browser.type("correct horse battery", into: field)
      }
      try browser.follow("form[action='/profile/web-password'] button.primary")
      try go(to: "Users", browser)
      try browser.follow(browser.named("Berg, Anna"))
      try browser.follow(browser.named("Generate"))
      #expect(try browser.text(".note").contains("The new passcode is"))
      try shoot(browser, "7-reset")

      try go(to: "Audit log", browser)
      let rows = try browser.run(
        """
        return [...document.querySelectorAll("tbody tr")]
          .filter((row) => row.textContent.includes("Passcode changed") &&
            row.textContent.includes("(on the page)"))
          .map((row) => row.textContent);
        """
      ).strings
      #expect(rows.count == 2)
      #expect(rows.first?.contains("Emma Clarke (on the page)") == true)
      #expect(rows.last?.contains("Anna Berg (on the page)") == true)
      #expect(rows.allSatisfy { !$0.contains(passcode) && $0.contains("127.0.0.1") })
      try shoot(browser, "8-audit")

      // What was generated first is gone.
      try browser.forgetCookies()
      try signIn(browser, "111", passcode, "Sign in")
      #expect(try browser.has("#passcode-error"))
    }

    // MARK: Steps

    private func signIn(
      _ browser: Browser, _ number: String, _ passcode: String, _ button: String
    ) throws {
      try browser.go("/sign-in?language=\(button == "Anmelden" ? "de" : "en")")
      try browser.type(number, into: "#account")
      try browser.type(passcode, into: "#passcode")
      try browser.follow(browser.named(button, in: "main"))
    }

    private func go(to place: String, _ browser: Browser) throws {
      try browser.follow(browser.named(place, in: "#menu"))
    }

    private func shoot(_ browser: Browser, _ name: String) throws {
      guard let folder = Self.folder else { return }
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      try browser.shot(to: "\(folder)/story-\(name).png")
    }
  }
}
