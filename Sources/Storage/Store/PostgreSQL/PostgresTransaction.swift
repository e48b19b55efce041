/// Transactions on a connection.
extension PostgresConnection {
  /// What a transaction is for.
  enum Purpose {
    /// Sees one state of the rows and changes nothing.
    case reading
    /// Is as if it were alone, or has a ``PostgresConnection/Fault/conflict``.
    case writing
    /// Is alone: whoever writes waits until it has ended.
    case writingAlone
  }

  /// Begins a transaction. It sees the rows as they are after it has waited for its turn.
  /// - Parameter limits: How long the server may take to answer; `nil`: for ever.
  func begin(_ purpose: Purpose, within limits: PostgresLimits?) throws(StoreError) {
    startNoting(mayWrite: purpose != .reading)
    switch purpose {
    case .reading:
      // It waits for no lock.
      longestAnswerMilliseconds = limits?.begin
      try command("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
      longestAnswerMilliseconds = limits?.reading
    // Whoever writes holds the gate together with others, or alone. It is a lock of a table and no
    // advisory one: only this statement waits without fixing, before it waits, which rows are seen.
    case .writing:
      longestAnswerMilliseconds = limits?.writing
      try command(
        "BEGIN ISOLATION LEVEL SERIALIZABLE; LOCK TABLE write_gate IN ROW SHARE MODE")
    case .writingAlone:
      longestAnswerMilliseconds = limits?.alone
      try command(
        "BEGIN ISOLATION LEVEL REPEATABLE READ; LOCK TABLE write_gate IN EXCLUSIVE MODE")
    }
  }

  /// Runs statements of which each may take as long as much work does.
  func patiently(
    _ body: (PostgresConnection) throws(StoreError) -> Void
  ) throws(StoreError) {
    guard let limit = longestAnswerMilliseconds else { return try body(self) }
    longestAnswerMilliseconds = max(limit, PostgresLimits.server.alone)
    defer { longestAnswerMilliseconds = limit }
    try body(self)
  }

  /// Keeps what was changed.
  func commit() throws(StoreError) {
    // A transaction in which a statement failed answers this by going back, without an error.
    guard try command("COMMIT") == "COMMIT" else {
      throw .broken(place: place, reason: "the transaction had failed before its end")
    }
  }

  /// Gives up the open transaction, if there is one.
  func rollBack() {
    guard isInTransaction else { return }
    // The error that led here is the one worth telling.
    _ = try? command("ROLLBACK")
  }

  /// Runs `body` as one step of an open transaction: if it throws, only the step is undone. After a
  /// conflict or a loss the whole transaction has to end.
  func step<T>(_ body: () throws -> T) throws -> T {
    let count = changes.count
    try command("SAVEPOINT step")
    do {
      let result = try body()
      try command("RELEASE step")
      return result
    } catch {
      guard fault != .conflict, fault != .lost else { throw error }
      try command("ROLLBACK TO step; RELEASE step")
      forget(since: count)
      throw error
    }
  }
}

/// How long a server may take to answer a statement, in milliseconds. One that takes longer counts as
/// lost: a caller hears a sentence, and a message waits on the node's disk.
struct PostgresLimits: Equatable, Sendable {
  /// To begin what reads. A caller waits for it.
  var begin: Int
  /// A caller waits for it too.
  var reading: Int
  /// With the wait for the turn and for the commit, and so for the standby.
  var writing: Int
  /// Much at once, such as an import.
  var alone: Int

  /// For a server.
  static let server = PostgresLimits(
    begin: 3_000, reading: 5_000, writing: 10_000, alone: 600_000)
}
