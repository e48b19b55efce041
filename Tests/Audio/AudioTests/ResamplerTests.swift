import Audio
import Testing

@Suite struct ResamplerTests {
  @Test(
    arguments: [8000, 11025, 16000, 22050, 44100, 47999, 48000, 96000, 192_000], [8000, 16000])
  func `a tone of 1 kHz keeps its level and its length`(rate: Int, target: Int) {
    let tone = Tone.sine(hertz: 1000, milliseconds: 100, levelDB: -12, sampleRate: rate)
    let resampled = Resampler(from: rate, to: target).resample(tone)
    #expect(abs(resampled.count - target / 10) <= 1)
    #expect(abs(Level.rms(middle(resampled)) + 12) < 0.2)
  }

  @Test(arguments: [8000, 11025, 22050, 44100, 47999, 48000], [8000, 16000])
  func `the tone that comes out is the tone that went in`(rate: Int, target: Int) {
    let tone = Tone.sine(hertz: 1000, milliseconds: 100, levelDB: -12, sampleRate: rate)
    let resampled = Resampler(from: rate, to: target).resample(tone)
    let wanted = Tone.sine(hertz: 1000, milliseconds: 100, levelDB: -12, sampleRate: target)
    let error = zip(middle(resampled), middle(wanted)).map { $0 - $1 }
    #expect(Level.rms(error) < -70)
  }

  @Test(arguments: [8000, 16000])
  func `speech to 0.43 of the rate passes`(target: Int) {
    let hertz = 0.425 * Double(target)
    let tone = Tone.sine(hertz: hertz, milliseconds: 100, levelDB: -12, sampleRate: 48000)
    #expect(abs(Level.rms(middle(Resampler(from: 48000, to: target).resample(tone))) + 12) < 0.2)
  }

  @Test(
    arguments: [
      (4200.0, 8000), (5000, 8000), (7000, 8000), (12_300, 8000), (23_000, 8000),
      (8400, 16000), (10_000, 16000), (14_000, 16000), (23_000, 16000),
    ])
  func `what a line cannot carry does not fold back`(hertz: Double, target: Int) {
    let tone = Tone.sine(hertz: hertz, milliseconds: 100, levelDB: -6, sampleRate: 48000)
    #expect(Level.rms(middle(Resampler(from: 48000, to: target).resample(tone))) < -70)
  }

  @Test func `from 8 to 16 kHz nothing appears above 4 kHz`() {
    let tone = Tone.sine(hertz: 3000, milliseconds: 100, levelDB: -6)
    let wide = Resampler(from: 8000, to: 16000).resample(tone)
    let wanted = Tone.sine(hertz: 3000, milliseconds: 100, levelDB: -6, sampleRate: 16000)
    #expect(Level.rms(zip(middle(wide), middle(wanted)).map { $0 - $1 }) < -70)
  }

  @Test func `nothing stays nothing, one sample stays a sound`() {
    let resampler = Resampler(from: 44100, to: 8000)
    #expect(resampler.resample([]) == [])
    #expect(resampler.resample([1000]).count == 1)
  }

  @Test func `a loud square does not wrap around`() {
    let square = (0..<4800).map { $0 / 100 % 2 == 0 ? Int16.max : Int16.min }
    let resampled = Resampler(from: 48000, to: 8000).resample(square)
    #expect(resampled[10] > 20000)
  }

  /// Without the ends, where the filter still rises.
  private func middle(_ samples: [Int16]) -> [Int16] {
    Array(samples.dropFirst(samples.count / 4).dropLast(samples.count / 4))
  }
}
