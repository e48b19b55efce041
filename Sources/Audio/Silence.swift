extension [Int16] {
  /// The samples without the silence at both ends.
  ///
  /// - Parameters:
  ///   - thresholdDB: a block of 5 ms is silence when its RMS is below this, in dBFS.
  ///   - keepMilliseconds: how much of the silence stays at each end, so that soft starts of words
  ///     are not cut off.
  /// - Returns: nothing when all of it is silence.
  public func trimmedSilence(
    thresholdDB: Double, keepMilliseconds: Int, sampleRate: Int = LineFormat.sampleRate
  ) -> [Int16] {
    let range = rangeOfSound(
      thresholdDB: thresholdDB, keepMilliseconds: keepMilliseconds, sampleRate: sampleRate)
    return Array(self[range])
  }

  /// Where `trimmedSilence` cuts; empty when all of it is silence.
  public func rangeOfSound(
    thresholdDB: Double, keepMilliseconds: Int, sampleRate: Int = LineFormat.sampleRate
  ) -> Range<Int> {
    let block = Swift.max(1, sampleRate / 200)
    let keep = keepMilliseconds * sampleRate / 1000
    let loud = stride(from: 0, to: count, by: block).filter { start in
      Level.rms(span, in: start..<Swift.min(start + block, count)) >= thresholdDB
    }
    guard let first = loud.first, let last = loud.last else { return 0..<0 }
    return Swift.max(0, first - keep)..<Swift.min(count, last + block + keep)
  }
}

/// Finds out, while samples come in frames of any length, whether there is any sound in them: a
/// block of 100 ms above a threshold (D5: a recording without sound is not delivered).
public struct SoundPresence: Sendable, Equatable {
  /// At which sample the first loud block ended, counted from the start; nothing so far: nil.
  public private(set) var firstSoundEnd: Int?

  private static let block = LineFormat.samples(inMilliseconds: 100)
  private let threshold: Double
  private var taken = 0
  private var sum = 0

  /// - Parameter thresholdDB: the RMS above which a block of 100 ms is sound, in dBFS.
  public init(thresholdDB: Double = -50) {
    let amplitude = Level.amplitude(decibels: thresholdDB) * Level.fullScale
    threshold = amplitude * amplitude * Double(Self.block)
  }

  /// Whether a loud block has come.
  public var hasSound: Bool { firstSoundEnd != nil }

  /// Takes the next samples. A last block of less than 100 ms does not count.
  public mutating func take(_ samples: Span<Int16>) {
    if firstSoundEnd != nil { return }
    for index in samples.indices {
      let sample = Int(samples[index])
      sum += sample * sample
      taken += 1
      guard taken % Self.block == 0 else { continue }
      if Double(sum) > threshold {
        firstSoundEnd = taken
        return
      }
      sum = 0
    }
  }
}
