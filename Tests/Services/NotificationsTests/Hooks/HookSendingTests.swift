import MailServer
import Mailbox
import Testing

@testable import Notifications

/// What comes of an event, against a real receiver, and where events do not go.
@Suite struct HookSendingTests {
  private static let event = HookEvent(
    kind: .messageNew, id: "evt_1", at: 1_710_504_000_000, company: "Berg",
    message: HookedMessage(
      id: 7, from: "+49211555222", received: 1_710_504_000_000, milliseconds: 3_500,
      isUrgent: true, isConfidential: false))
  private static let time: Int64 = 1_710_504_060

  private func secret() throws -> HookSecret {
    try #require(HookSecret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"))
  }

  private func send(_ url: String, _ change: (inout HookSettings) -> Void) throws -> HookOutcome {
    var settings = HookSettings()
    settings.answerSeconds = 5
    change(&settings)
    return HookSending(settings).send(
      Self.event, to: url, by: try secret(), timestamp: Self.time)
  }

  @Test func `the signature is that of Standard Webhooks`() throws {
    // Their own example.
    #expect(
      HookSignature.text(
        of: #"{"test": 2432232314}"#, id: "msg_p5jXN8AQM9LWM0D4loKWxJek", timestamp: 1_614_265_330,
        by: try secret()) == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")
  }

  @Test func `an event arrives signed, as JSON`() throws {
    let server = try HookServer()
    let outcome = try send("http://127.0.0.1:\(server.port)/events?a=b") {
      $0.hosts = HookHosts(["127.0.0.1"])
    }
    #expect(outcome == .taken)
    let request = try #require(server.requests.first)
    #expect(request.path == "/events?a=b")
    #expect(request.headers["content-type"] == "application/json")
    #expect(request.headers["webhook-id"] == "evt_1")
    #expect(request.headers["webhook-timestamp"] == "\(Self.time)")
    #expect(
      request.headers["webhook-signature"]
        == HookSignature.text(
          of: request.body, id: "evt_1", timestamp: Self.time, by: try secret()))
    #expect(
      request.body == #"{"data":{"company":"Berg","message":{"confidential":false,"#
        + #""from":"+49211555222","id":7,"received":"2024-03-15T12:00:00Z","seconds":3.5,"#
        + #""urgent":true}},"timestamp":"2024-03-15T12:00:00Z","type":"message.new"}"#)
  }

  @Test(arguments: [200, 201, 204]) func `every 2xx is taken`(status: Int) throws {
    let server = try HookServer()
    let outcome = try send("http://127.0.0.1:\(server.port)/status/\(status)") {
      $0.hosts = HookHosts(["127.0.0.1:\(server.port)"])
    }
    #expect(outcome == .taken)
  }

  @Test(arguments: [400, 404, 410, 500, 503]) func `every other answer is refused`(
    status: Int
  ) throws {
    let server = try HookServer()
    let outcome = try send("http://127.0.0.1:\(server.port)/status/\(status)") {
      $0.hosts = HookHosts(["127.0.0.1"])
    }
    #expect(outcome == .refused("HTTP \(status)"))
  }

  @Test func `another place is not followed`() throws {
    let server = try HookServer()
    let outcome = try send("http://127.0.0.1:\(server.port)/redirect") {
      $0.hosts = HookHosts(["127.0.0.1"])
    }
    guard case .refused(let answer) = outcome else {
      Issue.record("\(outcome)")
      return
    }
    #expect(answer.hasPrefix("HTTP 302"))
    #expect(server.requests.map(\.path) == ["/redirect"])
  }

  @Test func `an answer without an end counts by its status`() throws {
    let server = try HookServer()
    let outcome = try send("http://127.0.0.1:\(server.port)/endless") {
      $0.hosts = HookHosts(["127.0.0.1"])
    }
    #expect(outcome == .taken)
  }

  @Test func `a receiver that hangs is left after its time`() throws {
    let server = try HookServer()
    let outcome = try send("http://127.0.0.1:\(server.port)/hang") {
      $0.hosts = HookHosts(["127.0.0.1"])
      $0.answerSeconds = 1
    }
    guard case .unreachable = outcome else {
      Issue.record("\(outcome)")
      return
    }
  }

  @Test func `by https with a certificate that is trusted`() throws {
    let server = try HookServer(isSecure: true)
    let url = "https://localhost:\(server.port)/"
    let trusted = try send(url) {
      $0.hosts = HookHosts(["localhost"])
      $0.caFile = server.certificate
    }
    #expect(trusted == .taken)
    guard case .unreachable = try send(url, { $0.hosts = HookHosts(["localhost"]) }) else {
      Issue.record("nobody trusts this certificate")
      return
    }
    #expect(server.requests.count == 1)
  }

  // Names that lead to this machine: the check is of the address that is connected to.
  @Test(arguments: ["localhost", "127.0.0.1", "[::1]", "[::ffff:127.0.0.1]"])
  func `nothing goes into the own network unless the host is listed`(host: String) throws {
    let server = try HookServer(isSecure: true)
    let outcome = try send("https://\(host):\(server.port)/") {
      $0.caFile = server.certificate
      $0.hosts = HookHosts(["\(host):1", "other.example.com"])
    }
    guard case .unreachable(let reason) = outcome else {
      Issue.record("\(outcome)")
      return
    }
    #expect(reason.contains("no public address"))
    #expect(server.requests.isEmpty)
  }

  @Test func `nothing goes in clear to a host that is not listed`() throws {
    let server = try HookServer()
    guard case .unreachable = try send("http://127.0.0.1:\(server.port)/", { _ in }) else {
      Issue.record("it is not listed")
      return
    }
    #expect(server.requests.isEmpty)
  }
}
