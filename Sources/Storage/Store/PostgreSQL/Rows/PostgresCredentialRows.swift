/// Sessions, access tokens and links.
extension PostgresRows {
  func credential(_ hash: String) throws(StoreError) -> Credential? {
    try connection.first(
      "SELECT hash, kind, user_id, expires, value FROM credentials WHERE hash = $1", .text(hash),
      read: credential)
  }

  func credentials(
    _ kind: Credential.Kind, of user: Int64?
  ) throws(StoreError) -> [Credential] {
    let columns = "SELECT hash, kind, user_id, expires, value FROM credentials WHERE kind = $1"
    guard let user else {
      return try connection.all(
        columns + " AND user_id IS NULL", .text(kind.rawValue), read: credential)
    }
    return try connection.all(
      columns + " AND user_id = $2", .text(kind.rawValue), .integer(user), read: credential)
  }

  func keep(_ credential: Credential) throws(StoreError) {
    try connection.run(
      """
      INSERT INTO credentials (hash, kind, user_id, expires, value) VALUES ($1, $2, $3, $4, $5)
      ON CONFLICT (hash) DO UPDATE SET kind = excluded.kind, user_id = excluded.user_id,
        expires = excluded.expires, value = excluded.value
      """, .text(credential.hash), .text(credential.kind.rawValue), .optional(credential.user),
      .integer(credential.expires), .text(credential.value))
  }

  func removeCredential(_ hash: String) throws(StoreError) {
    try connection.run("DELETE FROM credentials WHERE hash = $1", .text(hash))
  }

  func removeCredentials(expiredBefore moment: Int64) throws(StoreError) {
    try connection.run("DELETE FROM credentials WHERE expires < $1", .integer(moment))
  }

  private func credential(_ row: PostgresRow) throws(StoreError) -> Credential {
    guard let kind = Credential.Kind(rawValue: row.text(1)) else {
      throw .broken(place: connection.place, reason: "a credential is of an unknown kind")
    }
    return Credential(
      hash: row.text(0), kind: kind, user: row.optionalInteger(2), expires: row.integer(3),
      value: row.text(4))
  }
}
