import RTP
import Testing

@Suite struct SecureMediaTests {
  static let key = "d0RmdmcmVCspeEc3QGZiNWpVLFJhQX1cfHAwJSoj"
  static let other = "PS1uQCVeeCFCanVmcjkpPywjNWhcYD0mXXtxaVBR"

  static let rows = [
    PeerOffers.Row(
      name: "baresip with srtp-mand",
      offer: [
        "v=0", "o=- 39 12 IN IP4 192.0.2.40", "s=-", "c=IN IP4 192.0.2.40", "t=0 0",
        "m=audio 10024 RTP/SAVP 0 101", "a=rtpmap:0 PCMU/8000",
        "a=rtpmap:101 telephone-event/8000", "a=rtcp:10025",
        "a=crypto:1 AES_CM_128_HMAC_SHA1_32 inline:\(key)",
        "a=crypto:2 AES_CM_128_HMAC_SHA1_80 inline:\(other)",
      ],
      answer: ["RTP/SAVP", "1 AES_CM_128_HMAC_SHA1_32 inline:"]),
    PeerOffers.Row(
      name: "Linphone, newer suites first",
      offer: [
        "v=0", "o=alice 3 4 IN IP4 192.0.2.41", "s=Talk", "c=IN IP4 192.0.2.41", "t=0 0",
        "m=audio 7078 RTP/SAVPF 0 8", "a=crypto:1 AEAD_AES_128_GCM inline:\(key)",
        "a=crypto:2 AES_256_CM_HMAC_SHA1_80 inline:\(key)",
        "a=crypto:3 AES_CM_128_HMAC_SHA1_80 inline:\(key)|2^31 -EXTRA WSH=128",
      ],
      answer: ["RTP/SAVPF", "3 AES_CM_128_HMAC_SHA1_80 inline:"]),
    PeerOffers.Row(
      name: "a telephone with optional encryption",
      offer: [
        "v=0", "o=- 3 4 IN IP4 192.0.2.42", "s=-", "c=IN IP4 192.0.2.42", "t=0 0",
        "m=audio 7078 RTP/AVP 8", "a=crypto:7 AES_CM_128_HMAC_SHA1_80 inline:\(key)",
      ],
      answer: ["RTP/AVP", "7 AES_CM_128_HMAC_SHA1_80 inline:"]),
    PeerOffers.Row(
      name: "a switch with a plain and an encrypted stream",
      offer: [
        "v=0", "o=- 3 4 IN IP4 192.0.2.43", "s=-", "c=IN IP4 192.0.2.43", "t=0 0",
        "m=audio 7078 RTP/AVP 8", "m=audio 7080 RTP/SAVP 8",
        "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:\(key)|2^20",
      ],
      answer: ["RTP/SAVP", "1 AES_CM_128_HMAC_SHA1_80 inline:"]),
  ]

