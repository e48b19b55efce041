import Audio
import Foundation
import Mailbox
import Portal
import ScriptLine
import Telephony
import Testing

@testable import SoundCardLine

/// Calls through a sound server, keyed by tones, in real time (issue: "CI hears too").
@Suite struct SoundCardCallTests {
  /// Somebody outside leaves a message for Bob.
  private static let toBob = IncomingCall(
    from: "0221-4710123", trust: .verified, to: "112", condition: .noAnswer)

  @Test func `a message left by tones takes the way of the script`() async throws {
    let script = try scripted(
      """
      call from 0221-4710123 to 112 because no-answer verified
      dials #
      says 2 s
      dials #
      dials #
      hears message-sent
      hears goodbye
      expects the call has ended
      """)
    try await withSoundServer { server in
      let (system, card, caller) = try (
        TestSystem(), SoundCard(server.card), Caller(server.telephone)
      )
      defer { card.close() }
      defer { caller.hangUp() }
      try card.waitUntilReady()
      card.dropEvents()
      let call = system.call(Self.toBob, on: card)
      #expect(caller.waitForSound())
      caller.sayAll(tones("#"))
      #expect(caller.waitForBeep())
      pause(0.3)
      let speech = try speech(seconds: 2)
      caller.sayAll(speech + tones("##", pauseMilliseconds: 400))
      let result = try call.result()
      #expect(steps(of: result.entries) == script)
      #expect(caller.fault == nil)

      let stored = try system.newestMessage(of: "112")
      #expect(stored.end(ofHeard: speech) != nil)
      #expect(keys(in: stored) == "")
      #expect(LineFormat.milliseconds(ofSamples: stored.count) < 3_500)

      pause(0.4)
      var place = 0
      for prompt in [Prompt.messageSent, .goodbye] {
        let sound = system.voice.samples(for: [.prompt(prompt)], in: SpeechLocale(.en))
        place = try #require(caller.heard.end(ofHeard: sound, from: place), "\(prompt)")
      }
    }
  }

  @Test func `an owner's call by tones takes the way of the script`() async throws {
    let script = try scripted(
      """
      call from 0211-555-1111 to portal verified
      dials 123567#
      dials 1
      dials 1
      dials 7
      hangs up
      """)
    try await withSoundServer { server in
      let (system, card, caller) = try (
        TestSystem(), SoundCard(server.card), Caller(server.telephone)
      )
      defer { card.close() }
      defer { caller.hangUp() }
      try card.waitUntilReady()
      card.dropEvents()
      let incoming = IncomingCall(
        from: "0211-555-1111", trust: .verified, to: system.company.portalNumber)
      let call = system.call(incoming, on: card)
      #expect(caller.waitForSound())
      caller.sayAll(tones("123567#117"))
      pause(0.5)
      call.hangUp()
      #expect(steps(of: try call.result().entries) == script)
    }
  }

  @Test func `a device that is lost ends the call in order, and comes back`() async throws {
    try await withSoundServer { server in
      let (system, card, caller) = try (
        TestSystem(), SoundCard(server.card), Caller(server.telephone)
      )
      defer { card.close() }
      try card.waitUntilReady()
      card.dropEvents()
      let call = system.call(Self.toBob, on: card)
      #expect(caller.waitForSound())
      caller.sayAll(tones("#"))
      #expect(caller.waitForBeep())
      pause(0.3)
      let speech = try speech(seconds: 2)
      caller.sayAll(speech)
      server.stop()
      caller.hangUp()
      let result = try call.result()
      #expect(result.loss?.hasPrefix("The sound card 'server:") == true, "\(result)")
      #expect(
        result.loss?.hasSuffix("it was unplugged, or the sound server has ended.") == true,
        "\(result.loss ?? "")")
      #expect(steps(of: result.entries).contains { $0.hasPrefix("hung up") })
      // What was recorded is a message.
      let stored = try system.newestMessage(of: "112")
      #expect(Level.speech(stored) > -40)
      #expect(LineFormat.milliseconds(ofSamples: stored.count) > 1_000)

      let second = try SoundServer(in: server.folder)
      defer { second.stop() }
      var isReady = false
      for _ in 0..<100 where !isReady {
        card.wait(milliseconds: 100)
        while let event = card.nextEvent() { if event == .ready { isReady = true } }
      }
      #expect(isReady)
      #expect(card.troubles.openings == 2)
    }
  }

  // MARK: What is compared

  /// What happens in the script of the same call, under virtual time.
  private func scripted(_ lines: String) throws -> [String] {
    let text = "given accounts one-net.json5\n" + lines
    let script = try CallScript(text, name: "a.call", folder: fixtures.path + "/Calls")
    let result = ScriptPlayer.play(script, in: ScriptSetting())
    #expect(result.failure == nil, "\(result)")
    return steps(of: try JournalText(try #require(result.journals.first)).entries)
  }

  private func speech(seconds: Int) throws -> [Int16] {
    Array(try prompts("nl", seconds: seconds + 1, from: 60).prefix(seconds * 8_000))
  }

  private func keys(in samples: [Int16]) -> String {
    var ear = CapturedKeyDetector()
    var keys = ""
    for start in stride(from: 0, to: samples.count - 160, by: 160) {
      ear.listen(
        to: Array(samples[start..<start + 160]), whilePlaying: Array(repeating: 0, count: 160)
      ) { key, _ in keys.append(key.character) }
    }
    return keys
  }
}
