/// What must hold before a data directory is used. Sounds are found by the rows that name them, and
/// passcodes are checked with the secret; so an empty or a foreign database beside them is a loss
/// that has just happened, and going on would make it final. Every refusal says which file, what
/// was found, and how to go on, and leaves everything as it was.
///
/// ```
/// folder   no database, nothing else      a new directory, if one may be made
///          no or an empty database, but   refused
///            a secret, sounds, recordings
///          an unfinished restore          refused
/// database no tables, of another program  refused
/// secret   missing, or another one        refused
///          never used with this database, refused
///            but there are sounds
/// ```
struct OpeningCheck {
  let directory: DataDirectory

  /// Looks at the folder and its files, before the database is opened.
  /// - Parameter mayMake: Whether a directory may be begun here.
  func checkFiles(mayMake: Bool) throws(StoreError) {
    guard let folder = try Disk.status(of: directory.path) else {
      if mayMake { return }
      throw .noDirectory(path: directory.path)
    }
    guard folder.isFolder else {
      throw .broken(place: directory.path, reason: "this is no directory")
    }
    guard try Disk.status(of: directory.restoring) == nil else {
      throw .broken(
        place: directory.path,
        reason: "a restore was not finished here; run 'voiceportal restore' again, with the same "
          + "folder, and it begins anew")
    }
    guard let found = try emptiness() else { return }
    if let remains = try remains() {
      // Another program may have begun the directory while this one looked.
      if try emptiness() == nil { return }
      throw refusal(found, remains)
    }
    guard mayMake else { throw .noDirectory(path: directory.path) }
  }

  /// Looks at the database that was opened, before anything is written into it.
  func check(_ database: Database) throws(StoreError) {
    try checkTables(of: database)
    if try version(of: database) > 0 {
      try PasscodeSecret.check(in: directory, against: database)
    }
  }

  /// Whether the database is this program's, or a new one where nothing was before.
  func checkTables(of database: Database) throws(StoreError) {
    guard try version(of: database) == 0 else { return }
    if try database.exists("SELECT 1 FROM sqlite_schema") {
      throw .broken(
        place: directory.database,
        reason: "this database was made by another program. \(advice)")
    }
    guard let remains = try remains(), try version(of: database) == 0 else { return }
    throw refusal("the database is empty", remains)
  }

  /// The schema's version: 0 in a database without tables, and in most of other programs.
  private func version(of database: Database) throws(StoreError) -> Int {
    do throws(StoreError) {
      return try database.first("PRAGMA user_version") { $0.int(0) } ?? 0
    } catch {
      guard Database.isUnusable(error) else { throw error }
      throw .broken(place: directory.database, reason: "\(error.reason). \(advice)")
    }
  }

  /// How sounds and recordings are told to an operator, or `nil` if there are none.
  func sounds() throws(StoreError) -> String? {
    let waiting = try names(in: directory.incoming).count { $0.hasSuffix(".wav") }
    var stored = 0
    for folder in try names(in: directory.audio) {
      stored += try names(in: "\(directory.audio)/\(folder)").count { $0.hasSuffix(".wav") }
    }
    var words: [String] = []
    if stored > 0 { words.append("\(Self.count(stored, "sound")) in audio/") }
    if waiting > 0 { words.append("\(Self.count(waiting, "recording")) in incoming/") }
    return words.isEmpty ? nil : words.joined(separator: " and ")
  }

  /// What an operator can do about a database that is not the right one.
  var advice: String {
    "Nothing was changed. Put voiceportal.db back from a backup ('voiceportal restore' makes a "
      + "whole directory from one). To begin without mailboxes, move \(directory.path) away and "
      + "begin in a new directory."
  }

  private func refusal(_ found: String, _ remains: String) -> StoreError {
    .broken(
      place: directory.database,
      reason: "\(found), but beside it there are \(remains), which would be lost without their "
        + "database. \(advice)")
  }

  /// What is wrong if there is no content in the database file; `nil` if there is some.
  private func emptiness() throws(StoreError) -> String? {
    guard let file = try Disk.status(of: directory.database) else {
      return "the database is missing"
    }
    guard file.isFile else {
      throw .broken(
        place: directory.database,
        reason: "this is \(file.isFolder ? "a directory" : "no ordinary file"), where the database "
          + "file should be. \(advice)")
    }
    return file.size == 0 ? "the database is empty (0 bytes)" : nil
  }

  /// What only a database that was lost can have left, or `nil` if there is nothing.
  private func remains() throws(StoreError) -> String? {
    var words: [String] = []
    if try Disk.status(of: directory.secret) != nil { words.append("a secret") }
    if let log = try Disk.status(of: directory.database + "-wal"), log.size > 0 {
      words.append("a write-ahead log (voiceportal.db-wal)")
    }
    if let sounds = try sounds() { words.append(sounds) }
    return words.isEmpty ? nil : words.joined(separator: ", ")
  }

  /// The names in a folder; none if it is not there.
  private func names(in folder: String) throws(StoreError) -> [String] {
    guard let status = try Disk.status(of: folder), status.isFolder else { return [] }
    return try Disk.names(in: folder)
  }

  private static func count(_ count: Int, _ noun: String) -> String {
    count == 1 ? "1 \(noun)" : "\(count) \(noun)s"
  }
}
