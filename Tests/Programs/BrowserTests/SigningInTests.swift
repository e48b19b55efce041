import Mailbox
import Testing
import Wording

extension TheBrowser {
  @Suite @MainActor struct SigningInTests {
    @Test func `who gives number and passcode sees her messages`() throws {
      let browser = try DemoPortal.strangersBrowser()
      try DemoPortal.shared.get().signIn(.en, in: browser)
      #expect(try browser.text("h1") == "Messages")
      #expect(try browser.text(".me").contains("Emma Clarke"))
    }

    @Test func `a wrong passcode is refused, and the number stays in its field`() throws {
      let browser = try DemoPortal.strangersBrowser()
      try browser.go("/sign-in?language=de")
      try browser.type("101", into: "#account")
      try browser.type("000001", into: "#passcode")
      try browser.follow("button.primary")
      #expect(try browser.text("#passcode-error").contains(SignInText.refused.text(in: .de)))
      #expect(try browser.property("value", of: "#account") == "101")
      #expect(try browser.property("value", of: "#passcode") == "")
      #expect(try browser.title.hasPrefix("Fehler: "))
    }

    @Test func `the passcode is shown while one wants it`() throws {
      let browser = try DemoPortal.strangersBrowser()
      try browser.go("/sign-in")
      try browser.click("[data-show=passcode]")
      #expect(try browser.property("type", of: "#passcode") == "text")
      try browser.click("[data-show=passcode]")
      #expect(try browser.property("type", of: "#passcode") == "password")
    }

    @Test func `one comes back to the page that one has asked for`() throws {
      let browser = try DemoPortal.strangersBrowser()
      try browser.go("/lists")
      #expect(try browser.path.hasPrefix("/sign-in"))
      try browser.type("101", into: "#account")
      try browser.type(DemoPortal.shared.get().passcode(of: .en), into: "#passcode")
      try browser.follow("button.primary")
      #expect(try browser.path == "/lists")
    }

    @Test func `after signing out a page asks for the passcode again`() throws {
      let browser = try DemoPortal.strangersBrowser()
      try DemoPortal.shared.get().signIn(.en, in: browser)
      try browser.follow(".me button")
      #expect(try browser.path == "/sign-in")
      try browser.go("/profile")
      #expect(try browser.path.hasPrefix("/sign-in"))
    }
  }

  /// What can be done without a mouse.
  @Suite @MainActor struct KeyboardTests {
    @Test func `one signs in by the keyboard alone`() throws {
      let browser = try DemoPortal.strangersBrowser()
      try browser.go("/sign-in")
      try browser.tab(to: "#account")
      try browser.press("101")
      try browser.press(.tab)
      #expect(try browser.isFocused("#passcode"))
      try browser.press(DemoPortal.shared.get().passcode(of: .en))
      try browser.press(.enter)
      try browser.wait("location.pathname === '/messages'")
    }

    @Test func `the first key leads past the menu`() throws {
      let browser = try DemoPortal.browser(of: .de)
      try browser.go("/mailbox")
      try browser.press(.tab)
      #expect(try browser.isFocused(".skip"))
      try browser.press(.enter)
      try browser.wait("location.hash === '#content'")
      try browser.press(.tab)
      #expect(try browser.isFocused("main *"))
    }

    @Test func `the menu of a small screen opens, leads on and closes`() throws {
      let browser = try DemoPortal.browser(of: .de)
      try browser.setWidth(320)
      defer { try? browser.setWidth(nil) }
      try browser.go("/messages")
      try browser.tab(to: "[popovertarget=menu]")
      try browser.press(.enter)
      try browser.wait("document.querySelector('#menu').matches(':popover-open')")
      try browser.press(.escape)
      try browser.wait("!document.querySelector('#menu').matches(':popover-open')")
      #expect(try browser.isFocused("[popovertarget=menu]"))
      try browser.press(.enter)
      try browser.tab(to: "#menu a[href='/lists']")
      try browser.press(.enter)
      try browser.wait("location.pathname === '/lists'")
    }

    @Test func `a setting is changed and saved`() throws {
      let browser = try DemoPortal.browser(of: .de)
      try browser.go("/portal")
      #expect(try browser.has("[name=auto-login][value=off]:checked"))
      try browser.tab(to: "[name=auto-login]")
      try browser.press("\u{E012}")
      try browser.wait("document.querySelector('[name=auto-login][value=on]').checked")
      try browser.press(.enter)
      try browser.wait("location.search === '?saved=1'")
      #expect(try browser.has("[name=auto-login][value=on]:checked"))
      #expect(try browser.text(".note[role=status]") == PageText.saved.text(in: .de))
    }

    @Test func `a message is opened and played`() throws {
      let browser = try DemoPortal.browser(of: .nl)
      try browser.go("/messages")
      try browser.tab(to: ".msg .who a")
      try browser.press(.enter)
      try browser.wait("document.querySelector('.is-open')")
      try browser.tab(to: ".is-open [data-play]")
      try browser.press(.space)
      try browser.wait("document.querySelector('.is-open audio').currentTime > 0.2")
    }
  }
}
