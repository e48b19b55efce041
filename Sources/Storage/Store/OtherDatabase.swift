/// A database of another system, from which rows are read and into which nothing is written: a file of
/// SQLite, or a database on PostgreSQL. One thread uses it.
public final class OtherDatabase: Sendable {
  private let query: @Sendable (String) throws(StoreError) -> [[String?]]

  /// Opens a file of SQLite that is there already.
  public init(sqlite path: String) throws(StoreError) {
    let database = try Database(path: path, access: .foreign)
    query = { (sql) throws(StoreError) in
      try database.all(sql) { row in (0..<row.count).map { row.optionalText($0) } }
    }
  }

  /// Connects to PostgreSQL.
  /// - Parameter connection: libpq's connection string.
  public init(postgresql connection: String) throws(StoreError) {
    let connected = try PostgresConnection(try PostgresAddress(connection))
    try connected.command("SET default_transaction_read_only = on; SET enable_seqscan = on")
    query = { (sql) throws(StoreError) in
      try connected.all(sql) { row in (0..<row.count).map { row.optionalText($0) } }
    }
  }

  /// The rows of a query whose columns are all text.
  public func rows(_ sql: String) throws(StoreError) -> [[String?]] { try query(sql) }
}
