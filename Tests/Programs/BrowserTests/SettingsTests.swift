import Mailbox
import Testing
import Wording

extension TheBrowser {
  @Suite @MainActor struct SettingsTests {
    @Test func `a generated passcode is shown on request, saved, and opens the mailbox`() throws {
      let demo = try DemoPortal.shared.get()
      let browser = try DemoPortal.browser(of: .nl)
      try browser.go("/profile")
      try browser.follow("[name=generate]")
      #expect(try browser.property("type", of: "#passcode-new") == "password")
      try browser.click("[data-show]")
      #expect(try browser.property("type", of: "#passcode-new") == "text")
      let passcode = try browser.property("value", of: "#passcode-new")
      #expect(passcode.count >= 6)
      try browser.type(demo.passcode(of: .nl), into: "#passcode-old")
      try browser.follow("form[action='/profile/passcode'] button.primary")
      #expect(try browser.path == "/profile?saved=1")
      demo.passcodeIsNow(passcode, of: .nl)
      try demo.signIn(.nl, in: DemoPortal.strangersBrowser())
    }

    @Test func `the rules of a passcode are checked while it is typed`() throws {
      let browser = try DemoPortal.browser(of: .de)
      try browser.go("/profile")
      try browser.type("1234", into: "#passcode-new")
      #expect(try browser.has("[data-rule=length].no"))
      #expect(try browser.has("[data-rule=up].no"))
      #expect(try browser.text("[data-rule=length]").contains("Nicht erfüllt"))
      try browser.write("829461", into: "#passcode-new")
      #expect(try browser.has("[data-rule=length].yes"))
      #expect(try browser.has("[data-rule=up].yes"))
    }

    @Test func `a passcode that breaks a rule is refused with the rule`() throws {
      let demo = try DemoPortal.shared.get()
      let browser = try DemoPortal.browser(of: .de)
      try browser.go("/profile")
      try browser.type(demo.passcode(of: .de), into: "#passcode-old")
      try browser.type("123456", into: "#passcode-new")
      try browser.type("123456", into: "#passcode-again")
      try browser.follow("form[action='/profile/passcode'] button.primary")
      #expect(try browser.text("#errors").contains("aufsteigend"))
      #expect(try browser.property("value", of: "#passcode-new") == "")
    }

    @Test func `an alias is added, is written as people write it, and is removed`() throws {
      let browser = try DemoPortal.browser(of: .en)
      try browser.go("/aliases")
      try browser.type("+49 170 1234567", into: "#alias")
      try browser.follow("form.stack button.primary")
      let row = ".items li:last-child"
      #expect(try browser.text(row).filter(\.isNumber).hasSuffix("1701234567"))
      try browser.follow(row + " button")
      #expect(try browser.run("return document.querySelectorAll('.items li').length") == 1)
    }

    @Test(arguments: [
      ("", "Es fehlt eine Nummer."), ("00491701234567", "Am Anfang darf nur eine 0 stehen"),
      ("0170/1234567", "Erlaubt sind nur Ziffern"), ("1701234567", "Die Vorwahl fehlt"),
      ("+490170 1234567", "darf keine 0 stehen"), ("0211 5550101", "gehört Emma Clarke"),
      ("0211 5550111", "ist schon Ihre Hauptnummer"), ("0211-555-1111", "steht schon da"),
      ("0170", "zu kurz"),
    ])
    func `a bad alias is refused with the reason, and stays in its field`(
      typed: String, reason: String
    ) throws {
      let browser = try DemoPortal.browser(of: .de)
      try browser.go("/aliases")
      try browser.type(typed, into: "#alias")
      try browser.follow("form.stack button.primary")
      #expect(try browser.text("#alias-error").contains(reason))
      #expect(try browser.property("value", of: "#alias") == typed)
      #expect(try browser.text("#errors").contains(reason))
    }

    @Test func `a new list gets a member, whose name is shown`() throws {
      let browser = try DemoPortal.browser(of: .en)
      try browser.go("/lists")
      try browser.follow(".slots .free")
      try browser.type("Front desk", into: "#description")
      try browser.type("121", into: "#member")
      try browser.follow(".panel button.primary")
      #expect(try browser.path.hasSuffix("?saved=1"))
      #expect(try browser.text(".items").contains("Daan de Vries"))
      #expect(try browser.text(".slots").contains("Front desk"))
      try browser.follow(".panel .btn.danger:not([name])")
      #expect(try !browser.text(".slots").contains("Front desk"))
    }

    @Test func `who edits what has changed meanwhile is told, and loses nothing`() throws {
      let browser = try DemoPortal.browser(of: .de)
      let other = try DemoPortal.secondBrowser(of: .de)
      try browser.go("/mailbox")
      try other.go("/mailbox")
      try browser.click("#longest-message option[value='3']")
      try browser.follow(".head button.primary")
      #expect(try browser.path == "/mailbox?saved=1")
      try other.click("#rings option[value='7']")
      try other.follow(".head button.primary")
      #expect(try other.text("#errors").contains("inzwischen an anderer Stelle geändert"))
      // What she has not touched is as the other has made it; what she has is as she wants it.
      #expect(try other.property("value", of: "#longest-message") == "3")
      #expect(try other.property("value", of: "#rings") == "7")
      try other.follow(".head button.primary")
      #expect(try other.path == "/mailbox?saved=1")
      try browser.reload()
      #expect(try browser.property("value", of: "#longest-message") == "3")
      #expect(try browser.property("value", of: "#rings") == "7")
    }

    @Test func `who edits the same setting is told what the other has made of it`() throws {
      let browser = try DemoPortal.browser(of: .de)
      let other = try DemoPortal.secondBrowser(of: .de)
      try browser.go("/mailbox")
      try other.go("/mailbox")
      try browser.click("#longest-message option[value='4']")
      try browser.follow(".head button.primary")
      try other.click("#longest-message option[value='6']")
      try other.follow(".head button.primary")
      #expect(try other.text("#longest-message-error").contains("Inzwischen steht hier: 4"))
      #expect(try other.property("value", of: "#longest-message") == "6")
    }
  }
}
