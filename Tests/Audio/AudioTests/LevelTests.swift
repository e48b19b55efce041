import Audio
import Testing

@Suite struct LevelTests {
  @Test func `a sine at full scale is 3 dB below a square at full scale`() {
    let sine = Tone.sine(hertz: 1000, milliseconds: 200, levelDB: -3.0103)
    #expect(abs(Level.rms(sine) + 3.01) < 0.02)
    #expect(abs(Level.peak(sine)) < 0.01)
    #expect(abs(Level.rms([Int16](repeating: -32768, count: 100))) < 0.001)
  }

  @Test func `nothing and zeros are digital silence`() {
    #expect(Level.isDigitalSilence([]))
    #expect(Level.isDigitalSilence([0, 0, 0]))
    #expect(!Level.isDigitalSilence([0, 1, 0]))
    #expect(Level.rms([0, 0]) == -.infinity)
    #expect(Level.rms([]) == -.infinity)
    #expect(Level.speech([]) == -.infinity)
    #expect(Level.peak([]) == -.infinity)
  }

  @Test func `pauses do not count for the loudness of speech`() {
    let tone = Tone.sine(hertz: 400, milliseconds: 200, levelDB: -26)
    let spoken = tone + Tone.silence(milliseconds: 800) + tone
    #expect(abs(Level.speech(spoken) + 26) < 0.1)
    #expect(Level.rms(spoken) < -30)
  }

  @Test(arguments: [-45.0, -30, -20, -6])
  func `speech is brought to the loudness asked for`(level: Double) {
    let tone = Tone.sine(hertz: 400, milliseconds: 300, levelDB: level)
    let levelled = tone.levelled(to: -20, peakLimitDB: -3)
    #expect(levelled.count == tone.count)
    #expect(abs(Level.speech(levelled) + 20) < 0.2)
  }

  @Test func `no peak goes over the limit and no peak is cut flat`() throws {
    var speech = Tone.sine(hertz: 300, milliseconds: 500, levelDB: -40)
    let burst = Tone.sine(hertz: 300, milliseconds: 10, levelDB: -8)
    speech.replaceSubrange(2000..<2000 + burst.count, with: burst)
    let levelled = speech.levelled(to: -20, peakLimitDB: -6)
    #expect(Level.peak(levelled) <= -6)
    let largest = try #require(levelled.map { abs(Int($0)) }.max())
    #expect(levelled.count { abs(Int($0)) == largest } < 8)
  }

  @Test func `silence is not levelled and hiss is not blown up`() {
    #expect(
      [Int16](repeating: 0, count: 500).levelled(to: -20, peakLimitDB: -3).allSatisfy { $0 == 0 })
    let hiss = (0..<800).map { Int16($0 % 2) }
    #expect(Level.rms(hiss.levelled(to: -20, peakLimitDB: -3)) < -45)
  }
}
