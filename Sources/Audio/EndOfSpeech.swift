/// Finds out, while samples come, for how long nobody has spoken: a long silence ends a recording
/// (D5).
///
/// What comes is looked at in blocks of 100 ms. A block is speech when it is above -50 dBFS. On a
/// noisy line it must also be 9 dB above the noise, which is the softest block of the last seconds;
/// but what is above -35 dBFS is never taken for noise.
public struct EndOfSpeech: Sendable, Equatable {
  /// How many samples have come since the last speech, or since the start.
  public private(set) var silence = 0

  private static let block = LineFormat.samples(inMilliseconds: 100)
  /// Shorter blocks say nothing about noise.
  private static let shortest = LineFormat.samples(inMilliseconds: 20)
  /// The noise is looked for in this stretch of sound, and in the one before.
  private static let stretch = LineFormat.samples(inMilliseconds: 8_000)
  private static let thresholds = (least: -50.0, most: -35.0, aboveNoiseDB: 9.0)

  private var noise = Double.infinity
  private var noiseBefore = Double.infinity
  private var taken = 0

  /// Nothing has come yet.
  public init() {}

  /// How long nobody has spoken, in whole milliseconds (rounded down).
  public var silenceMilliseconds: Int { LineFormat.milliseconds(ofSamples: silence) }

  /// Takes the next samples, 20 ms or more at a time. Does not allocate.
  public mutating func take(_ samples: Span<Int16>) {
    for start in stride(from: 0, to: samples.count, by: Self.block) {
      let end = min(start + Self.block, samples.count)
      let level = Level.rms(samples, in: start..<end)
      if end - start >= Self.shortest { note(level, count: end - start) }
      silence = level > threshold ? 0 : silence + end - start
    }
  }

  /// Above this a block is speech, in dBFS.
  private var threshold: Double {
    let aboveNoise = min(noise, noiseBefore) + Self.thresholds.aboveNoiseDB
    return max(Self.thresholds.least, min(aboveNoise, Self.thresholds.most))
  }

  private mutating func note(_ level: Double, count: Int) {
    noise = min(noise, level)
    taken += count
    guard taken >= Self.stretch else { return }
    (noiseBefore, noise, taken) = (noise, .infinity, 0)
  }
}
