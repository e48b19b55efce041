import Synchronization

/// A number that only grows. Any thread may add; none waits.
public final class Tally: Sendable {
  private let total = Atomic(0)

  /// 0.
  public init() {}

  /// Adds some.
  public func add(_ count: Int = 1) { total.wrappingAdd(count, ordering: .relaxed) }

  /// How many there are.
  public var value: Int { total.load(ordering: .relaxed) }
}

/// Numbers that only grow, one for each value of a label, which are known from the start.
public final class LabelledCounter: Sendable {
  /// The label's values, in the order in which they are told.
  public let labels: [String]
  private let tallies: [String: Tally]

  /// All at 0.
  public init(_ labels: [String]) {
    self.labels = labels
    tallies = Dictionary(labels.map { ($0, Tally()) }, uniquingKeysWith: { first, _ in first })
  }

  /// Counts one more. A label that is none of them is not counted.
  public func add(_ label: String) { tallies[label]?.add() }

  /// How many there are.
  public subscript(label: String) -> Int { tallies[label]?.value ?? 0 }
}

/// How often values up to certain bounds were seen. Any thread may observe; none waits.
public final class Histogram: Sendable {
  /// What a histogram has seen.
  public struct Snapshot: Equatable, Sendable {
    public var bounds: [Double]
    /// How many values were not above each bound; the last is the number of all.
    public var cumulative: [Int]
    public var sum: Double
  }

  private let bounds: [Double]
  private let tallies: [Tally]
  /// In millionths.
  private let sum = Tally()

  /// Nothing seen.
  /// - Parameter bounds: Ascending.
  public init(bounds: [Double]) {
    self.bounds = bounds
    tallies = (0...bounds.count).map { _ in Tally() }
  }

  /// Notes a value, not below 0.
  public func observe(_ value: Double) {
    tallies[bounds.firstIndex { value <= $0 } ?? bounds.count].add()
    sum.add(Int(min(max(value, 0), 1e9) * 1_000_000))
  }

  /// What was seen so far.
  public var snapshot: Snapshot {
    var count = 0
    let cumulative = tallies.map { tally in
      count += tally.value
      return count
    }
    return Snapshot(bounds: bounds, cumulative: cumulative, sum: Double(sum.value) / 1_000_000)
  }
}
