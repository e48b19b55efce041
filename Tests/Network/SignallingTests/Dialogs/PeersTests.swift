import Signalling
import Testing

/// Two agents in one process.
@Suite struct Peers {
  @Test func `two agents call each other`() async throws {
    try await withStation { one in
      try await withStation { other in
        let id = DialogID.next()
        one.perform(
          .invite(
            id,
            OutgoingCall(
              uri: "sip:2000@127.0.0.1:\(other.port)", from: "\"Ann\" <sip:1@127.0.0.1>",
              offer: nil, headers: [SIPHeader("Diversion", "<sip:7@x>;reason=no-answer")])))
        let call = try await other.answerFirst()
        #expect(call.headers.contains(SIPHeader("Diversion", "<sip:7@x>;reason=no-answer")))
        let offer = try await one.listener.first("an offer in the 200") {
          if case .answered(id, let body) = $0 { body } else { nil }
        }
        #expect(offer.text.contains("sendrecv"))
        one.perform(.answer(id, .sdp(RecordingListener.sdp("recvonly"))))
        let answer = try await other.listener.first("the answer in the ACK") {
          if case .acknowledged(call.dialog, let body) = $0 { body } else { nil }
        }
        #expect(answer.text.contains("recvonly"))
        other.perform(.hangUp(call.dialog))
        #expect(try await one.listener.ending(id) == .peerHungUp)
      }
    }
  }

  @Test func `stopping ends the calls of the other side`() async throws {
    try await withStation { one in
      let other = try Station()
      let id = DialogID.next()
      one.perform(
        .invite(
          id,
          OutgoingCall(
            uri: "sip:2000@127.0.0.1:\(other.port)", from: "sip:1@127.0.0.1",
            offer: .sdp(RecordingListener.sdp("sendrecv")))))
      _ = try await other.answerFirst()
      _ = try await one.listener.first("the answer") {
        if case .answered(id, _) = $0 { true } else { nil }
      }
      other.agent.stop()
      #expect(try await one.listener.ending(id) == .peerHungUp)
    }
  }

  @Test func `an address that is taken is named in the error`() throws {
    let station = try Station()
    defer { station.agent.stop() }
    let address = TransportAddress(.tcp, "203.0.113.1", 5060)
    let other = LibreSignalling(SignallingOptions(addresses: [address]))
    let error = #expect(throws: SignallingError.self) { try other.start(RecordingListener()) }
    #expect(error?.description.contains("tcp:203.0.113.1:5060") == true)
  }
}
