import Audio
import Testing

@Suite struct SilenceTests {
  @Test func `silence at both ends is cut and some is kept`() {
    let tone = Tone.sine(hertz: 500, milliseconds: 100, levelDB: -20)
    let pause = Tone.silence(milliseconds: 50)
    let silence = Tone.silence(milliseconds: 700)
    let trimmed = (silence + tone + pause + tone + silence)
      .trimmedSilence(thresholdDB: -45, keepMilliseconds: 20)
    #expect(LineFormat.milliseconds(ofSamples: trimmed.count) == 100 + 50 + 100 + 40)
  }

  @Test func `nothing is left of silence`() {
    #expect(
      Tone.silence(milliseconds: 90).trimmedSilence(thresholdDB: -45, keepMilliseconds: 20) == [])
    #expect([Int16]().trimmedSilence(thresholdDB: -45, keepMilliseconds: 20) == [])
  }

  @Test(arguments: [(-55.0, false), (-45.0, true)])
  func `sound is a block of 100 ms above -50 dBFS`(level: Double, expected: Bool) {
    var presence = SoundPresence()
    let samples = Tone.sine(hertz: 500, milliseconds: 300, levelDB: level)
    for start in stride(from: 0, to: samples.count, by: 160) {
      presence.take(samples.span.extracting(start..<min(start + 160, samples.count)))
    }
    #expect(presence.hasSound == expected)
  }

  @Test func `the first sound is known by its place`() {
    var presence = SoundPresence()
    let samples =
      Tone.silence(milliseconds: 200) + Tone.sine(hertz: 500, milliseconds: 300, levelDB: -20)
    presence.take(samples.span)
    #expect(presence.firstSoundEnd == 2400)
  }

  @Test func `a high-pass takes a constant offset away and leaves speech`() {
    let tone = Tone.sine(hertz: 500, milliseconds: 500, levelDB: -20).map { $0 + 8000 }
    let passed = tone.highPassed(hertz: 100)
    #expect(abs(Level.rms(passed) + 20) < 0.1)
    let hum = Tone.sine(hertz: 25, milliseconds: 500, levelDB: -20).highPassed(hertz: 100)
    #expect(Level.rms(hum) < -40)
  }
}
