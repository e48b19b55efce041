/// How mailboxes on PostgreSQL are opened and run. What these options share with those of SQLite means
/// the same.
@dynamicMemberLookup
public struct PostgresStoreOptions: Sendable {
  /// What does not depend on the database.
  public var common = StoreOptions()
  /// Whether a recording is brought to the disk before it is delivered. Without, a loss of power may
  /// take those that wait: for tests.
  public var syncsRecordings = true
  /// The threads that write, each with its own transactions. One shares a commit among all that wait
  /// and has no conflicts; more of them have them with each other, which costs more than it gains.
  public var writers = 1
  /// How many connections a process has at most, beside the one that listens.
  public var connections = 16
  /// How much of the node's disk sounds may take that were fetched from the database.
  public var cacheBytes = 1 << 30
  /// How long a server waits for an answer of the database. A command waits for ever: somebody sits
  /// before it.
  var limits = PostgresLimits.server

  /// A server.
  public init() {}

  /// The options that do not depend on the database.
  public subscript<Value>(dynamicMember path: WritableKeyPath<StoreOptions, Value>) -> Value {
    get { common[keyPath: path] }
    set { common[keyPath: path] = newValue }
  }
}
