import RTP
import Testing

@Suite struct EitherKeyTests {
  struct Report: Sendable {
    var means: KeyDeduplicator.Means
    var key: Character = "5"
    var begin: Int
    var end: Int
    /// When it is told.
    var told: Int { means == .telephoneEvent ? begin : end }
  }

  /// How many presses are counted, when each report is told at its time.
  static func count(_ reports: [Report]) -> Int {
    var either = KeyDeduplicator()
    var steps: [(time: Int, step: (inout KeyDeduplicator) -> Bool)] = []
    for report in reports {
      switch report.means {
      case .telephoneEvent, .tone:
        // A tone is known 40 ms after its beginning.
        let delay = report.means == .tone ? 40 : 0
        steps.append(
          (report.begin + delay, { $0.down(report.key, by: report.means, at: report.begin) }))
        steps.append(
          (
            report.end + delay,
            {
              $0.up(report.key, by: report.means, at: report.end)
              return false
            }
          ))
      case .info:
        let length = report.end - report.begin
        steps.append(
          (
            report.end,
            { $0.press(report.key, by: .info, endingAt: report.end, milliseconds: length) }
          ))
      }
    }
    return steps.sorted { $0.time < $1.time }.filter { $0.step(&either) }.count
  }

  static func presses(
    _ means: KeyDeduplicator.Means, _ begins: [Int], length: Int = 80, delay: Int = 0
  ) -> [Report] {
    begins.map { Report(means: means, begin: $0 + delay, end: $0 + length + delay) }
  }

  @Test(arguments: KeyDeduplicator.Means.allCases, KeyDeduplicator.Means.allCases)
  func `a press that is told twice counts once`(
    first: KeyDeduplicator.Means, second: KeyDeduplicator.Means
  ) {
    let reports = Self.presses(first, [1000]) + Self.presses(second, [1000], delay: 30)
    #expect(Self.count(reports) == (first == second ? 2 : 1))
  }

  @Test(arguments: KeyDeduplicator.Means.allCases)
  func `two quick presses by one means stay two`(means: KeyDeduplicator.Means) {
    #expect(Self.count(Self.presses(means, [1000, 1120])) == 2)
  }

  @Test func `two quick presses that are all told in every way stay two`() {
    let begins = [1000, 1120, 1240]
    let reports =
      Self.presses(.telephoneEvent, begins) + Self.presses(.tone, begins, delay: 60)
      + Self.presses(.info, begins, delay: 150)
    #expect(Self.count(reports) == 3)
  }

  @Test func `a key of one means that another has missed is still one`() {
    let reports =
      Self.presses(.telephoneEvent, [1000, 1200, 1400]) + Self.presses(.tone, [1000, 1400])
    #expect(Self.count(reports) == 3)
  }

  @Test func `an INFO that had to be sent again is the same press`() {
    let reports = Self.presses(.telephoneEvent, [1000]) + Self.presses(.info, [1000], delay: 520)
    #expect(Self.count(reports) == 1)
  }

  @Test func `a long press is one, told by INFO when it ends`() {
    let reports =
      Self.presses(.telephoneEvent, [1000], length: 3_000)
      + Self.presses(.info, [1000], length: 3_000)
    #expect(Self.count(reports) == 1)
  }

  @Test func `another key, or the same one much later, is another press`() {
    let reports = [
      Report(means: .telephoneEvent, begin: 1000, end: 1080),
      Report(means: .tone, key: "6", begin: 1000, end: 1080),
      Report(means: .tone, begin: 1300, end: 1380),
    ]
    #expect(Self.count(reports) == 3)
  }

  @Test func `a press whose end is never told does not swallow others for ever`() {
    var either = KeyDeduplicator()
    let first = either.down("1", by: .telephoneEvent, at: 0)
    let second = either.down("1", by: .tone, at: 60_000)
    #expect(first && second)
  }
}
