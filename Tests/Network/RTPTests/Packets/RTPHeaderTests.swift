import RTP
import Testing

@Suite struct RTPHeaderTests {
  static let header = RTPHeader(
    marker: true, payloadType: 101, sequence: 0xFEDC, timestamp: 0x1234_5678, ssrc: 0xDEAD_BEEF)

  static func packet(_ header: RTPHeader, _ rest: [UInt8] = []) -> [UInt8] {
    var packet = [UInt8](repeating: 0, count: RTPHeader.length)
    var span = packet.mutableSpan
    header.write(to: &span)
    return packet + rest
  }

  static func parse(_ packet: [UInt8]) -> (header: RTPHeader, payload: Range<Int>)? {
    RTPHeader.parse(packet.span)
  }

  @Test func `a header is read as it was written`() throws {
    let found = try #require(Self.parse(Self.packet(Self.header, [1, 2, 3])))
    #expect(found.header == Self.header)
    #expect(found.payload == 12..<15)
  }

  @Test func `sources, extension and padding are stepped over`() throws {
    var packet = Self.packet(Self.header)
    packet[0] = 0x80 | 0x20 | 0x10 | 2
    packet += [UInt8](repeating: 9, count: 8)
    packet += [0xBE, 0xDE, 0, 1, 7, 7, 7, 7]
    packet += [1, 2, 3, 0, 0, 3]
    let found = try #require(Self.parse(packet))
    #expect(found.payload.map { packet[$0] } == [1, 2, 3])
    #expect(found.header == Self.header)
  }

  @Test func `a packet without payload is one`() throws {
    let found = try #require(Self.parse(Self.packet(Self.header)))
    #expect(found.payload.isEmpty)
  }

  // swift-format-ignore: a table reads best in columns
  static let bad: [(String, [UInt8])] = [
    ("nothing", []),
    ("too short", [UInt8](repeating: 0x80, count: 11)),
    ("another version", [UInt8](repeating: 0x40, count: 12)),
    ("STUN", [0x00, 0x01, 0x00, 0x00, 0x21, 0x12, 0xA4, 0x42] + [UInt8](repeating: 0, count: 12)),
    ("sources without end", [0x8F] + [UInt8](repeating: 0, count: 70)),
    ("extension without header", [0x90] + [UInt8](repeating: 0, count: 14)),
    ("extension without end", [0x90] + [UInt8](repeating: 0, count: 13) + [0xFF, 0xFF, 1, 2]),
    ("padding of nothing", [0xA0] + [UInt8](repeating: 0, count: 20)),
    ("padding into the header", [0xA0] + [UInt8](repeating: 0, count: 12) + [3]),
    ("RTCP", [0x80, 200] + [UInt8](repeating: 0, count: 26)),
  ]

  @Test(arguments: bad.indices)
  func `what is no RTP is no packet`(index: Int) {
    let (name, packet) = Self.bad[index]
    let found = RTPHeader.parse(packet.span)
    #expect(found == nil, "\(name)")
  }

  @Test func `a payload never lies outside its packet`() {
    var random = Seeded(4)
    for _ in 0..<20_000 {
      var packet = (0..<Int.random(in: 0..<64, using: &random)).map { _ in
        UInt8.random(in: 0...255, using: &random)
      }
      if !packet.isEmpty { packet[0] = packet[0] & 0x3F | 0x80 }
      guard let found = RTPHeader.parse(packet.span) else { continue }
      #expect(found.payload.lowerBound >= 12 && found.payload.upperBound <= packet.count)
    }
  }
}
