import Signalling
import Testing

@testable import Signalling

/// A call without sound: whether the peer still knows it, OPTIONS within the dialog tells.
@Suite struct Probes {
  private static let brief = {
    var limits = SignallingLimits()
    limits.probeSeconds = 0.5
    return limits
  }()

  @Test(arguments: [200, 405, 501])
  func `a call goes on whatever the peer answers`(code: Int) async throws {
    try await withStation { station in
      let (socket, call) = try await call(to: station)
      station.perform(.verify(call.dialog))
      let options = try await receive("OPTIONS", at: socket)
      #expect(options.contains("Call-ID: probe"))
      socket.send(answer(code, to: options), to: station.port)
      // Asked again, which it would not be if it had ended.
      var next: String?
      for _ in 0..<200 where next == nil {
        station.perform(.verify(call.dialog))
        next = try await nextProbe(at: socket, after: options)
      }
      #expect(next != nil)
      #expect(!station.listener.all.contains { if case .ended = $0 { true } else { false } })
    }
  }

  @Test(arguments: [481, 408])
  func `a call that the peer does not know any more ends`(code: Int) async throws {
    try await withStation { station in
      let (socket, call) = try await call(to: station)
      station.perform(.verify(call.dialog))
      let options = try await receive("OPTIONS", at: socket)
      socket.send(answer(code, to: options), to: station.port)
      #expect(try await station.listener.ending(call.dialog) == .vanished)
    }
  }

  @Test func `a call whose peer does not answer ends, with BYE`() async throws {
    try await withStation(limits: Self.brief) { station in
      let (socket, call) = try await call(to: station)
      station.perform(.verify(call.dialog))
      #expect(try await station.listener.ending(call.dialog) == .vanished)
      _ = try await receive("BYE", at: socket)
    }
  }

  /// A call that is answered and acknowledged.
  private func call(to station: Station) async throws -> (Datagram, Invitation) {
    let socket = try Datagram()
    let headers = "Call-ID: probe\r\n"
    let invite = Requests.text("INVITE", from: socket.port, body: RecordingListener.sdp("sendrecv"))
      .replacing(#/Call-ID: .*\r\n/#, with: headers)
    socket.send(Array(invite.utf8), to: station.port)
    let call = try await station.answerFirst()
    let found = try await socket.receive(within: 20_000) { $0.hasPrefix("SIP/2.0 200") }
    let answer = try #require(found)
    let to = try #require(answer.split(separator: "\r\n").first { $0.hasPrefix("To:") })
    let ack = invite.replacing("INVITE", with: "ACK").replacing(#/To: .*\r\n/#, with: "\(to)\r\n")
    socket.send(Array(ack.utf8), to: station.port)
    _ = try await station.listener.first("the ACK") { heard in
      if case .acknowledged = heard { true } else { nil }
    }
    return (socket, call)
  }

  /// Within a dialog both sides have their tags.
  private func answer(_ code: Int, to request: String) -> [UInt8] {
    Array(Requests.answer(code, to: request).replacing(";tag=answer", with: "").utf8)
  }

  private func receive(_ method: String, at socket: Datagram) async throws -> String {
    let found = try await socket.receive(within: 20_000) { $0.hasPrefix(method) }
    return try #require(found)
  }

  private func nextProbe(at socket: Datagram, after first: String) async throws -> String? {
    let sequence = first.split(separator: "\r\n").first { $0.hasPrefix("CSeq:") } ?? ""
    return try await socket.receive(within: 50) {
      $0.hasPrefix("OPTIONS") && !$0.contains(sequence)
    }
  }
}
