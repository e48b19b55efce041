/// How a data directory is opened and run. What these options share with those of PostgreSQL means the
/// same.
@dynamicMemberLookup
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

  /// What does not depend on the database.
  public var common = StoreOptions()
  /// Whether a data directory that is not there is made. Where it is not, a mistyped name is an
  /// error, ``StoreError/noDirectory(path:)``.
  public var makesDirectory = true
  /// The file of the secret with which a directory begins that has none: for a copy, whose passcodes
  /// were keyed with it. `nil`: with a new one.
  public var firstSecret: String?
  /// When the disk must have what was committed.
  public var synchronous = Synchronous.full
  /// How often it is asked whether another program has written, if somebody follows the changes.
  public var looksElsewhereMilliseconds = 2_000

  /// A server with synchronous commits and the recommended cost of passcodes.
  public init() {}

  /// The options that do not depend on the database.
  public subscript<Value>(dynamicMember path: WritableKeyPath<StoreOptions, Value>) -> Value {
    get { common[keyPath: path] }
    set { common[keyPath: path] = newValue }
  }
}
