import Mailbox
import SIP
import Signalling
import Store
import Testing

/// What an operator is told of calls at the company's cost (toll fraud).
@Suite struct AlarmTests {
  @Test func `a transfer that the limit of an hour refuses is an alarm in the log`() async throws {
    try await withCallingSystem { user, _ in
      user.settings.redirectOnZero = PhoneNumber(e164: "+492215550900")
    } _: { system in
      var company = try #require(try system.store.accounts.companies().first)
      company.callsOutPerUser = 0
      try system.store.accounts.update(company)
      _ = try await system.pressZero()
      let line = try await system.wait(for: "the alarm") {
        system.log.soFar.split(separator: "\n").first { $0.contains("Alarm: ") }
      }
      #expect(line.contains("calls-out-per-user"))
      #expect(
        !system.signalling.all.contains { if case .refer = $0 { true } else { false } })
    }
  }
}
