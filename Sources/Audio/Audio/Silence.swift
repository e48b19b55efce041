extension [Int16] {
  /// Where the sound is without the silence at both ends; empty when all of it is silence.
  ///
  /// - Parameters:
  ///   - thresholdDB: a block of 5 ms is silence when its RMS is below this, in dBFS.
  ///   - keepMilliseconds: how much of the silence stays at each end, so that soft starts of words
  ///     are not cut off.
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
