/// One row of the protocol: what is measured, and what it should come to.
public struct TrialRow {
  /// Which way is better.
  public enum Better: Sendable { case higher, lower }

  /// What is measured, with its unit.
  public let name: String
  /// Which way is better in it.
  public let better: Better
  /// The better one of spandsp and Asterisk, where the protocol's authors measured it.
  public let must: Double?
  /// What this detector aims at.
  public let goal: Double?
  /// Measures it; nil: it never holds.
  public let measure: () -> Double?

  init(
    _ name: String, _ better: Better, must: Double? = nil, goal: Double? = nil,
    measure: @escaping () -> Double?
  ) {
    (self.name, self.better, self.must, self.goal) = (name, better, must, goal)
    self.measure = measure
  }

  /// Whether a value is as good as another.
  public func isReached(_ value: Double?, _ wanted: Double) -> Bool {
    guard let value else { return false }
    switch better {
    case .higher: return value >= wanted - 1e-6
    case .lower: return value <= wanted + 1e-6
    }
  }
}
