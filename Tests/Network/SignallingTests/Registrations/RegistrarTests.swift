import Foundation
import Mailbox
import SIP
import Synchronization
import Testing

@testable import Signalling

/// Devices that register here.
@Suite struct Registrars {
  private func devices(_ options: inout SignallingOptions) {
    options.devices = [Credentials(user: "100", password: "secret")]
  }

  private func bindings(_ station: Station) -> [Binding] {
    station.listener.all.compactMap { if case .bound(let binding) = $0 { binding } else { nil } }
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
      #expect(!"\(station.listener.all)".contains("guess"))
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

  @Test func `a registration outlives a restart of the agent, and its device is told again`()
    async throws
  {
    var limits = SignallingLimits()
    limits.rememberSeconds = 0.01
    let book = Mutex<[RememberedBinding]>([])
    let device = try Datagram()
    try await withStation(limits: limits) {
      devices(&$0)
      $0.rememberBindings = { all in book.withLock { $0 = all } }
    } _: { station in
      _ = try await register(device, at: station, call: "one")
      while book.withLock({ $0.isEmpty }) { try await Task.sleep(for: .milliseconds(2)) }
    }
    let kept = book.withLock { $0 }
    #expect(kept.map(\.contact) == ["sip:100@127.0.0.1:\(device.port)"])
    try await withStation {
      devices(&$0)
      $0.rememberedBindings = kept
    } _: { station in
      let binding = try await station.listener.first("the binding of before") {
        if case .bound(let binding) = $0 { binding } else { nil }
      }
      #expect(binding.isNew && binding.expiresSeconds > 500)
      // What comes late from before changes nothing; the next REGISTER is a refresh.
      _ = try await register(device, at: station, call: "one", number: 3)
      let next = station.listener.all.compactMap {
        if case .bound(let binding) = $0 { binding.isNew } else { nil }
      }
      #expect(next == [true, false])
    }
  }

  @Test func `registrations that ended or whose device is gone are not taken over`() async throws {
    func binding(_ user: String, _ seconds: Double) -> RememberedBinding {
      RememberedBinding(
        user: user, contact: "sip:\(user)@127.0.0.1:5070", routes: [], callID: "one", sequence: 1,
        expiresAt: Date().timeIntervalSince1970 + seconds)
    }
    try await withStation {
      devices(&$0)
      $0.rememberedBindings = [binding("100", -5), binding("200", 500)]
    } _: { station in
      try await SIPp("options", at: station.addresses[0]).finish()
      #expect(station.listener.all.isEmpty)
    }
  }

  @Test func `a device that begins anew with another Call-ID is new`() async throws {
    try await withStation([.udp], devices) { station in
      let device = try Datagram()
      for (call, number) in [("one", 1), ("one", 3), ("two", 1)] {
        _ = try await register(device, at: station, call: call, number: number)
      }
      let bindings = station.listener.all.compactMap {
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
        let first = try await registrar.listener.first("a binding") {
          if case .bound(let binding) = $0 { binding } else { nil }
        }
        #expect(first.expiresSeconds == 1)
        client.agent.stop()
        let last = try await registrar.listener.first("its end") {
          if case .bound(let binding) = $0, binding.expiresSeconds == 0 { binding } else { nil }
        }
        #expect(last.contact == first.contact)
      }
    }
  }
}
