import Audio
import Foundation
import Testing

@Suite struct VoiceActivityTests {
  private func tone(_ milliseconds: Int, _ levelDB: Double = -25) -> [Int16] {
    Tone.sine(hertz: 500, milliseconds: milliseconds, levelDB: levelDB)
  }

  /// Noise of a level in dBFS, the same in every run.
  private func noise(_ milliseconds: Int, _ levelDB: Double) -> [Int16] {
    var state: UInt64 = 7
    // The RMS of numbers spread evenly up to a peak is 4.77 dB below it.
    let peak = Tone.sine(hertz: 1000, milliseconds: 20, levelDB: levelDB + 1.76).max() ?? 0
    return (0..<LineFormat.samples(inMilliseconds: milliseconds)).map { _ in
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int16(truncatingIfNeeded: Int(state >> 33) % (2 * Int(peak) + 1) - Int(peak))
    }
  }

  private func hear(_ sound: [Int16], frame milliseconds: Int = 20) -> VoiceActivity {
    var end = VoiceActivity()
    let frame = LineFormat.samples(inMilliseconds: milliseconds)
    for start in stride(from: 0, to: sound.count, by: frame) {
      end.take(sound.span.extracting(start..<min(start + frame, sound.count)))
    }
    return end
  }

  @Test(arguments: [20, 50, 100, 1000])
  func `silence is counted from the last speech`(frame: Int) {
    let sound = tone(1000) + Tone.silence(milliseconds: 3000)
    #expect(hear(sound, frame: frame).silenceMilliseconds == 3000)
    #expect(hear(sound + tone(100), frame: frame).silenceMilliseconds == 0)
  }

  @Test func `silence from the start is silence too`() {
    #expect(hear(Tone.silence(milliseconds: 500)).silenceMilliseconds == 500)
  }

  @Test(arguments: [(-55.0, 2000), (-45.0, 0)])
  func `what is above -50 dBFS is speech`(level: Double, silence: Int) {
    let sound = Tone.silence(milliseconds: 1000) + tone(1000, level)
    #expect(hear(sound).silenceMilliseconds == silence)
  }

  @Test(arguments: [-48.0, -44])
  func `the noise of a line is silence, also for long`(level: Double) {
    let sound = noise(1000, level) + tone(3000) + noise(20_000, level)
    #expect(hear(sound).silenceMilliseconds == 20_000)
  }

  @Test func `speech in noise is speech`() {
    let pause = noise(2000, -46)
    #expect(hear(pause + noise(1000, -34)).silenceMilliseconds == 0)
    #expect(hear(pause + noise(1000, -34) + pause).silenceMilliseconds == 2000)
  }

  @Test func `a voice that goes on for a minute is not taken for noise`() {
    #expect(hear(noise(60_000, -32)).silenceMilliseconds == 0)
  }

  // MARK: What is no message

  /// A vowel by its pitch and formants, which comes and goes as syllables do.
  private func vowels(_ milliseconds: Int, pitch: Double = 130) -> [Int16] {
    (0..<LineFormat.samples(inMilliseconds: milliseconds)).map { index in
      let time = Double(index) / 8_000
      let envelope = 0.55 + 0.45 * sin(2 * .pi * 4 * time)
      let bend = 1 + 0.05 * sin(2 * .pi * 1.3 * time)
      let sample = (1...20).reduce(0.0) { sum, harmonic in
        let hertz = pitch * Double(harmonic)
        let formants = [500.0, 1_500, 2_500].map { 1 / (1 + pow((hertz - $0) / 120, 2)) }
        return sum + (formants.max() ?? 0) * sin(2 * .pi * hertz * bend * time)
      }
      return Int16(max(-32_000, min(32_000, 1_200 * envelope * sample)))
    }
  }

  private static let tones: [(CallProgressTone, ToneCountry)] =
    [CallProgressTone.dial, .ringback, .busy, .congestion, .notAvailable].flatMap { tone in
      ToneCountry.allCases.map { (tone, $0) }
    }

