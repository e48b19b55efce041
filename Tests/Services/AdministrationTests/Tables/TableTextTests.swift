import Administration
import Testing

@Suite struct TableTextTests {
  @Test func `damaged UTF-8 is not taken for another encoding`() throws {
    #expect(TableText.text(of: Array("Jörg".utf8) + [0xFF]) == nil)
    #expect(TableText.text(of: [0x4A, 0xF6, 0x72, 0x67, 0x80]) == "Jörg€")
    #expect(TableText.text(of: [0x4A, 0x81]) == nil)
    #expect(TableText.text(of: [0x4A, 0x00]) == nil)
    #expect(TableText.text(of: [0xFF, 0xFE, 0x4A, 0x00, 0xF6, 0x00]) == "Jö")
    #expect(TableText.text(of: [0xFF, 0xFE, 0x4A, 0x00, 0x00]) == nil)
    #expect(TableText.text(of: [0xFE, 0xFF, 0xD8, 0x00]) == nil)
  }
}
