import RTP
import Testing

@Suite struct MediaNegotiatorTests {
  static func negotiator(_ policy: SecureMediaPolicy = .allowed) -> MediaNegotiator {
    MediaNegotiator(
      address: "198.51.100.1", port: 4000, sessionID: 77, policy: policy, random: Seeded(1))
  }

  /// An offer or answer of a peer at 192.0.2.1.
  static func sdp(_ lines: String..., session: [String] = []) -> String {
    (["v=0", "o=- 1 1 IN IP4 192.0.2.1", "s=-", "c=IN IP4 192.0.2.1", "t=0 0"] + session + lines)
      .joined(separator: "\r\n") + "\r\n"
  }

  static func lines(_ text: String) -> [String] {
    text.split(separator: "\r\n").map(String.init)
  }

  static func version(_ text: String) -> String {
    lines(text)[1].split(separator: " ").map(String.init)[2]
  }

  @Test(arguments: PeerOffers.plain)
  func `the offer of a real peer gets the right answer`(row: PeerOffers.Row) throws {
    var negotiator = Self.negotiator(.plainOnly)
    let answer = Self.lines(try negotiator.answer(to: row.text).answer)
    #expect(
      answer == [
        "v=0", "o=- 77 0 IN IP4 198.51.100.1", "s=-", "c=IN IP4 198.51.100.1", "t=0 0",
      ] + row.answer)
  }

  @Test func `an agreement tells where the peer is and what it can do`() throws {
    var negotiator = Self.negotiator()
    let row = try #require(PeerOffers.plain.first { $0.name == "baresip" })
    let agreement = try negotiator.answer(to: row.text).agreement
    #expect(
      agreement
        == MediaAgreement(
          codec: .pcmu, telephoneEvent: 101, remoteAddress: "192.0.2.40", remotePort: 10024,
          remoteControlPort: 10025))
    #expect(negotiator.agreement == agreement)
    #expect([0, 8, 101].allSatisfy { agreement.allows(payloadType: $0) })
    #expect([13, 18, 96].allSatisfy { !agreement.allows(payloadType: $0) })
  }

  @Test func `lines that end with LF alone are read too`() throws {
    var negotiator = Self.negotiator()
    let text = PeerOffers.plain[0].offer.joined(separator: "\n")
    #expect(try negotiator.answer(to: text).agreement.codec == .pcma)
  }

  // swift-format-ignore: a table reads best in columns
  static let holds: [(String, String, Bool, Bool, String)] = [
    ("192.0.2.1", "sendrecv", true, true, "a=sendrecv"),
    ("192.0.2.1", "sendonly", false, true, "a=recvonly"),
    ("192.0.2.1", "recvonly", true, false, "a=sendonly"),
    ("192.0.2.1", "inactive", false, false, "a=inactive"),
    ("0.0.0.0", "sendrecv", false, true, "a=recvonly"),
    ("0.0.0.0", "recvonly", false, false, "a=inactive"),
    ("::", "sendrecv", false, true, "a=recvonly"),
  ]

  @Test(arguments: holds.indices, [false, true])
  func `hold is understood in all its forms`(index: Int, inSession: Bool) throws {
    let (address, direction, sends, receives, said) = Self.holds[index]
    var negotiator = Self.negotiator()
    let family = address.contains(":") ? "IP6" : "IP4"
    let (answer, agreement) = try negotiator.answer(
      to: Self.sdp(
        "m=audio 5000 RTP/AVP 0", "c=IN \(family) \(address)",
        inSession ? "a=ptime:20" : "a=\(direction)", session: inSession ? ["a=\(direction)"] : []))
    #expect(agreement.sends == sends)
    #expect(agreement.receives == receives)
    #expect(Self.lines(answer).contains(said))
  }

  @Test func `the version rises with each change, and only then`() throws {
    var negotiator = Self.negotiator()
    let talk = Self.sdp("m=audio 5000 RTP/AVP 0")
    let hold = Self.sdp("m=audio 5000 RTP/AVP 0", "a=sendonly")
    let versions = try [talk, talk, hold, hold, talk].map {
      Self.version(try negotiator.answer(to: $0).answer)
    }
    #expect(versions == ["0", "0", "1", "1", "2"])
  }

  @Test func `an answer that fails leaves what was agreed on`() throws {
    var negotiator = Self.negotiator()
    let before = try negotiator.answer(to: Self.sdp("m=audio 5000 RTP/AVP 0")).agreement
    #expect(throws: SDPError.self) {
      try negotiator.answer(to: Self.sdp("m=audio 5000 RTP/AVP 18"))
    }
    #expect(negotiator.agreement == before)
  }

  @Test func `where there is no offer, ours is answered`() throws {
    var negotiator = Self.negotiator(.plainOnly)
    #expect(
      Self.lines(negotiator.offer()) == [
        "v=0", "o=- 77 0 IN IP4 198.51.100.1", "s=-", "c=IN IP4 198.51.100.1", "t=0 0",
        "m=audio 4000 RTP/AVP 8 0 101", "a=rtpmap:8 PCMA/8000", "a=rtpmap:0 PCMU/8000",
        "a=rtpmap:101 telephone-event/8000", "a=fmtp:101 0-16", "a=ptime:20", "a=sendrecv",
      ])
    let agreement = try negotiator.accept(
      answer: Self.sdp("m=audio 5000 RTP/AVP 0 101", "a=rtpmap:101 telephone-event/8000"))
    #expect(agreement.codec == .pcmu)
    #expect(agreement.telephoneEvent == 101)
    #expect(agreement.remotePort == 5000)
  }

  @Test func `a later offer keeps codec, payload types and refused streams`() throws {
    var negotiator = Self.negotiator(.plainOnly)
    _ = try negotiator.answer(
      to: Self.sdp(
        "m=video 6000 RTP/AVP 31", "m=audio 5000 RTP/AVP 0 96",
        "a=rtpmap:96 telephone-event/8000"))
    let offer = Self.lines(negotiator.offer())
    #expect(
      offer.filter { $0.hasPrefix("m=") } == [
        "m=video 0 RTP/AVP 31", "m=audio 4000 RTP/AVP 0 8 96",
      ])
    #expect(offer[1] == "o=- 77 1 IN IP4 198.51.100.1")
    let agreement = try negotiator.accept(
      answer: Self.sdp("m=video 0 RTP/AVP 31", "m=audio 5002 RTP/AVP 0"))
    #expect(agreement.remotePort == 5002)
  }

  static let badAnswers = [
    sdp("m=audio 0 RTP/AVP 0"), sdp("m=audio 5000 RTP/AVP 18"), sdp("m=video 5000 RTP/AVP 31"),
    sdp(), "", "hello",
  ]

  @Test(arguments: badAnswers)
  func `an answer without sound is an error`(answer: String) {
    var negotiator = Self.negotiator()
    _ = negotiator.offer()
    #expect(throws: SDPError.self) { try negotiator.accept(answer: answer) }
  }

  @Test func `an answer to nothing is an error`() {
    var negotiator = Self.negotiator()
    #expect(throws: SDPError(.notAcceptable, line: 0, "an answer without an offer")) {
      try negotiator.accept(answer: Self.sdp("m=audio 5000 RTP/AVP 0"))
    }
  }

  @Test func `an IPv6 address of ours is said to be one`() throws {
    var negotiator = MediaNegotiator(address: "2001:db8::1", port: 4000, sessionID: 1)
    let lines = Self.lines(negotiator.offer())
    #expect(lines[1] == "o=- 1 0 IN IP6 2001:db8::1")
    #expect(lines[3] == "c=IN IP6 2001:db8::1")
  }

  private static let ofIPv6 = [
    "v=0", "o=- 1 1 IN IP6 2001:db8::2", "s=-", "c=IN IP6 2001:db8::2", "t=0 0",
    "m=audio 5000 RTP/AVP 0", "",
  ].joined(separator: "\r\n")

  @Test func `an offer of IPv6 is answered with IPv6`() throws {
    var negotiator = MediaNegotiator(
      address: "198.51.100.1",
      addressToward: { $0 == "2001:db8::2" ? "2001:db8::1" : "198.51.100.1" }, port: 4000,
      sessionID: 1)
    let (answer, agreement) = try negotiator.answer(to: Self.ofIPv6)
    #expect(Self.lines(answer)[1] == "o=- 1 0 IN IP6 2001:db8::1")
    #expect(Self.lines(answer)[3] == "c=IN IP6 2001:db8::1")
    #expect(agreement.remoteAddress == "2001:db8::2")
    // On hold the old way it stays so; a caller who moves to IPv4 gets ours of that family.
    let hold = Self.sdp("m=audio 5000 RTP/AVP 0", "c=IN IP4 0.0.0.0")
    #expect(Self.lines(try negotiator.answer(to: hold).answer)[3] == "c=IN IP6 2001:db8::1")
    let moved = Self.sdp("m=audio 5000 RTP/AVP 0")
    #expect(Self.lines(try negotiator.answer(to: moved).answer)[3] == "c=IN IP4 198.51.100.1")
  }

  @Test func `an offer of a family that we do not have is refused`() {
    var negotiator = Self.negotiator()
    #expect(
      throws: SDPError(.notAcceptable, line: 6, "no media is taken by IPv6 here")
    ) { try negotiator.answer(to: Self.ofIPv6) }
    #expect(negotiator.agreement == nil)
  }

  @Test(arguments: [
    ("a=rtcp:6001", UInt16(6001)), ("a=rtcp:6001 IN IP4 192.0.2.9", 6001), ("a=rtcp-mux", 5001),
    ("a=rtcp:abc", 5001),
  ])
  func `the port of RTCP is found`(row: (String, UInt16)) throws {
    var negotiator = Self.negotiator()
    let (answer, agreement) = try negotiator.answer(
      to: Self.sdp("m=audio 5000 RTP/AVP 0", row.0))
    #expect(agreement.remoteControlPort == row.1)
    #expect(!answer.contains("rtcp"))
  }
}
