import Synchronization

/// What an agent has refused since it began, by the reason, for metrics. Any thread may ask.
public final class SignallingRefusals: Sendable {
  /// Why something was refused.
  public enum Reason: String, CaseIterable, Sendable {
    /// A call while as many were on as may be.
    case mostCalls = "most_calls"
    /// A call while no new ones are taken.
    case draining
    /// A call, registration or subscription of a source that had begun too many in a second.
    case rate
    /// A subscription while there were as many as may be.
    case mostSubscriptions = "most_subscriptions"
    /// A TCP or TLS connection while there were as many as may be.
    case mostConnections = "most_connections"
  }

  private final class Cell: Sendable { let value = Atomic(0) }

  private let cells: [Reason: Cell]

  /// Nothing was refused.
  init() { cells = Dictionary(uniqueKeysWithValues: Reason.allCases.map { ($0, Cell()) }) }

  func add(_ reason: Reason) { cells[reason]?.value.wrappingAdd(1, ordering: .relaxed) }

  /// How much was refused for a reason.
  public subscript(reason: Reason) -> Int { cells[reason]?.value.load(ordering: .relaxed) ?? 0 }
}
