import Synchronization

/// Connections that only read, lent to one thread at a time. Readers see the last commit and wait
/// for no writer.
final class ReaderPool: Sendable {
  private let path: String
  /// `nil`: closed.
  private let idle = Mutex<[Database]?>([])

  // More threads than this may read at once; their connections are closed afterwards.
  private static let idleLimit = 8

  init(path: String) { self.path = path }

  /// Runs `body` on one state of the data.
  func read<Result>(
    _ body: (Database) throws(StoreError) -> Result
  ) throws(StoreError) -> Result {
    let database = try take()
    defer { giveBack(database) }
    return try database.reading { () throws(StoreError) in try body(database) }
  }

  /// Closes what is idle; nobody can read after that.
  func close() { idle.withLock { $0 = nil } }

  /// What all idle connections did so far: see ``Database/machineSteps``.
  var machineSteps: Int { idle.withLock { $0?.reduce(0) { $0 + $1.machineSteps } ?? 0 } }

  private func take() throws(StoreError) -> Database {
    let (isOpen, database) = idle.withLock { idle in (idle != nil, idle?.popLast()) }
    guard isOpen else { throw .broken(place: path, reason: "the store is closed") }
    if let database { return database }
    return try Database(path: path, access: .readOnly)
  }

  private func giveBack(_ database: Database) {
    idle.withLock { idle in
      if let count = idle?.count, count < Self.idleLimit { idle?.append(database) }
    }
  }
}
