import RTP
import Testing

@Suite struct RTCPTests {
  static let sender = SenderReport(
    ntp: 0x0102_0304_0506_0708, timestamp: 0x1122_3344, packets: 50, octets: 8000)
  static let report = ReceptionReport(
    ssrc: 9, fractionLost: 25, lost: -3, highest: 70_000, jitter: 12, lastSenderReport: 0xABCD,
    delay: 65_536)

  static func parse(_ bytes: [UInt8]) -> [RTCPPacket]? { RTCP.parse(bytes.span) }

  @Test(arguments: ["", "a", "ab", "abc", "portal@198.51.100.1"])
  func `what is written can be read`(name: String) {
    let bytes = RTCP.compound(
      ssrc: 5, sender: Self.sender, report: Self.report, name: name, isBye: true)
    #expect(bytes.count % 4 == 0)
    #expect(
      Self.parse(bytes) == [
        .senderReport(ssrc: 5, Self.sender, [Self.report]), .description([5: name]), .bye([5]),
      ])
  }

  @Test func `who has sent nothing reports as a receiver`() {
    let bytes = RTCP.compound(ssrc: 5, sender: nil, report: nil, name: "x")
    #expect(Self.parse(bytes) == [.receiverReport(ssrc: 5, []), .description([5: "x"])])
  }

  @Test func `a name of any length fits`() {
    let name = String(repeating: "n", count: 1_000)
    let bytes = RTCP.compound(ssrc: 5, sender: nil, report: nil, name: name)
    #expect(Self.parse(bytes)?.last == .description([5: String(name.prefix(255))]))
  }

  @Test func `packets of other types, and padding, are stepped over`() {
    var bytes = RTCP.compound(ssrc: 5, sender: nil, report: Self.report, name: "x")
    bytes += [0x81, 205, 0, 2, 0, 0, 0, 1, 0, 0, 0, 2]
    bytes += [0xA1, 203, 0, 2, 0, 0, 0, 5, 0, 0, 0, 4]
    #expect(Self.parse(bytes)?.dropFirst(2) == [.other(205), .bye([5])])
  }

  // swift-format-ignore: a table reads best in columns
  static let bad: [(String, [UInt8])] = [
    ("nothing", []),
    ("too short", [0x80, 201, 0]),
    ("another version", [0x00, 201, 0, 1, 0, 0, 0, 1]),
    ("begins with a bye", [0x81, 203, 0, 1, 0, 0, 0, 1]),
    ("longer than it is", [0x80, 201, 0, 2, 0, 0, 0, 1]),
    ("no source", [0x80, 201, 0, 0]),
    ("a sender's report without its half", [0x80, 200, 0, 1, 0, 0, 0, 1]),
    ("a report that is missing", [0x81, 201, 0, 1, 0, 0, 0, 1]),
    ("padding of nothing", [0xA0, 201, 0, 2, 0, 0, 0, 1, 0, 0, 0, 0]),
    ("padding of three", [0xA0, 201, 0, 2, 0, 0, 0, 1, 0, 0, 0, 3]),
    ("padding of all", [0xA0, 201, 0, 1, 0, 0, 0, 8]),
    ("padding in the middle", [0xA0, 201, 0, 2, 0, 0, 0, 1, 0, 0, 0, 4, 0x80, 203, 0, 0]),
    (
      "a name without end",
      [0x80, 201, 0, 1, 0, 0, 0, 1, 0x81, 202, 0, 2, 0, 0, 0, 1, 1, 9, 65, 65]
    ),
    (
      "a name without zero",
      [0x80, 201, 0, 1, 0, 0, 0, 1, 0x81, 202, 0, 2, 0, 0, 0, 1, 1, 2, 65, 65]
    ),
    ("a description without source", [0x80, 201, 0, 1, 0, 0, 0, 1, 0x81, 202, 0, 0]),
    ("a bye without source", [0x80, 201, 0, 1, 0, 0, 0, 1, 0x82, 203, 0, 1, 0, 0, 0, 1]),
  ]

  @Test(arguments: bad.indices)
  func `what is no RTCP is not read`(index: Int) {
    #expect(Self.parse(Self.bad[index].1) == nil, "\(Self.bad[index].0)")
  }

  @Test func `changed bytes never stop us`() {
    var random = Seeded(3)
    let good = RTCP.compound(
      ssrc: 5, sender: Self.sender, report: Self.report, name: "portal", isBye: true)
    for _ in 0..<20_000 {
      var bytes = good
      for _ in 0..<Int.random(in: 1...6, using: &random) {
        bytes[Int.random(in: 0..<bytes.count, using: &random)] = .random(
          in: 0...255, using: &random)
      }
      bytes.removeLast(Int.random(in: 0..<8, using: &random))
      _ = Self.parse(bytes)
    }
  }

  @Test func `reports are five seconds apart, more or less`() {
    #expect(RTCP.intervalMilliseconds(chance: 0) == 2_500)
    #expect(RTCP.intervalMilliseconds(chance: 0.5) == 5_000)
    #expect(RTCP.intervalMilliseconds(chance: 1) == 7_500)
  }
}
