import Glibc

/// The layout of a data directory:
/// ```
/// voiceportal.db   the database, with its -wal and -shm
/// secret           32 random bytes that passcodes are keyed with; only the owner may read it
/// lock             held by the server that runs on this directory
/// audio/xx/H.wav   stored sounds, each named by the hash of its content
/// incoming/        recordings that no row names yet: ID.wav, and ID.json with its purpose
/// lost+found/      sounds that no row named at a start, a folder for each such start
/// restoring/       there only while a backup is restored
/// ```
struct DataDirectory: Sendable {
  let path: String
  /// Whether files are brought to the disk before rows name them.
  let syncs: Bool

  var database: String { path + "/voiceportal.db" }
  var secret: String { path + "/secret" }
  var lock: String { path + "/lock" }
  var audio: String { path + "/audio" }
  var incoming: String { path + "/incoming" }
  var lostAndFound: String { path + "/lost+found" }
  var restoring: String { path + "/restoring" }
  /// On PostgreSQL: sounds that were fetched.
  var cache: String { path + "/cache" }
  /// On PostgreSQL: where calls went.
  var visits: String { path + "/visits" }

  /// Names the files; nothing is looked at or made.
  init(_ path: String, syncs: Bool = true) {
    self.path = path
    self.syncs = syncs
  }

  /// Makes the directory and its folders where they are missing, for their owner only.
  func make() throws(StoreError) {
    try Disk.makeFolder(path)
    try Disk.makeFolder(audio)
    try Disk.makeFolder(incoming)
    // SQLite would make the file readable for all. Its other files take over the mode. If this
    // fails, another program was faster, or SQLite will tell why.
    if try Disk.status(of: database) == nil { try? Disk.write([], toNew: database, syncs: false) }
  }

  /// Waits until a file's bytes, or a folder's names, are safe on the disk.
  func sync(_ path: String) throws(StoreError) {
    if syncs { try Disk.sync(path) }
  }
}

/// A lock of the system on a file or folder. It ends with the process, however that ends.
final class FileLock: Sendable {
  private let file: Int32

  /// Takes over an open file.
  private init(_ file: Int32) { self.file = file }

  deinit { Glibc.close(file) }

  /// The claim of one server on a data directory, made at once.
  /// - Throws: ``StoreError/inUse(path:)`` if another server has it.
  static func server(_ directory: DataDirectory) throws(StoreError) -> FileLock {
    let file = unsafe open(directory.lock, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw Disk.failure(directory.lock, errno, isWriting: true) }
    guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
      let code = errno
      Glibc.close(file)
      throw code == EWOULDBLOCK
        ? .inUse(path: directory.path) : Disk.failure(directory.lock, code)
    }
    return FileLock(file)
  }

  /// While a backup or a check holds this, no program removes a stored sound. Waits for a sweep
  /// that is on; these are short.
  static func keepingSounds(_ directory: DataDirectory) throws(StoreError) -> FileLock {
    let file = try folder(directory.audio)
    while flock(file, LOCK_SH) != 0 {
      guard errno == EINTR else {
        let code = errno
        Glibc.close(file)
        throw Disk.failure(directory.audio, code)
      }
    }
    return FileLock(file)
  }

  /// The right to remove stored sounds, or `nil` while a backup, a check or another sweep runs. It
  /// is held until the rows are committed, so that no snapshot names a sound that has just gone.
  static func sweepingSounds(_ directory: DataDirectory) throws(StoreError) -> FileLock? {
    let file = try folder(directory.audio)
    guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
      Glibc.close(file)
      return nil
    }
    return FileLock(file)
  }

  private static func folder(_ path: String) throws(StoreError) -> Int32 {
    let file = unsafe open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard file >= 0 else { throw Disk.failure(path, errno) }
    return file
  }
}