  @Test(arguments: rows, [SecureMediaPolicy.allowed, .required])
  func `keys are exchanged`(row: PeerOffers.Row, policy: SecureMediaPolicy) throws {
    var negotiator = MediaNegotiatorTests.negotiator(policy)
    let (answer, agreement) = try negotiator.answer(to: row.text)
    let security = try #require(agreement.security)
    let stream = try #require(
      SessionDescription.parse(answer).media.first { $0.port != 0 })
    #expect(stream.transport == row.answer[0])
    let crypto = try #require(stream.attributes.first { $0.name == "crypto" }?.value)
    #expect(crypto.hasPrefix(row.answer[1]))
    #expect(crypto.contains(security.suite.rawValue))
    #expect(security.localKey != security.remoteKey)
    #expect(security.remoteKey.bytes.prefix(4) == [0x77, 0x44, 0x66, 0x76])
    #expect(security.remoteKey.bytes.count == 30)
  }

  @Test func `optional encryption is left out where it is switched off`() throws {
    var negotiator = MediaNegotiatorTests.negotiator(.plainOnly)
    let (answer, agreement) = try negotiator.answer(to: Self.rows[2].text)
    #expect(agreement.security == nil)
    #expect(!answer.contains("crypto"))
    let plain = try negotiator.answer(to: Self.rows[3].text)
    #expect(plain.agreement.remotePort == 7078)
    #expect(throws: SDPError(.notAcceptable, line: 6, "encrypted sound is switched off here")) {
      try negotiator.answer(to: Self.rows[0].text)
    }
  }

  @Test func `a plain offer is refused where sound must be encrypted`() {
    var negotiator = MediaNegotiatorTests.negotiator(.required)
    #expect(throws: SDPError(.notAcceptable, line: 6, "sound must be encrypted here")) {
      try negotiator.answer(to: PeerOffers.plain[0].text)
    }
  }

  // swift-format-ignore: a table reads best in columns
  static let bad: [(String, String)] = [
    ("", "there is no a=crypto line for it"),
    ("a=crypto:1 AES_CM_128_HMAC_SHA1_80", "a=crypto has a tag, a suite and a key"),
    ("a=crypto:x AES_CM_128_HMAC_SHA1_80 inline:\(key)", "the tag of a=crypto is a number"),
    ("a=crypto:1 F8_128_HMAC_SHA1_80 inline:\(key)", "the suite of a=crypto is not known"),
    ("a=crypto:1 AES_CM_128_HMAC_SHA1_80 uri:\(key)", "the key of a=crypto is not inline"),
    (
      "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:\(key);inline:\(other)",
      "a=crypto has more than one key"
    ),
    (
      "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:\(key)|2^20|1:4",
      "the key of a=crypto has an identifier"
    ),
    (
      "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:\(key.dropLast(4))",
      "the key of a=crypto is not 30 bytes in base64"
    ),
    (
      "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:\(key)AAAA",
      "the key of a=crypto is not 30 bytes in base64"
    ),
    (
      "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:\(key.dropLast(1))!",
      "the key of a=crypto is not 30 bytes in base64"
    ),
    ("a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:", "the key of a=crypto is not 30 bytes in base64"),
    (
      "a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:\(key) UNENCRYPTED_SRTP",
      "a=crypto has a parameter that is not known"
    ),
  ]

  @Test(arguments: bad.indices)
  func `a key that cannot be used is told with its reason, and without itself`(index: Int) {
    let (line, reason) = Self.bad[index]
    var negotiator = MediaNegotiatorTests.negotiator()
    let lines = ["m=audio 5000 RTP/SAVP 0"] + (line.isEmpty ? [] : [line])
    #expect(throws: SDPError(.notAcceptable, line: line.isEmpty ? 6 : 7, reason)) {
      try negotiator.answer(to: MediaNegotiatorTests.sdp(lines.joined(separator: "\r\n")))
    }
  }

  @Test func `our key stays the same in a call, and differs from call to call`() throws {
    var negotiator = MediaNegotiator(address: "198.51.100.1", port: 4000, sessionID: 1)
    let first = try negotiator.answer(to: Self.rows[0].text).agreement.security
    let second = try negotiator.answer(to: Self.rows[0].text).agreement.security
    #expect(first == second)
    var other = MediaNegotiator(address: "198.51.100.1", port: 4000, sessionID: 1)
    #expect(try other.answer(to: Self.rows[0].text).agreement.security != first)
  }

  @Test(arguments: SecureMediaPolicy.allCases)
  func `two of us agree on the same keys`(policy: SecureMediaPolicy) throws {
    var caller = MediaNegotiator(
      address: "192.0.2.1", port: 5000, sessionID: 1, policy: policy, random: Seeded(2))
    var called = MediaNegotiatorTests.negotiator(policy)
    for _ in 0..<2 {
      let (answer, theirs) = try called.answer(to: caller.offer())
      let ours = try caller.accept(answer: answer)
      #expect(ours.security?.localKey == theirs.security?.remoteKey)
      #expect(ours.security?.remoteKey == theirs.security?.localKey)
      #expect(ours.security?.suite == theirs.security?.suite)
      #expect((ours.security == nil) == (policy == .plainOnly))
    }
  }

  @Test func `an answer with a key that was not offered is refused`() {
    var negotiator = MediaNegotiatorTests.negotiator(.required)
    _ = negotiator.offer()
    let answer = MediaNegotiatorTests.sdp(
      "m=audio 5000 RTP/SAVP 8", "a=crypto:2 AES_CM_128_HMAC_SHA1_80 inline:\(Self.key)")
    #expect(throws: SDPError(.notAcceptable, line: 6, "the answer's a=crypto was not offered")) {
      try negotiator.accept(answer: answer)
    }
  }

  @Test func `what was encrypted is not answered in plain`() throws {
    var negotiator = MediaNegotiatorTests.negotiator()
    let before = try negotiator.answer(to: Self.rows[0].text).agreement
    #expect(negotiator.offer().contains("RTP/SAVP"))
    #expect(throws: SDPError(.notAcceptable, line: 6, "the answer is not encrypted")) {
      try negotiator.accept(answer: MediaNegotiatorTests.sdp("m=audio 5000 RTP/AVP 0"))
    }
    #expect(negotiator.agreement == before)
  }

  @Test func `a key is never printed`() throws {
    var negotiator = MediaNegotiatorTests.negotiator()
    let agreement = try negotiator.answer(to: Self.rows[0].text).agreement
    var dumped = ""
    dump(agreement, to: &dumped)
    #expect(!dumped.contains("119"))
    #expect("\(agreement)".contains("•••"))
  }
}
