import Glibc

/// How a data directory is opened and run.
public struct SQLiteStoreOptions: Sendable {
  /// When the disk must have what was committed.
  public enum Synchronous: String, CaseIterable, Sendable {
    /// At each commit: nothing acknowledged is lost, also by a loss of power. The default.
    case full
    /// Now and then: a loss of power may take the last commits. A crash of the program does not.
    case normal
    /// Never by itself, recordings neither: for tests.
    case off
  }

  /// Whether this program takes calls. Only one server may run on a data directory; command-line
  /// tools may work beside it.
  public var isServer = true
  /// Whether a data directory that is not there is made. Where it is not, a mistyped name is an
  /// error, ``StoreError/noDirectory(path:)``.
  public var makesDirectory = true
  /// When the disk must have what was committed.
  public var synchronous = Synchronous.full
  /// What new passcodes cost to guess. Those stored before keep their cost.
  public var passcodeCost = PasscodeCost.standard
  /// The threads that answer what is submitted without waiting.
  public var workers = 4
  /// How often it is asked whether another program has written, if somebody follows the changes.
  public var looksElsewhereMilliseconds = 2_000
  /// The clock: milliseconds since 1970 UTC.
  public var now: @Sendable () -> Int64 = { systemMilliseconds() }
  /// Is told why a request was answered by `.failed`. It holds no passcode.
  public var report: @Sendable (StoreError) -> Void = { _ in }

  /// Is told in a sentence what housekeeping did that an operator should know.
  public var notice: @Sendable (String) -> Void = { _ in }

  /// A server with synchronous commits and the recommended cost of passcodes.
  public init() {}
}

/// The system's clock: milliseconds since 1970 UTC.
func systemMilliseconds() -> Int64 {
  var time = timespec()
  unsafe clock_gettime(CLOCK_REALTIME, &time)
  return Int64(time.tv_sec) * 1_000 + Int64(time.tv_nsec) / 1_000_000
}
