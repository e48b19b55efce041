import Audio
import Testing

@Suite struct SilenceTests {
  @Test func `silence at both ends is cut and some is kept`() {
    let tone = Tone.sine(hertz: 500, milliseconds: 100, levelDB: -20)
    let pause = Tone.silence(milliseconds: 50)
    let silence = Tone.silence(milliseconds: 700)
    let sound = (silence + tone + pause + tone + silence)
      .rangeOfSound(thresholdDB: -45, keepMilliseconds: 20)
    #expect(LineFormat.milliseconds(ofSamples: sound.count) == 100 + 50 + 100 + 40)
  }

  @Test func `nothing is left of silence`() {
    #expect(
      Tone.silence(milliseconds: 90).rangeOfSound(thresholdDB: -45, keepMilliseconds: 20).isEmpty)
    #expect([Int16]().rangeOfSound(thresholdDB: -45, keepMilliseconds: 20).isEmpty)
  }

  @Test func `a high-pass takes a constant offset away and leaves speech`() {
    let tone = Tone.sine(hertz: 500, milliseconds: 500, levelDB: -20).map { $0 + 8000 }
    let passed = tone.highPassed(hertz: 100)
    #expect(abs(Level.rms(passed) + 20) < 0.1)
    let hum = Tone.sine(hertz: 25, milliseconds: 500, levelDB: -20).highPassed(hertz: 100)
    #expect(Level.rms(hum) < -40)
  }
}
