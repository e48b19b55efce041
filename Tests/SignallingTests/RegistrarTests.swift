import Mailbox
import SIP
import Testing

@testable import Signalling

/// Devices that register here.
@Suite struct Registrars {
  private func devices(_ options: inout SignallingOptions) {
    options.devices = [Credentials(user: "100", password: "secret")]
  }

  private func bindings(_ station: Station) -> [Binding] {
    station.ear.all.compactMap { if case .bound(let binding) = $0 { binding } else { nil } }
  }

  @Test(arguments: [SignallingTransport.udp, .tcp])
  func `a device registers, refreshes and goes`(transport: SignallingTransport) async throws {
    try await withStation([transport], devices) { station in
      try await SIPp("register", at: station.addresses[0]).finish()
      let all = bindings(station)
      #expect(all.map(\.expiresSeconds) == [600, 0])
      #expect(all.map(\.isNew) == [true, false])
      #expect(all.allSatisfy { $0.user == "100" && $0.contact.hasPrefix("sip:100@127.0.0.1") })
    }
  }

  @Test func `a wrong password does not register`() async throws {
    try await withStation([.udp], devices) { station in
      try await SIPp("register-wrong", at: station.addresses[0]).finish()
      #expect(bindings(station).isEmpty)
      #expect(!"\(station.ear.all)".contains("guess"))
    }
  }

  @Test func `without devices there is no registrar`() async throws {
    try await withStation { station in
      let socket = try Datagram()
      socket.send(Array(Requests.text("REGISTER", from: socket.port).utf8), to: station.port)
      let answer = try #require(try await socket.receive(within: 20_000))
      #expect(answer.hasPrefix("SIP/2.0 405 "))
    }
  }

  @Test func `a call from where a device has registered by UDP has to prove its password`()
    async throws
  {
    try await withStation([.udp], devices) { station in
      try await SIPp("register-and-call-by-udp", at: station.addresses[0]).finish()
    }
  }

