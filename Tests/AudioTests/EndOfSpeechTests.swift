import Audio
import Testing

@Suite struct EndOfSpeechTests {
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

  private func hear(_ sound: [Int16], frame milliseconds: Int = 20) -> EndOfSpeech {
    var end = EndOfSpeech()
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
}
