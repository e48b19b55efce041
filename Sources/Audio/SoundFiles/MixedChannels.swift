/// Mixes the channels of a sound down to one: their mean. Two channels that have the same sound in
/// opposite phase, as of a microphone that is wired the wrong way round, would cancel each other: then
/// it is the louder one.
struct MixedChannels {
  private let channels: Int
  private var means: [Float] = []
  /// Half the difference of two channels.
  private var sides: [Float] = []

  init(_ channels: Int) { self.channels = channels }

  /// How many samples there are.
  var count: Int { means.count }

  /// Adds frames of samples.
  /// - Returns: `false` at a sample that is no number; ``count`` tells which it is.
  mutating func append(_ frames: ArraySlice<Float>) -> Bool {
    for start in stride(from: frames.startIndex, to: frames.endIndex, by: channels) {
      // In double precision the sum of finite samples is finite.
      var sum = 0.0
      for channel in 0..<channels { sum += Double(frames[start + channel]) }
      guard sum.isFinite else { return false }
      means.append(Float(sum / Double(channels)))
      if channels == 2 { sides.append((frames[start] - frames[start + 1]) / 2) }
    }
    return true
  }

  /// The mixed samples.
  var samples: [Float] {
    guard channels == 2 else { return means }
    var (mean, left, right) = (0.0, 0.0, 0.0)
    for index in means.indices {
      let (middle, side) = (Double(means[index]), Double(sides[index]))
      mean += middle * middle
      left += (middle + side) * (middle + side)
      right += (middle - side) * (middle - side)
    }
    // Channels that have nothing in common leave a quarter of their power.
    guard mean < (left + right) / 16 else { return means }
    return means.indices.map { left >= right ? means[$0] + sides[$0] : means[$0] - sides[$0] }
  }
}
