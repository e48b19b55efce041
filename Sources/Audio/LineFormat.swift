/// The one format of sound on every line: 8 kHz, mono, 16-bit linear samples (`Int16`).
public enum LineFormat {
  /// Samples a second.
  public static let sampleRate = 8000

  /// How many samples last `milliseconds`.
  public static func samples(inMilliseconds milliseconds: Int) -> Int {
    milliseconds * sampleRate / 1000
  }

  /// How long `count` samples last, in whole milliseconds (rounded down).
  public static func milliseconds(ofSamples count: Int) -> Int {
    count * 1000 / sampleRate
  }
}
