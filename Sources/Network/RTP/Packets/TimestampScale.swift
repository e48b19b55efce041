/// Turns the timestamps of an RTP clock into those of 8 kHz. It goes on where a timestamp wraps around.
public struct TimestampScale: Sendable {
  private var last: (timestamp: UInt32, scaled: UInt32, rest: Int64)?

  /// No timestamp has come.
  public init() {}

  /// - Parameter clockRate: A multiple of 8,000.
  public mutating func scale(_ timestamp: UInt32, clockRate: Int) -> UInt32 {
    let factor = Int64(clockRate / 8_000)
    guard factor > 1 else { return timestamp }
    guard let last else {
      let scaled = timestamp / UInt32(factor)
      self.last = (timestamp, scaled, Int64(timestamp) % factor)
      return scaled
    }
    let distance = Int64(Int32(bitPattern: timestamp &- last.timestamp)) + last.rest
    // The rest is never negative.
    let rest = (distance % factor + factor) % factor
    let steps = (distance - rest) / factor
    let scaled = last.scaled &+ UInt32(bitPattern: Int32(truncatingIfNeeded: steps))
    self.last = (timestamp, scaled, rest)
    return scaled
  }
}
