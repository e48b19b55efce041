import Foundation
import Mailbox
import Operations
import Portal
import Telephony
import Testing

@testable import SoundCardLine

/// The calls of a sound card, one after the other.
@Suite struct SoundCardServiceTests {
  @Test func `the call of a sound card is counted while it is on`() throws {
    try withScratchFolder { folder in
      try [Int16](repeating: 0, count: 800).writeRaw(to: "\(folder)/in.raw")
      let system = try TestSystem()
      let card = SoundCard(
        .init(Devices.into("\(folder)/out.raw"), capture: Devices.from("\(folder)/in.raw")))
      defer { card.close() }
      let readiness = SoundCardReadiness()
      #expect(readiness.calls == 0)
      let service = SoundCardService(
        card, incoming: IncomingCall(from: "0221-4710123", trust: .claimed, to: "112"),
        answer: .atOnce, language: .de, following: system.script, store: system.store,
        voice: system.voice, line: "sound-card 1", registry: CallRegistry(now: { 0 }),
        readiness: readiness, log: .none)
      let calls = OnThread { service.run(mustEnd: $0) }
      for _ in 0..<1_000 where readiness.calls == 0 { pause(0.02) }
      #expect(readiness.calls == 1)
      calls.hangUp()
      try calls.result()
      #expect(readiness.calls == 0)
    }
  }
}
