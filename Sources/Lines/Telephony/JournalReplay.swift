public import CallFlow
public import Portal

extension JournalText {
  /// Where a replayed call first went another way than the journal tells.
  public struct Difference: Equatable, Sendable, CustomStringConvertible {
    /// The line of the journal, from 1.
    public let line: Int
    public let expected: String
    public let happened: String

    public var description: String {
      "line \(line):\n  the journal: \(expected)\n  now:         \(happened)"
    }
  }

  /// Feeds the journal's events to a new call, and compares.
  /// - Returns: The first difference, or `nil` if the call went the same way.
  public func replay(following script: Script<VoicePortal>) -> Difference? {
    var call = Call<VoicePortal>(Session(incoming, language: language))
    var effects: [Effect<VoicePortal>] = []
    for (index, entry) in entries.enumerated() {
      effects.removeAll(keepingCapacity: true)
      let trace = call.step(entry.event, at: entry.at, following: script, into: &effects)
      let outcome = Journal<VoicePortal>.outcome(call, effects, trace)
      if call.place != entry.place || outcome != entry.outcome {
        return Difference(
          line: index + 2, expected: "\(name(of: entry.place)) \(entry.outcome)",
          happened: "\(name(of: call.place)) \(outcome)")
      }
    }
    return nil
  }
}
