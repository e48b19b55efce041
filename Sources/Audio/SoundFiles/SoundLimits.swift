/// What is read of a sound file from outside at most, whatever its header claims: a file of some
/// kilobytes can hold hours, and one of few samples can claim any rate.
enum SoundLimits {
  /// Bytes of a file: an hour of stereo, 16 bits, at 32 kHz and more.
  static let bytes = 512 << 20
  static let bytesText = "512 MB"
  /// Samples a second. Below is no speech; above is no microphone.
  static let rates = 1_000...192_000
  /// Channels that are mixed down to one.
  static let channels = 1...8
  /// Samples of a channel: 5 minutes at 192 kHz, 20 at 48, two hours at 8.
  static let samples = 60_000_000
  static let samplesText = "60 million samples"
}
