import Testing

@testable import Signalling

/// Message waiting (RFC 3842).
@Suite struct Subscriptions {
  private func waiting(_ text: String) -> SIPBody {
    SIPBody(type: "application/simple-message-summary", "Messages-Waiting: \(text)\r\n")
  }

  private func subscription(_ station: Station) async throws -> SubscriptionID {
    try await station.listener.first("SUBSCRIBE") {
      if case .subscribed(let id, _) = $0 { id } else { nil }
    }
  }

  private func end(_ station: Station, of id: SubscriptionID) async throws {
    _ = try await station.listener.first("the end of the subscription") {
      if case .unsubscribed(id) = $0 { true } else { nil }
    }
  }

  @Test func `a phone subscribes, is told of a change and leaves`() async throws {
    try await withStation { station in
      let sipp = try SIPp("subscribe", at: station.addresses[0])
      let id = try await subscription(station)
      station.perform(.publish(id, waiting("no"), isLast: false))
      station.perform(.publish(id, waiting("yes"), isLast: false))
      try await sipp.finish()
      try await end(station, of: id)
    }
  }

  @Test func `a subscription that is not refreshed ends`() async throws {
    var limits = SignallingLimits()
    limits.leastSubscriptionSeconds = 1
    try await withStation(limits: limits) { station in
      let phone = try Datagram()
      let request = Requests.text(
        "SUBSCRIBE", from: phone.port, headers: "Event: message-summary\r\nExpires: 1\r\n")
      phone.send(Array(request.utf8), to: station.port)
      let id = try await subscription(station)
      // Whether it has a second left for this or none: the last word is that its time is over.
      station.perform(.publish(id, waiting("no"), isLast: false))
      let last = try await phone.receive(within: 60_000) {
        $0.hasPrefix("NOTIFY ") && $0.contains("Subscription-State: terminated;reason=timeout")
      }
      #expect(last != nil)
      try await end(station, of: id)
    }
  }

  @Test func `a phone that knows no subscription is not told again`() async throws {
    try await withStation { station in
      let sipp = try SIPp("subscribe-gone", at: station.addresses[0])
      let id = try await subscription(station)
      station.perform(.publish(id, waiting("no"), isLast: false))
      try await sipp.finish()
      try await end(station, of: id)
    }
  }

  @Test(arguments: [486, 500, 503])
  func `a phone that cannot take a NOTIFY now is told again`(code: Int) async throws {
    var limits = SignallingLimits()
    limits.notifyRetrySeconds = (0.05, 1)
    try await withStation(limits: limits) { station in
      let phone = try Datagram()
      let request = Requests.text(
        "SUBSCRIBE", from: phone.port, headers: "Event: message-summary\r\nExpires: 600\r\n")
      phone.send(Array(request.utf8), to: station.port)
      let id = try await subscription(station)
      station.perform(.publish(id, waiting("yes"), isLast: false))
      var seen: Set<Substring> = []
      for answer in [code, code, 200] {
        // One that came twice is the same.
        let notify = try #require(
          try await phone.receive(within: 60_000) { text in
            let sequence = text.split(separator: "\r\n").first { $0.hasPrefix("CSeq:") } ?? ""
            return text.hasPrefix("NOTIFY ") && seen.insert(sequence).inserted
          })
        #expect(notify.contains("Messages-Waiting: yes"))
        let text = Requests.answer(answer, to: notify).replacing(";tag=answer", with: "")
        phone.send(Array(text.utf8), to: station.port)
      }
      #expect(!station.listener.all.contains { if case .unsubscribed = $0 { true } else { false } })
    }
  }

  @Test func `a subscription that is too brief gets 423`() async throws {
    try await withStation { station in
      try await SIPp("subscribe-too-brief", at: station.addresses[0]).finish()
    }
  }

  @Test func `a phone is told without a subscription`() async throws {
    try await withStation { station in
      let sipp = try SIPp("uas-notify", at: nil)
      try await sipp.isListening()
      station.perform(
        .notify(
          NotifyRequest(
            uri: "sip:100@127.0.0.1:\(sipp.port)", from: "sip:2000@127.0.0.1",
            event: "message-summary", body: waiting("yes"))))
      try await sipp.finish()
    }
  }
}
