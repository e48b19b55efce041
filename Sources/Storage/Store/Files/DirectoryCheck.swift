import Threads

/// Looks at a data directory without changing anything in it, beside a running server too.
public struct DirectoryCheck {
  /// One thing that was looked at.
  public struct Finding: Equatable, Sendable {
    /// What it was, such as `schema`.
    public let subject: String
    /// What is wrong: a sentence each, naming the file.
    public var faults: [String] = []
    /// What an operator should know, though nothing is wrong: likewise.
    public var notes: [String] = []

    /// Whether nothing is wrong.
    public var isGood: Bool { faults.isEmpty }
  }

  private let directory: DataDirectory
  private let readsSounds: Bool
  private var findings: [Finding] = []

  /// Everything that was looked at in a directory, in order. What cannot be read is a finding.
  /// - Parameter readsSounds: Whether the content of every sound is compared with its hash, which
  ///   reads all of them.
  public static func findings(in directory: String, readsSounds: Bool = false) -> [Finding] {
    var check = DirectoryCheck(directory: DataDirectory(directory), readsSounds: readsSounds)
    check.look(at: "modes", check.lookAtModes)
    check.lookAtDatabase()
    check.look(at: "recordings", check.lookAtRecordings)
    check.look(at: "lost+found", check.lookAtLostSounds)
    return check.findings
  }

  private init(directory: DataDirectory, readsSounds: Bool) {
    self.directory = directory
    self.readsSounds = readsSounds
  }

  private mutating func look(
    at subject: String, _ body: (inout Finding) throws(StoreError) -> Void
  ) {
    var finding = Finding(subject: subject)
    do throws(StoreError) {
      try body(&finding)
    } catch {
      finding.faults.append("\(error)")
    }
    findings.append(finding)
  }

  /// What others can read or write, passcode hashes and messages among it.
  private func lookAtModes(_ finding: inout Finding) throws(StoreError) {
    try lookAtModes(of: directory.path, &finding)
  }

  private func lookAtModes(of path: String, _ finding: inout Finding) throws(StoreError) {
    guard let status = try Disk.status(of: path) else { return }
    if status.isOpenToOthers {
      let mode = String(status.mode, radix: 8)
      let right = status.isFolder ? "700" : "600"
      finding.faults.append("\(path): mode \(mode) lets others in; it should be \(right).")
    }
    // The folder of a file system's own may be closed to this program.
    guard status.isFolder, let names = try? Disk.names(in: path) else { return }
    for name in names.sorted() { try lookAtModes(of: "\(path)/\(name)", &finding) }
  }

  // MARK: The database

  private mutating func lookAtDatabase() {
    let check = OpeningCheck(directory: directory)
    var opened: Database?
    look(at: "database") { [directory] (_) throws(StoreError) in
      try check.checkFiles(mayMake: false)
      let database = try Database(path: directory.database, access: .inspection)
      try check.checkTables(of: database)
      opened = database
    }
    guard let database = opened else { return }
    look(at: "secret") { [directory] (_) throws(StoreError) in
      guard try Disk.status(of: directory.secret) != nil else {
        throw .broken(place: directory.secret, reason: "the secret is missing")
      }
      try PasscodeSecret.check(in: directory, against: database)
    }
    guard lookAtSchema(of: database) else { return }
    look(at: "integrity") { (finding) throws(StoreError) in
      let words = try database.all("PRAGMA integrity_check(10)") { $0.text(0) }
      let orphans = try database.all("PRAGMA foreign_key_check") { $0.text(0) }
      if words != ["ok"] { finding.faults += words.map { "\(database.path): \($0)" } }
      finding.faults += orphans.map { "\(database.path): a row of \($0) has no owner." }
    }
    look(at: "sounds") { [self] (finding) throws(StoreError) in
      try lookAtSounds(of: database, &finding)
    }
  }

  /// Whether its tables can be read.
  private mutating func lookAtSchema(of database: Database) -> Bool {
    var isKnown = false
    look(at: "schema") { (finding) throws(StoreError) in
      let known = Schema.scripts.count
      let found = try database.first("PRAGMA user_version") { $0.int(0) } ?? 0
      isKnown = found == known
      if found > known {
        throw .newerSchema(path: database.path, found: found, known: known)
      }
      if !isKnown {
        finding.notes.append(
          "\(database.path): schema \(found); the next start brings it to \(known).")
      }
    }
    return isKnown
  }

  // MARK: The sounds

  /// Each row's file must be there, with the length that the row says and, if it is read, with the
  /// content that its name says.
  private func lookAtSounds(of database: Database, _ finding: inout Finding) throws(StoreError) {
    // No sound is removed between the look at its row and the look at its file.
    let lock = try FileLock.keepingSounds(directory)
    defer { withExtendedLifetime(lock) {} }
    let folder = AudioFolder(directory: directory)
    let rows = try database.all("SELECT hash, bytes FROM audio ORDER BY hash") {
      ($0.text(0), $0.int(1))
    }
    for (hash, byteCount) in rows {
      if let fault = try fault(of: folder.path(of: hash), hash: hash, byteCount: byteCount) {
        finding.faults.append("\(folder.path(of: hash)): \(fault)")
      }
    }
    // Younger files may be on their way into a row.
    let orphans = try folder.hashes(changedBefore: WallTime.milliseconds - 600_000)
    let named = Set(rows.map(\.0))
    for hash in orphans.sorted() where !named.contains(hash) {
      finding.notes.append(
        "\(folder.path(of: hash)): no message, greeting or announcement names this sound; the next "
          + "start moves it to lost+found.")
    }
  }

  /// What is wrong with a sound, or `nil`.
  private func fault(
    of path: String, hash: String, byteCount: Int
  ) throws(StoreError) -> String? {
    guard let status = try Disk.status(of: path) else { return "this sound is missing." }
    guard status.isFile else { return "this is no file, but should be a sound." }
    guard status.size == byteCount else {
      let kind = status.size == 0 ? "empty" : status.size < byteCount ? "cut" : "too long"
      return "this sound is \(kind): \(status.size) bytes, not \(byteCount)."
    }
    guard readsSounds, try ContentHash.of(path).hash != hash else { return nil }
    return "this sound has another content than was stored."
  }

  private func lookAtRecordings(_ finding: inout Finding) throws(StoreError) {
    guard try Disk.status(of: directory.incoming) != nil else { return }
    for name in try Disk.names(in: directory.incoming).sorted() where name.hasSuffix(".wav") {
      finding.notes.append(
        "\(directory.incoming)/\(name): this recording is under way, or waits for the server to "
          + "bring it in.")
    }
  }

  private func lookAtLostSounds(_ finding: inout Finding) throws(StoreError) {
    for batch in try LostAndFound(directory: directory).batches() {
      for hash in batch.sounds {
        finding.notes.append(
          "\(batch.path)/\(hash).wav: no row named this sound; it is removed after "
            + "\(LostAndFound.days - batch.days) more days on which a server runs.")
      }
    }
  }
}
