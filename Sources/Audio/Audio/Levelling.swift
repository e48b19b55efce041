/// How one sound is brought to a loudness: found out once, and then applied block by block.
public struct Levelling: Sendable, Equatable {
  /// How many samples before and behind a block must be given with it: the reach of the limiter.
  public static let margin = 2 * LineFormat.samples(inMilliseconds: 5)

  /// Samples are multiplied by this, and turned down where they would go over `limit`.
  private var gain = 1.0
  private let limit: Double
  private let isLimited: Bool

  /// Samples that are looked at together: whole blocks of ``SpeechLoudness``.
  private static let piece = 50 * SpeechLoudness.block

  /// Listens to a sound.
  /// - Parameters:
  ///   - rmsDB: as in ``Swift/Array/levelled(to:peakLimitDB:)``.
  ///   - count: how many samples it has.
  ///   - read: gives the samples of a range.
  public init(
    to rmsDB: Double, peakLimitDB: Double, count: Int, read: (Range<Int>) -> [Int16]
  ) {
    limit = Swift.min(Level.amplitude(decibels: peakLimitDB) * Level.fullScale, 32767)
    var loudness = SpeechLoudness()
    for range in Self.pieces(count) { loudness.take(read(range).span) }
    let before = loudness.level
    guard before > -.infinity else {
      isLimited = false
      return
    }
    let first = Swift.min(rmsDB - before, 40)
    var gainDB = first
    gain = Level.amplitude(decibels: gainDB)
    isLimited = Double(loudness.peak) * gain > limit
    guard isLimited else { return }
    // The limiter takes loudness away; give it back, up to 6 dB.
    for _ in 0..<3 where gainDB < first + 6 {
      let missing = rmsDB - levelled(count, read)
      if missing < 0.2 { return }
      gainDB = Swift.min(gainDB + missing, first + 6, 40)
      gain = Level.amplitude(decibels: gainDB)
    }
  }

  /// A block, levelled.
  /// - Parameters:
  ///   - samples: the block, with up to ``margin`` of its neighbours on both sides, as many as
  ///     there are.
  ///   - range: where in them the block is; `nil` if they are the whole sound.
  public func apply(to samples: [Int16], range: Range<Int>? = nil) -> [Int16] {
    let range = range ?? samples.indices
    if isLimited { return Array(samples.amplified(gain, limit: limit)[range]) }
    var result = [Int16](repeating: 0, count: range.count)
    var louder = result.mutableSpan
    let part = samples.span.extracting(range)
    // The limit holds, so 31 bits are enough, and without checks the loop takes many at a time.
    let factor = Int32((gain * 16_384).rounded())
    for index in part.indices {
      let product = Int32(unsafe part[unchecked: index]) &* factor
      unsafe louder[unchecked: index] = Int16(truncatingIfNeeded: product >> 14)
    }
    return result
  }

  /// The loudness with the gain of now.
  private func levelled(_ count: Int, _ read: (Range<Int>) -> [Int16]) -> Double {
    var loudness = SpeechLoudness()
    for range in Self.pieces(count) {
      let wide = max(0, range.lowerBound - Self.margin)..<min(count, range.upperBound + Self.margin)
      let place = range.lowerBound - wide.lowerBound
      loudness.take(apply(to: read(wide), range: place..<place + range.count).span)
    }
    return loudness.level
  }

  private static func pieces(_ count: Int) -> some Sequence<Range<Int>> {
    stride(from: 0, to: count, by: piece).lazy.map { $0..<min($0 + piece, count) }
  }
}

extension [Int16] {
  /// Speech brought to a loudness, for prompts, greetings and messages.
  ///
  /// - Parameters:
  ///   - rmsDB: the loudness of speech to reach, in dBFS as `Level.speech` measures it.
  ///   - peakLimitDB: no sample of the answer is above this, in dBFS. Peaks are turned down
  ///     smoothly over 5 ms on both sides, not cut off.
  /// - Returns: as many samples as before. Silence stays as it is; a gain is never more than 40 dB,
  ///   so that hiss does not become a roar.
  public func levelled(to rmsDB: Double, peakLimitDB: Double) -> [Int16] {
    Levelling(to: rmsDB, peakLimitDB: peakLimitDB, count: count) { Array(self[$0]) }.apply(to: self)
  }

  fileprivate func amplified(_ gain: Double, limit: Double) -> [Int16] {
    let turnedDown = turnDown(gain: gain, limit: limit)
    var result: [Int16] = []
    result.reserveCapacity(count)
    for (index, sample) in enumerated() {
      let factor = turnedDown.isEmpty ? gain : gain * turnedDown[index]
      let value = Double(sample) * factor
      result.append(Int16(Swift.max(-limit, Swift.min(limit, value)).rounded(.towardZero)))
    }
    return result
  }

  /// The limiter's factor for each sample, or nothing when no sample goes over the limit.
  /// First the lowest factor that any neighbour within 5 ms needs, then the mean of those within
  /// 5 ms: that is smooth, and never above what the sample itself needs.
  private func turnDown(gain: Double, limit: Double) -> [Double] {
    let reach = LineFormat.samples(inMilliseconds: 5)
    var lowest: [Double] = []
    for (index, sample) in enumerated() {
      let value = abs(Double(sample)) * gain
      guard value > limit else { continue }
      if lowest.isEmpty { lowest = [Double](repeating: 1, count: count) }
      for near in Swift.max(0, index - reach)...Swift.min(count - 1, index + reach) {
        lowest[near] = Swift.min(lowest[near], limit / value)
      }
    }
    guard !lowest.isEmpty else { return [] }
    // Beyond the ends the value at the end goes on.
    func at(_ index: Int) -> Double { lowest[Swift.max(0, Swift.min(count - 1, index))] }
    var sum = (-reach...reach).reduce(0) { $0 + at($1) }
    var smooth: [Double] = []
    smooth.reserveCapacity(count)
    for index in 0..<count {
      smooth.append(sum / Double(2 * reach + 1))
      sum += at(index + reach + 1) - at(index - reach)
    }
    return smooth
  }
}
