import Audio
import Mailbox
import Media
import RTP
import SIP
import Telephony
import Testing
import Threads

@testable import SIPLine
@testable import Signalling

/// Calls out of which the peer has taken the caller when it accepted REFER.
@Suite struct EmptiedLegTests {
  @Test(arguments: [
    (0, 10_000, false), (250, 10_000, true), (500, 10_000, true), (100, 10_000, false),
  ])
  func `sound is steady without pauses of its own`(packets: Int, time: Int64, isSteady: Bool) {
    #expect(EmptiedLeg.isSteady(packets: packets, milliseconds: time) == isSteady)
  }

  @Test func `a phone that goes on sending, or is on hold, has its caller`() {
    let leg = EmptiedLeg(packets: 500, now: 0)
    #expect(leg.isEmptied(packets: 500, isHeld: false))
    #expect(!leg.isEmptied(packets: 501, isHeld: false))
    #expect(!leg.isEmptied(packets: 500, isHeld: true))
    #expect(leg.deadline < 5_000)
  }

  /// A caller with sound presses 0, her phone system takes her out of the call, and the target is busy.
  private func withFailedTransfer(
    _ body: (CallingTestSystem) async throws -> Void
  ) async throws {
    let engine = try MediaEngine(MediaOptions(address: "127.0.0.1"))
    defer { engine.close() }
    let stream = try engine.open { _ in }
    let phone = MediaLeg(
      stream,
      MediaNegotiator(address: "127.0.0.1", port: stream.port, sessionID: 7, policy: .plainOnly))
    try await withCallingSystem {
      user, _ in
      user.settings.redirectOnZero = PhoneNumber(e164: "+492115550900")
    } _: { system in
      let start = MonotonicTime.milliseconds
      let caller = try system.invite(
        "sip:111@127.0.0.1", from: "02214710123",
        [SIPHeader("Diversion", "<sip:111@127.0.0.1>;reason=user-busy")], offer: phone.offer().text)
      let answer = try await system.command("the answer") {
        if case .answer(caller, let body) = $0 { body } else { nil }
      }
      #expect(phone.accept(answer))
      stream.confirm()
      stream.play(
        PlayQueue([SampleSource(Array(repeating: 1_000, count: 800_000))]), tag: 1)
      let listener = try #require(system.signalling.listener)
      listener.acknowledged(caller, nil)
      _ = try await system.wait(for: "sound without pauses") {
        let packets = stream.statistics.packetsSent
        let time = MonotonicTime.milliseconds - start
        return packets > 50 && EmptiedLeg.isSteady(packets: packets, milliseconds: time)
          ? true : nil
      }
      _ = listener.informed(caller, SIPBody(type: "application/dtmf", "0"))
      _ = try await system.command("REFER") {
        if case .refer(caller, _, _) = $0 { true } else { nil }
      }
      stream.close()
      listener.referred(caller, .status(SIPStatus(486, "Busy Here")))
      try await body(system)
    }
  }

  @Test func `a call that the peer has emptied ends`() async throws {
    try await withFailedTransfer { system in
      let record = try await system.record { _ in true }
      #expect(record.ending == .mediaLost)
    }
  }
}
