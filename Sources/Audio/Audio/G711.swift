/// The two codes of ITU-T G.711: eight bits for a sample, finer for soft sounds than for loud ones.
///
/// A code is a sign, one of eight segments, and one of sixteen steps in it; each segment is twice as
/// coarse as the one before. Linear samples are the standard's own values, shifted up to 16 bits.
public enum G711: String, Sendable, CaseIterable {
  /// µ-law (PCMU in RFC 3551), of North America and Japan.
  case muLaw
  /// A-law (PCMA), of the rest of the world.
  case aLaw

  /// The code of a sample of nothing.
  public var silence: UInt8 { encode(0) }

  /// The code of the interval that a sample is in. What is too loud for µ-law gets its last one.
  /// µ-law has two codes of 0: 0xFF is used for 0 itself, 0x7F for -1 to -4.
  public func encode(_ sample: Int16) -> UInt8 {
    // The complement, as in the software of ITU-T G.191: -32768 has a magnitude too.
    let magnitude = Int32(sample < 0 ? ~sample : sample)
    let sign: UInt8 = sample < 0 ? 0 : 0x80
    switch self {
    case .muLaw:
      // With the bias a segment begins at a power of two.
      let biased = min(magnitude, Self.muLimit) + Self.muBias
      let segment = 24 - Int32(biased.leadingZeroBitCount)
      return sign | (UInt8(segment << 4 | (biased >> (segment + 3)) & 0x0F) ^ 0x7F)
    case .aLaw:
      // The first two segments are equally fine.
      let segment = magnitude < 256 ? 0 : 24 - Int32(magnitude.leadingZeroBitCount)
      let step = (magnitude >> (max(segment, 1) + 3)) & 0x0F
      return (sign | UInt8(segment << 4 | step)) ^ 0x55
    }
  }

  /// The sample in the middle of a code's interval.
  public func decode(_ code: UInt8) -> Int16 {
    let bits = Int32(self == .muLaw ? code ^ 0x7F : code ^ 0x55)
    let segment = (bits >> 4) & 0x07
    let step = bits & 0x0F
    let magnitude =
      switch self {
      case .muLaw: ((step << 3 + Self.muBias) << segment) - Self.muBias
      case .aLaw: segment == 0 ? step << 4 + 8 : (step << 4 + 264) << (segment - 1)
      }
    return Int16(bits & 0x80 == 0 ? -magnitude : magnitude)
  }

  /// Encodes a frame. Does not allocate.
  /// - Parameter codes: at least as long as `samples`; what follows stays as it is.
  public func encode(_ samples: Span<Int16>, into codes: inout MutableSpan<UInt8>) {
    for index in samples.indices { codes[index] = encode(samples[index]) }
  }

  /// Decodes a frame. Does not allocate.
  /// - Parameter samples: at least as long as `codes`; what follows stays as it is.
  public func decode(_ codes: Span<UInt8>, into samples: inout MutableSpan<Int16>) {
    precondition(samples.count >= codes.count)
    let decoded = self == .muLaw ? Self.muLawSamples : Self.aLawSamples
    let table = decoded.span
    for index in 0..<codes.count {
      unsafe samples[unchecked: index] = table[unchecked: Int(codes[unchecked: index])]
    }
  }

  /// The sample of each of the 256 codes.
  private static let muLawSamples = (UInt8.min...UInt8.max).map(muLaw.decode)
  private static let aLawSamples = (UInt8.min...UInt8.max).map(aLaw.decode)

  private static let muBias: Int32 = 132
  /// The magnitude from which on the last code is used, less one.
  private static let muLimit: Int32 = 32_635
}
