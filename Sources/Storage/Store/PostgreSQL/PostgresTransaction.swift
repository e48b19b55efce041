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
  func begin(_ purpose: Purpose) throws(StoreError) {
    startNoting(mayWrite: purpose != .reading)
    switch purpose {
    case .reading:
      // It waits for no lock.
      try command(
        "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
        withinMilliseconds: Self.longestBeginMilliseconds)
    // Whoever writes holds the gate together with others, or alone. It is a lock of a table and no
    // advisory one: only this statement waits without fixing, before it waits, which rows are seen.
    case .writing:
      try command(
        "BEGIN ISOLATION LEVEL SERIALIZABLE; LOCK TABLE write_gate IN ROW SHARE MODE")
    case .writingAlone:
      try command(
        "BEGIN ISOLATION LEVEL REPEATABLE READ; LOCK TABLE write_gate IN EXCLUSIVE MODE")
    }
  }

  /// Keeps what was changed.
  func commit() throws(StoreError) {
    // A transaction in which a statement failed answers this by going back, without an error.
    guard try command("COMMIT") == "COMMIT" else {
      throw .broken(place: place, reason: "the transaction had failed before its end")
    }
  }

  /// How long the server may take to begin a transaction that reads. A caller waits for it.
  private static let longestBeginMilliseconds = 3_000

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
