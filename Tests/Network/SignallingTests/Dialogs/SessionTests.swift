import Signalling
import Testing

@testable import Signalling

/// Session timers (RFC 4028) and UPDATE (RFC 3311).
@Suite struct Sessions {
  private static let brief = {
    var limits = SignallingLimits()
    limits.leastSessionSeconds = 2
    return limits
  }()

  @Test func `UPDATE is answered and refreshes the session`() async throws {
    try await withStation { station in
      let sipp = try SIPp("update", at: station.addresses[0])
      let call = try await station.answerFirst()
      try await sipp.finish()
      let offers = station.listener.all.compactMap {
        if case .reoffered(call.dialog, let offer) = $0 { offer?.text } else { nil }
      }
      #expect(offers.count == 1)
      #expect(offers.first?.contains("a=sendonly") == true)
    }
  }

  @Test func `an interval that is too brief gets 422`() async throws {
    try await withStation { station in
      try await SIPp("session-too-brief", at: station.addresses[0]).finish()
    }
  }

  @Test(arguments: ["session-refreshed-by-invite", "session-refreshed-by-update"])
  func `a session is refreshed in time`(scenario: String) async throws {
    try await withStation(limits: Self.brief) { station in
      let sipp = try SIPp(scenario, at: station.addresses[0])
      let call = try await station.answerFirst()
      try await sipp.finish()
      #expect(try await station.listener.ending(call.dialog) == .peerHungUp)
    }
  }

  @Test func `a session that the peer does not refresh ends`() async throws {
    try await withStation(limits: Self.brief) { station in
      let sipp = try SIPp("session-expires", at: station.addresses[0])
      let call = try await station.answerFirst()
      try await sipp.finish()
      #expect(
        try await station.listener.ending(call.dialog)
          == .failed("the session was not refreshed in time"))
    }
  }
}
