import SIP
import Signalling
import Testing

@testable import Signalling

/// Provisional responses that the caller confirms (RFC 3262).
@Suite struct ReliableProvisionals {
  @Test func `180 is repeated until PRACK confirms it`() async throws {
    try await withStation { station in
      let (socket, invite, call) = try await invite(station, "Require: 100rel\r\n")
      station.perform(.ring(call.dialog))
      let first = try await receive("SIP/2.0 180", at: socket)
      let number = try #require(header("RSeq", in: first))
      #expect(header("Require", in: first) == "100rel")
      let second = try await receive("SIP/2.0 180", at: socket)
      #expect(header("RSeq", in: second) == number)
      let wrong = prack("\(number)9 1 INVITE", for: invite, first, number: 2)
      socket.send(Array(wrong.utf8), to: station.port)
      _ = try await receive("SIP/2.0 481", at: socket)
      let right = prack("\(number) 1 INVITE", for: invite, first, number: 3)
      socket.send(Array(right.utf8), to: station.port)
      _ = try await receive("SIP/2.0 200", at: socket)
      station.perform(.answer(call.dialog, .sdp(RecordingListener.sdp("sendrecv"))))
      let answer = try await receive("SIP/2.0 200", at: socket)
      #expect(answer.contains("m=audio"))
    }
  }

  @Test func `a call that is answered at once needs no PRACK`() async throws {
    try await withStation { station in
      let (socket, _, call) = try await invite(station, "Require: 100rel\r\n")
      station.perform(.answer(call.dialog, .sdp(RecordingListener.sdp("sendrecv"))))
      _ = try await receive("SIP/2.0 200", at: socket)
    }
  }

  @Test func `a PRACK that the answer has overtaken is taken`() async throws {
    try await withStation { station in
      let (socket, invite, call) = try await invite(station, "Require: 100rel\r\n")
      station.perform(.ring(call.dialog))
      let ringing = try await receive("SIP/2.0 180", at: socket)
      let number = try #require(header("RSeq", in: ringing))
      station.perform(.answer(call.dialog, .sdp(RecordingListener.sdp("sendrecv"))))
      let late = prack("\(number) 1 INVITE", for: invite, ringing, number: 2)
      socket.send(Array(late.utf8), to: station.port)
      let answer = try await socket.receive(within: 20_000) { $0.contains("CSeq: 2 PRACK") }
      #expect(answer?.hasPrefix("SIP/2.0 200 ") == true)
    }
  }

  @Test func `without PRACK the call is refused`() async throws {
    var limits = SignallingLimits()
    (limits.firstRepeatSeconds, limits.giveUpSeconds) = (0.05, 0.3)
    try await withStation(limits: limits) { station in
      let (socket, _, call) = try await invite(station, "Require: 100rel\r\n")
      station.perform(.ring(call.dialog))
      _ = try await receive("SIP/2.0 504", at: socket)
      #expect(try await station.listener.ending(call.dialog) == .failed("no PRACK came"))
    }
  }

  @Test func `who does not ask for it gets 180 once`() async throws {
    try await withStation { station in
      let (socket, _, call) = try await invite(station, "Supported: 100rel\r\n")
      station.perform(.ring(call.dialog))
      let ringing = try await receive("SIP/2.0 180", at: socket)
      #expect(header("RSeq", in: ringing) == nil)
    }
  }

  private func invite(
    _ station: Station, _ headers: String
  ) async throws -> (Datagram, String, Invitation) {
    let socket = try Datagram()
    let invite = Requests.text(
      "INVITE", from: socket.port, headers: headers, body: RecordingListener.sdp("sendrecv"))
    socket.send(Array(invite.utf8), to: station.port)
    return (socket, invite, try await station.listener.invitation())
  }

  private func prack(
    _ value: String, for invite: String, _ ringing: String, number: Int
  ) -> String {
    let head = invite.prefix(upTo: invite.firstRange(of: "Contact:")?.lowerBound ?? invite.endIndex)
    return head.replacing("INVITE sip:2000", with: "PRACK sip:2000")
      .replacing("branch=z9hG4bK", with: "branch=z9hG4bKp\(number)")
      .replacing("CSeq: 1 INVITE", with: "CSeq: \(number) PRACK")
      .replacing(#/To: .*\r\n/#, with: "To: \(header("To", in: ringing) ?? "")\r\n")
      + "RAck: \(value)\r\nContent-Length: 0\r\n\r\n"
  }

  private func header(_ name: String, in message: String) -> String? {
    message.split(separator: "\r\n").first { $0.hasPrefix(name + ": ") }
      .map { String($0.dropFirst(name.count + 2)) }
  }

  private func receive(_ start: String, at socket: Datagram) async throws -> String {
    let found = try await socket.receive(within: 20_000) { $0.hasPrefix(start) }
    return try #require(found)
  }
}

/// SHA-256 digests beside MD5 (RFC 8760).
@Suite struct DigestAlgorithms {
  @Test func `SHA-256 is that of FIPS 180-4`() {
    #expect(
      DigestAlgorithm.sha256.hash("abc")
        == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
  }

  @Test(arguments: DigestAlgorithm.allCases)
  func `a digest of either algorithm is right`(algorithm: DigestAlgorithm) throws {
    var nonces = Nonces()
    let answer = nonces.challenge(
      for: "REGISTER", realm: "here", isProxy: false, isStale: false, [.sha256, .md5], at: 1)
    #expect(
      answer.headers.compactMap { DigestFields($0.value)?["algorithm"] } == ["SHA-256", "MD5"])
    let nonce = try #require(answer.headers.first.flatMap { DigestFields($0.value)?["nonce"] })
    func verdict(_ name: String?, _ hash: DigestAlgorithm) -> IdentityEvidence.Digest {
      let first = hash.hash("100:here:secret")
      let response = hash.hash("\(first):\(nonce):\(hash.hash("REGISTER:sip:127.0.0.1"))")
      let fields = DigestFields(
        "Digest username=\"100\", realm=\"here\", nonce=\"\(nonce)\", uri=\"sip:127.0.0.1\", "
          + (name.map { "algorithm=\($0), " } ?? "") + "response=\"\(response)\"")
      guard let fields else { return .absent }
      return nonces.check(
        fields, method: "REGISTER", requestURI: "sip:127.0.0.1", realm: "here",
        among: [Credentials(user: "100", password: "secret")], at: 2, SignallingLimits())
    }
    let other: DigestAlgorithm = algorithm == .md5 ? .sha256 : .md5
    #expect(verdict(algorithm.rawValue, other) == .wrong)
    #expect(verdict("SHA-512-256", algorithm) == .wrong)
    #expect(verdict(algorithm.rawValue, algorithm) == .right(device: "100"))
  }
}
