/// G.722 at 64 kbit/s (ITU-T G.722) for a line of 8 kHz: of its two bands only the lower one, up to
/// 4 kHz. A byte stands for one sample of ours: it has six bits of the lower band, and two of the upper
/// one, which are ignored when they come and say nothing when they go.
///
/// The blocks have the names of the recommendation. Both directions adapt to what was sent before, so
/// each stream has an encoder and a decoder of its own.
public enum G722 {
  /// The adaptive predictor and quantiser of the lower band, which both directions share.
  struct LowBand: Sendable, Equatable {
    private(set) var prediction = 0
    private(set) var step = 32
    private var scale = 0
    private var zeros = 0
    private var rebuilt = (0, 0)
    private var partial = (0, 0)
    private var poles = (0, 0)
    private var differences = InlineArray<6, Int>(repeating: 0)
    private var coefficients = InlineArray<6, Int>(repeating: 0)

    static func == (one: LowBand, other: LowBand) -> Bool {
      one.prediction == other.prediction && one.scale == other.scale && one.zeros == other.zeros
    }

    /// Adapts to a code of four bits (blocks 2L, 3L and 4L).
    mutating func adapt(to code: Int) {
      let difference = (step * coarseLevels[code]) >> 15
      scale = min(max((scale * 127) >> 7 + scaleSteps[scaleIndices[code]], 0), 18_432)
      let exponent = 8 - scale >> 11
      let mantissa = stepTable[scale >> 6 & 31]
      step = (exponent < 0 ? mantissa << -exponent : mantissa >> exponent) << 2
      predict(after: difference)
    }

    /// BLOCK4.
    private mutating func predict(after difference: Int) {
      let sum = saturated(prediction + difference)
      let part = saturated(zeros + difference)
      updatePoles(part)
      updateZeros(difference)
      for index in stride(from: 5, to: 0, by: -1) { differences[index] = differences[index - 1] }
      differences[0] = difference
      rebuilt = (sum, rebuilt.0)
      partial = (part, partial.0)
      let pole =
        (poles.0 * saturated(2 * rebuilt.0)) >> 15 + (poles.1 * saturated(2 * rebuilt.1)) >> 15
      var zero = 0
      for index in 0..<6 { zero += (coefficients[index] * saturated(2 * differences[index])) >> 15 }
      zeros = saturated(zero)
      prediction = saturated(saturated(pole) + zeros)
    }

    /// UPPOL2 and UPPOL1.
    private mutating func updatePoles(_ part: Int) {
      let isSameAsLast = (part < 0) == (partial.0 < 0)
      let isSameAsBefore = (part < 0) == (partial.1 < 0)
      let four = saturated(4 * poles.0)
      let turned = min(isSameAsLast ? -four : four, 32_767)
      let second = turned >> 7 + (isSameAsBefore ? 128 : -128) + (poles.1 * 32_512) >> 15
      let limited = min(max(second, -12_288), 12_288)
      let first = saturated((isSameAsLast ? 192 : -192) + (poles.0 * 32_640) >> 15)
      let most = saturated(15_360 - limited)
      poles = (min(max(first, -most), most), limited)
    }

    /// UPZERO.
    private mutating func updateZeros(_ difference: Int) {
      let gain = difference == 0 ? 0 : 128
      for index in 0..<6 {
        let isSame = (differences[index] < 0) == (difference < 0)
        let leaked = (coefficients[index] * 32_640) >> 15
        coefficients[index] = saturated((isSame ? gain : -gain) + leaked)
      }
    }
  }
}

/// Turns bytes of G.722 into samples of 8 kHz.
public struct G722Decoder: Sendable, Equatable {
  private var band = G722.LowBand()

  /// At the beginning of a stream.
  public init() {}

