/// A data directory made from a backup.
///
/// Everything is copied into `restoring/` in the new directory and compared with the manifest there.
/// Only then it is put in place, the database last, and `restoring/` goes. While that folder is
/// there every start refuses the directory (``OpeningCheck``), so a restore that was killed leaves
/// nothing that could be taken for mailboxes; the next one begins anew.
public struct Restore: Equatable, Sendable {
  /// Where the passcode secret came from.
  public enum Secret: Equatable, Sendable {
    case backup, file
    /// It is not in the backup: no server starts until it is put beside the database.
    case missing
  }

  /// When the backup was made, in UTC.
  public var made: String
  /// How many sounds and waiting recordings were restored.
  public var sounds = 0
  public var recordings = 0
  public var secret = Secret.missing
  /// Sounds that the database names, and that were missing when the backup was made.
  public var missingSounds: [String] = []

  /// Restores a backup.
  /// - Parameters:
  ///   - backup: Its folder.
  ///   - data: The data directory that is made: a new or an empty folder.
  ///   - secret: A file with the passcode secret, for a backup without one.
  /// - Throws: ``StoreError``; then the directory is as it was.
  public static func run(
    from backup: String, into data: String, secret: String? = nil
  ) throws(StoreError) -> Restore {
    let manifest = try BackupManifest(of: backup)
    let directory = DataDirectory(data)
    let isNew = try Disk.status(of: data) == nil
    if !isNew { try checkIsEmpty(directory) }
    try Disk.makeFolder(data)
    let lock = try FileLock.server(directory)
    defer { withExtendedLifetime(lock) {} }
    // Looked at again now that nobody else may begin here.
    try checkIsEmpty(directory)
    do throws(StoreError) {
      try removeHalf(directory)
      var work = RestoreWork(manifest, from: backup, into: directory)
      try work.copy(secret: secret)
      try work.putInPlace()
      return work.restore
    } catch {
      try? removeHalf(directory)
      try? Disk.remove(directory.lock)
      if isNew { try? Disk.removeAll(data) }
      throw error
    }
  }

  /// Only what a restore that was killed has left may be there.
  private static func checkIsEmpty(_ directory: DataDirectory) throws(StoreError) {
    if try Disk.status(of: directory.restoring) != nil { return }
    // A disk of its own has a lost+found of the file system.
    let names = try Disk.names(in: directory.path).filter { $0 != "lock" && $0 != "lost+found" }
    guard let first = names.min() else { return }
    throw .broken(
      place: directory.path,
      reason:
        "the folder is not empty (there is \(first)). A backup is restored only into a new or "
        + "an empty folder: move this one away, or name another")
  }

  private static func removeHalf(_ directory: DataDirectory) throws(StoreError) {
    guard try Disk.status(of: directory.restoring) != nil else { return }
    for path in [directory.database, directory.audio, directory.incoming, directory.secret] {
      try Disk.removeAll(path)
    }
    // Last: until here the directory is known as half made.
    try Disk.removeAll(directory.restoring)
  }
}

/// The steps of one restore.
struct RestoreWork {
  var restore: Restore
  private let manifest: BackupManifest
  private let backup: String
  private let directory: DataDirectory
  /// Where files are until all are good.
  private let half: DataDirectory

  init(_ manifest: BackupManifest, from backup: String, into directory: DataDirectory) {
    self.manifest = manifest
    self.backup = backup
    self.directory = directory
    half = DataDirectory(directory.restoring)
    restore = Restore(made: manifest.made)
  }

  /// Copies everything beside its place and compares it.
  /// - Throws: ``StoreError`` that names the files that are not as they were backed up.
  mutating func copy(secret: String?) throws(StoreError) {
    for folder in [half.path, half.audio, half.incoming] { try Disk.makeFolder(folder) }
    try Disk.sync(directory.path)
    var faults: [String] = []
    for entry in manifest.entries {
      if let fault = try copy(entry) { faults.append("\(entry.path) \(fault)") }
    }
    guard faults.isEmpty else {
      let shown = faults.prefix(5).joined(separator: ", ")
      let more = faults.count > 5 ? " and \(faults.count - 5) more" : ""
      throw .broken(
        place: backup,
        reason: "this backup is damaged, nothing was restored: \(shown)\(more). Take another backup"
      )
    }
    if let secret {
      try Disk.removeAll(half.secret)
      _ = try Disk.copy(secret, toNew: half.secret)
      restore.secret = .file
    }
    try checkDatabase()
  }

  /// Puts what was compared in place. The database comes last.
  func putInPlace() throws(StoreError) {
    Disk.syncEverything()
    if restore.secret != .missing { try Disk.rename(half.secret, to: directory.secret) }
    try Disk.rename(half.audio, to: directory.audio)
    try Disk.rename(half.incoming, to: directory.incoming)
    try Disk.rename(half.database, to: directory.database)
    try Disk.sync(directory.path)
    try Disk.removeAll(half.path)
    try Disk.sync(directory.path)
  }

  /// - Returns: What is wrong with the file, or `nil`.
  private mutating func copy(_ entry: BackupManifest.Entry) throws(StoreError) -> String? {
    let source = "\(backup)/\(entry.path)"
    guard let status = try Disk.status(of: source), status.isFile else { return "is missing" }
    if entry.path.hasPrefix("audio/") {
      let folder = entry.path.split(separator: "/")[1]
      try Disk.makeFolder("\(half.audio)/\(folder)")
      restore.sounds += 1
    } else if entry.path.hasPrefix("incoming/"), entry.path.hasSuffix(".wav") {
      restore.recordings += 1
    } else if entry.path == "secret" {
      restore.secret = .backup
    }
    let hash = try Disk.copy(source, toNew: "\(half.path)/\(entry.path)")
    return hash == entry.hash ? nil : "has changed"
  }

  private mutating func checkDatabase() throws(StoreError) {
    guard try Disk.status(of: half.database) != nil else {
      throw .broken(place: backup, reason: "there is no database in this backup")
    }
    let database = try Database(path: half.database, access: .inspection)
    _ = try Migration(scripts: Schema.scripts).isNeeded(by: database)
    let words = try database.all("PRAGMA quick_check(5)") { $0.text(0) }
    guard words == ["ok"] else {
      throw .broken(
        place: backup, reason: "the database is damaged: \(words.joined(separator: "; "))")
    }
    if restore.secret != .missing {
      do throws(StoreError) {
        try PasscodeSecret.check(in: half, against: database)
      } catch {
        throw .broken(
          place: backup, reason: "the secret does not belong to the database of this backup")
      }
    }
    let files = Set(manifest.entries.map(\.path))
    restore.missingSounds = try database.all("SELECT hash FROM audio ORDER BY hash") { $0.text(0) }
      .filter { !files.contains("audio/\($0.prefix(2))/\($0).wav") }
  }
}
