/// A time at which the thread of the sound came late, and what that cost.
struct LateTime: Equatable {
  /// What is sooner is no lateness: the sound that is kept ready bridges it.
  static let least = 40

  let milliseconds: Int
  /// For how long nothing was played though something was to be.
  let gapMilliseconds: Int
  /// How much of what was said or pressed was lost.
  let lostMilliseconds: Int

  /// A period that has been read.
  /// - Parameters:
  ///   - elapsed: Milliseconds since the one before was there.
  ///   - waiting: Samples that were there by then beyond it: without them the device was late.
  ///   - ready: Samples that were ready to be played when the one before was there.
  ///   - isLost: Whether the device says that it was not read in time.
  /// - Returns: `nil` when it was not late.
  init?(elapsed: Int, waiting: Int, ready: Int, isLost: Bool) {
    let period = 20
    guard elapsed - period >= Self.least, isLost || waiting >= 8 * period else { return nil }
    milliseconds = elapsed - period
    gapMilliseconds = max(0, elapsed - ready / 8)
    lostMilliseconds = isLost ? milliseconds : 0
  }

  /// For the log.
  var sentence: String {
    let cost =
      switch (gapMilliseconds, lostMilliseconds) {
      case (0, 0): "nothing was lost"
      case (let gap, 0): "nothing was played for \(gap) ms, nothing that came in was lost"
      case (0, let lost): "\(lost) ms of what came in were lost, and keys in them"
      case (let gap, let lost):
        "nothing was played for \(gap) ms; \(lost) ms of what came in were lost, and keys in them"
      }
    return "The thread of the sound card came \(milliseconds) ms late: \(cost)."
  }
}
