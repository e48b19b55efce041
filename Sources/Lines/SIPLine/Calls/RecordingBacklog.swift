import Audio
import Synchronization

/// Captured sound that waits for the disk, of all recordings of a service: bounded, so that a disk that
/// stands still costs recordings and not the memory of the server. Any thread.
///
/// ```
/// thread of the sound ── admit ──► WriterQueue ── the disk has it ──► release
///                          └ no room: the recording ends with what was written
/// ```
final class RecordingBacklog: Sendable {
  /// So much of one recording may wait.
  static let mostSecondsOfOne = 30
  /// So much of all may wait: 10 s for each of a thousand calls, 160 MB.
  static let mostSecondsOfAll = 10_000

  private let mostOfOne: Int
  private let mostOfAll: Int
  private let samples = Atomic(0)

  /// Nothing waits.
  init(mostSecondsOfOne: Int = mostSecondsOfOne, mostSecondsOfAll: Int = mostSecondsOfAll) {
    mostOfOne = LineFormat.samples(inMilliseconds: mostSecondsOfOne * 1_000)
    mostOfAll = LineFormat.samples(inMilliseconds: mostSecondsOfAll * 1_000)
  }

  /// How much waits.
  var seconds: Double {
    Double(samples.load(ordering: .relaxed)) / Double(LineFormat.sampleRate)
  }

  /// Lets samples of a recording wait.
  /// - Parameter waiting: How many of that recording wait already.
  /// - Returns: Whether there is room for them.
  func admit(_ count: Int, behind waiting: Int) -> Bool {
    guard waiting + count <= mostOfOne else { return false }
    let (_, all) = samples.add(count, ordering: .relaxed)
    if all <= mostOfAll { return true }
    release(count)
    return false
  }

  /// Samples wait no more.
  func release(_ count: Int) { samples.subtract(count, ordering: .relaxed) }
}
