import Media
import RTP
import SIP
import Signalling
import Testing

@testable import SIPLine

/// What the portal makes of the session descriptions of callers.
@Suite struct OfferTests {
  private static let diversion = SIPHeader("Diversion", "<sip:111@127.0.0.1>;reason=user-busy")

  @Test(arguments: [
    ("RTP/AVP 18\r\na=rtpmap:18 G729/8000", "305"), ("RTP/AVP 96\r\na=rtpmap:96 L16/8000/2", "305"),
    ("UDP/TLS/RTP/SAVPF 0", "302"),
  ])
  func `a refusal says why`(media: String, code: String) async throws {
    try await withCallingSystem { system in
      let caller = try system.invite(
        "sip:111@127.0.0.1", from: "02214710123", [Self.diversion],
        offer: "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n"
          + "m=audio 49990 \(media)\r\n")
      let (status, headers) = try await system.command("the refusal") {
        if case .refuse(caller, let status, let headers) = $0 { (status, headers) } else { nil }
      }
      #expect(status.code == 488)
      let warning = try #require(headers.first { $0.name == "Warning" }).value
      #expect(warning.wholeMatch(of: /(\d{3}) \S+ "[^"]+"/)?.1 == Substring(code))
    }
  }

  /// A caller who says by name where she is, and sends nothing herself.
  @Test func `sound goes to a host that is named`() async throws {
    let engine = try MediaEngine(MediaOptions(address: "127.0.0.1"))
    defer { engine.close() }
    let stream = try engine.open { _ in }
    let phone = MediaLeg(
      stream,
      MediaNegotiator(address: "127.0.0.1", port: stream.port, sessionID: 7, policy: .plainOnly))
    try await withCallingSystem { system in
      let offer = phone.offer().text.replacing("c=IN IP4 127.0.0.1", with: "c=IN IP4 localhost")
        .replacing("a=sendrecv", with: "a=recvonly")
      let caller = try system.invite(
        "sip:111@127.0.0.1", from: "02214710123", [Self.diversion], offer: offer)
      let answer = try await system.command("the answer") {
        if case .answer(caller, let body) = $0 { body } else { nil }
      }
      #expect(phone.accept(answer))
      stream.confirm()
      try #require(system.signalling.listener).acknowledged(caller, nil)
      let packets = try await system.wait(for: "sound") {
        let count = stream.statistics.packetsReceived
        return count > 10 ? count : nil
      }
      #expect(packets > 10)
    }
  }
}
