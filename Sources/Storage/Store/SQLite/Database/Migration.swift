/// Brings a database to the schema that this program knows.
///
/// The schema's version is the database's `user_version`: how many scripts of the list it has
/// seen. A change of the schema is one more script at the end of the list; scripts that were
/// released are never changed.
struct Migration {
  let scripts: [String]

  /// Whether the database needs a script, or belongs to a later program.
  func isNeeded(by database: Database) throws(StoreError) -> Bool {
    let found = try version(of: database)
    guard found <= scripts.count else {
      throw .newerSchema(path: database.path, found: found, known: scripts.count)
    }
    return found < scripts.count
  }

  /// Runs the scripts that are missing, each whole or not at all.
  func run(on database: Database) throws(StoreError) {
    while try isNeeded(by: database) {
      try database.writing { () throws(StoreError) in
        // Another program may have been faster.
        let found = try version(of: database)
        guard found < scripts.count else { return }
        try database.execute(scripts[found])
        try database.execute("PRAGMA user_version = \(found + 1)")
      }
    }
  }

  private func version(of database: Database) throws(StoreError) -> Int {
    try database.first("PRAGMA user_version") { $0.int(0) } ?? 0
  }
}
