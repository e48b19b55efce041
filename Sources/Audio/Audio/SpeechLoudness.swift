/// The loudness of speech, as ``Level/speech(_:)-(Span<Int16>)`` has it, while the sound is read in blocks.
public struct SpeechLoudness: Sendable {
  /// The largest sample so far, without its sign.
  public private(set) var peak = 0
  private var powers: [Double] = []

  static let block = LineFormat.samples(inMilliseconds: 20)

  /// Nothing has come yet.
  public init() {}

  /// Takes the next samples: whole blocks of 20 ms, but for the last.
  public mutating func take(_ samples: Span<Int16>) {
    powers.reserveCapacity(powers.count + samples.count / Self.block + 1)
    for start in stride(from: 0, to: samples.count, by: Self.block) {
      let range = start..<min(start + Self.block, samples.count)
      powers.append(Level.power(samples, in: range))
    }
    var (least, most): (Int16, Int16) = (0, 0)
    for index in samples.indices {
      let sample = unsafe samples[unchecked: index]
      least = min(least, sample)
      most = max(most, sample)
    }
    peak = max(peak, Int(most), -Int(least))
  }

  /// In dBFS; minus infinity: there is no sound.
  public var level: Double {
    let loudest = powers.max() ?? 0
    var (sum, count) = (0.0, 0)
    for power in powers where power > 0 && power >= loudest / 316 {
      sum += power
      count += 1
    }
    return count == 0 ? -.infinity : Level.decibels(power: sum / Double(count))
  }
}
