import Mailbox

/// Which parts the servers have; they are meant to be configured alike.
extension PostgresRows {
  func serverParts() throws(StoreError) -> ServerParts? {
    try connection.first("SELECT value FROM facts WHERE name = 'parts'") {
      (row) throws(StoreError) in
      try fromJSON(
        String(decoding: row.blob(0), as: UTF8.self), as: ServerParts.self,
        place: "database, facts")
    }
  }

  func set(_ parts: ServerParts) throws(StoreError) {
    try connection.run(
      """
      INSERT INTO facts (name, value) VALUES ('parts', $1)
      ON CONFLICT (name) DO UPDATE SET value = excluded.value
      """, .blob(Array(try toJSON(parts).utf8)))
  }
}
