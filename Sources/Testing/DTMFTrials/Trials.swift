import Glibc

/// The rows of the protocol, each for any detector.
public struct Trials<Listener: TrialDetector> {
  /// A fresh detector.
  let make: () -> Listener
  /// How many keys in a point of a row.
  let count: Int
  /// The same in rows where a few keys in a thousand may be wrong, and over speech, of which few
  /// words are as loud as a key: with 160 the protocol's most, 1,600.
  var fineCount: Int { count * 10 }
  /// Added to the seed of every row.
  let seed: UInt64

  /// - Parameters:
  ///   - count: keys in a point of a row.
  ///   - seed: another one gives other phases, places and noise in every row.
  ///   - make: gives a fresh detector.
  public init(count: Int, seed: UInt64 = 0, make: @escaping () -> Listener) {
    self.count = count
    self.seed = seed
    self.make = make
  }

  /// The score on keys as planned, after a change of the sound.
  public func score(
    _ plan: TrialPlan, count: Int? = nil, seed: UInt64 = 1,
    change: (inout TrialStream) -> Void = { _ in }
  ) -> TrialScore {
    var stream = TrialStream(plan, count: count ?? self.count, seed: seed + self.seed)
    change(&stream)
    return TrialScore(make(), stream, stream.line())
  }

  /// The last value, from the first on, for which the share is at least `wanted`; nil: none.
  func limit(
    _ values: some Sequence<Double>, wanted: Double = 1, share: (Double) -> Double
  ) -> Double? {
    var best: Double?
    for value in values {
      if share(value) < wanted - 1e-9 { break }
      best = value
    }
    return best
  }

  // MARK: Tones as they should be

  /// Keys not right of `count`.
  public func lost(level: Double) -> Int {
    let score = score(TrialPlan { $0.level = level })
    return score.total - score.right
  }

  /// The score with one tone off by so many percent: each of the eight tones.
  public func oneTone(offBy percent: Double) -> [Double] {
    let keys: [(String, Bool)] = [
      ("123A", true), ("456B", true), ("789C", true), ("*0#D", true),
      ("147*", false), ("2580", false), ("369#", false), ("ABCD", false),
    ]
    return keys.map { keys, isLow in
      let plan = TrialPlan {
        $0.keys = Array(keys.utf8)
        $0.offset = isLow ? (percent, 0) : (0, percent)
      }
      let score = score(plan, count: max(8, count / 20))
      return Double(score.accepted) / Double(score.total)
    }
  }

  /// Up to which percentage all are accepted, and from which none is.
  public func bandwidth() -> (accepted: Double, rejected: Double) {
    let steps = stride(from: 0.0, through: 5.5, by: 0.1)
    func worst(_ percent: Double, _ pick: ([Double]) -> Double?) -> Double {
      pick(oneTone(offBy: percent) + oneTone(offBy: -percent)) ?? 0
    }
    let accepted = limit(steps) { worst($0) { $0.min() } } ?? 0
    let rejected = limit(steps.reversed()) { 1 - worst($0) { $0.max() } } ?? .infinity
    return (accepted, rejected)
  }

  /// The share that is right with both tones off, over all four signs.
  public func bothTones(offBy percent: Double) -> Double {
    let shares = [(1.0, 1.0), (1, -1), (-1, 1), (-1, -1)].map { low, high in
      score(TrialPlan { $0.offset = (low * percent, high * percent) }).share
    }
    return shares.reduce(0, +) / 4
  }

  /// The most twist with which all are right: `sign` 1 for a stronger high tone, -1 for a low one.
  public func twist(sign: Double, wanted: Double = 1) -> Double? {
    limit(stride(from: 0.0, through: 16, by: 0.25), wanted: wanted) { decibels in
      score(TrialPlan { $0.twist = sign * decibels }).share
    }
  }

  /// The highest level with which all are right. Both tones together are cut off from -3 dBm0 on.
  public func highestLevel() -> Double? {
    limit([-10.0, -4, -2, -1, 0, 1, 2, 3, 4, 5, 6]) { level in
      score(TrialPlan { $0.level = level }).share
    }
  }

  /// The lowest level with which all are right.
  public func lowestLevel() -> Double? {
    limit(stride(from: -10.0, through: -60, by: -1)) { level in
      score(TrialPlan { $0.level = level }).share
    }
  }

  /// Whether anything is reported at a level.
  public func accepted(level: Double) -> Int { score(TrialPlan { $0.level = level }).accepted }

  // MARK: Lengths and pauses

  /// The share of keys of a length that are reported.
  public func accepted(milliseconds: Double) -> Double {
    let plan = TrialPlan {
      $0.milliseconds = milliseconds
      $0.pause = 120
    }
    let score = score(plan)
    return Double(score.accepted) / Double(score.total)
  }

  /// From which length all are reported, and up to which none is.
  public func lengths() -> (all: Double?, none: Double?) {
    let all = limit(stride(from: 60.0, through: 5, by: -1)) { accepted(milliseconds: $0) }
    let none = limit(stride(from: 5.0, through: 60, by: 1)) { 1 - accepted(milliseconds: $0) }
    return (all, none)
  }

  /// The share of keys that are one key in spite of a hole in their middle.
  public func hole(_ milliseconds: Double, in length: Double) -> Double {
    let plan = TrialPlan {
      $0.milliseconds = length
      $0.pause = 120
    }
    return score(plan) { stream in
      for digit in stream.digits {
        let size = Int(milliseconds * 8)
        let start = (digit.range.lowerBound + digit.range.upperBound - size) / 2
        for index in start..<start + size { stream.sound[index] = 0 }
      }
    }.share
  }

  /// The longest hole that never splits a key of 120 ms.
  public func longestHole() -> Double? {
    limit(stride(from: 1.0, through: 60, by: 1)) { hole($0, in: 120) }
  }

  /// The shortest pause that always separates two equal keys.
  public func shortestPause() -> Double? {
    limit(stride(from: 60.0, through: 5, by: -1)) { pause in
      score(
        TrialPlan {
          $0.pause = pause
          $0.keys = Array("5555555555555555".utf8)
        }
      ).share
    }
  }

  /// Keys that are not right of `count`, without rest.
  public func wrong(
    milliseconds: Double, pause: Double, level: Double = -10, twist: Double = 0,
    offset: Double = 0
  ) -> Int {
    let plan = TrialPlan {
      $0.milliseconds = milliseconds
      $0.pause = pause
      $0.level = level
      $0.twist = twist
      $0.offset = (offset, -offset)
    }
    let score = score(plan)
    return score.total - score.right
  }

  /// The delays of reports, sorted, in milliseconds. Each key has its own place in the frames of
  /// 20 ms, which decide a report: keys every 100 ms would all share one.
  public func delays() -> [Double] {
    score(TrialPlan { $0.pauseSpread = 20 }).delays.sorted()
  }
}
