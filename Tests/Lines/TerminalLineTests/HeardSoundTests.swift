import Audio
import CallFlow
import Mailbox
import Portal
import SoundFiles
import Speech
import Store
import Telephony
import Testing

@testable import TerminalLine

struct HeardSoundTests {
  @Test func `the sound of a call holds its clips in order`() throws {
    try withScratchFolder { folder in
      let stage = try Stage()
      let voice = try Voice(prompts: [promptsFolder], store: stage.store)
      var options = Simulation.Options()
      options.soundPath = folder + "/call.wav"
      _ = try stage.transcript(
        of: "call from 111 to portal\n123567#\n", options: options, voice: voice)
      let heard = try Sound.read(folder + "/call.wav").samples
      let said: [Phrase] = [
        .prompt(.enterPasscode), .counts(MessageCounts(new: 2, urgent: 1)), .prompt(.mainMenu),
        .press("1", .messages),
      ]
      var place = 0
      for phrase in said {
        let sound = voice.samples(for: [phrase], in: SpeechLocale(.de))
        place = try #require(position(of: sound, in: heard, from: place), "\(phrase)")
        place += sound.count
      }
    }
  }

  @Test func `a key cuts the sound of a prompt at its moment`() throws {
    try withScratchFolder { folder in
      let stage = try Stage()
      let voice = try Voice(prompts: [promptsFolder], store: stage.store)
      var options = Simulation.Options()
      options.soundPath = folder + "/call.wav"
      // A second of the question, then a key and five seconds of nothing.
      _ = try stage.transcript(of: ".1.....h", options: options, voice: voice)
      _ = try stage.transcript(
        of: "call from 111 to portal\n", options: options, voice: voice)
      let whole = try Sound.read(folder + "/call.wav").samples
      options.soundPath = folder + "/cut.wav"
      options.order = CallOrder(from: "111")
      _ = try stage.transcript(of: ".1..", options: options, voice: voice)
      let cut = try Sound.read(folder + "/cut.wav").samples
      #expect(cut.count == 24_000)
      #expect(cut.prefix(8_000) == whole.prefix(8_000))
      #expect(cut.dropFirst(8_000).allSatisfy { $0 == 0 })
    }
  }

  @Test func `the tone is heard, and then the caller's own time is silent`() throws {
    try withScratchFolder { folder in
      let stage = try Stage()
      let voice = try Voice(prompts: [promptsFolder], store: stage.store)
      var options = Simulation.Options()
      options.soundPath = folder + "/call.wav"
      _ = try stage.transcript(of: "#sh", options: options, voice: voice)
      let heard = try Sound.read(folder + "/call.wav").samples
      #expect(heard.prefix(Tone.beep.count) == Tone.beep[...])
      #expect(heard.dropFirst(Tone.beep.count).allSatisfy { $0 == 0 })
      #expect(heard.count >= Tone.beep.count + Stage.speech.count)
    }
  }

  @Test func `a message is played at the level of the prompts`() throws {
    let stage = try Stage()
    let voice = try Voice(prompts: [promptsFolder], store: stage.store)
    let anna = try #require(try stage.user("111"))
    let quiet = Stage.speech.map { $0 / 50 }
    try stage.store.accounts.addMessage(
      to: anna.id, samples: quiet, from: "", isUrgent: false, isConfidential: false, received: 0)
    let message = try #require(
      try stage.store.accounts.messages(of: anna.id).first { $0.received == 0 })
    let part = try #require(message.parts.first)
    let played = voice.samples(for: [.audio(part)], in: SpeechLocale(.en))
    #expect(abs(Level.speech(played) + 20) < 1)
    #expect(Level.peak(played) <= -2.9)
  }

  @Test func `a recording can be heard before it is stored`() throws {
    let stage = try Stage()
    let voice = try Voice(prompts: [promptsFolder], store: stage.store)
    let destination = try stage.store.takes.begin(.draft)
    stage.store.takes.finish(destination.id, samples: Stage.speech)
    let take = FinishedRecording(
      id: destination.id, milliseconds: 2_000, hasSound: true, ending: .key)
    #expect(voice.samples(for: [.take(take)], in: SpeechLocale(.en)).count == Stage.speech.count)
  }

  /// Where a sound begins in another; `nil`: nowhere.
  private func position(of sound: [Int16], in heard: [Int16], from start: Int) -> Int? {
    guard let first = sound.firstIndex(where: { $0 != 0 }) else { return nil }
    let key = sound[first..<min(first + 400, sound.count)]
    var place = start
    while place + sound.count <= heard.count {
      if heard[place + first] == sound[first],
        heard[(place + first)..<(place + first + key.count)].elementsEqual(key),
        heard[place..<(place + sound.count)].elementsEqual(sound)
      {
        return place
      }
      place += 1
    }
    return nil
  }
}
