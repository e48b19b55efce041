import Testing

@testable import voiceportal_bench

/// Callers whose network is gone in the middle of a call.
@Suite struct VanishingTests {
  @Test func `a call without sound ends, and what was recorded is kept`() throws {
    try ServerUnderTest.during {
      $0.silenceSeconds = 4
    } _: { server in
      var plan = CallCost.deposits(
        of: server, calls: 5, perSecond: 5, seconds: 30, name: "vanishing")
      plan.vanishesAfter = 3
      let outcomes = try plan.outcomes()
      #expect(outcomes.compactMap(\.failure) == [])
      let found = try server.recordings(5)
      for outcome in outcomes {
        let lengths = try #require(found[outcome.from])
        #expect(lengths.count == 1)
        #expect(Double(lengths.reduce(0, +)) >= outcome.spokenMilliseconds - 100)
      }
    }
  }
}