  @Test func `a call on the connection on which a device has proven its password names it`()
    async throws
  {
    try await withStation([.tcp], devices) { station in
      let sipp = try SIPp("register-and-call", at: station.addresses[0])
      #expect(
        try await station.answerFirst().evidence.identify()
          == .known(IdentifiedCaller(number: "100", trust: .verified, device: "100")))
      try await sipp.finish()
    }
  }

  @Test func `a call in the name of a device has to prove its password`() async throws {
    try await withStation([.udp], devices) { station in
      let sipp = try SIPp("call-with-password", at: station.addresses[0])
      #expect(try await station.answerFirst().evidence.digest == .right(device: "100"))
      try await sipp.finish()
    }
  }

  @Test func `others are not asked for a password`() async throws {
    try await withStation {
      $0.devices = [Credentials(user: "555", password: "secret")]
    } _: { station in
      let sipp = try SIPp("call", at: station.addresses[0])
      #expect(try await station.answerFirst().evidence.digest == .absent)
      try await sipp.finish()
    }
  }

  /// Registers as device 100 with digest; returns the 200.
  private func register(
    _ socket: Datagram, at station: Station, call: String, number: Int = 1, headers: String = ""
  ) async throws -> String {
    let first = Requests.register(from: socket.port, call: call, number: number, headers: headers)
    socket.send(Array(first.utf8), to: station.port)
    let challenge = try #require(
      try await socket.receive(within: 20_000) { $0.hasPrefix("SIP/2.0 401 ") })
    let second = Requests.register(
      from: socket.port, call: call, number: number + 1,
      headers: headers + Requests.authorization("100", "secret", challenge))
    socket.send(Array(second.utf8), to: station.port)
    return try #require(try await socket.receive(within: 20_000) { $0.hasPrefix("SIP/2.0 200 ") })
  }

  @Test func `a device behind a proxy is reached by its Path`() async throws {
    try await withStation([.udp], devices) { station in
      let (device, proxy) = (try Datagram(), try Datagram())
      let path = "Path: <sip:127.0.0.1:\(proxy.port);lr>\r\n"
      let answer = try await register(device, at: station, call: "one", headers: path)
      #expect(answer.contains(path))
      station.perform(
        .notify(
          NotifyRequest(
            uri: "sip:100@127.0.0.1:\(device.port)", from: "sip:2000@127.0.0.1",
            event: "message-summary",
            body: SIPBody(type: "application/simple-message-summary", "Messages-Waiting: no\r\n"))))
      let notify = try #require(try await proxy.receive(within: 20_000))
      #expect(notify.hasPrefix("NOTIFY sip:100@127.0.0.1:\(device.port) SIP/2.0"))
      #expect(notify.contains("Route: <sip:127.0.0.1:\(proxy.port);lr>\r\n"))
      #expect(device.next() == nil)
    }
  }

  @Test func `a device that begins anew with another Call-ID is new`() async throws {
    try await withStation([.udp], devices) { station in
      let device = try Datagram()
      for (call, number) in [("one", 1), ("one", 3), ("two", 1)] {
        _ = try await register(device, at: station, call: call, number: number)
      }
      let bindings = station.ear.all.compactMap {
        if case .bound(let binding) = $0 { binding.isNew } else { nil }
      }
      #expect(bindings == [true, false, true])
    }
  }

  @Test func `a binding that is not refreshed ends`() async throws {
    var limits = SignallingLimits()
    limits.leastBindingSeconds = 1
    try await withStation(limits: limits) {
      devices(&$0)
      $0.longestBindingSeconds = 1
    } _: { registrar in
      try await withStation { client in
        client.perform(
          .register(
            RegistrationID(1),
            Registration(
              registrar: "sip:127.0.0.1:\(registrar.port)", address: "sip:100@127.0.0.1",
              credentials: Credentials(user: "100", password: "secret"))))
        let first = try await registrar.ear.first("a binding") {
          if case .bound(let binding) = $0 { binding } else { nil }
        }
        #expect(first.expiresSeconds == 1)
        client.agent.stop()
        let last = try await registrar.ear.first("its end") {
          if case .bound(let binding) = $0, binding.expiresSeconds == 0 { binding } else { nil }
        }
        #expect(last.contact == first.contact)
      }
    }
  }
}

/// Registering at others.
@Suite struct OwnRegistrations {
  private func register(_ station: Station, _ sipp: SIPp) async throws {
    try await sipp.isListening()
    station.perform(
      .register(
        RegistrationID(7),
        Registration(
          registrar: "sip:127.0.0.1:\(sipp.port)", address: "sip:vm@127.0.0.1",
          credentials: Credentials(user: "vm", password: "secret"))))
  }

  private func states(_ station: Station) -> [RegistrationState] {
    station.ear.all.compactMap {
      if case .registered(RegistrationID(7), let state) = $0 { state } else { nil }
    }
  }

  @Test func `a registration is kept up and ended`() async throws {
    try await withStation { station in
      let sipp = try SIPp("pbx", at: nil)
      try await register(station, sipp)
      _ = try await station.ear.first("registered") {
        if case .registered = $0 { true } else { nil }
      }
      try await Task.sleep(for: .milliseconds(1_700))
      station.perform(.unregister(RegistrationID(7)))
      try await sipp.finish()
      _ = try await station.ear.first("ended") {
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
      _ = try await station.ear.first("registered") {
        if case .registered(_, .registered) = $0 { true } else { nil }
      }
      station.perform(.unregister(RegistrationID(7)))
      try await sipp.finish()
      #expect(states(station).first == .failed("503 Service Unavailable", retrySeconds: 1))
    }
  }

  /// A registrar that wants twice the time whatever it is asked for.
  @Test func `a registrar that raises the time for ever is followed three times`() async throws {
    try await withStation { station in
      let registrar = try Datagram()
      station.perform(
        .register(
          RegistrationID(7),
          Registration(
            registrar: "sip:127.0.0.1:\(registrar.port)", address: "sip:vm@127.0.0.1",
            credentials: Credentials(user: "vm", password: "secret"))))
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
      let state = try await station.ear.first("the end of its tries") {
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
