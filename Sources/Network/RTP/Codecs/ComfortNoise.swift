import Audio

/// Comfort noise (RFC 3389), of which we use the level and not the spectrum.
public struct ComfortNoise: Sendable {
  /// The static payload type of CN/8000.
  public static let payloadType: UInt8 = 13

  /// Its loudest sample. The samples lie evenly between this and its negative.
  private let amplitude: Int32
  private var state: UInt32 = 0x2545_F491

  /// - Parameter level: the first byte of a payload: 0 to 127, in dB below the overload point.
  public init(level: UInt8) {
    // Evenly distributed samples have an RMS of the peak divided by √3.
    var peak = 32_767 * 1.732
    for _ in 0..<(level & 0x7F) { peak *= 0.891_250_9 }
    amplitude = Int32(min(peak, 32_767))
  }

  /// The next sample.
  public mutating func sample() -> Int16 {
    state ^= state << 13
    state ^= state >> 17
    state ^= state << 5
    let span = Int64(2 * amplitude + 1)
    return Int16(Int32((Int64(state) * span) >> 32) - amplitude)
  }

  /// Fills codes with noise. Does not allocate.
  mutating func fill(_ codes: inout MutableSpan<UInt8>, _ law: G711) {
    for index in codes.indices { codes[index] = law.encode(sample()) }
  }
}
