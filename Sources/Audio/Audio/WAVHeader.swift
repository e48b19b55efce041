/// The 44 bytes in front of a recording's samples: WAV, PCM, 16 bits, mono, the rate of
/// ``LineFormat``. The one place that writes them.
public enum WAVHeader {
  /// Bytes.
  public static let length = 44

  /// The header of so many samples; as many as its 32 bits can count.
  public static func bytes(samples: Int) -> [UInt8] {
    let rate = UInt32(LineFormat.sampleRate)
    let size = UInt32(clamping: samples * 2)
    var bytes = Array("RIFF".utf8) + little(size &+ 36)
    bytes += Array("WAVEfmt ".utf8) + little(UInt32(16))
    bytes += little(UInt16(1)) + little(UInt16(1))  // PCM, one channel
    bytes += little(rate) + little(rate * 2) + little(UInt16(2)) + little(UInt16(16))
    return bytes + Array("data".utf8) + little(size)
  }

  /// A whole file.
  public static func file(of samples: [Int16]) -> [UInt8] {
    var bytes = bytes(samples: samples.count)
    bytes.reserveCapacity(length + samples.count * 2)
    for sample in samples {
      bytes.append(UInt8(truncatingIfNeeded: sample))
      bytes.append(UInt8(truncatingIfNeeded: sample >> 8))
    }
    return bytes
  }

  private static func little<Number: FixedWidthInteger>(_ number: Number) -> [UInt8] {
    (0..<Number.bitWidth / 8).map { UInt8(truncatingIfNeeded: number >> ($0 * 8)) }
  }
}
