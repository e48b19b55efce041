/// The one format of sound on every line: 8 kHz, mono, 16-bit linear samples (`Int16`).
public enum LineFormat {
  /// Samples a second.
  public static let sampleRate = 8000

  /// The RMS of a sine of 0 dBm0, in dBFS: one at full scale (-3.01 dBFS) has +3.14 dBm0 (G.711).
  public static let decibelsOfZeroDBm0 = -6.15

  /// How many samples last `milliseconds`.
  public static func samples(inMilliseconds milliseconds: Int) -> Int {
    milliseconds * sampleRate / 1000
  }

  /// How long `count` samples last, in whole milliseconds (rounded down).
  public static func milliseconds(ofSamples count: Int) -> Int {
    count * 1000 / sampleRate
  }
}
