/// The secret that passcodes are keyed with, beside a database on PostgreSQL: a file in each node's
/// folder, the same on all of them. The database keeps its fingerprint.
extension PasscodeSecret {
  /// Reads the secret and checks that it is the database's. The first node of all makes it.
  init(of directory: DataDirectory, _ connection: PostgresConnection) throws(StoreError) {
    try Self.startLibrary()
    let known = try Self.remembered(by: connection)
    if try Disk.status(of: directory.secret) == nil {
      guard known == nil else {
        throw .broken(
          place: directory.secret,
          reason:
            "the secret is missing, and without it no stored passcode can be checked. Copy the "
            + "file from another node of this database, with mode 600")
      }
      try Self.make(in: directory)
    }
    self = try Self(reading: directory.secret)
    try connection.run(
      "INSERT INTO facts (name, value) VALUES ('secret', $1) ON CONFLICT (name) DO NOTHING",
      .blob(fingerprint))
    // Another node may have been faster with its own.
    guard try Self.remembered(by: connection) == fingerprint else {
      throw .broken(
        place: directory.secret,
        reason:
          "this is not the secret that the passcodes in the database were made with. Copy the "
          + "file from another node of this database, with mode 600")
    }
  }

  private static func remembered(by connection: PostgresConnection) throws(StoreError) -> [UInt8]? {
    try connection.first("SELECT value FROM facts WHERE name = 'secret'") { $0.blob(0) }
  }
}
