import CSQLite
import Glibc

/// One connection to the database file, with its prepared statements.
///
/// Errors carry SQLite's words and the file's path, never a bound value.
///
/// It is `@unchecked Sendable` because one thread at a time uses it: the writer's connection stays
/// on the writer's queue, and ``ReaderPool`` lends each of its connections to one thread.
@safe final class Database: @unchecked Sendable {
  /// The file's path, for errors.
  let path: String
  /// Whether it is the writer's connection, on which rows may be read that are not committed.
  let mayWrite: Bool
  private let handle: OpaquePointer
  private var statements: [String: Statement] = [:]
  private var changedUsers: Set<Int64> = []

  /// What a connection may do.
  enum Access {
    case readOnly, readWrite
    /// Reads a file that is there already, and neither makes nor changes one.
    case inspection
    /// Reads a file that is there already, and may copy it into another one.
    case snapshot
    /// Reads a file of another system, and not even repairs it.
    case foreign
  }

  /// Opens the file, and makes it if it is not there.
  init(path: String, access: Access) throws(StoreError) {
    self.path = path
    mayWrite = access == .readWrite
    var opened: OpaquePointer?
    // No lock of SQLite's own: see the type's comment.
    let flags: Int32 =
      switch access {
      case .readOnly, .readWrite: SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
      case .inspection, .snapshot: SQLITE_OPEN_READWRITE
      case .foreign: SQLITE_OPEN_READONLY
      }
    let code = unsafe sqlite3_open_v2(
      path, &opened, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nil)
    guard let handle = unsafe opened else {
      throw .broken(place: path, reason: "no memory for the database")
    }
    unsafe self.handle = handle
    guard code == SQLITE_OK else {
      // Everything has its value, so `deinit` closes it.
      throw unsafe .broken(place: path, reason: Self.reason(handle))
    }
    unsafe sqlite3_busy_timeout(handle, Self.busyTimeoutMilliseconds)
    try run("PRAGMA foreign_keys = ON")
    try run("PRAGMA temp_store = MEMORY")
    if access == .readOnly || access == .inspection { try run("PRAGMA query_only = ON") }
  }

  deinit {
    statements.removeAll()
    unsafe sqlite3_close_v2(handle)
  }

  /// Runs a statement without reading rows, and returns how many rows it changed.
  @discardableResult
  func run(_ sql: String, _ values: Value...) throws(StoreError) -> Int {
    try visit(sql, values) { _ in false }
    return unsafe Int(sqlite3_changes(handle))
  }

  /// The first row, or `nil`.
  func first<T>(
    _ sql: String, _ values: Value..., read: (Row) throws(StoreError) -> T
  ) throws(StoreError) -> T? {
    var result: T?
    try visit(sql, values) { (row) throws(StoreError) in
      result = try read(row)
      return false
    }
    return result
  }

  /// All rows.
  func all<T>(
    _ sql: String, _ values: Value..., read: (Row) throws(StoreError) -> T
  ) throws(StoreError) -> [T] {
    var result: [T] = []
    try visit(sql, values) { (row) throws(StoreError) in
      result.append(try read(row))
      return true
    }
    return result
  }

  /// Whether there is a row.
  func exists(_ sql: String, _ values: Value...) throws(StoreError) -> Bool {
    var found = false
    try visit(sql, values) { _ in
      found = true
      return false
    }
    return found
  }

  /// The key of the row that was inserted last.
  var lastInsertedID: Int64 { unsafe sqlite3_last_insert_rowid(handle) }

  /// Runs several statements without values, as in a schema.
  func execute(_ script: String) throws(StoreError) {
    guard unsafe sqlite3_exec(handle, script, nil, nil, nil) == SQLITE_OK else { throw failure() }
  }

  /// Notes whose messages or settings the transaction changes.
  func noteChange(of user: Int64) { changedUsers.insert(user) }

  /// The users that were noted since it was last asked; some of their changes may have been undone.
  func takeChangedUsers() -> Set<Int64> {
    defer { changedUsers.removeAll(keepingCapacity: true) }
    return changedUsers
  }

  /// Another number than before tells that another connection has committed something.
  func version() throws(StoreError) -> Int {
    try first("PRAGMA data_version") { $0.int(0) } ?? 0
  }

  /// Whether a transaction is open. After a full disk SQLite ends it by itself.
  var isInTransaction: Bool { unsafe sqlite3_get_autocommit(handle) == 0 }

