import Mailbox

extension PostgresSchema {
  // What has come from other systems, by its name there, so that each comes once.
  static let imports = """
    CREATE TABLE imports (
      source TEXT PRIMARY KEY,
      user_id BIGINT NOT NULL REFERENCES users ON DELETE CASCADE
    );
    CREATE INDEX imports_of_user ON imports (user_id);
    """
}

extension PostgresRows {
  func hasImported(_ source: String) throws(StoreError) -> Bool {
    try connection.exists("SELECT 1 FROM imports WHERE source = $1", .text(source))
  }

  func imports(of user: Int64) throws(StoreError) -> [String] {
    // In the order of the bytes, as elsewhere, whatever the database's collation.
    try connection.all(
      "SELECT source FROM imports WHERE user_id = $1 ORDER BY source COLLATE \"C\"",
      .integer(user)
    ) { $0.text(0) }
  }

  func noteImport(of source: String, for user: Int64) throws(StoreError) -> Bool {
    try connection.run(
      "INSERT INTO imports (source, user_id) VALUES ($1, $2) ON CONFLICT DO NOTHING",
      .text(source), .integer(user)) == 1
  }
}
