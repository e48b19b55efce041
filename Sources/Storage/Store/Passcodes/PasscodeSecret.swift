import CSodium
import Secrecy

/// The secret that passcodes are keyed with: 32 random bytes in a file of their own. The database
/// keeps a fingerprint of it, so that a missing or another secret is noticed before a caller is
/// told that her passcode is wrong.
struct PasscodeSecret: Sendable {
  private let secret: Secret<[UInt8]>

  /// Reads the secret and checks that it is the database's. At the first start makes it, and lets
  /// the database remember it.
  /// - Parameter first: The file of a secret to begin with; `nil`: a new one.
  init(
    of directory: DataDirectory, database: Database, beginningWith first: String? = nil
  ) throws(StoreError) {
    try Self.startLibrary()
    try Self.check(in: directory, against: database)
    if try Disk.status(of: directory.secret) == nil {
      if let first {
        _ = try Self(reading: first)
        try Disk.write(try Disk.read(first), toNew: directory.secret)
      } else {
        try Self.make(in: directory)
      }
    }
    self = try Self(reading: directory.secret)
    try database.run(
      "INSERT INTO facts (name, value) VALUES ('secret', ?) ON CONFLICT DO NOTHING",
      .blob(fingerprint))
    // Another program may have been faster with another directory's secret.
    try Self.check(in: directory, against: database)
  }

  /// Before anything is hashed.
  static func startLibrary() throws(StoreError) {
    guard sodium_init() >= 0 else {
      throw .broken(place: "libsodium", reason: "it cannot be started")
    }
  }

  /// Reads a file.
  /// - Throws: ``StoreError`` when others can read it too, or it has another length.
  init(reading path: String) throws(StoreError) {
    guard let status = try Disk.status(of: path) else {
      throw .broken(place: path, reason: "the secret is missing")
    }
    guard status.isFile else { throw .broken(place: path, reason: "the secret is no file") }
    guard !status.isOpenToOthers else {
      throw .broken(
        place: path, reason: "others can read the secret; it must have mode 600")
    }
    let bytes = status.size == Self.length ? try Disk.read(path) : []
    guard bytes.count == Self.length else {
      throw .broken(
        place: path, reason: "the secret has \(status.size) bytes, not \(Self.length)")
    }
    secret = Secret(bytes)
  }

  /// What is stored of the secret: it tells two secrets apart and reveals neither.
  var fingerprint: [UInt8] { keyed(Array("the secret of this database".utf8)) }

  /// A hash of the text that only this secret gives. The text is cleared.
  func keyed(_ text: [UInt8]) -> [UInt8] {
    var text = text
    let key = secret.revealed
    var result = [UInt8](repeating: 0, count: 32)
    unsafe crypto_generichash(
      &result, result.count, text, UInt64(text.count), key, key.count)
    unsafe sodium_memzero(&text, text.count)
    return result
  }

  /// Checks a database with tables against the secret in the directory; nothing is changed. That
  /// there is no secret yet is good if the database has never had one.
  static func check(
    in directory: DataDirectory, against database: Database
  ) throws(StoreError) {
    let path = directory.secret
    guard try Disk.status(of: path) != nil else {
      guard try remembered(by: database) != nil else { return }
      throw .broken(
        place: path,
        reason: "the secret is missing, and without it no stored passcode can be checked. Put the "
          + "file back from where you keep it, with mode 600. \(lostAdvice)")
    }
    let secret = try Self(reading: path)
    if try remembered(by: database) == secret.fingerprint { return }
    // Another program may have been at its first start.
    if let known = try remembered(by: database) {
      guard known != secret.fingerprint else { return }
      throw .broken(
        place: path,
        reason: "this is not the secret that the stored passcodes were made with, or "
          + "voiceportal.db is not the database that it belongs to. Put the two back together, "
          + "from one backup. \(lostAdvice)")
    }
    let check = OpeningCheck(directory: directory)
    guard let sounds = try check.sounds(), try remembered(by: database) == nil else { return }
    throw .broken(
      place: directory.database,
      reason: "this database was never used with the secret beside it, and knows nothing of "
        + "\(sounds). \(check.advice)")
  }

  /// The fingerprint of the database's secret, or `nil` if it has never had one.
  static func remembered(by database: Database) throws(StoreError) -> [UInt8]? {
    try database.first("SELECT value FROM facts WHERE name = 'secret'") { $0.blob(0) }
  }

  /// After the loss of a secret: makes another one, and removes all passcodes, which nobody could
  /// check any more. The mailboxes and their messages stay.
  /// - Returns: How many users had a passcode.
  static func replace(in directory: DataDirectory) throws(StoreError) -> Int {
    guard try Disk.status(of: directory.database) != nil else {
      throw .noDirectory(path: directory.path)
    }
    let lock = try FileLock.server(directory)
    defer { withExtendedLifetime(lock) {} }
    let database = try Database(path: directory.database, access: .readWrite)
    let migration = Migration(scripts: Schema.scripts)
    guard try !migration.isNeeded(by: database) else {
      throw .broken(
        place: directory.database, reason: "the database has an older schema: start a server first")
    }
    let draft = try Self.draft(in: directory)
    let fingerprint = try Self(reading: draft).fingerprint
    let removed = try database.writing { () throws(StoreError) in
      try database.run("DELETE FROM passcode_history")
      try database.run(
        """
        INSERT INTO facts (name, value) VALUES ('secret', ?)
        ON CONFLICT DO UPDATE SET value = excluded.value
        """, .blob(fingerprint))
      try database.run("DELETE FROM web_passwords")
      return try database.run("DELETE FROM passcodes")
    }
    // After a crash before this the secret is another one than the database's: it is done again.
    try Disk.rename(draft, to: directory.secret)
    try Disk.sync(directory.path)
    return removed
  }

  /// Removes what a first start left that died while it made the secret.
  static func removeDrafts(in directory: DataDirectory) throws(StoreError) {
    for name in try Disk.names(in: directory.path)
    where name.hasPrefix("secret.") && name.hasSuffix(".tmp") {
      try Disk.remove("\(directory.path)/\(name)")
    }
  }

  private static let length = 32

  private static let lostAdvice =
    "If it is lost for good, 'voiceportal accounts secret renew --drop-passcodes' makes another "
    + "one; then every user needs a new passcode."

  /// Two programs may start at once: each writes its own, and the first to name it wins.
  static func make(in directory: DataDirectory) throws(StoreError) {
    let draft = try draft(in: directory)
    defer { try? Disk.remove(draft) }
    do throws(StoreError) {
      _ = try Disk.link(draft, as: directory.secret)
    } catch {
      // A server that was faster may have removed the draft.
      guard try Disk.status(of: directory.secret) != nil else { throw error }
    }
    try Disk.sync(directory.path)
  }

  /// A new secret in a file, safe on the disk.
  private static func draft(in directory: DataDirectory) throws(StoreError) -> String {
    var generator = SystemRandomNumberGenerator()
    let bytes = (0..<length).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
    let draft = directory.secret + ".\(UInt64.random(in: .min ... .max)).tmp"
    try Disk.write(bytes, toNew: draft)
    return draft
  }
}
