import FoundationEssentials
import Threads

/// A copy of a data directory from which it can be made again, taken beside a running server.
///
/// ```
///   pending recordings   copied first: one that is delivered meanwhile is also in the snapshot,
///                        and a start drops what was delivered before
///   the database         one snapshot (VACUUM INTO); calls go on writing
///   pending recordings   again, those that have come since
///   the sounds           exactly those that the snapshot names; meanwhile no program removes one
///                        (``FileLock/keepingSounds(_:)``)
///   the manifest         last: without it there is no backup
/// ```
public struct Backup: Equatable, Sendable {
  /// How many sounds it holds.
  public var sounds = 0
  /// How many recordings that waited to be delivered, or were under way.
  public var recordings = 0
  public var hasSecret = false
  /// What was wrong in the data directory, a sentence each. A sound that is missing there is missing
  /// in the backup; one that is damaged is damaged in it.
  public var faults: [String] = []

  /// What is being done.
  public enum Stage: Equatable, Sendable {
    /// The snapshot of the database.
    case database
    /// So many sounds are copied.
    case sounds(Int)
  }

  /// Makes a backup.
  /// - Parameters:
  ///   - data: The data directory.
  ///   - folder: Where the backup goes: a new or an empty folder.
  ///   - withSecret: Whether the passcode secret is copied as well. Who has both can try passcodes.
  ///   - stage: Is told at the begin of each.
  /// - Throws: ``StoreError``; what was copied so far is removed.
  public static func make(
    of data: String, in folder: String, withSecret: Bool,
    stage: (Stage) -> Void = { _ in }
  ) throws(StoreError) -> Backup {
    let directory = DataDirectory(data)
    let check = OpeningCheck(directory: directory)
    try check.checkFiles(mayMake: false)
    let database = try Database(path: directory.database, access: .inspection)
    try check.checkTables(of: database)
    try checkSchema(of: database)
    try begin(folder)
    var writer = BackupWriter(directory, folder: folder)
    do throws(StoreError) {
      do throws(StoreError) {
        try PasscodeSecret.check(in: directory, against: database)
      } catch {
        if withSecret { throw error }
        writer.backup.faults.append("\(error)")
      }
      let lock = try FileLock.keepingSounds(directory)
      defer { withExtendedLifetime(lock) {} }
      try writer.write(withSecret: withSecret, stage: stage)
    } catch {
      try? writer.removeEverything()
      throw error
    }
    return writer.backup
  }

  private static func checkSchema(of database: Database) throws(StoreError) {
    let known = Schema.scripts.count
    let found = try database.first("PRAGMA user_version") { $0.int(0) } ?? 0
    guard found > 0 else {
      throw .broken(place: database.path, reason: "the database is empty: there is nothing to keep")
    }
    guard found <= known else {
      throw .newerSchema(path: database.path, found: found, known: known)
    }
  }

  private static func begin(_ folder: String) throws(StoreError) {
    try Disk.makeFolder(folder)
    let names = try Disk.names(in: folder)
    guard names.isEmpty else {
      let isWhole = names.contains(BackupManifest.name)
      throw .broken(
        place: folder,
        reason: isWhole
          ? "there is a backup already; name a new folder"
          : "the folder is not empty, and no whole backup; name a new folder")
    }
  }
}

/// What copies the files of one backup.
struct BackupWriter {
  var backup = Backup()
  private let directory: DataDirectory
  private let folder: String
  private var manifest: BackupManifest

  init(_ directory: DataDirectory, folder: String) {
    self.directory = directory
    self.folder = folder
    let now = Date(timeIntervalSince1970: Double(WallTime.milliseconds / 1_000))
    manifest = BackupManifest(made: now.formatted(.iso8601))
  }

  mutating func write(withSecret: Bool, stage: (Backup.Stage) -> Void) throws(StoreError) {
    try Disk.makeFolder("\(folder)/audio")
    try Disk.makeFolder("\(folder)/incoming")
    stage(.database)
    try copyRecordings()
    let hashes = try snapshot()
    try copyRecordings()
    stage(.sounds(hashes.count))
    for hash in hashes { try copySound(hash) }
    if withSecret {
      try copy(directory.secret, to: "secret")
      backup.hasSecret = true
    }
    // One wait for all files. The manifest says that they are there.
    Disk.syncEverything()
    let draft = "\(folder)/\(BackupManifest.name).tmp"
    try Disk.write(Array(manifest.text.utf8), toNew: draft)
    try Disk.rename(draft, to: "\(folder)/\(BackupManifest.name)")
    try Disk.sync(folder)
  }

  /// Leaves the folder as it was found: empty.
  func removeEverything() throws(StoreError) {
    for name in try Disk.names(in: folder) { try Disk.removeAll("\(folder)/\(name)") }
  }

  private mutating func copy(_ source: String, to path: String) throws(StoreError) {
    let hash = try Disk.copy(source, toNew: "\(folder)/\(path)")
    manifest.entries.append(BackupManifest.Entry(hash: hash, path: path))
  }

  /// Copies the recordings that no row names yet, and of which there is no copy. One that ends here
  /// while it is copied was delivered or given up.
  private mutating func copyRecordings() throws(StoreError) {
    for name in try Disk.names(in: directory.incoming).sorted() where name.hasSuffix(".wav") {
      let id = String(name.dropLast(4))
      let files = ["incoming/\(id).wav", "incoming/\(id).json"]
      if try Disk.status(of: "\(folder)/\(files[0])") != nil { continue }
      let count = manifest.entries.count
      do throws(StoreError) {
        for file in files { try copy("\(directory.path)/\(file)", to: file) }
        backup.recordings += 1
      } catch {
        var isGone = false
        for file in files {
          try Disk.remove("\(folder)/\(file)")
          if try Disk.status(of: "\(directory.path)/\(file)") == nil { isGone = true }
        }
        guard isGone else { throw error }
        manifest.entries.removeLast(manifest.entries.count - count)
      }
    }
  }

  /// Copies one state of the database.
  /// - Returns: The sounds that it names.
  private mutating func snapshot() throws(StoreError) -> [String] {
    let copy = "\(folder)/voiceportal.db"
    // SQLite would make the file readable for all; it takes an empty one.
    try Disk.write([], toNew: copy, syncs: false)
    let hashes: [String]
    do {
      let database = try Database(path: directory.database, access: .snapshot)
      do throws(StoreError) {
        try database.run("VACUUM INTO ?", .text(copy))
      } catch {
        throw .broken(place: "\(directory.database), copied to \(copy)", reason: error.reason)
      }
      let snapshot = try Database(path: copy, access: .inspection)
      hashes = try snapshot.all("SELECT hash FROM audio ORDER BY hash") { $0.text(0) }
    }
    let hash = try ContentHash.of(copy).hash
    manifest.entries.append(BackupManifest.Entry(hash: hash, path: "voiceportal.db"))
    return hashes
  }

  private mutating func copySound(_ hash: String) throws(StoreError) {
    let source = AudioFolder(directory: directory).path(of: hash)
    guard try Disk.status(of: source) != nil else {
      backup.faults.append("\(source): this sound is missing.")
      return
    }
    try Disk.makeFolder("\(folder)/audio/\(hash.prefix(2))")
    try copy(source, to: "audio/\(hash.prefix(2))/\(hash).wav")
    if manifest.entries.last?.hash != hash {
      backup.faults.append("\(source): this sound has another content than was stored.")
    }
    backup.sounds += 1
  }
}