  @Test(arguments: tones.indices)
  func `the tones of networks are no speech`(index: Int) {
    let (tone, country) = Self.tones[index]
    let sound = tone.samples(in: country, milliseconds: 20_000)
    #expect(!hear(sound).hasSpeech, "\(tone) \(country)")
    let onALine = G711.allCases.map { law in sound.map { law.decode(law.encode($0)) } }
    for sound in onALine { #expect(!hear(sound).hasSpeech, "\(tone) \(country)") }
  }

  @Test(arguments: tones.indices)
  func `a tone after speech is known, and where it began`(index: Int) throws {
    let (tone, country) = Self.tones[index]
    let spoken = vowels(3_000) + Tone.silence(milliseconds: 500)
    let heard = hear(spoken + tone.samples(in: country, milliseconds: 10_000), frame: 30)
    let start = try #require(heard.toneStart)
    #expect((28_000...28_480).contains(start), "\(tone) \(country) \(start)")
    #expect(heard.toneMilliseconds >= 1_900, "\(tone) \(country) \(heard.toneMilliseconds)")
    #expect(abs(heard.silenceMilliseconds - 10_500) <= 200)
  }

  @Test(arguments: [0.985, 1.015])
  func `a tone may be off by 1.5 % and in the noise of the line`(factor: Double) {
    for tones in [[425.0], [400], [350, 440], [400, 450], [440, 480], [480, 620]] {
      let tone = Tone.mix(tones.map { ($0 * factor, -20) }, milliseconds: 5_000)
      let sound = zip(tone, noise(5_000, -45)).map { $0 &+ $1 }
      #expect(!hear(sound).hasSpeech, "\(tones)")
      #expect(hear(sound).toneMilliseconds > 4_000, "\(tones)")
    }
  }

  /// E.180 lets each part be off by 50 Hz, T.30 the call of a fax machine by 38 Hz.
  @Test(arguments: [-50.0, 0, 50])
  func `a special information tone may be off, in noise and on an offset`(hertz: Double) {
    let parts = [950.0, 1_400, 1_800].flatMap {
      Tone.sine(hertz: $0 + hertz, milliseconds: 330, levelDB: -27)
    }
    let tones = parts + Tone.silence(milliseconds: 1_000) + parts
    let sound = zip(tones, noise(tones.count / 8, -46)).map { $0 &+ $1 &+ 300 }
    #expect(!hear(sound).hasSpeech)
    let fax = Tone.sine(hertz: 1_100 + hertz * 0.76, milliseconds: 500, levelDB: -13)
    #expect(!hear(fax + Tone.silence(milliseconds: 3_000) + fax).hasSpeech)
  }

  @Test(arguments: [50.0, 60, 100, 120])
  func `hum is no speech`(hertz: Double) {
    let hum = (1...3).map { (hertz: hertz * Double($0), levelDB: -20.0 - 12 * Double($0 - 1)) }
    #expect(!hear(Tone.mix(hum, milliseconds: 10_000)).hasSpeech)
    #expect(
      !hear(Tone.silence(milliseconds: 1_000) + Tone.mix([hum[0]], milliseconds: 3_000)).hasSpeech)
  }

  @Test(arguments: [100, 2_000, 8_000, -8_000])
  func `a constant offset is no speech, whenever it begins`(offset: Int16) {
    let constant = [Int16](repeating: offset, count: 40_000)
    #expect(!hear(constant).hasSpeech)
    #expect(!hear(Tone.silence(milliseconds: 1_000) + constant).hasSpeech)
    #expect(hear(vowels(3_000).map { $0 &+ offset }).hasSpeech)
  }

  @Test(arguments: [-60.0, -50, -45])
  func `noise of a line is no speech`(level: Double) {
    #expect(!hear(noise(20_000, level)).hasSpeech)
  }

  @Test(arguments: [90.0, 130, 180, 212, 220, 260])
  func `voices are speech, soft ones too`(pitch: Double) {
    let heard = hear(vowels(4_000, pitch: pitch))
    #expect((heard.firstSpeechEnd ?? .max) <= 4_000)
    #expect(heard.silenceMilliseconds <= 300)
    #expect(heard.toneMilliseconds <= 200)
    let soft = hear(vowels(4_000, pitch: pitch).map { $0 / 4 })
    #expect(soft.hasSpeech)
  }

  @Test(arguments: [300.0, 440, 500, 700])
  func `a tone that is no network's is speech`(hertz: Double) {
    #expect(hear(Tone.sine(hertz: hertz, milliseconds: 1_000, levelDB: -20)).hasSpeech)
  }

  @Test func `speech between tones is speech`() {
    let busy = CallProgressTone.busy.samples(in: .de, milliseconds: 3_000)
    let heard = hear(busy + vowels(1_000) + busy)
    #expect(heard.hasSpeech)
    #expect(heard.toneStart.map { $0 >= 32_000 - 800 } == true)
  }
}
