import Testing

@testable import Web

@Suite struct MarkupTests {
  @Test func `text is escaped, and markup is not`() {
    let name = "<b>\"M & M's\"</b>\u{0}"
    let inner: Markup = "<i>\(name)</i>"
    let markup: Markup = "<p title=\"\(name)\">\(inner)</p>"
    let text = "&lt;b&gt;&quot;M &amp; M&#39;s&quot;&lt;/b&gt;\u{fffd}"
    #expect(markup.text == "<p title=\"\(text)\"><i>\(text)</i></p>")
  }

  @Test(arguments: [(true, "<p>1</p>"), (false, "")])
  func `markup may depend on something`(isShown: Bool, text: String) {
    let markup: Markup = "\("<p>\(1)</p>", if: isShown)"
    #expect(markup.text == text)
  }

  @Test func `a telephone link holds nothing but a number`() {
    #expect(Link.telephone("+49 211\"><script>").address == "tel:+49211")
  }
}
