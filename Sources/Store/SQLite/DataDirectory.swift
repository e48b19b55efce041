import Glibc

/// The layout of a data directory:
/// ```
/// voiceportal.db   the database, with its -wal and -shm
/// secret           32 random bytes that passcodes are keyed with; only the owner may read it
/// lock             held by the server that runs on this directory
/// audio/xx/H.wav   stored sounds, each named by the hash of its content
/// incoming/        recordings that no row names yet: ID.wav, and ID.json with its purpose
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

  /// Makes the directory and its folders where they are missing, for their owner only.
  init(making path: String, syncs: Bool) throws(StoreError) {
    self.path = path
    self.syncs = syncs
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

/// The claim of one server on a data directory. It ends with the process, however that ends.
final class DirectoryLock: Sendable {
  private let file: Int32

  /// Claims the directory at once, or throws ``StoreError/inUse(path:)``.
  init(_ directory: DataDirectory) throws(StoreError) {
    let file = unsafe open(directory.lock, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw Disk.failure(directory.lock, errno) }
    guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
      let code = errno
      Glibc.close(file)
      throw code == EWOULDBLOCK
        ? .inUse(path: directory.path) : Disk.failure(directory.lock, code)
    }
    self.file = file
  }

  deinit { Glibc.close(file) }
}
