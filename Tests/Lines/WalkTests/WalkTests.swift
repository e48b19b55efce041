import CallFlow
import Foundation
import Portal
import Testing

/// Random walks over the real flow (issue 2, point 11). A walk that fails prints its seed; it is
/// walked again alone with `VOICEPORTAL_WALK_SEED=n`.
@Suite struct `Random walks` {
  /// Even seeds have a store that always works, odd ones a store that also fails.
  private static let seeds: [UInt64] =
    ProcessInfo.processInfo.environment["VOICEPORTAL_WALK_SEED"].flatMap(UInt64.init).map { [$0] }
    ?? Array(1...10)
  private static let eventsOfAWalk = 10_000

  /// Most places are met by chance; a few need a caller who means it. The scripts go everywhere.
  private static let placesMissed = 8

  @Test func `over 100,000 events no call gets stuck and nothing is lost`() async throws {
    let script = try Script<VoicePortal>()
    let walks = try await withThrowingTaskGroup(of: Walk.Result.self) { group in
      for seed in Self.seeds {
        group.addTask {
          var walk = try Walk(
            seed: seed, script, keepsAllJournals: Self.seeds.count == 1)
          try walk.run(events: Self.eventsOfAWalk)
          return walk.result
        }
      }
      return try await group.reduce(into: [Walk.Result]()) { $0.append($1) }
    }
    for complaint in walks.flatMap(\.complaints) { Issue.record("\(complaint)") }
    guard Self.seeds.count > 1 else { return }
    #expect(walks.reduce(0) { $0 + $1.events } >= 100_000)
    let reached = walks.reduce(into: Set<Place>()) { $0.formUnion($1.reached) }
    let missed = Place.allCases.filter { !reached.contains($0) }
    #expect(
      missed.count <= Self.placesMissed, "never reached: \(missed.map { name(of: $0) })")
  }
}
