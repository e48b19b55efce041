import Threads

/// One measured figure: its values over the repeats, and what it should be.
struct Figure: Sendable {
  /// What a figure should come to (issues 2 and 4, "Speed").
  enum Target: Sendable {
    case atLeast(Double)
    case atMost(Double)
  }

  let group: String
  let name: String
  let unit: String
  /// One for each repeat.
  let values: [Double]
  var target: Target?
  /// What another program took for the same; for SIP Asterisk 22.10.1, on such a machine.
  var compared: String?

  /// The middle value.
  var median: Double {
    let sorted = values.sorted()
    if sorted.isEmpty { return 0 }
    let middle = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
  }

  var lowest: Double { values.min() ?? 0 }
  var highest: Double { values.max() ?? 0 }

  /// Whether the median reaches the target; `nil` if there is none.
  var isReached: Bool? {
    switch target {
    case .atLeast(let limit): median >= limit
    case .atMost(let limit): median <= limit
    case nil: nil
    }
  }
}

/// How long and how often to measure.
struct BenchPlan: Sendable {
  /// Each measurement is repeated for so long, and at least three times.
  var seconds: Double
  /// Calls in one repeat.
  var calls: Int?
  /// Where databases are made; they are removed afterwards.
  var folder: String

  /// The values of repeats of `measurement`, without its first, which warms up.
  func repeats(_ measurement: () throws -> Double) rethrows -> [Double] {
    _ = try measurement()
    let end = MonotonicTime.seconds + seconds
    var values: [Double] = []
    while values.count < 3 || (MonotonicTime.seconds < end && values.count < 1_000) {
      values.append(try measurement())
    }
    return values
  }
}
