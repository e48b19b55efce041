import Mailbox
import Synchronization

/// Companies and users that were decoded before. A row's `revision` tells whether it is still the
/// same, also after another program changed it, so nothing here can be out of date. What is read
/// inside a transaction that writes is not kept: if it is undone, the next change gets the same
/// revision with another value.
final class RowCache: Sendable {
  private struct Entry<Value: Sendable>: Sendable {
    var revision: Int64
    var value: Value
  }

  private let users = Mutex<[Int64: Entry<User>]>([:])
  private let companies = Mutex<[Int64: Entry<Company>]>([:])

  /// Forgets everything: the next rows may come from a copy of the database that lacks the last changes,
  /// and gives their revisions to others.
  func forgetAll() {
    users.withLock { $0.removeAll() }
    companies.withLock { $0.removeAll() }
  }

  // A user with her settings takes about a kilobyte.
  private static let limit = 10_000

  /// The user of a row with the columns `id, revision, value`.
  /// - Parameter keeps: Whether what the row holds is committed.
  func user(_ row: some RowColumns, keeps: Bool) throws(StoreError) -> User {
    try Self.value(row, in: users, keeps) { $0.id = $1 }
  }

  /// The company of such a row.
  func company(_ row: some RowColumns, keeps: Bool) throws(StoreError) -> Company {
    try Self.value(row, in: companies, keeps) { $0.id = $1 }
  }

  private static func value<Value: StoredRecord & Sendable>(
    _ row: some RowColumns, in cache: borrowing Mutex<[Int64: Entry<Value>]>, _ keeps: Bool,
    setID: (inout Value, Int64) -> Void
  ) throws(StoreError) -> Value {
    let id = row.integer(0)
    let revision = row.integer(1)
    if let entry = cache.withLock({ $0[id] }), entry.revision == revision { return entry.value }
    var value = try fromJSON(row.text(2), as: Value.self, place: "database, row \(id)")
    setID(&value, id)
    guard keeps else { return value }
    let entry = Entry(revision: revision, value: value)
    cache.withLock {
      if $0.count >= limit { $0.removeAll() }
      $0[id] = entry
    }
    return value
  }
}