  /// The sample of a byte.
  public mutating func decode(_ code: UInt8) -> Int16 {
    let six = Int(code & 0x3F)
    let level = (band.step * fineLevels[six]) >> 15
    let sample = min(max(band.prediction + level, -16_384), 16_383)
    band.adapt(to: six >> 2)
    return Int16(sample << 1)
  }
}

/// Turns samples of 8 kHz into bytes of G.722.
public struct G722Encoder: Sendable, Equatable {
  private var band = G722.LowBand()

  /// At the beginning of a stream.
  public init() {}

  /// The byte of a sample.
  public mutating func encode(_ sample: Int16) -> UInt8 {
    let error = saturated(Int(sample) >> 1 - band.prediction)
    let size = error >= 0 ? error : -(error + 1)
    var index = 1
    while index < 30, size >= (decisions[index] * band.step) >> 12 { index += 1 }
    let six = error < 0 ? negativeCodes[index] : positiveCodes[index]
    band.adapt(to: six >> 2)
    return UInt8(0xC0 | six)
  }
}

private func saturated(_ value: Int) -> Int { min(max(value, -32_768), 32_767) }

// The tables of the recommendation: Q6, ILN, ILP, WL, RL42, ILB, QM4, QM6.

private let decisions: InlineArray<30, Int> = [
  0, 35, 72, 110, 150, 190, 233, 276, 323, 370, 422, 473, 530, 587, 650, 714, 786, 858, 940, 1_023,
  1_121, 1_219, 1_339, 1_458, 1_612, 1_765, 1_980, 2_195, 2_557, 2_919,
]
private let negativeCodes: InlineArray<31, Int> = [
  0, 63, 62, 31, 30, 29, 28, 27, 26, 25, 24, 23, 22, 21, 20, 19, 18, 17, 16, 15, 14, 13, 12, 11, 10,
  9, 8, 7, 6, 5, 4,
]
private let positiveCodes: InlineArray<31, Int> = [
  0, 61, 60, 59, 58, 57, 56, 55, 54, 53, 52, 51, 50, 49, 48, 47, 46, 45, 44, 43, 42, 41, 40, 39, 38,
  37, 36, 35, 34, 33, 32,
]
private let scaleSteps: InlineArray<8, Int> = [-60, -30, 58, 172, 334, 538, 1_198, 3_042]
private let scaleIndices: InlineArray<16, Int> = [0, 7, 6, 5, 4, 3, 2, 1, 7, 6, 5, 4, 3, 2, 1, 0]
private let stepTable: InlineArray<32, Int> = [
  2_048, 2_093, 2_139, 2_186, 2_233, 2_282, 2_332, 2_383, 2_435, 2_489, 2_543, 2_599, 2_656, 2_714,
  2_774, 2_834, 2_896, 2_960, 3_025, 3_091, 3_158, 3_228, 3_298, 3_371, 3_444, 3_520, 3_597, 3_676,
  3_756, 3_838, 3_922, 4_008,
]
private let coarseLevels: InlineArray<16, Int> = [
  0, -20_456, -12_896, -8_968, -6_288, -4_240, -2_584, -1_200, 20_456, 12_896, 8_968, 6_288, 4_240,
  2_584, 1_200, 0,
]
private let fineLevels: InlineArray<64, Int> = [
  -136, -136, -136, -136, -24_808, -21_904, -19_008, -16_704, -14_984, -13_512, -12_280, -11_192,
  -10_232, -9_360, -8_576, -7_856, -7_192, -6_576, -6_000, -5_456, -4_944, -4_464, -4_008, -3_576,
  -3_168, -2_776, -2_400, -2_032, -1_688, -1_360, -1_040, -728, 24_808, 21_904, 19_008, 16_704,
  14_984, 13_512, 12_280, 11_192, 10_232, 9_360, 8_576, 7_856, 7_192, 6_576, 6_000, 5_456, 4_944,
  4_464, 4_008, 3_576, 3_168, 2_776, 2_400, 2_032, 1_688, 1_360, 1_040, 728, 432, 136, -432, -136,
]
