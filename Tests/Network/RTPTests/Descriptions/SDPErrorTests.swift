import RTP
import Testing

@Suite struct SDPErrorTests {
  struct Row: Sendable, CustomStringConvertible {
    var text: String
    var kind: SDPError.Kind
    var line: Int
    var reason: String
    var description: String { reason }
  }

  static let head = "v=0\r\no=- 1 1 IN IP4 192.0.2.1\r\ns=-\r\nt=0 0\r\n"
  static let named = head + "c=IN IP4 192.0.2.1\r\n"

  // swift-format-ignore: a table reads best in columns
  static let rows = [
    Row(text: "", kind: .malformed, line: 0, reason: "it is empty"),
    Row(text: "\r\n\r\n", kind: .malformed, line: 0, reason: "it is empty"),
    Row(text: "v=0\r\n", kind: .malformed, line: 0, reason: "there is no o= line"),
    Row(
      text: "o=- 1 1 IN IP4 1.2.3.4\r\n", kind: .malformed, line: 1, reason: "the first line is v=0"
    ),
    Row(text: "v=1\r\n", kind: .malformed, line: 1, reason: "the version is 0"),
    Row(text: "v=0\r\nv=0\r\n", kind: .malformed, line: 2, reason: "there is one v= line only"),
    Row(
      text: "v=0\r\nhello\r\n", kind: .malformed, line: 2,
      reason: "a line begins with a small letter and '='"),
    Row(
      text: "v=0\r\n\r\no=- 1 1 IN IP4 1.2.3.4", kind: .malformed, line: 2,
      reason: "a line begins with a small letter and '='"),
    Row(text: "v=0\r\no=- 1 1 IN IP4\r\n", kind: .malformed, line: 2, reason: "o= has six fields"),
    Row(
      text: "v=0\r\no=- x 1 IN IP4 1.2.3.4\r\n", kind: .malformed, line: 2,
      reason: "session and version in o= are numbers"),
    Row(
      text: "v=0\r\ns=\u{0}\r\n", kind: .malformed, line: 2, reason: "it holds a control character"),
    Row(text: head + "t=now\r\n", kind: .malformed, line: 5, reason: "t= has two numbers"),
    Row(
      text: head + "c=IN IP4\r\n", kind: .malformed, line: 5,
      reason: "c= is IN, IP4 or IP6, and an address"),
    Row(
      text: head + "c=ATM NSAP 47\r\n", kind: .malformed, line: 5,
      reason: "c= is IN, IP4 or IP6, and an address"),
    Row(text: head + "c=IN IP4 /\r\n", kind: .malformed, line: 5, reason: "c= has no address"),
    Row(text: named + "a=\r\n", kind: .malformed, line: 6, reason: "an attribute has a name"),
    Row(
      text: named + "m=audio 5000\r\n", kind: .malformed, line: 6,
      reason: "m= has a kind, a port, a transport and formats"),
    Row(
      text: named + "m=audio 5000 RTP/AVP\r\n", kind: .malformed, line: 6,
      reason: "m= has a kind, a port, a transport and formats"),
    Row(
      text: named + "m=audio 65536 RTP/AVP 0\r\n", kind: .malformed, line: 6,
      reason: "the port is a number up to 65535"),
    Row(
      text: named + "m=audio +1 RTP/AVP 0\r\n", kind: .malformed, line: 6,
      reason: "the port is a number up to 65535"),
    Row(
      text: named + "m=audio 1/2/3 RTP/AVP 0\r\n", kind: .malformed, line: 6,
      reason: "the port is a number up to 65535"),
    Row(
      text: head + "m=audio 5000 RTP/AVP 0\r\n", kind: .malformed, line: 5,
      reason: "there is no c= line for it"),
    Row(text: named, kind: .notAcceptable, line: 0, reason: "there is no m=audio line"),
    Row(
      text: named + "m=video 5000 RTP/AVP 31\r\n", kind: .notAcceptable, line: 0,
      reason: "there is no m=audio line"),
    Row(
      text: named + "m=audio 0 RTP/AVP 0\r\n", kind: .notAcceptable, line: 6,
      reason: "the stream is switched off"),
    Row(
      text: named + "m=audio 5000 RTP/AVP 18 4\r\n", kind: .notAcceptable, line: 6,
      reason: "none of PCMU, PCMA, G722 and L16 is among the formats"),
    Row(
      text: named + "m=audio 5000 RTP/AVP 0\r\na=rtpmap:0 L16/44100\r\n", kind: .notAcceptable,
      line: 6, reason: "none of PCMU, PCMA, G722 and L16 is among the formats"),
    Row(
      text: named + "m=audio 5000 UDP/TLS/RTP/SAVPF 0\r\n", kind: .notAcceptable, line: 6,
      reason: "this transport is not known"),
    Row(
      text: head + "c=IN IP4 host_1.example\r\nm=audio 5000 RTP/AVP 0\r\n", kind: .notAcceptable,
      line: 6, reason: "its address is neither an address nor the name of a host"),
    Row(
      text: head + "c=IN IP4 233.252.0.1/127\r\nm=audio 5000 RTP/AVP 0\r\n", kind: .notAcceptable,
      line: 6, reason: "its address is one of many receivers"),
  ]

  @Test(arguments: rows)
  func `what is wrong is told with its line`(row: Row) {
    var negotiator = MediaNegotiatorTests.negotiator()
    #expect(throws: SDPError(row.kind, line: row.line, row.reason)) {
      try negotiator.answer(to: row.text)
    }
  }

  @Test func `a description of a megabyte is not read`() {
    let text = Self.named + String(repeating: "a=x\r\n", count: 200_000)
    #expect(throws: SDPError(.malformed, line: 0, "it is longer than 65536 bytes")) {
      try SessionDescription.parse(text)
    }
  }

  @Test func `an error reads as a sentence`() {
    #expect(
      SDPError(.malformed, line: 3, "t= has two numbers").description
        == "SDP line 3: t= has two numbers")
    #expect(SDPError(.malformed, line: 0, "it is empty").description == "SDP: it is empty")
  }

  @Test func `offers with flipped bytes never stop us`() {
    var random = Seeded(9)
    let offers = (PeerOffers.plain + SecureMediaTests.rows).map { Array($0.text.utf8) }
    for _ in 0..<5_000 {
      var bytes = offers.randomElement(using: &random) ?? []
      for _ in 0..<Int.random(in: 1...8, using: &random) {
        let index = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<3, using: &random) {
        case 0: bytes[index] = UInt8.random(in: 0...255, using: &random)
        case 1: bytes.remove(at: index)
        default: bytes.insert(bytes[index / 2], at: index)
        }
      }
      var negotiator = MediaNegotiatorTests.negotiator()
      guard let text = try? negotiator.answer(to: String(decoding: bytes, as: UTF8.self)).answer
      else { continue }
      // What we say can be read, by ourselves at least.
      #expect(throws: Never.self) { try SessionDescription.parse(text) }
    }
  }
}
