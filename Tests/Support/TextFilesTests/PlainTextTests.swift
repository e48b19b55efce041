import Foundation
import Testing
import TextFiles

@Suite struct PlainTextTests {
  private func refusal(of bytes: [UInt8]) -> PlainTextFault? {
    do throws(PlainTextFault) {
      _ = try PlainText(bytes: bytes)
      return nil
    } catch {
      return error
    }
  }

  @Test func `a byte that is no UTF-8 is told with its line and place`() throws {
    let found = refusal(of: Array("{ a: 1,\n  n".utf8) + [0xFC] + Array("mmer: 2 }".utf8))
    let fault = try #require(found)
    #expect(fault.line == 2)
    #expect(fault.reason == "It is no text in UTF-8: byte 12 of the file, 0xFC, begins no letter.")
    #expect(fault.sentence(for: "a.json5").hasPrefix("a.json5:2: It is no text"))
  }

  @Test(
    arguments: [[0xC0, 0x80], [0xED, 0xA0, 0x80], [0xE2, 0x82], [0xF5], [0x80]] as [[UInt8]])
  func `bytes that look like letters and are none are refused`(bytes: [UInt8]) {
    #expect(refusal(of: Array("ab".utf8) + bytes)?.reason.contains("byte 3 ") == true)
  }

  @Test(arguments: [[0xFF, 0xFE, 0x7B, 0], [0xFE, 0xFF, 0, 0x7B]] as [[UInt8]])
  func `UTF-16 is called by its name`(bytes: [UInt8]) {
    #expect(refusal(of: bytes)?.reason == "It is no text in UTF-8, but in UTF-16.")
  }

  @Test func `a byte order mark is no part of the text`() throws {
    #expect(try PlainText(bytes: [0xEF, 0xBB, 0xBF, 0x7B]).text == "{")
    #expect(try PlainText(bytes: Array("ä\u{FEFF}".utf8)).text == "ä\u{FEFF}")
  }

  @Test func `a file that is too long is refused, also one without end`() throws {
    #expect(refusal("/dev/zero", 1 << 20)?.reason.contains("longer than 1 MB") == true)
    let path = FileManager.default.temporaryDirectory.appending(path: "text-\(UUID())").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    try Data("12345".utf8).write(to: URL(filePath: path))
    #expect(refusal(path, 4)?.reason == "It is longer than 4 bytes, the most that is read.")
    #expect(try PlainText(path: path, limit: 5).text == "12345")
  }

  @Test func `a file that is not there, and a folder, are refused`() {
    #expect(refusal("/none.txt", 9)?.reason == "There is no such file.")
    #expect(refusal("/tmp", 9) != nil)
  }

  private func refusal(_ path: String, _ limit: Int) -> PlainTextFault? {
    do throws(PlainTextFault) {
      _ = try PlainText(path: path, limit: limit)
      return nil
    } catch {
      return error
    }
  }
}
