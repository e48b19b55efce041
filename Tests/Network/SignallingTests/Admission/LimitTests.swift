import Testing

@testable import Signalling

/// Who may call, and how often.
@Suite struct Limits {
  @Test func `a source that calls too often gets 503`() async throws {
    try await withStation {
      ($0.requestsPerSecond, $0.requestBurst) = (0, 2)
    } _: { station in
      let socket = try Datagram()
      for _ in 0..<2 {
        socket.send(Array(Requests.text("INVITE", from: socket.port).utf8), to: station.port)
        #expect(try await socket.receive(within: 20_000)?.hasPrefix("SIP/2.0 100 ") == true)
      }
      socket.send(Array(Requests.text("INVITE", from: socket.port).utf8), to: station.port)
      let answer = try #require(try await socket.receive(within: 20_000))
      #expect(answer.hasPrefix("SIP/2.0 503 "))
      #expect(answer.contains("\r\nRetry-After: 5\r\n"))
      #expect(station.agent.refusals[.rate] == 1)
      try await station.reports("INVITE was refused: 127.0.0.1 begins too many a second")
    }
  }

  @Test(arguments: [("REGISTER", 401), ("SUBSCRIBE", 200)])
  func `a source that registers or subscribes too often gets 503`(
    method: String, status: Int
  ) async throws {
    try await withStation {
      ($0.requestsPerSecond, $0.requestBurst) = (0, 2)
      $0.devices = [Credentials(user: "100", password: "secret")]
    } _: { station in
      let socket = try Datagram()
      let request = { Requests.text(method, from: socket.port, headers: Self.event) }
      for _ in 0..<2 {
        socket.send(Array(request().utf8), to: station.port)
        let answer = try #require(try await socket.receive(within: 20_000) { $0.hasPrefix("SIP") })
        #expect(answer.hasPrefix("SIP/2.0 \(status) "))
      }
      socket.send(Array(request().utf8), to: station.port)
      let answer = try #require(try await socket.receive(within: 20_000) { $0.hasPrefix("SIP") })
      #expect(answer.hasPrefix("SIP/2.0 503 "))
      #expect(answer.contains("\r\nRetry-After: 5\r\n"))
    }
  }

  private static func address(_ text: String) -> TransportAddress {
    TransportAddress(.udp, text, 5_060)
  }

  private static let event = "Event: message-summary\r\nExpires: 600\r\n"

  @Test func `wrong passwords use up what a source may do`() {
    var options = SignallingOptions(addresses: [])
    (options.requestsPerSecond, options.requestBurst) = (1, 20)
    let limits = SignallingLimits()
    var admission = Admission(options, limits)
    for _ in 0..<2 {
      #expect(admission.refusal(from: Self.address("192.0.2.2"), at: 0, limits) == nil)
      admission.tookWrongPassword(from: Self.address("192.0.2.2"), at: 0)
    }
    #expect(admission.refusal(from: Self.address("192.0.2.2"), at: 0, limits)?.status.code == 503)
    #expect(admission.refusal(from: Self.address("192.0.2.3"), at: 0, limits) == nil)
    #expect(admission.refusal(from: Self.address("192.0.2.2"), at: 2, limits) == nil)
    admission.tookWrongPassword(from: Self.address("192.0.2.2"), at: 2)
    #expect(admission.refusal(from: Self.address("192.0.2.2"), at: 10, limits)?.status.code == 503)
    #expect(admission.refusal(from: Self.address("192.0.2.2"), at: 12, limits) == nil)
  }

  @Test func `a trunk may call as often as it likes`() {
    var options = SignallingOptions(addresses: [])
    (options.requestsPerSecond, options.requestBurst) = (1, 1)
    options.isUnlimited = { $0 == "192.0.2.1" }
    let limits = SignallingLimits()
    var admission = Admission(options, limits)
    for _ in 0..<10 {
      #expect(admission.refusal(from: Self.address("192.0.2.1"), at: 0, limits) == nil)
    }
    #expect(admission.refusal(from: Self.address("192.0.2.2"), at: 0, limits) == nil)
    #expect(admission.refusal(from: Self.address("192.0.2.2"), at: 0.5, limits)?.status.code == 503)
    #expect(admission.refusal(from: Self.address("192.0.2.2"), at: 1.6, limits) == nil)
  }

  @Test func `no more calls than allowed are taken at once`() async throws {
    try await withStation {
      $0.mostCalls = 0
    } _: { station in
      try await SIPp("full", at: station.addresses[0]).finish()
      #expect(station.agent.refusals[.mostCalls] == 1)
      try await station.reports("a call was refused: 0 are on, and no more may be")
    }
  }

  @Test func `no calls are taken while draining, and OPTIONS says so`() async throws {
    try await withStation { station in
      station.perform(.refuseNewCalls(retryAfterSeconds: 60))
      try await SIPp("full", at: station.addresses[0]).finish()
      let socket = try Datagram()
      socket.send(Array(Requests.text("OPTIONS", from: socket.port).utf8), to: station.port)
      let answer = try #require(try await socket.receive(within: 20_000))
      #expect(answer.hasPrefix("SIP/2.0 503 ") && answer.contains("\r\nRetry-After: 60\r\n"))
      station.perform(.refuseNewCalls(retryAfterSeconds: nil))
      try await SIPp("options", at: station.addresses[0]).finish()
      let sipp = try SIPp("call", at: station.addresses[0])
      _ = try await station.answerFirst()
      try await sipp.finish()
    }
  }
}
