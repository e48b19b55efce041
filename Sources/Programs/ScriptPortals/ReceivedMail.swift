import Foundation
import ScriptLine

/// What a mail of the portal says, read again from its text: as much of MIME as the portal writes.
struct ReceivedMail {
  private let head: [String]
  private let body: String

  /// - Parameter text: The whole mail, with CRLF.
  init(_ text: String) {
    let end = text.range(of: "\r\n\r\n")
    // A header goes on in lines that begin with a space.
    let head = text[..<(end?.lowerBound ?? text.endIndex)].replacing("\r\n ", with: " ")
    self.head = head.components(separatedBy: "\r\n")
    body = String(text[(end?.upperBound ?? text.endIndex)...])
  }

  /// The mail as a script looks at it.
  func scriptMail(id: Int64) -> ScriptMail {
    ScriptMail(
      id: id, recipient: recipient, subject: Self.decodedWords(header("Subject")), text: plainText,
      hasSound: body.contains("\r\nContent-Disposition: attachment"))
  }

  private func header(_ name: String) -> String {
    head.first { $0.hasPrefix(name + ": ") }.map { String($0.dropFirst(name.count + 2)) } ?? ""
  }

  private var recipient: String {
    let text = header("To")
    guard let start = text.lastIndex(of: "<") else { return text }
    return String(text[text.index(after: start)...].prefix { $0 != ">" })
  }

  /// The part that is text/plain, in quoted-printable.
  private var plainText: String {
    let mark = "Content-Type: text/plain; charset=utf-8\r\n"
    guard let start = body.range(of: mark),
      let begin = body.range(of: "\r\n\r\n", range: start.upperBound..<body.endIndex)
    else { return "" }
    let rest = body[begin.upperBound...]
    return Self.decoded(rest[..<(rest.range(of: "\r\n--=_")?.lowerBound ?? rest.endIndex)])
  }

  private static func decoded(_ text: Substring) -> String {
    var bytes: [UInt8] = []
    var rest = Array(text.replacing("=\r\n", with: "").utf8)[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "="),
        let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16)
      {
        bytes.append(value)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Words of RFC 2047 in base64; what is between two of them is left out.
  private static func decodedWords(_ text: String) -> String {
    guard text.contains("=?UTF-8?B?") else { return text }
    let bytes = text.split(separator: " ").flatMap { word -> [UInt8] in
      let code = word.dropFirst("=?UTF-8?B?".count).dropLast(2)
      return Data(base64Encoded: String(code)).map { Array($0) } ?? Array(word.utf8)
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
