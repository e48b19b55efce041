import Mailbox
import Testing

@Suite struct WrittenNames {
  @Test(arguments: [
    "a\nb", "a\rb", "a\tb", "a\0b", "\u{1B}[31mAnn", "a\u{7F}", "a\u{85}b", "a\u{9B}31m",
    "a\u{2028}b", "a\u{2029}b", "\u{202A}a", "\u{202E}nnA", "\u{2066}a", "a\u{2069}", "a\u{FEFF}",
  ])
  func `a name is one line that reads as it is written`(text: String) throws {
    let fault = try #require(WrittenName.fault(in: text))
    #expect(fault.hasPrefix("It holds a line end or a control character (U+"))
    #expect(throws: DistributionListError.self) {
      try DistributionList(number: 1, description: text + "x")
    }
    #expect(EmailAddress.fault(in: "ann\(text)@example.com") != nil)
  }

  @Test(arguments: ["", " ", "\u{A0}", String(repeating: "x", count: 81)])
  func `a name is neither empty nor endless`(text: String) {
    #expect(WrittenName.fault(in: text) != nil)
  }

  @Test func `a character with a thousand marks is too much`() {
    #expect(WrittenName.fault(in: "a" + String(repeating: "\u{301}", count: 1_000)) != nil)
  }

  @Test(arguments: ["Ann", "Jörg Müller", "O'Brien", "李小龙", "עברית", "👩‍👩‍👧 & Sons", "C:\\x"])
  func `a name in any writing is a name`(text: String) {
    #expect(WrittenName.fault(in: text) == nil)
  }
}

@Suite struct EmailAddresses {
  @Test(arguments: [
    "ann@example.com", "a.b+c@x-y.example", "o'brien@example.com", "root@localhost", "1@3com.com",
    "a_b=c/d{e}@example.com", String(repeating: "a", count: 64) + "@example.com",
  ])
  func `a dot-atom at a domain is an address`(text: String) {
    #expect(EmailAddress.fault(in: text) == nil)
  }

  @Test(arguments: [
    "", "@", "ann", "ann@", "@example.com", "a@b@c", ".a@b.c", "a.@b.c", "a..b@b.c", "a@.b", "a@b.",
    "a@b..c", "a@-b.c", "a@b-.c", "a@b_c.d", "\"ann\"@example.com", "ann smith@example.com",
    "ann@[10.0.0.1]", "<ann@example.com>", "ann@example.com,b@example.com", "jörg@example.com",
    "ann@exämple.com", "ann(x)@example.com", "ann@example.com\r\nBcc: x@y.z",
    String(repeating: "a", count: 65) + "@example.com",
    "a@" + String(repeating: "b", count: 64) + ".com",
    "a@" + String(repeating: "bbbbbbbbb.", count: 26) + "com",
  ])
  func `anything else is none`(text: String) { #expect(EmailAddress.fault(in: text) != nil) }
}
