/// Counts a key once that a peer tells in more than one way: as telephone-events, by SIP INFO, and
/// as tones in the sound.
///
/// The rule: two reports are one press when they are of the same key, come by different means, and
/// their times overlap or are near each other. Two reports by the same means are always two presses,
/// so a key that is pressed twice quickly stays two. A report belongs to the earliest press that its
/// means has not told yet.
///
/// Near is 100 ms among events and tones, which share one network path: a tone is recognised within
/// the 40 ms that ITU-T Q.24 asks for, and the rest is jitter. With INFO it is 600 ms: a lost INFO
/// is sent again after T1 = 500 ms (RFC 3261 section 17.1.2.1).
public struct KeyDeduplicator: Sendable {
  /// How a key was told.
  public enum Means: UInt8, Sendable, CaseIterable {
    case telephoneEvent, info, tone
  }

  private struct Press {
    var key: Character
    var begin: Int
    /// `nil`: still down.
    var end: Int?
    var means: Set<Means>
  }

  /// No longer press is believed; else one whose end is never told would swallow others for ever.
  private static let longestMilliseconds = 10_000

  private var presses: [Press] = []

  /// No key was pressed yet.
  public init() {}

  /// A key goes down.
  /// - Parameter time: in milliseconds of any one clock: when it was pressed, not when it is told.
  /// - Returns: Whether it counts; `false`: another means has told this press already.
  public mutating func down(_ key: Character, by means: Means, at time: Int) -> Bool {
    counts(key, by: means, from: time, to: nil)
  }

  /// A key that is told when it is over, or as a whole, as by INFO.
  /// - Parameter milliseconds: how long it was held, before `time`.
  /// - Returns: Whether it counts.
  public mutating func press(
    _ key: Character, by means: Means, endingAt time: Int, milliseconds: Int
  ) -> Bool {
    counts(key, by: means, from: time - max(0, milliseconds), to: time)
  }

  /// A key goes up.
  public mutating func up(_ key: Character, by means: Means, at time: Int) {
    let index = presses.lastIndex { $0.key == key && $0.means.contains(means) }
    if let index { presses[index].end = max(presses[index].end ?? time, time) }
  }

  private mutating func counts(
    _ key: Character, by means: Means, from begin: Int, to end: Int?
  ) -> Bool {
    presses.removeAll { ($0.end ?? $0.begin + Self.longestMilliseconds) < begin - 2_000 }
    let index = presses.firstIndex { press in
      let isByInfo = means == .info || press.means == [.info]
      let near = isByInfo ? 600 : 100
      let last = press.end ?? press.begin + Self.longestMilliseconds
      return press.key == key && !press.means.contains(means)
        && begin <= last + near && (end ?? .max) >= press.begin - near
    }
    guard let index else {
      presses.append(Press(key: key, begin: begin, end: end, means: [means]))
      return true
    }
    presses[index].means.insert(means)
    if let end { presses[index].end = max(presses[index].end ?? end, end) }
    return false
  }
}
