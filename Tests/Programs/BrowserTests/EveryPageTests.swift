import Foundation
import Mailbox
import Store
import Testing
import Web
import Wording

extension TheBrowser {
  /// What holds for every page.
  @Suite @MainActor struct EveryPageTests {
    @Test func `every place of a user's menu is tried`() throws {
      // The English user of the demo is an administrator and has more places.
      let browser = try DemoPortal.browser(of: .de)
      try browser.go("/messages")
      let places = try browser.run(
        "return [...document.querySelectorAll('#menu li a')].map((link) => link.pathname)")
      #expect(places.strings == Page.ofMenu.map(\.path))
    }

    @Test(arguments: Page.all)
    func `a page that is opened shows no error`(page: Page) throws {
      let browser = try DemoPortal.browser(of: .en)
      try browser.go(page.path)
      let errors = try browser.run(
        """
        return [...document.querySelectorAll(".error")].filter((error) => error.checkVisibility())
          .map((error) => error.textContent);
        """)
      #expect(errors.strings == [])
    }

    @Test(arguments: Language.allCases, Page.all)
    func `a page is in the user's language, and its console says nothing`(
      language: Language, page: Page
    ) throws {
      let browser = try DemoPortal.browser(of: language)
      try browser.go(page.path)
      #expect(try browser.run("return document.documentElement.lang").string == language.rawValue)
      let title = page.title.text(in: language)
      #expect(try browser.title.hasSuffix("\(title) – VoicePortal"))
      #expect(try browser.text("h1") == title)
      #expect(try browser.consoleErrors() == [])
    }

    @Test(arguments: Language.allCases)
    func `an open message is in the user's language, and its console says nothing`(
      language: Language
    ) throws {
      let browser = try DemoPortal.browser(of: language)
      try browser.openMessage()
      #expect(try browser.text(".facts dt") == MessageText.received.text(in: language))
      #expect(try browser.consoleErrors() == [])
    }

    @Test(arguments: Language.allCases)
    func `the page of signing in takes the language that is chosen on it`(
      language: Language
    ) throws {
      let browser = try DemoPortal.strangersBrowser()
      try browser.go("/sign-in")
      try browser.follow("footer a[lang=\(language.rawValue)]")
      #expect(try browser.run("return document.documentElement.lang").string == language.rawValue)
      #expect(try browser.text("h1") == SignInText.title.text(in: language))
      #expect(try browser.consoleErrors() == [])
    }

    /// Two pages that say the same in two languages: then one of them says it in the other's.
    @Test func `no text of a page is the same in two languages`() throws {
      var texts: [Language: Set<String>] = [:]
      for language in Language.allCases {
        let browser = try DemoPortal.browser(of: language)
        try browser.openMessage()
        let open = try browser.path
        let paths =
          (Page.all.map(\.path) + ["/sign-in?language=\(language.rawValue)", "/nowhere", open]).map(
            JSON.string)
        texts[language] = Set(try browser.runLater(Self.collect, [.list(paths)]).strings)
      }
      var names = Self.sameInAll
      for person in DemoCompany.people {
        names.formUnion(
          (person.firstName + " " + person.lastName).split(separator: " ").map(String.init))
      }
      for (one, other) in [(Language.en, Language.de), (.en, .nl), (.de, .nl)] {
        let both = try #require(texts[one]).intersection(try #require(texts[other]))
        let strange = both.filter { text in
          let words = text.split { !$0.isLetter }.map(String.init)
          return !words.allSatisfy(names.contains)
        }
        #expect(strange.isEmpty, "\(one.rawValue) and \(other.rawValue)")
      }
    }

    /// Words that two languages share.
    static let sameInAll: Set<String> = [
      "VoicePortal", "Demo", "team", "de", "MP", "WAV", "Chrome", "Linux", "English", "Deutsch",
      "Nederlands", "Unified", "messaging", "Messaging", "Menu", "Browser", "browser", "x",
      "Nummer", "Mailbox", "Alle", "Dringend", "Name", "API",
    ]

    /// All that a user of these pages reads or hears, but for names of time zones.
    static let collect = """
      const [paths, done] = arguments;
      (async () => {
        const found = new Set();
        for (const path of paths) {
          const text = await (await fetch(path)).text();
          const page = new DOMParser().parseFromString(text, "text/html");
          for (const zone of page.querySelectorAll("#time-zone option")) zone.remove();
          for (const script of page.querySelectorAll("script, style")) script.remove();
          const nodes = page.createNodeIterator(page, NodeFilter.SHOW_TEXT);
          for (let node = nodes.nextNode(); node; node = nodes.nextNode()) found.add(node.data.trim());
          for (const name of ["title", "aria-label", "alt", "placeholder", "data-th", "data-play", "data-text"])
            for (const element of page.querySelectorAll(`[${name}]`))
              found.add(element.getAttribute(name).trim());
        }
        done([...found].filter((text) => /\\p{L}/u.test(text)));
      })();
      """

    @Test(arguments: Language.allCases, Page.all)
    func `on a screen of 320 pixels nothing must be scrolled sideways`(
      language: Language, page: Page
    ) throws {
      try Self.fits(page.path, 320, language)
    }

    /// 200 % on a screen of 1280 pixels.
    @Test(arguments: Page.all)
    func `at 200 percent nothing must be scrolled sideways`(page: Page) throws {
      try Self.fits(page.path, 640, .de)
    }

    private static func fits(_ path: String, _ width: Int, _ language: Language) throws {
      let browser = try DemoPortal.browser(of: language)
      try browser.setWidth(width)
      defer { try? browser.setWidth(nil) }
      try browser.go(path)
      let wide = try browser.run(
        """
        const width = document.documentElement.clientWidth;
        const wide = [...document.querySelectorAll("body *")].filter((element) =>
          !element.closest(".vh, .skip, [popover], [hidden], .cards thead") &&
          element.getBoundingClientRect().right > width + 1);
        return [String(document.documentElement.scrollWidth), ...wide.map((element) =>
          element.tagName + "." + element.className + "#" + element.id)];
        """
      ).strings
      #expect(wide == ["\(width)"])
    }
  }
}
