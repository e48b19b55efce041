import Mailbox

extension Schema {
  // Version 10: what has come from other systems, by its name there, so that each comes once.
  static let imports = """
    CREATE TABLE imports (
      source TEXT PRIMARY KEY,
      user INTEGER NOT NULL REFERENCES users ON DELETE CASCADE
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX imports_of_user ON imports (user);
    """
}

extension SQLiteRows {
  func hasImported(_ source: String) throws(StoreError) -> Bool {
    try database.exists("SELECT 1 FROM imports WHERE source = ?", .text(source))
  }

  func imports(of user: Int64) throws(StoreError) -> [String] {
    try database.all(
      "SELECT source FROM imports WHERE user = ? ORDER BY source", .integer(user)
    ) { $0.text(0) }
  }

  func noteImport(of source: String, for user: Int64) throws(StoreError) -> Bool {
    try database.run(
      "INSERT INTO imports (source, user) VALUES (?, ?) ON CONFLICT DO NOTHING",
      .text(source), .integer(user)) == 1
  }
}
