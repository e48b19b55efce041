/// Brings a database to the schema that this program knows. The version is a row: how many scripts the
/// database has seen. Of programs that start at once one runs the scripts, the others wait.
struct PostgresMigration {
  let scripts: [String]

  /// Runs the scripts that are missing, all or none.
  func run(on connection: PostgresConnection) throws(StoreError) {
    if try version(of: connection) == scripts.count { return }
    connection.startNoting(mayWrite: true)
    // What is read after the wait sees what was committed meanwhile.
    try connection.command(
      "BEGIN ISOLATION LEVEL READ COMMITTED; SELECT pg_advisory_xact_lock(\(Self.lockKey))")
    do throws(StoreError) {
      let found = try version(of: connection)
      if found == 0 {
        try connection.command(
          "CREATE TABLE schema_version (version BIGINT); INSERT INTO schema_version VALUES (0)")
      }
      try connection.patiently { (connection) throws(StoreError) in
        for script in scripts.dropFirst(found) { try connection.command(script) }
      }
      try connection.command("UPDATE schema_version SET version = \(scripts.count)")
      try connection.commit()
    } catch {
      connection.rollBack()
      throw error
    }
  }

  /// How many scripts the database has seen.
  /// - Throws: ``StoreError/newerSchema(path:found:known:)`` if these are more than are known.
  private func version(of connection: PostgresConnection) throws(StoreError) -> Int {
    let hasVersion =
      try connection.first("SELECT to_regclass('schema_version') IS NOT NULL") { $0.flag(0) }
    guard hasVersion == true else { return 0 }
    let found = try connection.first("SELECT version FROM schema_version") { $0.int(0) } ?? 0
    guard found <= scripts.count else {
      throw .newerSchema(path: connection.place, found: found, known: scripts.count)
    }
    return found
  }

  private static let lockKey: Int64 = 0x766f_6963_6500_0001
}
