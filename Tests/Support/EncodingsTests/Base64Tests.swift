import Encodings
import Foundation
import Testing

@Suite struct Base64Tests {
  @Test func `base64 is as RFC 4648 has it`() {
    let vectors = ["": "", "f": "Zg==", "fo": "Zm8=", "foo": "Zm9v", "foob": "Zm9vYg=="]
    for (text, code) in vectors { #expect(Base64.text(of: Array(text.utf8)) == code) }
  }

  @Test(arguments: [0, 1, 2, 3, 56, 57, 58, 113, 114, 1_000])
  func `base64 of any length is what Foundation makes`(count: Int) {
    let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 37 &+ $0 >> 3) }
    var lines: [UInt8] = []
    Base64.appendLines(of: bytes, to: &lines)
    let text = Data(bytes).base64EncodedString(options: [
      .lineLength76Characters, .endLineWithCarriageReturn, .endLineWithLineFeed,
    ])
    #expect(String(decoding: lines, as: UTF8.self) == (text.isEmpty ? "" : text + "\r\n"))
    #expect(Base64.bytes(of: Base64.text(of: bytes)) == bytes)
  }

  @Test(arguments: ["Zg", "Zg=", "Zg===", "Z===", "Zm9v!", "Zm 9", "Zg==Zg=="])
  func `what is no base64 is refused`(text: String) {
    #expect(Base64.bytes(of: text) == nil)
  }
}
