import Mailbox
import Testing

/// What all storages have in common is what ``Mailboxes`` promises: one sequence of requests and
/// administration, thrown with dice, runs on each of them, and each answers the same and holds the same
/// at the end.
@Suite struct StorageModelTests {
  @Test(arguments: [1, 2, 3, 4] as [UInt64])
  func `every storage answers the same sequence alike and ends alike`(seed: UInt64) throws {
    let steps = ModelStep.sequence(seed: seed, count: 250)
    let expected = try ModelRun(.memory).report(of: steps)
    #expect(expected.contains { $0.contains("messageArrived") })
    for maker in StoreMaker.all where maker.testDescription != StoreMaker.memory.testDescription {
      let found = try ModelRun(maker).report(of: steps)
      // What follows from the first difference tells nothing more.
      let first = zip(expected, found).enumerated().first { $0.element.0 != $0.element.1 }
      if let first {
        Issue.record(
          "\(maker.testDescription), line \(first.offset): \(first.element.1), not \(first.element.0)"
        )
      }
      #expect(found.count == expected.count)
    }
  }
}
