import Threads

/// How mailboxes on a disk are opened and run, whichever database they are in.
public struct StoreOptions: Sendable {
  /// Whether this program takes calls. Only one server may run on a folder; command-line tools may
  /// work beside it.
  public var isServer = true
  /// What new passcodes cost to guess. Those stored before keep their cost.
  public var passcodeCost = PasscodeCost.standard
  /// The threads that answer what is submitted without waiting.
  public var workers = 4
  /// The clock: milliseconds since 1970 UTC.
  public var now: @Sendable () -> Int64 = { WallTime.milliseconds }
  /// Is told why a request was answered by `.failed`. It holds no passcode.
  public var report: @Sendable (StoreError) -> Void = { _ in }
  /// Is told in a sentence what housekeeping did that an operator should know.
  public var notice: @Sendable (String) -> Void = { _ in }

  /// A server with the recommended cost of passcodes.
  public init() {}
}
