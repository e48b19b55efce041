import Audio
import CallFlow
import Foundation
import Mailbox
import Operations
import Portal
import Store
import Synchronization
import Telephony
import Testing

@testable import SoundCardLine
@testable import TerminalLine

/// What commands do with a sound card, on a sound server.
@Suite struct HandsetTests {
  @Test func `a call of the terminal is heard and keyed by tones, and leaves the same message`()
    async throws
  {
    try await withSoundServer { server in
      let (card, caller) = (SoundCard(server.card), Caller(server.telephone))
      defer { card.close() }
      defer { caller.hangUp() }
      try card.waitUntilReady()
      let speech = Array(try prompts("nl", seconds: 3, from: 60).prefix(16_000))
      let shown = Noted("")
      let running = OnThread { _ in
        try Terminal(card).leaveMessage(speech) { text in shown.value.withLock { $0 += text } }
      }
      #expect(caller.waitForSound())
      caller.sayAll(tones("#"))
      #expect(caller.waitForBeep())
      pause(0.3)
      caller.sayAll(speech + tones("##", pauseMilliseconds: 400))
      let stored = try running.result()
      #expect(stored.end(ofHeard: speech) != nil)
      #expect(LineFormat.milliseconds(ofSamples: stored.count) < 3_500)
      let typed = try Terminal(nil).leaveMessage(speech) { _ in }
      #expect(typed.end(ofHeard: speech) != nil)
      #expect(abs(typed.count - stored.count) < 12_000)
      let text = shown.value.withLock { $0 }
      #expect(text.contains("message for Anna Berg"), "\(text)")
      #expect(Level.speech(caller.heard) > -30)
    }
  }

  @Test func `a loud sound begins a call, which ends when the service does`() async throws {
    try await withSoundServer { server in
      let (system, card, caller) = try (
        TestSystem(), SoundCard(server.card), Caller(server.telephone)
      )
      defer { card.close() }
      defer { caller.hangUp() }
      let text = Noted("")
      let buffer = LogBuffer()
      let writer = LogWriter(buffer, now: { 0 }) { bytes in
        text.value.withLock { $0 += String(decoding: bytes, as: UTF8.self) }
        return true
      }
      defer { writer.close() }
      let service = SoundCardService(
        card,
        incoming: IncomingCall(
          from: "112", trust: .verified, to: system.company.portalNumber),
        answer: .loudness, language: .en, following: system.script, store: system.store,
        voice: system.voice, line: "sound-card 1",
        registry: CallRegistry(now: { 0 }), log: Log(into: buffer, now: { 0 }))
      let running = OnThread { mustEnd in
        service.run(mustEnd: mustEnd)
      }
      let ready = " info SoundCardLine The line is ready.\n"
      for _ in 0..<1_500 where !text.value.withLock({ $0.hasSuffix(ready) }) { pause(0.02) }
      #expect(text.value.withLock { $0 }.hasSuffix(ready))
      caller.sayAll(Tone.sine(hertz: 440, milliseconds: 500, levelDB: -20))
      #expect(caller.waitForSound())
      running.hangUp()
      _ = try running.result()
      writer.close()
      let lines = text.value.withLock { $0 }.split(separator: "\n")
      #expect(lines.count == 3)
      #expect(lines[1].hasSuffix("Call 1 began."))
      #expect(lines[2].contains(" 112 called 2000 on the sound card, "))
      #expect(lines[2].contains(": the server ends. line=\"sound-card 1\""))
      #expect(Level.speech(caller.heard) > -30)
    }
  }
}

/// What several threads add to.
private final class Noted<Value: Sendable>: Sendable {
  let value: Mutex<Value>

  init(_ value: Value) { self.value = Mutex(value) }
}

/// The demo company in memory, and a terminal with or without a handset.
private struct Terminal {
  private let store = Mailboxes(now: { 1_790_000_000_000 })
  private let parties: PartyNames
  private let handset: SoundCard?

  init(_ handset: SoundCard?) throws {
    let demo = try DemoCompany(in: store.accounts, now: 1_790_000_000_000) { _ in
      Tone.sine(hertz: 300, milliseconds: 1_000, levelDB: -20)
    }
    parties = try PartyNames(demo.company, in: store.accounts)
    self.handset = handset
  }

  /// Leaves a message for Anna: typed, or keyed and spoken into the handset.
  /// - Returns: The message as stored.
  func leaveMessage(_ speech: [Int16], shown: @escaping (String) -> Void) throws -> [Int16] {
    var options = Simulation.Options()
    options.handset = handset
    var simulation = Simulation(
      of: parties, in: store, following: try Script(),
      voice: try Voice(prompts: [root.path + "/Prompts"], store: store),
      suggestions: [.init("", CallOrder(from: DemoCompany.outsideNumber, to: "111"))],
      options: options, speech: { _ in SimulatedSpeech(text: "Good day.", samples: speech) })
    var screen = Screen(.plain, write: shown)
    if let handset {
      let nothing = try #require(FileHandle(forReadingAtPath: "/dev/null"))
      var keyboard = LiveKeyboard(
        nothing.fileDescriptor, isFast: false, alarm: handset.descriptor)
      try simulation.run(&keyboard, on: &screen)
    } else {
      var lines = ["#", "s#", "#"][...]
      var keyboard = PipedKeyboard { lines.popFirst() }
      try simulation.run(&keyboard, on: &screen)
    }
    let anna = try #require(parties.users.first { $0.firstName == "Anna" })
    let messages = try store.accounts.messages(of: anna.id)
    let part = try #require(messages.max { $0.received < $1.received }?.parts.last)
    guard case .samples(let samples) = try store.audio(part.id) else { return [] }
    return samples
  }
}
