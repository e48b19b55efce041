import Glibc

/// Sound without a key in it that is made here.
public enum TrialMusic {
  /// Tunes and chords of a plain instrument, in a scale that changes now and then, at -13 dBm0.
  public static func music(seconds: Int, seed: UInt64) -> [Int16] {
    var noise = TrialNoise(seed: seed)
    var sound = [Double](repeating: 0, count: 8000 * seconds)
    var style = Style(&noise)
    var start = 0
    while start < sound.count {
      if noise.unit() < 0.02 { style = Style(&noise) }
      let length = Int(8000 * style.beat * [1.0, 1, 1, 2, 4][Int(noise.unit() * 5)])
      for _ in 0...Int(noise.unit() * 4) {
        let end = min(sound.count, start + length * 5 / 4)
        style.play(in: &sound, start..<end, &noise)
      }
      start += length
    }
    return line(sound)
  }

  /// White noise at -13 dBm0, in turns with noise from 650 to 1700 Hz.
  public static func noise(seconds: Int, seed: UInt64) -> [Int16] {
    var noise = TrialNoise(seed: seed)
    var (low, band) = (0.0, 0.0)
    return line(
      (0..<8000 * seconds).map { index in
        let sample = noise.gauss()
        // A resonator of the second order in the middle of the band.
        let next = sample + 1.02 * band - 0.5 * low
        (low, band) = (band, next)
        return index / 80_000 % 2 == 0 ? sample : next
      })
  }

  private static func line(_ sound: [Double]) -> [Int16] {
    let sum = sound.reduce(0) { $0 + $1 * $1 }
    let loudness = (sum / Double(max(1, sound.count))).squareRoot()
    let wanted = TrialStream.amplitude(dBm0: -13) / 2.0.squareRoot()
    return sound.map {
      Companding.muLaw(Int16(max(-32768, min(32767, ($0 * wanted / loudness).rounded()))))
    }
  }

  /// How a piece sounds.
  private struct Style {
    let harmonics: Int
    let decay, beat, attack, slope, tuning: Double
    let key: Int

    init(_ noise: inout TrialNoise) {
      harmonics = [1, 2, 3, 4, 6, 8][Int(noise.unit() * 6)]
      decay = [0.5, 1, 2, 5][Int(noise.unit() * 4)]
      beat = [0.125, 0.2, 0.25, 0.35, 0.5][Int(noise.unit() * 5)]
      attack = [0.002, 0.01, 0.05][Int(noise.unit() * 3)]
      slope = noise.uniform(0.3...1.5)
      tuning = noise.unit() < 0.5 ? 440 : 440 * exp2(noise.uniform(-0.5...0.5) / 12)
      key = Int(noise.unit() * 12) - 5
    }

    /// A note of the scale.
    func play(in sound: inout [Double], _ range: Range<Int>, _ noise: inout TrialNoise) {
      let steps = [0, 2, 4, 5, 7, 9, 11]
      let step = Int(noise.unit() * 23)
      let pitch = key + steps[step % 7] + 12 * (step / 7 - 1)
      let hertz = tuning * exp2(Double(pitch) / 12)
      for harmonic in 1...harmonics where hertz * Double(harmonic) < 3400 {
        let phase = noise.unit() * 2 * Double.pi
        let size = pow(Double(harmonic), -slope)
        for index in range {
          let time = Double(index - range.lowerBound) / 8000
          let rest = Double(range.upperBound - index) / 80
          sound[index] +=
            size * exp(-time * decay) * min(1, time / attack) * min(1, rest)
            * sin(phase + 2 * Double.pi * hertz * Double(harmonic) * time)
        }
      }
    }
  }
}
