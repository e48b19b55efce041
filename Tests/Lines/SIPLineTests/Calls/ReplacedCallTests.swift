import Mailbox
import Portal
import Telephony
import Testing

@testable import SIPLine
@testable import Signalling

/// Calls that take the place of another (RFC 3891): a caller is sent to a mailbox by who has asked
/// there.
@Suite struct ReplacedCallTests {
  @Test func `a caller who is sent to a mailbox has the place of who sends her`() async throws {
    try await withCallingSystem { system in
      let first = try system.invite(
        from: "02214710123", [SIPHeader("Diversion", "<sip:111@127.0.0.1>;reason=user-busy")])
      _ = try await system.command("the first answer") {
        if case .answer(first, _) = $0 { true } else { nil }
      }
      let second = try system.invite("sip:127.0.0.1", from: "02219990456", replaced: first)
      let order = try await system.command("the end of the first") {
        if case .hangUp(first) = $0 { true } else { nil }
      }
      #expect(order)
      let told = system.signalling.all.compactMap { command -> String? in
        switch command {
        case .answer(second, _): "answer"
        case .hangUp(first): "bye"
        default: nil
        }
      }
      #expect(told == ["answer", "bye"])
      let record = try await system.record { $0.beginning.incoming.from == "02214710123" }
      #expect(record.ending.kind == .transfer)
      try #require(system.signalling.listener).ended(second, .peerHungUp)
      let other = try await system.record { $0.beginning.incoming.from == "02219990456" }
      #expect(other.beginning.incoming.to == "111")
      #expect(other.beginning.incoming.condition == .busy)
      #expect(other.ending == .caller(at: .visitorGreeting))
    }
  }

  @Test func `nobody comes into a mailbox by the login of who sends her`() {
    var call = IncomingCall(from: "02219990456", trust: .claimed, to: "")
    var owner = IncomingCall(from: "111", trust: .verified, to: "2000")
    owner.passed = ["112"]
    call.takePlace(of: owner)
    #expect(call.to == "2000")
    #expect((call.from, call.trust) == ("02219990456", .claimed))
    #expect(call.passed == ["112"])
    #expect(call.rings ?? 0 >= 20)
  }
}
