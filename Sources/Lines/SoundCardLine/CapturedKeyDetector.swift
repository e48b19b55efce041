import Audio
import Telephony

/// Hears keys in the captured sound, and leaves out those that are only the echo of a key in what
/// is played, such as one in a message. The only place that knows the detector.
struct CapturedKeyDetector {
  private var microphone = DTMFDetector()
  private var speaker = DTMFDetector()
  /// The newest keys that were played.
  private var played = InlineArray<8, Played>(repeating: Played())
  private var count = 0

  private struct Played {
    var key: UInt8 = 0
    var start = 0
    var levelDB = 0.0
  }

  /// The longest way from the program through the air and back.
  static let longestDelay = LineFormat.samples(inMilliseconds: 1_000)
  /// The echo of a key is at least this much weaker than what was played.
  private static let leastLoss = 9.0

  /// Takes as many captured samples as were played in the same time.
  /// - Parameter down: Told of a key as soon as it is sure, with the captured sample at which it
  ///   began, counted from the first one of all.
  mutating func listen(
    to captured: [Int16], whilePlaying sound: [Int16], down: (KeySound, Int) -> Void
  ) {
    var (played, count) = (self.played, self.count)
    speaker.listen(
      to: sound.span,
      down: { key in
        played[count % 8] = Played(key: key.key, start: key.start, levelDB: key.levelDB)
        count += 1
      }, heard: { _ in })
    (self.played, self.count) = (played, count)
    microphone.listen(
      to: captured.span,
      down: { key in
        if Self.isEcho(key, of: played) { return }
        let sound = KeySound(
          character: Character(Unicode.Scalar(key.key)), levelDB: key.levelDB,
          twistDB: key.twistDB)
        down(sound, key.start)
      }, heard: { _ in })
  }

  private static func isEcho(_ key: DTMFKey, of played: InlineArray<8, Played>) -> Bool {
    // Both ends of a key are found to some milliseconds.
    let delays = -LineFormat.samples(inMilliseconds: 20)...longestDelay
    for index in played.indices where played[index].key == key.key {
      let other = played[index]
      if delays.contains(key.start - other.start), key.levelDB < other.levelDB - leastLoss {
        return true
      }
    }
    return false
  }
}
