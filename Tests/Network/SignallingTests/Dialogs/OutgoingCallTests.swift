import Signalling
import Testing

/// Calls of our own to SIPp.
@Suite struct OutgoingCalls {
  private func call(
    _ station: Station, _ sipp: SIPp, _ credentials: Credentials? = nil
  ) async throws -> DialogID {
    try await sipp.isListening()
    let id = DialogID.next()
    station.perform(
      .invite(
        id,
        OutgoingCall(
          uri: "sip:300@127.0.0.1:\(sipp.port)", from: "sip:2000@127.0.0.1",
          offer: .sdp(RecordingListener.sdp("sendrecv")), credentials: credentials)))
    return id
  }

  private func answer(_ station: Station, _ id: DialogID) async throws -> SIPBody? {
    try await station.listener.first("the answer") {
      if case .answered(id, let body) = $0 { .some(body) } else { nil }
    }
  }

  @Test func `a call is answered and hung up`() async throws {
    try await withStation { station in
      let sipp = try SIPp("uas", at: nil)
      let id = try await call(station, sipp)
      #expect(try await answer(station, id)?.text.contains("m=audio") == true)
      let rang = station.listener.all.contains {
        if case .progressed(id, let status) = $0 { status.code == 180 } else { false }
      }
      #expect(rang)
      station.perform(.hangUp(id))
      try await sipp.finish()
      #expect(try await station.listener.ending(id) == .weHungUp)
    }
  }

  @Test func `who was called hangs up`() async throws {
    try await withStation { station in
      let sipp = try SIPp("uas-hangs-up", at: nil)
      let id = try await call(station, sipp)
      try await sipp.finish()
      #expect(try await station.listener.ending(id) == .peerHungUp)
    }
  }

  @Test func `who was called is busy`() async throws {
    try await withStation { station in
      let sipp = try SIPp("uas-busy", at: nil)
      let id = try await call(station, sipp)
      #expect(
        try await station.listener.ending(id) == .refused(SIPStatus(486, "Busy Here"), contact: nil)
      )
      try await sipp.finish()
    }
  }

  @Test func `a call that rings is given up`() async throws {
    try await withStation { station in
      let sipp = try SIPp("uas-rings", at: nil)
      let id = try await call(station, sipp)
      _ = try await station.listener.first("180") {
        if case .progressed(id, _) = $0 { true } else { nil }
      }
      station.perform(.hangUp(id))
      try await sipp.finish()
      #expect(try await station.listener.ending(id) == .weHungUp)
    }
  }

  @Test func `a password is given when it is asked for`() async throws {
    try await withStation { station in
      let sipp = try SIPp("uas-digest", at: nil)
      let id = try await call(station, sipp, Credentials(user: "alice", password: "secret"))
      _ = try await answer(station, id)
      station.perform(.hangUp(id))
      try await sipp.finish()
    }
  }

  @Test func `INFO and a new offer are sent within a call`() async throws {
    try await withStation { station in
      let sipp = try SIPp("uas-transfer", at: nil)
      let id = try await call(station, sipp)
      _ = try await answer(station, id)
      station.perform(.info(id, SIPBody(type: "application/dtmf-relay", "Signal=7\r\n")))
      station.perform(.reoffer(id, .sdp(RecordingListener.sdp("sendonly"))))
      _ = try await station.listener.first("the second answer") {
        if case .answered(id, let body) = $0, body?.text.contains("recvonly") == true {
          true
        } else {
          nil
        }
      }
      station.perform(.hangUp(id))
      try await sipp.finish()
    }
  }

  @Test func `a call that cannot be sent ends at once`() async throws {
    try await withStation { station in
      let id = DialogID.next()
      station.perform(
        .invite(
          id, OutgoingCall(uri: "sip:1@127.0.0.1;transport=tls", from: "sip:2@x", offer: nil)))
      guard case .failed = try await station.listener.ending(id) else {
        Issue.record("not failed")
        return
      }
    }
  }

  @Test func `a second phone that answers is hung up`() async throws {
    try await withStation { station in
      let socket = try Datagram()
      let id = DialogID.next()
      station.perform(
        .invite(
          id, OutgoingCall(uri: "sip:3@127.0.0.1:\(socket.port)", from: "sip:2@x", offer: nil)))
      let invite = try #require(try await socket.receive(within: 20_000))
      for tag in ["one", "two"] {
        let kept = invite.split(separator: "\r\n").filter { line in
          ["Via:", "From:", "To:", "Call-ID:", "CSeq:"].contains { line.hasPrefix($0) }
        }.map { $0.hasPrefix("To:") ? "\($0);tag=\(tag)" : String($0) }
        let answer =
          (["SIP/2.0 200 OK"] + kept + ["Contact: <sip:\(tag)@127.0.0.1:\(socket.port)>"])
          .joined(separator: "\r\n") + "\r\nContent-Length: 0\r\n\r\n"
        socket.send(Array(answer.utf8), to: station.port)
      }
      var heard: [String] = []
      while heard.count < 3, let request = try await socket.receive(within: 20_000) {
        // On a busy machine the INVITE is repeated.
        if !request.hasPrefix("INVITE") { heard.append(String(request.prefix { $0 != "@" })) }
      }
      #expect(heard == ["ACK sip:one", "ACK sip:two", "BYE sip:two"])
      _ = try await answer(station, id)
    }
  }
}
