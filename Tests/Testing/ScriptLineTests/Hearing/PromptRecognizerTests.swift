import Audio
import Mailbox
import ScriptLine
import SoundFiles
import Testing

/// An ear knows prompts by their samples, whatever the line does to them.
@Suite struct PromptRecognizerTests {
  /// What a telephone line does to sound.
  enum Trouble: CaseIterable {
    case none, muLaw, aLaw, loud, soft, noise, lostPackets, cutAnywhere

    func apply(_ sound: [Int16]) -> [Int16] {
      switch self {
      case .none: sound
      case .muLaw: sound.map { G711.muLaw.decode(G711.muLaw.encode($0)) }
      case .aLaw: sound.map { G711.aLaw.decode(G711.aLaw.encode($0)) }
      case .loud: sound.map { Int16(clamping: Int32(Double($0) * 3.16)) }
      case .soft: sound.map { Int16(Double($0) / 3.16) }
      case .noise: Self.noisy(sound)
      case .lostPackets:
        sound.enumerated().map { place, sample in place / 160 % 31 == 7 ? 0 : sample }
      case .cutAnywhere: Array(sound.dropFirst(37))
      }
    }

    /// With hiss at -45 dBFS.
    private static func noisy(_ sound: [Int16]) -> [Int16] {
      var state: UInt32 = 1
      return sound.map { sample in
        state = state &* 1_664_525 &+ 1_013_904_223
        return Int16(clamping: Int32(sample) + Int32(state >> 16) % 640 - 320)
      }
    }
  }

  private static let index = Result {
    try PromptIndex(prompts: [Samples.prompts], languages: [.en])
  }
  private static let library = Result { try PromptLibrary(folders: ["\(Samples.prompts)/en"]) }

  private func sound(_ clip: String) throws -> [Int16] {
    let library = try Self.library.get()
    return library.source(try #require(try library.clip(named: clip))).samples
  }

  /// The names of the clips that are heard, `tone`, `other`, and `…` behind what was cut off.
  private func heard(_ sound: [Int16]) throws -> [String] {
    var recognizer = PromptRecognizer(try Self.index.get())
    recognizer.take(sound + Tone.silence(milliseconds: 1_500))
    return recognizer.sounds.map { sound in
      switch sound.kind {
      case .clip(let names, let isWhole):
        names.map(\.clip).sorted().joined(separator: "=") + (isWhole ? "" : "…")
      case .tone: "tone"
      case .other: "other"
      }
    }
  }

  @Test(arguments: Trouble.allCases)
  func `clips are heard in their order`(trouble: Trouble) throws {
    let clips = [
      "main-menu", "option-messages", "key-1", "number-21", "word-of-them", "word-urgent",
    ]
    var line = Tone.silence(milliseconds: 300)
    for clip in clips { line += try sound(clip) }
    let names = try heard(trouble.apply(line))
    // The key and the number that ends a sentence are one sound.
    #expect(names == clips.map { $0 == "key-1" ? "key-1=number-1-end" : $0 })
  }

  @Test func `the tone is heard`() throws {
    let line = try sound("record-after-tone") + Tone.silence(milliseconds: 350) + Tone.beep
    #expect(try heard(line) == ["record-after-tone", "tone"])
  }

  @Test func `what is cut off is told so`() throws {
    let line = try Array(sound("enter-passcode").prefix(12_000)) + sound("main-menu")
    #expect(try heard(line) == ["enter-passcode…", "main-menu"])
  }

  @Test(arguments: [("list-menu", 400), ("date-3-12", 400), ("hour-6", 400), ("noun-member", 400)])
  func `what begins in the pause at the end of a clip is heard`(clip: String, missing: Int) throws {
    var line = Tone.silence(milliseconds: 300)
    line += try sound(clip).dropLast(missing)
    line += try sound("number-2") + sound("number-0")
    let names = try heard(Trouble.aLaw.apply(line)).map { $0.replacing("…", with: "") }
    #expect(names == [clip, "number-2", "number-0"])
  }

  @Test func `keys and other tones are other sound`() throws {
    let line = Tone.sine(hertz: 400, milliseconds: 2_000, levelDB: -20)
    #expect(try heard(line) == ["other"])
  }

  @Test(arguments: ["caller-en", "caller-de", "caller-nl", "en-offer", "nl-bicycle"])
  func `no prompt is heard in other speech`(name: String) throws {
    let speech = try Sound.read("\(Samples.prompts)/demo/\(name).opus")
    let sounds = try heard(speech.resampled(to: 8_000).samples)
    #expect(!sounds.isEmpty && sounds.allSatisfy { $0 == "other" })
  }
}