  /// How many steps of SQLite's machine all statements took so far: a measure of cost that does
  /// not depend on the machine.
  var machineSteps: Int { statements.values.reduce(0) { $0 + $1.machineSteps } }

  // Until another program lets go of the file, for example `accounts` beside a server.
  private static let busyTimeoutMilliseconds: Int32 = 5_000

  private func visit(
    _ sql: String, _ values: [Value], each: (Row) throws(StoreError) -> Bool
  ) throws(StoreError) {
    let statement = try prepared(sql)
    defer { statement.reset() }
    guard statement.bind(values) == SQLITE_OK else { throw failure() }
    while true {
      let code = statement.step()
      if code == SQLITE_DONE { return }
      guard code == SQLITE_ROW else { throw failure() }
      guard try each(statement.row) else { break }
    }
  }

  private func prepared(_ sql: String) throws(StoreError) -> Statement {
    if let statement = statements[sql] { return statement }
    var handle: OpaquePointer?
    let code = unsafe sqlite3_prepare_v3(
      self.handle, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &handle, nil)
    guard code == SQLITE_OK, let handle = unsafe handle else { throw failure() }
    let statement = unsafe Statement(handle)
    statements[sql] = statement
    return statement
  }

  private func failure() -> StoreError {
    unsafe .broken(place: path, reason: Self.reason(handle))
  }

  private static let notADatabase = "this file is not a database"
  private static let isDamaged = "the database is damaged"

  /// Whether the error says that the file cannot be a database of this program, at least no more.
  static func isUnusable(_ error: StoreError) -> Bool {
    guard case .broken(_, let reason) = error else { return false }
    return reason == notADatabase || reason.hasPrefix(isDamaged)
  }

  /// What SQLite says, and what the system told it. A full and a read-only disk are called so.
  private static func reason(_ handle: OpaquePointer) -> String {
    let message = unsafe String(cString: sqlite3_errmsg(handle))
    let number = unsafe sqlite3_system_errno(handle)
    switch unsafe sqlite3_errcode(handle) & 0xff {
    case SQLITE_FULL:
      return DiskFault.words(for: ENOSPC, isWriting: true)
    case SQLITE_READONLY:
      return "the database is read-only (\(message)); see the disk, and owner and mode of the file"
    case SQLITE_NOTADB:
      return notADatabase
    case SQLITE_CORRUPT:
      return "\(isDamaged) (\(message))"
    case SQLITE_IOERR, SQLITE_CANTOPEN:
      if number == 0 { return message }
      let words = DiskFault.words(for: number, isWriting: true)
      let isPlain = words == DiskFault.systemWords(for: number)
      return isPlain ? "\(message) (\(words))" : words
    default:
      return message
    }
  }
}

extension Database {
  /// Runs `body` in a transaction that sees one state of the data, and ends it without a change.
  func reading<T>(_ body: () throws(StoreError) -> T) throws(StoreError) -> T {
    try run("BEGIN")
    do throws(StoreError) {
      let result = try body()
      try run("COMMIT")
      return result
    } catch {
      rollBack()
      throw error
    }
  }

  /// Runs `body` in a transaction that writes: all of it is kept, or nothing.
  func writing<T>(_ body: () throws(StoreError) -> T) throws(StoreError) -> T {
    try run("BEGIN IMMEDIATE")
    do throws(StoreError) {
      let result = try body()
      try run("COMMIT")
      return result
    } catch {
      rollBack()
      throw error
    }
  }

  /// Runs `body` as one step of an open transaction: if it throws, only the step is undone.
  func step<T>(_ body: () throws -> T) throws -> T {
    try run("SAVEPOINT step")
    do {
      let result = try body()
      try run("RELEASE step")
      return result
    } catch {
      // After a full disk SQLite has ended the whole transaction by itself.
      if isInTransaction {
        try run("ROLLBACK TO step")
        try run("RELEASE step")
      }
      throw error
    }
  }

  /// Lets readers go on while somebody writes. The file remembers it.
  func useWriteAheadLog() throws(StoreError) {
    let mode = try first("PRAGMA journal_mode = WAL") { $0.text(0) }
    guard mode == "wal" else {
      throw .broken(place: path, reason: "the disk cannot share memory, which SQLite's WAL needs")
    }
  }

  /// Gives up the open transaction, if there is one.
  func rollBack() {
    guard isInTransaction else { return }
    // The error that led here is the one worth telling.
    _ = try? run("ROLLBACK")
  }
}
