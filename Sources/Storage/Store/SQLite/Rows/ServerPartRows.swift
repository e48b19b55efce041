import Mailbox

/// Which parts the server has.
extension SQLiteRows {
  func serverParts() throws(StoreError) -> ServerParts? {
    try database.first("SELECT value FROM facts WHERE name = 'parts'") {
      (row) throws(StoreError) in
      try fromJSON(
        String(decoding: row.blob(0), as: UTF8.self), as: ServerParts.self,
        place: "database, facts")
    }
  }

  func set(_ parts: ServerParts) throws(StoreError) {
    try database.run(
      """
      INSERT INTO facts (name, value) VALUES ('parts', ?)
      ON CONFLICT DO UPDATE SET value = excluded.value
      """, .blob(Array(try toJSON(parts).utf8)))
  }
}

extension ServerParts: StoredRecord {
  static var requiredFields: [String] { [] }

  static func defaults(for stored: JSONValue) -> any Encodable { ServerParts() }
}
