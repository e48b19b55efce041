import Glibc

extension [Int16] {
  /// The samples with what is high made louder, or softer: a shelf of second order, with half of the
  /// change at `hertz` and all of it two octaves above. What would go beyond full scale is cut off.
  public func shelved(
    decibels: Double, above hertz: Double, sampleRate: Int = LineFormat.sampleRate
  ) -> [Int16] {
    // The high shelf of Bristow-Johnson's "Audio EQ Cookbook", with a slope of 0.7.
    let a = pow(10, decibels / 40)
    let w = 2 * Double.pi * hertz / Double(sampleRate)
    let slope = (a + 1 / a) * (1 / 0.7 - 1) + 2
    let alpha = sin(w) / 2 * slope.squareRoot()
    let side = 2 * a.squareRoot() * alpha
    let c = cos(w)
    let norm = (a + 1) - (a - 1) * c + side
    let b0 = a * ((a + 1) + (a - 1) * c + side) / norm
    let b1 = -2 * a * ((a - 1) + (a + 1) * c) / norm
    let b2 = a * ((a + 1) + (a - 1) * c - side) / norm
    let a1 = 2 * ((a - 1) - (a + 1) * c) / norm
    let a2 = ((a + 1) - (a - 1) * c - side) / norm
    var (x1, x2, y1, y2) = (0.0, 0.0, 0.0, 0.0)
    return map { sample in
      let x = Double(sample)
      let y = b0 * x + b1 * x1 + b2 * x2 - a1 * y1 - a2 * y2
      (x2, x1, y2, y1) = (x1, x, y1, y)
      return Int16(Swift.max(-32768, Swift.min(32767, y.rounded())))
    }
  }
}
