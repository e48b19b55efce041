/// How much sound is kept ready to be played, by how late the thread of the sound has been:
///
///     late ──► at once so much that it is not heard the next time
///     ten minutes never as late ──► what those ten minutes needed
struct SoundLead: Equatable {
  /// Periods of 20 ms: of 60 ms nobody takes notice, and 0.3 s are a pause before every answer.
  static let least = 3
  static let most = 15
  private static let stretch = 30_000

  /// Periods that are to be kept ready.
  private(set) var periods = least
  /// What the periods of this stretch needed.
  private var needed = least
  private var count = 0

  /// Notes a period that came so late.
  mutating func note(lateMilliseconds: Int) {
    // The period itself, and one more since lateness is no whole number of them.
    let wanted = min(Self.most, max(Self.least, lateMilliseconds / 20 + 2))
    needed = max(needed, wanted)
    periods = max(periods, wanted)
    count += 1
    guard count == Self.stretch else { return }
    (periods, needed, count) = (needed, Self.least, 0)
  }
}
