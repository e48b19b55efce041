import Glibc

/// The two band filters of the detector: one round the low tones, one round the high ones.
///
/// Each is a low-pass of 80 taps (10 ms), moved to the middle of its band, with a real and an
/// imaginary part. What comes out for a tone turns by the tone's own frequency from point to point.
/// Dial tones, hum, a constant offset and the other band are at least 38 dB down.
struct DTMFFilters: Sendable {
  /// Taps of one part.
  static let taps = 80
  static let shared = DTMFFilters()

  /// The four parts, one after the other: low real, low imaginary, high real, high imaginary.
  let weights: [Int16]
  /// From the sums to amplitudes: (low, high, low, high).
  let scale: SIMD4<Float>
  /// What the filter leaves of the amplitude of each of the four low, and of the four high tones.
  let gains: (low: SIMD4<Float>, high: SIMD4<Float>)

  static let lowTones = SIMD4<Double>(697, 770, 852, 941)
  static let highTones = SIMD4<Double>(1209, 1336, 1477, 1633)

  private init() {
    let low = Band(middle: 819, halfWidth: 165)
    let high = Band(middle: 1421, halfWidth: 265)
    weights = low.real + low.imaginary + high.real + high.imaginary
    scale = SIMD4(low.scale, high.scale, low.scale, high.scale)
    var gains = (low: SIMD4<Float>(), high: SIMD4<Float>())
    for index in 0..<4 {
      gains.low[index] = low.gain(hertz: Self.lowTones[index])
      gains.high[index] = high.gain(hertz: Self.highTones[index])
    }
    self.gains = gains
  }

  private struct Band {
    let middle: Double
    let real, imaginary: [Int16]
    let scale: Float
    private let shape: [Double]

    init(middle: Double, halfWidth: Double) {
      let half = Double(DTMFFilters.taps - 1) / 2
      let beta = 3.4  // of the Kaiser window: 40 dB
      let shape = (0..<DTMFFilters.taps).map { tap in
        let place = Double(tap) - half
        let angle = 2 * Double.pi * halfWidth / 8000 * place
        let edge = place / (half + 0.5)
        return sin(angle) / angle * kaiser(beta * (1 - edge * edge).squareRoot())
      }
      let turn = 2 * Double.pi * middle / 8000
      let real = shape.enumerated().map { $1 * cos(turn * (Double($0) - half)) }
      let imaginary = shape.enumerated().map { -$1 * sin(turn * (Double($0) - half)) }
      // So that the sum of 80 products of the largest samples just fits into 32 bits.
      let largest = max(
        real.reduce(0) { $0 + abs($1) }, imaginary.reduce(0) { $0 + abs($1) })
      let unit = 65_000 / largest
      self.real = real.map { Int16(($0 * unit).rounded()) }
      self.imaginary = imaginary.map { Int16(($0 * unit).rounded()) }
      self.middle = middle
      self.shape = shape
      scale = Float(2 / (unit * shape.reduce(0, +)))
    }

    func gain(hertz: Double) -> Float {
      let half = Double(DTMFFilters.taps - 1) / 2
      let turn = 2 * Double.pi * (hertz - middle) / 8000
      let sum = shape.enumerated().reduce(0) {
        $0 + $1.element * cos(turn * (Double($1.offset) - half))
      }
      return Float(sum / shape.reduce(0, +))
    }
  }
}

/// The modified Bessel function I0.
private func kaiser(_ x: Double) -> Double {
  var (sum, term, k) = (1.0, 1.0, 1.0)
  while term > sum * 1e-12 {
    term *= (x / 2 / k) * (x / 2 / k)
    sum += term
    k += 1
  }
  return sum
}
