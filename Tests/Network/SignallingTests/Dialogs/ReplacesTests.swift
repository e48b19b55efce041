import Foundation
import Signalling
import Testing

/// INVITEs that take the place of a call (RFC 3891).
@Suite struct Replaces {
  /// A caller whose call was answered, and the header that names it.
  private func answered(_ station: Station) async throws -> (Datagram, Invitation, String) {
    let socket = try Datagram()
    socket.send(
      Array(
        Requests.text(
          "INVITE", from: socket.port, body: RecordingListener.sdp("sendrecv"), branch: 1
        )
        .utf8),
      to: station.port)
    let call = try await station.answerFirst()
    let answer = try #require(
      try await socket.receive(within: 5_000) { $0.hasPrefix("SIP/2.0 200") })
    let line = try #require(
      answer.components(separatedBy: "\r\n").first { $0.hasPrefix("To:") })
    let tag = try #require(line.components(separatedBy: "tag=").last)
    return (socket, call, "c1;to-tag=\(tag);from-tag=f1")
  }

  private func status(
    of headers: String, method: String = "INVITE", at station: Station
  ) async throws -> String {
    let socket = try Datagram()
    let text = Requests.text(
      method, from: socket.port, user: "2", headers: headers,
      body: RecordingListener.sdp("sendrecv"))
    socket.send(Array(text.utf8), to: station.port)
    let answer = try await socket.receive(within: 5_000) { !$0.hasPrefix("SIP/2.0 100") }
    return String((answer ?? "").dropFirst(8).prefix(3))
  }

  @Test func `a call is told whose place it takes`() async throws {
    try await withStation { station in
      let (first, call, replaces) = try await answered(station)
      let second = try Datagram()
      let text = Requests.text(
        "INVITE", from: second.port, user: "2",
        headers: "Require: replaces\r\nReplaces: \(replaces)\r\n",
        body: RecordingListener.sdp("sendrecv"))
      second.send(Array(text.utf8), to: station.port)
      let other = try await station.listener.first("the second call") {
        if case .invited(let other) = $0, other.dialog != call.dialog { other } else { nil }
      }
      #expect(other.replaced == call.dialog)
      #expect(call.replaced == nil)
      withExtendedLifetime(first) {}
    }
  }

  @Test func `a call that is not known here, or too far, is not replaced`() async throws {
    try await withStation { station in
      let (first, _, replaces) = try await answered(station)
      func answer(_ value: String) async throws -> String {
        try await status(of: "Replaces: \(value)\r\n", at: station)
      }
      #expect(try await answer(replaces.replacing("from-tag=f1", with: "from-tag=f2")) == "481")
      #expect(try await answer(replaces.replacing("c1;", with: "c2;")) == "481")
      #expect(try await answer(replaces + ";early-only") == "486")
      #expect(try await answer("c1;to-tag=1") == "400")
      #expect(
        try await status(
          of: "Replaces: \(replaces)\r\nReplaces: \(replaces)\r\n", at: station) == "400")
      #expect(
        try await status(of: "Replaces: \(replaces)\r\n", method: "OPTIONS", at: station) == "400")
      withExtendedLifetime(first) {}
    }
  }
}
