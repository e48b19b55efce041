import Foundation
import Mailbox
import Testing

extension TheBrowser {
  /// How the pages look on paper, and in colours that a user forces on them.
  @Suite @MainActor struct AppearanceTests {
    @Test func `on paper there is what is read, and nothing to press`() throws {
      let browser = try DemoPortal.browser(of: .de)
      try browser.openMessage()
      try browser.setMedia("print", "prefers-color-scheme", "light")
      defer { try? browser.setDark(false) }
      #expect(try browser.isShown("h1") && browser.isShown(".msg .who"))
      for hidden in [".side", ".bar", ".acts", ".filter"] {
        #expect(try !browser.isShown(hidden), "\(hidden)")
      }
      let width = try browser.run("return document.documentElement.scrollWidth <= innerWidth")
      #expect(width == true)
    }

    @Test(arguments: ["/messages", "/mailbox", "/greetings", "/profile"])
    func `in forced colours every control has an edge, and what is chosen is seen`(path: String)
      throws
    {
      let browser = try DemoPortal.browser(of: .de)
      try browser.setMedia("", "forced-colors", "active")
      defer { try? browser.setDark(false) }
      try browser.go(path)
      #expect(try browser.run("return matchMedia('(forced-colors: active)').matches") == true)
      let bare = try browser.run(
        """
        return [...document.querySelectorAll("main .btn:not(.quiet), main input[type=text], main select")]
          .filter((control) => control.checkVisibility() && !control.closest(".join, .seg"))
          .filter((control) => getComputedStyle(control).borderTopStyle === "none" &&
            getComputedStyle(control).outlineStyle === "none")
          .map((control) => control.outerHTML.slice(0, 80));
        """)
      #expect(bare.strings == [])
      // What is chosen differs by more than a colour that is forced away.
      let same = try browser.run(
        """
        const look = (label) => {
          const style = getComputedStyle(label);
          return [style.backgroundColor, style.color, style.outlineStyle, style.borderTopWidth].join();
        };
        return [...document.querySelectorAll(".seg")].filter((seg) => {
          const [chosen] = seg.querySelectorAll("label:has(:checked)");
          const [other] = seg.querySelectorAll("label:not(:has(:checked))");
          return chosen && other && chosen.checkVisibility() && look(chosen) === look(other);
        }).map((seg) => seg.textContent);
        """)
      #expect(same.strings == [])
    }

    @Test func `a message offers to call back`() throws {
      let browser = try DemoPortal.browser(of: .de)
      try browser.openMessage()
      let link = try browser.property("href", of: ".is-open a[href^='tel:']")
      #expect(link.wholeMatch(of: /tel:\+?[0-9]+/) != nil, "\(link)")
    }
  }
}
