import Glibc

extension [Int16] {
  /// The samples without what is below a frequency: a constant offset, hum, rumble.
  /// A Butterworth filter of second order: -3 dB at `hertz`, 12 dB less with each octave below.
  public func highPassed(hertz: Double, sampleRate: Int = LineFormat.sampleRate) -> [Int16] {
    let k = tan(Double.pi * hertz / Double(sampleRate))
    let norm = 1 / (1 + k * 2.0.squareRoot() + k * k)
    let a1 = 2 * (k * k - 1) * norm
    let a2 = (1 - k * 2.0.squareRoot() + k * k) * norm
    // Start as if the first sample had always been there: a constant offset makes no click.
    let first = Double(self.first ?? 0)
    var (x1, x2, y1, y2) = (first, first, 0.0, 0.0)
    var result: [Int16] = []
    result.reserveCapacity(count)
    for sample in self {
      let x = Double(sample)
      let y = (x - 2 * x1 + x2) * norm - a1 * y1 - a2 * y2
      (x2, x1, y2, y1) = (x1, x, y1, y)
      result.append(Int16(Swift.max(-32768, Swift.min(32767, y.rounded()))))
    }
    return result
  }
}
