import RTP
import Testing

/// Codecs and events by their names, whatever their numbers are.
@Suite struct PeerCodecTests {
  // swift-format-ignore: a table reads best in columns
  static let rows:
    [(offer: [String], codec: AudioEncoding, type: UInt8, event: UInt8?, rate: Int)] = [
      (["m=audio 5000 RTP/AVP 0 101", "a=rtpmap:101 telephone-event/8000"], .pcmu, 0, 101, 8_000),
      (["m=audio 5000 RTP/AVP 8"], .pcma, 8, nil, 8_000),
      (["m=audio 5000 RTP/AVP 9"], .g722, 9, nil, 8_000),
      (["m=audio 5000 RTP/AVP 9 0", "a=rtpmap:9 G722/8000"], .g722, 9, nil, 8_000),
      (["m=audio 5000 RTP/AVP 96", "a=rtpmap:96 PCMU/8000"], .pcmu, 96, nil, 8_000),
      (["m=audio 5000 RTP/AVP 111", "a=rtpmap:111 pcma/8000/1"], .pcma, 111, nil, 8_000),
      (["m=audio 5000 RTP/AVP 0", "a=rtpmap:0 PCMA/8000"], .pcma, 0, nil, 8_000),
      (["m=audio 5000 RTP/AVP 97", "a=rtpmap:97 G722/8000/1"], .g722, 97, nil, 8_000),
      (["m=audio 5000 RTP/AVP 98", "a=rtpmap:98 L16/8000"], .linear8, 98, nil, 8_000),
      (["m=audio 5000 RTP/AVP 98", "a=rtpmap:98 L16/16000/1"], .linear16, 98, nil, 8_000),
      (["m=audio 5000 RTP/AVP 96 0", "a=rtpmap:96 opus/48000/2"], .pcmu, 0, nil, 8_000),
      (
        ["m=audio 5000 RTP/AVP 0 100", "a=rtpmap:100 telephone-event/48000"], .pcmu, 0, 100, 48_000
      ),
      (
        [
          "m=audio 5000 RTP/AVP 0 100 101", "a=rtpmap:100 telephone-event/48000",
          "a=rtpmap:101 telephone-event/8000",
        ], .pcmu, 0, 101, 8_000
      ),
      (
        [
          "m=audio 5000 RTP/AVP 98 100 101", "a=rtpmap:98 L16/16000",
          "a=rtpmap:100 telephone-event/8000",
          "a=rtpmap:101 telephone-event/16000",
        ], .linear16, 98, 101, 16_000
      ),
    ]

  @Test(arguments: rows.indices)
  func `a codec is known by its name`(index: Int) throws {
    let row = Self.rows[index]
    var negotiator = MediaNegotiatorTests.negotiator(.plainOnly)
    let (answer, agreement) = try negotiator.answer(to: Self.sdp(row.offer))
    #expect(agreement.codec == row.codec)
    #expect(agreement.payloadType == row.type)
    #expect(agreement.telephoneEvent == row.event)
    #expect(agreement.eventClockRate == row.rate)
    #expect(agreement.allows(payloadType: row.type))
    #expect(answer.contains("a=rtpmap:\(row.type) \(row.codec.name)\r\n"))
    if let event = row.event {
      #expect(answer.contains("a=rtpmap:\(event) telephone-event/\(row.rate)\r\n"))
    }
  }

  @Test func `what the peer offers beside is taken by its own number`() throws {
    var negotiator = MediaNegotiatorTests.negotiator(.plainOnly)
    let agreement = try negotiator.answer(
      to: Self.sdp(["m=audio 5000 RTP/AVP 8 9 97", "a=rtpmap:97 L16/8000"])
    ).agreement
    #expect(agreement.formats == [0: .pcmu, 8: .pcma, 9: .g722, 97: .linear8])
    #expect(!agreement.allows(payloadType: 96))
  }

  @Test func `a number that means something else is not taken for what it usually is`() {
    var negotiator = MediaNegotiatorTests.negotiator(.plainOnly)
    let text = Self.sdp(["m=audio 5000 RTP/AVP 0", "a=rtpmap:0 opus/48000/2"])
    #expect(throws: SDPError.self) { try negotiator.answer(to: text) }
  }

  @Test(arguments: ["host.example.com", "gateway-1", "localhost"])
  func `a host may be named`(name: String) throws {
    var negotiator = MediaNegotiatorTests.negotiator(.plainOnly)
    let agreement = try negotiator.answer(
      to: Self.sdp(["m=audio 5000 RTP/AVP 0", "c=IN IP4 \(name)"])
    ).agreement
    #expect(agreement.remoteAddress == name)
    #expect(agreement.sends)
  }

  // swift-format-ignore: a table reads best in columns
  static let refused: [([String], SDPError.Warning)] = [
    (["m=video 5000 RTP/AVP 31"], .mediaType),
    (["m=audio 5000 RTP/AVP 18"], .mediaFormat),
    (["m=audio 5000 UDP/TLS/RTP/SAVPF 0"], .transport),
    (["m=audio 5000 RTP/AVP 0", "c=IN IP4 224.0.0.1"], .networkAddress),
    (["m=audio 5000 RTP/AVP 0", "c=IN IP4 1.2.3.4.5"], .networkAddress),
  ]

  @Test(arguments: refused.indices)
  func `a refusal says why`(index: Int) {
    var negotiator = MediaNegotiatorTests.negotiator(.plainOnly)
    let (offer, warning) = Self.refused[index]
    let error = #expect(throws: SDPError.self) { try negotiator.answer(to: Self.sdp(offer)) }
    #expect(error?.warning == warning)
  }

  private static func sdp(_ lines: [String]) -> String {
    (["v=0", "o=- 1 1 IN IP4 192.0.2.1", "s=-", "c=IN IP4 192.0.2.1", "t=0 0"] + lines)
      .joined(separator: "\r\n") + "\r\n"
  }
}

@Suite struct TimestampScaleTests {
  @Test(arguments: [UInt32(0), 5, UInt32.max - 4_000])
  func `a clock of 48 kHz is one of 8 kHz, also where it wraps around`(start: UInt32) {
    var scale = TimestampScale()
    let first = scale.scale(start, clockRate: 48_000)
    for step in 1..<2_000 {
      let scaled = scale.scale(start &+ UInt32(step * 960), clockRate: 48_000)
      #expect(scaled &- first == UInt32(step * 160))
    }
  }

  @Test func `timestamps may come in any order`() {
    var scale = TimestampScale()
    let first = scale.scale(96_000, clockRate: 48_000)
    #expect(scale.scale(95_040, clockRate: 48_000) == first &- 160)
    #expect(scale.scale(96_005, clockRate: 48_000) == first)
    #expect(scale.scale(96_960, clockRate: 48_000) == first &+ 160)
  }

  @Test(arguments: [16_000, 48_000])
  func `keys of another clock are the same keys`(rate: Int) {
    let factor = UInt32(rate / 8_000)
    let packets = KeySender(milliseconds: 100).packets("1155*#", from: .max - 9_000).map { packet in
      var packet = packet
      packet.header.timestamp = packet.header.timestamp &* factor
      packet.event.duration *= UInt16(factor)
      return packet
    }
    var receiver = TelephoneEventReceiver(clockRate: rate)
    let events = KeyPacket.receive(packets, &receiver)
    #expect(KeyPacket.keys(events) == "1155*#")
    #expect(events.last == .up("#", milliseconds: 100))
  }
}
