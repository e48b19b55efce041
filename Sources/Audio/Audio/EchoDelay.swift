/// Finds out how long what is played takes to come back in what is captured: where the two are
/// most alike, at 1 kHz.
struct EchoDelay: Sendable {
  /// The longest delay that is looked for: 700 ms.
  private static let longest = 700
  /// Samples at 8 kHz for one at 1 kHz.
  private static let step = 8
  private static let memory = 1_024

  /// Samples at 8 kHz; nil: nothing was found yet.
  private(set) var delay: Int?

  private var played = [Float](repeating: 0, count: memory)
  private var likeness = [Float](repeating: 0, count: longest)
  private var clock = 0
  private var blocks = 0
  private var lastPlayed = Float.zero
  private var lastCaptured = Float.zero
  /// The energies to which the likeness belongs.
  private var energies = (played: Float.zero, captured: Float.zero)
  private var candidate = -1
  private var votes = 0

  /// Takes blocks of the same length, a multiple of eight.
  mutating func take(_ captured: [Int16], whilePlaying sound: [Int16]) {
    var loudness = Float.zero
    for start in stride(from: 0, to: sound.count, by: Self.step) {
      let (old, now) = (lastPlayed, Self.mean(sound, start))
      lastPlayed = now
      // Differences, so that hum and a constant do not count.
      played[clock & (Self.memory - 1)] = now - old
      let heard = Self.mean(captured, start)
      let difference = heard - lastCaptured
      lastCaptured = heard
      loudness += (now - old) * (now - old)
      energies.captured += difference * difference
      correlate(difference)
      clock += 1
    }
    energies.played += loudness
    blocks += 1
    if blocks % 25 == 0 { judge() }
  }

  private static func mean(_ samples: [Int16], _ start: Int) -> Float {
    var sum: Int32 = 0
    for index in start..<start + step { sum += Int32(samples[index]) }
    return Float(sum) / Float(step)
  }

  private mutating func correlate(_ difference: Float) {
    guard difference != 0 else { return }
    for lag in 0..<Self.longest {
      likeness[lag] += difference * played[(clock - lag) & (Self.memory - 1)]
    }
  }

  /// Every half second: a peak that stands out, three times in a row at the same place.
  private mutating func judge() {
    var (best, largest, sum) = (0, Float.zero, Float.zero)
    for lag in 0..<Self.longest {
      let square = likeness[lag] * likeness[lag]
      sum += square
      if square > largest { (best, largest) = (lag, square) }
      // The past counts less and less: half of it after two seconds.
      likeness[lag] *= 0.84
    }
    let isClear =
      largest > 25 * sum / Float(Self.longest)
      && largest > 0.0001 * energies.played * energies.captured && energies.captured > 0
    energies.played *= 0.84
    energies.captured *= 0.84
    guard isClear else { return }
    votes = abs(best - candidate) <= 1 ? votes + 1 : 0
    candidate = best
    let found = best * Self.step
    if votes >= 2, abs(found - (delay ?? -1_000)) > 2 * Self.step { delay = found }
  }
}
