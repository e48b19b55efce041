import Foundation
import Signalling
import Synchronization
import Testing

/// Calls from SIPp.
@Suite struct IncomingCalls {
  @Test func `a call is answered and the caller hangs up`() async throws {
    try await withStation { station in
      let sipp = try SIPp("call", at: station.addresses[0])
      let call = try await station.listener.invitation()
      #expect(call.requestURI.hasPrefix("sip:2000@"))
      #expect(call.body?.type == "application/sdp")
      #expect(call.source == TransportAddress(.udp, "127.0.0.1", sipp.port))
      station.perform(.ring(call.dialog))
      station.perform(.answer(call.dialog, .sdp(RecordingListener.sdp("sendrecv"))))
      try await sipp.finish()
      #expect(try await station.listener.ending(call.dialog) == .peerHungUp)
    }
  }

  @Test func `a caller that wants provisional responses confirmed is answered at once`()
    async throws
  {
    try await withStation { station in
      let sipp = try SIPp("reliable", at: station.addresses[0])
      let call = try await station.answerFirst()
      try await sipp.finish()
      #expect(try await station.listener.ending(call.dialog) == .peerHungUp)
    }
  }

  @Test func `a call is answered and hung up`() async throws {
    try await withStation { station in
      let sipp = try SIPp("call-hung-up", at: station.addresses[0])
      let call = try await station.answerFirst()
      station.perform(.hangUp(call.dialog))
      try await sipp.finish()
      #expect(try await station.listener.ending(call.dialog) == .weHungUp)
    }
  }

  @Test func `an INVITE without SDP is answered with an offer`() async throws {
    try await withStation { station in
      let sipp = try SIPp("late-offer", at: station.addresses[0])
      let call = try await station.answerFirst()
      #expect(call.body == nil)
      try await sipp.finish()
      let body = try await station.listener.first("the answer in the ACK") {
        if case .acknowledged(call.dialog, let body) = $0 { body } else { nil }
      }
      #expect(body.text.contains("m=audio"))
    }
  }

  @Test func `a caller holds and resumes`() async throws {
    try await withStation { station in
      let sipp = try SIPp("hold", at: station.addresses[0])
      let call = try await station.answerFirst()
      try await sipp.finish()
      let offers: [SIPBody?] = station.listener.all.compactMap {
        if case .reoffered(call.dialog, let offer) = $0 { .some(offer) } else { nil }
      }
      #expect(offers.count == 2)
      #expect(offers.first??.text.contains("a=sendonly") == true)
      #expect(offers.last == .some(nil))
    }
  }

  @Test func `an offer that is not taken gets 488 and the call goes on`() async throws {
    try await withStation { station in
      station.listener.answer.withLock { $0 = nil }
      let sipp = try SIPp("hold-refused", at: station.addresses[0])
      _ = try await station.answerFirst()
      try await sipp.finish()
    }
  }

  @Test func `a caller gives up before the answer`() async throws {
    try await withStation { station in
      let sipp = try SIPp("cancel", at: station.addresses[0])
      let call = try await station.listener.invitation()
      station.perform(.ring(call.dialog))
      try await sipp.finish()
      #expect(try await station.listener.ending(call.dialog) == .cancelled)
    }
  }

  @Test func `a call is refused`() async throws {
    try await withStation { station in
      let sipp = try SIPp("refused", at: station.addresses[0])
      let call = try await station.listener.invitation()
      station.perform(.refuse(call.dialog, SIPStatus(486, "Busy Here"), []))
      try await sipp.finish()
      #expect(try await station.listener.ending(call.dialog) == .weHungUp)
    }
  }

  @Test func `keys come by INFO`() async throws {
    try await withStation { station in
      let sipp = try SIPp("info", at: station.addresses[0])
      let call = try await station.answerFirst()
      try await sipp.finish()
      let bodies = station.listener.all.compactMap {
        if case .informed(call.dialog, let body) = $0 { body } else { nil }
      }
      #expect(bodies.map(\.type) == ["application/dtmf-relay", "application/dtmf"])
      #expect(bodies.first?.text.hasPrefix("Signal=5") == true)
    }
  }

  @Test(arguments: ["options", "gone", "unknown-methods"])
  func `what needs no call is answered`(scenario: String) async throws {
    try await withStation { station in
      try await SIPp(scenario, at: station.addresses[0]).finish()
      #expect(station.listener.all.isEmpty)
    }
  }

  @Test func `headers are handed up as they came, unfolded and with long names`() async throws {
    try await withStation { station in
      let socket = try Datagram()
      let text = """
        INVITE sip:2000@127.0.0.1 SIP/2.0\r
        v: SIP/2.0/UDP 127.0.0.1:\(socket.port);branch=z9hG4bKa;rport\r
        Max-Forwards: 70\r
        f: "A. Caller" <sip:100@127.0.0.1>;tag=1\r
        t: <sip:2000@127.0.0.1>\r
        i: compact\r
        CSeq: 1 INVITE\r
        m: <sip:100@127.0.0.1:\(socket.port)>\r
        Diversion: <sip:201@x>;reason=no-answer;\r
         counter=1\r
        Diversion: "B, b" <sip:202@x>;reason=user-busy\r
        History-Info: <sip:201@x>;index=1, <sip:202@x>;index=1.1\r
        History-Info: <sip:2000@x;target=sip:202%40x>;index=1.1.1\r
        P-Asserted-Identity: "A" <sip:+4930100@x>\r
        P-Asserted-Identity: <tel:+4930100>\r
        l: 0\r
        \r

        """
      socket.send(Array(text.utf8), to: station.port)
      let call = try await station.listener.invitation()
      let values = { (name: String) in call.headers.filter { $0.name == name }.map(\.value) }
      #expect(
        values("Diversion") == [
          "<sip:201@x>;reason=no-answer; counter=1", "\"B, b\" <sip:202@x>;reason=user-busy",
        ])
      #expect(
        values("History-Info") == [
          "<sip:201@x>;index=1, <sip:202@x>;index=1.1",
          "<sip:2000@x;target=sip:202%40x>;index=1.1.1",
        ])
      #expect(values("P-Asserted-Identity") == ["\"A\" <sip:+4930100@x>", "<tel:+4930100>"])
      #expect(values("From").first?.hasPrefix("\"A. Caller\" <sip:100@") == true)
      #expect(values("Contact").count == 1)
      #expect(values("Via").count == 1)
    }
  }
}
