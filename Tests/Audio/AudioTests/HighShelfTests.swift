import Audio
import Testing

@Suite struct HighShelfTests {
  @Test(arguments: [(200.0, 0.0), (1_200, 3), (3_800, 6)])
  func `a shelf raises what is high and leaves what is low`(hertz: Double, decibels: Double) {
    let tone = Tone.sine(hertz: hertz, milliseconds: 500, levelDB: -20, sampleRate: 16_000)
    let shelved = tone.shelved(decibels: 6, above: 1_200, sampleRate: 16_000)
    let change = Level.rms(Array(shelved.dropFirst(800))) - Level.rms(Array(tone.dropFirst(800)))
    #expect(abs(change - decibels) < 0.8)
  }
}
