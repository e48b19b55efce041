/// Sessions, access tokens and links.
extension SQLiteRows {
  func credential(_ hash: String) throws(StoreError) -> Credential? {
    try database.first(
      "SELECT hash, kind, user, expires, value FROM credentials WHERE hash = ?", .text(hash),
      read: credential)
  }

  func credentials(
    _ kind: Credential.Kind, of user: Int64?
  ) throws(StoreError) -> [Credential] {
    try database.all(
      """
      SELECT hash, kind, user, expires, value FROM credentials WHERE user IS ? AND kind = ?
      """, .optional(user), .text(kind.rawValue), read: credential)
  }

  func keep(_ credential: Credential) throws(StoreError) {
    try database.run(
      """
      INSERT INTO credentials (hash, kind, user, expires, value) VALUES (?, ?, ?, ?, ?)
      ON CONFLICT DO UPDATE SET kind = excluded.kind, user = excluded.user,
        expires = excluded.expires, value = excluded.value
      """, .text(credential.hash), .text(credential.kind.rawValue), .optional(credential.user),
      .integer(credential.expires), .text(credential.value))
  }

  func removeCredential(_ hash: String) throws(StoreError) {
    try database.run("DELETE FROM credentials WHERE hash = ?", .text(hash))
  }

  func removeCredentials(expiredBefore moment: Int64) throws(StoreError) {
    try database.run("DELETE FROM credentials WHERE expires < ?", .integer(moment))
  }

  private func credential(_ row: Row) throws(StoreError) -> Credential {
    guard let kind = Credential.Kind(rawValue: row.text(1)) else {
      throw .broken(place: database.path, reason: "a credential is of an unknown kind")
    }
    return Credential(
      hash: row.text(0), kind: kind, user: row.optionalInteger(2), expires: row.integer(3),
      value: row.text(4))
  }
}
