import Mailbox
import Testing

@Suite struct ExtensionTests {
  @Test(arguments: ["11", "111", "012345", " 1 11 "])
  func `two to six digits are an extension`(typed: String) throws {
    #expect(try Extension(typed).digits == typed.filter { $0 != " " })
  }

  @Test(arguments: [
    ("", ExtensionError.wrongLength("", digits: 0)),
    ("1", .wrongLength("1", digits: 1)),
    ("1234567", .wrongLength("1234567", digits: 7)),
    ("11a", .invalidCharacter("a", in: "11a")),
    ("+11", .invalidCharacter("+", in: "+11")),
  ])
  func `anything else is refused with its reason`(typed: String, reason: ExtensionError) {
    #expect(throws: reason) { try Extension(typed) }
    #expect(throws: DecodingError.self) { try decoded([Extension].self, "[\"\(typed)\"]") }
  }

  @Test func `an extension is coded as a single string`() throws {
    #expect(try decoded([Extension].self, "[\"111\"]") == [Extension("111")])
    #expect(try recoded(Extension("0815")) == Extension("0815"))
  }

  @Test func `shorter extensions come first`() throws {
    let sorted = try ["111", "20", "19"].map { try Extension($0) }.sorted()
    #expect(sorted.map(\.digits) == ["19", "20", "111"])
  }
}
