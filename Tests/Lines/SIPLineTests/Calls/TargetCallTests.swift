import Mailbox
import Portal
import Telephony
import Testing

@testable import SIPLine
@testable import Signalling

/// Transfers for which the portal calls the target itself.
@Suite struct TargetCallTests {
  private static let target = "+492115550900"
  private static let offer = SIPBody.sdp(
    "v=0\r\no=pbx 7 7 IN IP4 192.0.2.9\r\ns=-\r\nc=IN IP4 192.0.2.9\r\nt=0 0\r\n"
      + "m=audio 6000 RTP/AVP 8\r\n")
  private static let answer = SIPBody.sdp(CallingTestSystem.offer)

  /// A caller of Anna's mailbox has pressed 0, and the portal calls whom Anna has set.
  private func withTransfer(
    _ body: (CallingTestSystem, _ caller: DialogID, _ target: DialogID) async throws -> Void
  ) async throws {
    try await withCallingSystem {
      $0.settings.redirectOnZero = PhoneNumber(e164: Self.target)
      $1.transferMethod = { _ in .call }
    } _: { system in
      let caller = try system.invite(
        "sip:111@127.0.0.1", from: "02214710123",
        [
          SIPHeader("Diversion", "<sip:111@127.0.0.1>;reason=user-busy"),
          SIPHeader("Contact", "<sip:pbx@127.0.0.1:5099>"),
        ])
      _ = try await system.command("the answer") {
        if case .answer(caller, _) = $0 { true } else { nil }
      }
      let listener = try #require(system.signalling.listener)
      listener.acknowledged(caller, nil)
      _ = listener.informed(caller, SIPBody(type: "application/dtmf", "0"))
      let (target, call) = try await system.command("the call to the target") {
        if case .invite(let target, let call) = $0 { (target, call) } else { nil }
      }
      #expect(call.uri == "sip:\(Self.target)@127.0.0.1:5099")
      #expect(call.from == "sip:02214710123@127.0.0.1:5099")
      #expect(call.offer == nil)
      #expect(
        call.headers.contains { $0.name == "Diversion" && $0.value.contains("+492115551111@") })
      try await body(system, caller, target)
    }
  }

  private func isHungUp(_ dialog: DialogID, in system: CallingTestSystem) -> Bool {
    system.signalling.all.contains { if case .hangUp(dialog) = $0 { true } else { false } }
  }

  @Test func `when the target answers the two are connected, and end together`() async throws {
    try await withTransfer { system, caller, target in
      let listener = try #require(system.signalling.listener)
      listener.progressed(target, SIPStatus(180, "Ringing"), nil)
      listener.answered(target, Self.offer)
      let asked = try await system.command("the offer to the caller") {
        if case .reoffer(caller, let body) = $0 { body } else { nil }
      }
      #expect(asked.text.contains("m=audio 6000 RTP/AVP 8"))
      #expect(asked.text.contains("o=- \(caller.value) 1000 IN IP4 192.0.2.9"))
      listener.answered(caller, Self.answer)
      let told = try await system.command("the answer to the target") {
        if case .answer(target, let body) = $0 { body } else { nil }
      }
      #expect(told == Self.answer)
      // The caller's phone refreshes its session.
      #expect(listener.reoffered(caller, Self.answer) == .session(asked))
      listener.ended(target, .peerHungUp)
      _ = try await system.command("the end of the caller's call") {
        if case .hangUp(caller) = $0 { true } else { nil }
      }
      let record = try await system.record { _ in true }
      #expect(record.ending == .transferred(at: .redirecting))
    }
  }

  @Test func `when the caller hangs up the target's call ends`() async throws {
    try await withTransfer { system, caller, target in
      let listener = try #require(system.signalling.listener)
      listener.answered(target, Self.offer)
      _ = try await system.command("the offer to the caller") {
        if case .reoffer(caller, _) = $0 { true } else { nil }
      }
      listener.answered(caller, Self.answer)
      listener.ended(caller, .peerHungUp)
      _ = try await system.command("the end of the target's call") {
        if case .hangUp(target) = $0 { true } else { nil }
      }
      #expect(try await system.record { _ in true }.ending.kind == .transfer)
    }
  }

  @Test(arguments: [true, false])
  func `a caller whose target does not answer goes on in her call`(isRefused: Bool) async throws {
    try await withTransfer { system, caller, target in
      let listener = try #require(system.signalling.listener)
      listener.progressed(target, SIPStatus(180, "Ringing"), nil)
      if isRefused {
        listener.ended(target, .refused(SIPStatus(486, "Busy Here"), contact: nil))
      } else {
        // It answers without a description, so nobody can hear it.
        listener.answered(target, nil)
        _ = try await system.command("the end of the target's call") {
          if case .hangUp(target) = $0 { true } else { nil }
        }
      }
      // The caller is told, and may leave her message.
      _ = listener.informed(caller, SIPBody(type: "application/dtmf", "1"))
      listener.ended(caller, .peerHungUp)
      let record = try await system.record { _ in true }
      #expect(
        [.caller(at: .redirectFailed), .caller(at: .recordDeposit)].contains(record.ending))
      #expect(!isHungUp(caller, in: system) || record.ending.kind == .caller)
    }
  }

  @Test func `a caller who gives up while it rings ends the call to the target`() async throws {
    try await withTransfer { system, caller, target in
      try #require(system.signalling.listener).ended(caller, .peerHungUp)
      _ = try await system.command("the end of the target's call") {
        if case .hangUp(target) = $0 { true } else { nil }
      }
      #expect(try await system.record { _ in true }.ending == .caller(at: .redirecting))
    }
  }

  @Test func `a description keeps its name within a dialog`() {
    let text = "v=0\r\no=x 1 2 IN IP6 2001:db8::1\r\ns=-\r\n"
    #expect(
      SessionName.renamed(text, session: 42) == "v=0\r\no=- 42 1000 IN IP6 2001:db8::1\r\ns=-\r\n")
    #expect(SessionName.renamed("v=0\r\n", session: 42) == "v=0\r\n")
  }
}
