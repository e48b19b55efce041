import Glibc

/// Tells whether a block of sound is a part of a special information tone (ITU-T E.180: 950, 1,400 and
/// 1,800 Hz, each ±50 Hz, one after another) or the call of a fax machine (T.30: 1,100 Hz ±38 Hz).
///
/// Such a tone is one sine. Of one sine each sample is in a fixed proportion to the sum of its two
/// neighbours, which is twice the cosine of the frequency:
///
///     x[n-1] + x[n+1] = 2 cos(2πf / 8,000) · x[n]
///
/// The proportion that fits best gives the frequency; what does not fit is noise, or a second sound.
/// It looks at the sound of 8 kHz, in which none of these frequencies is another's alias.
struct InformationTone: Sendable, Equatable {
  /// So much of the power may be something else than the sine: noise 12 dB below it.
  private static let mostNoise = 0.06
  /// In Hz. The fit is 10 Hz off where the noise is loudest.
  private static let frequencies = [890.0...1_010, 1_052...1_148, 1_340...1_460, 1_740...1_860]
  /// `frequencies` as cosines, for which no arc cosine is needed.
  private static let cosines = frequencies.map {
    cosine(hertz: $0.upperBound)...cosine(hertz: $0.lowerBound)
  }

  private var near = 0
  private var far = 0
  private var count = 0
  private var sum = 0
  /// Of each sample, of its product with the sum of its neighbours, and of that sum: the powers.
  private var power = 0
  private var product = 0
  private var neighbours = 0

  @inline(__always)
  mutating func take(_ sample: Int16) {
    let pair = Int(sample) &+ far
    sum &+= near
    power &+= near &* near
    product &+= near &* pair
    neighbours &+= pair &* pair
    count &+= 1
    (far, near) = (near, Int(sample))
  }

  /// Whether what came since this was asked last was such a tone.
  mutating func takeVerdict() -> Bool {
    defer { (count, sum, power, product, neighbours) = (0, 0, 0, 0, 0) }
    guard count > 0 else { return false }
    // A constant offset is in each sample once, and in the sum of its neighbours twice.
    let mean = Double(sum) / Double(count)
    let offset = mean * Double(sum)
    let power = Double(power) - offset
    let product = Double(product) - 2 * offset
    guard power > 0 else { return false }
    let proportion = product / power
    let misfit = Double(neighbours) - 4 * offset - proportion * product
    // Noise is in both neighbours, and in the sample by the proportion.
    let noise = misfit / (2 + proportion * proportion) / power
    guard noise < Self.mostNoise else { return false }
    // Noise makes the proportion smaller than that of the sine.
    let cosine = proportion / 2 / (1 - max(0, noise))
    return Self.cosines.contains { $0.contains(cosine) }
  }

  private static func cosine(hertz: Double) -> Double {
    cos(2 * Double.pi * hertz / Double(LineFormat.sampleRate))
  }
}
