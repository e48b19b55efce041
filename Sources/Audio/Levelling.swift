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
    let before = Level.speech(self)
    guard before > -.infinity else { return self }
    let first = Swift.min(rmsDB - before, 40)
    var gain = first
    var result = amplified(byDB: gain, peakLimitDB: peakLimitDB)
    // The limiter takes loudness away; give it back, up to 6 dB.
    for _ in 0..<3 where gain < first + 6 {
      let missing = rmsDB - Level.speech(result)
      if missing < 0.2 { break }
      gain = Swift.min(gain + missing, first + 6, 40)
      result = amplified(byDB: gain, peakLimitDB: peakLimitDB)
    }
    return result
  }

  private func amplified(byDB gainDB: Double, peakLimitDB: Double) -> [Int16] {
    let gain = Level.amplitude(decibels: gainDB)
    let limit = Swift.min(Level.amplitude(decibels: peakLimitDB) * Level.fullScale, 32767)
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
