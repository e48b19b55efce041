import Testing

@testable import Signalling

/// Registering at others.
@Suite struct OwnRegistrations {
  private func register(_ station: Station, _ sipp: SIPp) async throws {
    try await sipp.isListening()
    register(station, at: sipp.port)
  }

  private func register(_ station: Station, at port: UInt16, password: String = "secret") {
    station.perform(
      .register(
        RegistrationID(7),
        Registration(
          registrar: "sip:127.0.0.1:\(port)", address: "sip:vm@127.0.0.1",
          credentials: Credentials(user: "vm", password: password))))
  }

  private func states(_ station: Station) -> [RegistrationState] {
    station.listener.all.compactMap {
      if case .registered(RegistrationID(7), let state) = $0 { state } else { nil }
    }
  }

  @Test func `a registration is kept up and ended`() async throws {
    try await withStation { station in
      let sipp = try SIPp("pbx", at: nil)
      try await register(station, sipp)
      _ = try await station.listener.first("registered") {
        if case .registered = $0 { true } else { nil }
      }
      try await Task.sleep(for: .milliseconds(1_700))
      station.perform(.unregister(RegistrationID(7)))
      try await sipp.finish()
      _ = try await station.listener.first("ended") {
        if case .registered(_, .ended) = $0 { true } else { nil }
      }
      #expect(states(station) == [.registered, .ended])
    }
  }

  @Test func `a registration that fails is tried again`() async throws {
    var limits = SignallingLimits()
    limits.firstRetrySeconds = 1
    try await withStation(limits: limits) { station in
      let sipp = try SIPp("pbx-failing", at: nil)
      try await register(station, sipp)
      _ = try await station.listener.first("registered") {
        if case .registered(_, .registered) = $0 { true } else { nil }
      }
      station.perform(.unregister(RegistrationID(7)))
      try await sipp.finish()
      #expect(states(station).first == .failed("503 Service Unavailable", retrySeconds: 1))
    }
  }

  @Test func `a registration that was refused is tried at once when it is told again`() async throws
  {
    try await withStation { station in
      let registrar = try Datagram()
      // A busy machine repeats a request before it reads the answer.
      var answered: Set<String> = []
      func answer(_ code: Int, _ headers: String = "") async throws -> String {
        let request = try #require(
          try await registrar.receive(within: 20_000) { text in
            text.hasPrefix("REGISTER ") && !answered.contains(text)
          })
        answered.insert(request)
        registrar.send(Array(Requests.answer(code, to: request, headers).utf8), to: station.port)
        return request
      }
      register(station, at: registrar.port, password: "wrong")
      _ = try await answer(403)
      _ = try await station.listener.first("the refusal") {
        if case .registered(_, .failed) = $0 { true } else { nil }
      }
      // Without a reload it would be tried after half a minute.
      register(station, at: registrar.port)
      _ = try await answer(200, "Expires: 600\r\n")
      _ = try await station.listener.first("the registration") {
        if case .registered(_, .registered) = $0 { true } else { nil }
      }
      register(station, at: registrar.port)
      station.perform(.unregister(RegistrationID(7)))
      #expect(try await answer(200).contains("Expires: 0\r\n"))
    }
  }

  /// A registrar that wants twice the time whatever it is asked for.
  @Test func `a registrar that raises the time for ever is followed three times`() async throws {
    try await withStation { station in
      let registrar = try Datagram()
      register(station, at: registrar.port)
      var times: [Int] = []
      for _ in 0..<4 {
        let request = try #require(
          try await registrar.receive(within: 20_000) { text in
            text.hasPrefix("REGISTER ") && !times.contains(Self.expires(text))
          })
        let time = Self.expires(request)
        times.append(time)
        registrar.send(
          Array(Requests.answer(423, to: request, "Min-Expires: \(time * 2)\r\n").utf8),
          to: station.port)
      }
      let state = try await station.listener.first("the end of its tries") {
        if case .registered(_, let state) = $0 { state } else { nil }
      }
      #expect(times == [times[0], times[0] * 2, times[0] * 4, times[0] * 8])
      guard case .failed(let reason, _) = state else {
        Issue.record("\(state)")
        return
      }
      #expect(reason.hasPrefix("423 "))
    }
  }

  private static func expires(_ request: String) -> Int {
    let line = request.split(separator: "\r\n").first { $0.hasPrefix("Expires:") }
    return line.flatMap { Int($0.dropFirst(8).trimmingPrefix(" ")) } ?? -1
  }
}
