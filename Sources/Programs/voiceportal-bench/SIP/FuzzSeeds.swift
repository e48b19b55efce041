import Configuration

/// Valid datagrams of each kind that a portal takes: what is spoilt.
struct FuzzSeeds {
  let port: UInt16

  /// What comes outside of calls.
  func strangers(_ number: Int) -> [String] {
    let head = { (method: String) in
      """
      \(method) sip:2000@127.0.0.1:\(port) SIP/2.0\r
      Via: SIP/2.0/UDP 127.0.0.1:9;rport;branch=z9hG4bK-fuzz-\(number)-\(method)\r
      Max-Forwards: 70\r
      From: "Fuzz" <sip:+49221100@127.0.0.1>;tag=fuzz-\(number)\r
      To: <sip:2000@127.0.0.1:\(port)>\r
      Call-ID: fuzz-\(number)-\(method)\r
      CSeq: 1 \(method)\r
      Contact: <sip:fuzz@127.0.0.1:9;transport=udp>;expires=60\r

      """
    }
    let asserted = "P-Asserted-Identity: <tel:+49221100>, <sip:100@example.com;user=phone>\r\n"
    let history =
      "History-Info: <sip:10000@example.com?Reason=SIP%3Bcause%3D486>;index=1,"
      + " <sip:2000@example.com;target=sip:10001%40example.com;cause=480>;index=1.1\r\n"
      + "Diversion: \"Ann\" <tel:+49221555>;reason=no-answer;counter=1;privacy=off\r\n"
    let session = """
      Content-Type: application/sdp\r
      Content-Length: \(Self.description.utf8.count)\r
      \r
      \(Self.description)
      """
    let authorization =
      "Authorization: Digest username=\"101\", realm=\"voiceportal\", nonce=\"abc\","
      + " uri=\"sip:127.0.0.1\", response=\"0123456789abcdef0123456789abcdef\", algorithm=MD5,"
      + " cnonce=\"xyz\", qop=auth, nc=00000001\r\n"
    let empty = "Content-Length: 0\r\n\r\n"
    return [
      head("OPTIONS") + "Accept: application/sdp\r\n" + empty,
      head("INVITE") + asserted + history + session,
      head("INVITE") + "Supported: timer\r\nSession-Expires: 1800;refresher=uac\r\n" + session,
      head("REGISTER") + authorization + empty,
      head("SUBSCRIBE") + "Event: message-summary\r\nExpires: 60\r\n" + empty,
      head("CANCEL") + empty, head("BYE") + empty, head("ACK") + empty,
      "SIP/2.0 200 OK\r\n"
        + head("NOTIFY").split(separator: "\r\n").dropFirst()
        .joined(separator: "\r\n") + "\r\n" + empty,
    ]
  }

  /// What comes within a call.
  func parties(_ call: LoadCall, _ number: Int) -> [String] {
    [
      call.request(
        "INFO", number, type: "application/dtmf-relay", body: "Signal=5\r\nDuration=160\r\n"),
      call.request("INVITE", number, type: "application/sdp", body: Self.description),
      call.request("UPDATE", number, type: "application/sdp", body: Self.description),
      call.request("NOTIFY", number, type: "message/sipfrag", body: "SIP/2.0 200 OK\r\n"),
      call.request("BYE", number, type: "text/plain", body: ""),
      call.firstRequest,
    ]
  }

  /// RTP: sound, a key, comfort noise, an extension with sources and padding.
  func sound(_ number: Int) -> [[UInt8]] {
    let sequence = UInt16(truncatingIfNeeded: number)
    func header(_ first: UInt8, _ type: UInt8) -> [UInt8] {
      let timestamp = UInt32(sequence) * 160
      return [first, type, UInt8(sequence >> 8), UInt8(sequence & 0xFF)]
        + (0..<4).map { UInt8(truncatingIfNeeded: timestamp >> (24 - 8 * $0)) } + [1, 2, 3, 4]
    }
    let voice = [UInt8](repeating: 0x55, count: 160)
    return [
      header(0x80, 0) + voice,
      header(0x80, 0x80 | 101) + [UInt8(number % 16), 10, 0, 160],
      header(0x80, 101) + [UInt8(number % 16), 0x8A, 3, 32],
      header(0x80, 13) + [60],
      header(0xB1, 0) + [9, 9, 9, 9, 0xBE, 0xDE, 0, 1, 1, 2, 3, 4] + voice + [0, 0, 0, 4],
    ]
  }

  /// RTCP: a sender's report with a name, a receiver's report, a farewell.
  static let reports: [[UInt8]] = {
    let name = Array("fuzz@loop".utf8)
    let sender: [UInt8] =
      [0x81, 200, 0, 12, 1, 2, 3, 4] + [UInt8](repeating: 7, count: 20)
      + [5, 6, 7, 8, 9, 0, 0, 1] + [UInt8](repeating: 3, count: 16)
    let description: [UInt8] =
      [0x81, 202, 0, 4, 1, 2, 3, 4, 1, UInt8(name.count)] + name + [0]
    let receiver: [UInt8] =
      [0x81, 201, 0, 7, 1, 2, 3, 4] + [UInt8](repeating: 1, count: 24)
    return [
      sender + description, receiver, [0x81, 203, 0, 1, 1, 2, 3, 4],
      [0x80, 204, 0, 2, 1, 2, 3, 4, 0x61, 0x62, 0x63, 0x64],
    ]
  }()

  /// A session description of sound with keys, by SRTP.
  static let description = """
    v=0\r
    o=- 1 2 IN IP4 127.0.0.1\r
    s=-\r
    c=IN IP4 127.0.0.1\r
    t=0 0\r
    m=audio 9 RTP/AVP 0 8 13 101\r
    a=rtpmap:0 PCMU/8000\r
    a=rtpmap:101 telephone-event/8000\r
    a=fmtp:101 0-15\r
    a=ptime:20\r
    a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:d0RmdmcmVCspeEc3QGZiNWpVLFJhQX1cfHAwJSoj\r
    a=sendrecv\r
    m=video 11 RTP/AVP 96\r

    """
}
