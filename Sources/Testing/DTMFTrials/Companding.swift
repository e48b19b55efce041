/// Sound after it went through G.711, as on every telephone line.
public enum Companding {
  /// A sample after µ-law and back.
  public static func muLaw(_ sample: Int16) -> Int16 {
    let magnitude = min(abs(Int(sample)), 32635) + 132
    let exponent = max(0, Int.bitWidth - 1 - magnitude.leadingZeroBitCount - 7)
    let mantissa = (magnitude >> (exponent + 3)) & 15
    let value = (((mantissa << 3) + 132) << exponent) - 132
    return Int16(sample < 0 ? -value : value)
  }

  /// A sample after A-law and back.
  public static func aLaw(_ sample: Int16) -> Int16 {
    let magnitude = min(sample < 0 ? -Int(sample) - 1 : Int(sample), 32767) >> 3
    let exponent = max(0, Int.bitWidth - 1 - max(magnitude, 1).leadingZeroBitCount - 4)
    let value: Int
    if exponent <= 1 {
      value = (magnitude | 1)
    } else {
      value = ((magnitude >> exponent) << exponent) + (1 << (exponent - 1))
    }
    return Int16(clamping: sample < 0 ? -(value << 3) : value << 3)
  }

  /// A sample after three trunks of A-law between µ-law ends.
  public static func tandem(_ sample: Int16) -> Int16 {
    (0..<3).reduce(sample) { value, _ in muLaw(aLaw(value)) }
  }
}
