import Audio
import Foundation
import Telephony
import Testing

@testable import SoundCardLine

/// The sound card in real time, on a sound server of the test's own.
@Suite struct SoundServerTests {
  @Test func `sound goes out as it is, and keys come in`() async throws {
    try await withSoundServer { server in
      let card = SoundCard(server.card)
      defer { card.close() }
      try card.waitUntilReady()
      let caller = Caller(server.telephone)
      defer { caller.hangUp() }
      pause(0.3)
      let prompt = Array(try prompts("en", seconds: 2).prefix(16_000))
      card.play(prompt)
      caller.sayAll(tones("159#0"))
      pause(1.5)
      var keys = ""
      while let event = card.nextEvent() {
        if case .key(let sound) = event { keys.append(sound.character) }
      }
      #expect(keys == "159#0")
      pause(1.5)
      #expect(caller.fault == nil)
      #expect(Level.speech(caller.heard) > -30)
    }
  }
}
