import FoundationEssentials
import Glibc

/// What the store does with files: each call says which file failed, and why.
enum Disk {
  /// Makes the folder for its owner only, if it is not there.
  static func makeFolder(_ path: String) throws(StoreError) {
    if unsafe mkdir(path, 0o700) == 0 { return }
    let code = errno
    guard code == EEXIST else { throw failure(path, code) }
    guard let status = try status(of: path), status.isFolder else {
      throw .broken(place: path, reason: "this is no directory")
    }
  }

  /// Writes a new file that only its owner can read, and returns when it is safe on the disk.
  /// A file that could not be written whole is removed again.
  /// - Parameter syncs: False returns at once.
  static func write(
    _ bytes: [UInt8], toNew path: String, syncs: Bool = true
  ) throws(StoreError) {
    let file = unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw failure(path, errno) }
    var code: Int32 = 0
    var written = 0
    while written < bytes.count {
      let count = unsafe bytes.withUnsafeBytes { buffer in
        unsafe Glibc.write(file, buffer.baseAddress?.advanced(by: written), buffer.count - written)
      }
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else {
        code = count < 0 ? errno : EIO
        break
      }
      written += count
    }
    if code == 0 && syncs && fsync(file) != 0 { code = errno }
    if Glibc.close(file) != 0 && code == 0 { code = errno }
    guard code == 0 else {
      _ = unsafe unlink(path)
      throw failure(path, code)
    }
  }

  /// Hands the file's bytes over in pieces.
  static func read(_ path: String, each: (UnsafeRawBufferPointer) -> Void) throws(StoreError) {
    let file = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw failure(path, errno) }
    defer { Glibc.close(file) }
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 8)
    defer { unsafe buffer.deallocate() }
    while true {
      let count = unsafe Glibc.read(file, buffer.baseAddress, buffer.count)
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw failure(path, errno) }
      if count == 0 { return }
      unsafe each(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
    }
  }

  /// All bytes of a small file.
  static func read(_ path: String) throws(StoreError) -> [UInt8] {
    var bytes: [UInt8] = []
    unsafe try read(path) { piece in unsafe bytes.append(contentsOf: piece) }
    return bytes
  }

  /// Waits until a file's bytes, or a folder's names, are safe on the disk.
  static func sync(_ path: String) throws(StoreError) {
    let file = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw failure(path, errno) }
    defer { Glibc.close(file) }
    guard fsync(file) == 0 else { throw failure(path, errno) }
  }

  /// Gives a file a second name; false if there is a file of that name already.
  static func link(_ path: String, as name: String) throws(StoreError) -> Bool {
    if unsafe Glibc.link(path, name) == 0 { return true }
    guard errno == EEXIST else { throw failure(name, errno) }
    return false
  }

  /// Gives a file another name, replacing what has it.
  static func rename(_ path: String, to name: String) throws(StoreError) {
    guard unsafe Glibc.rename(path, name) == 0 else { throw failure(name, errno) }
  }

  /// Removes a file; one that is not there counts as removed.
  static func remove(_ path: String) throws(StoreError) {
    guard unsafe unlink(path) == 0 || errno == ENOENT else { throw failure(path, errno) }
  }

  /// The names in a folder.
  static func names(in folder: String) throws(StoreError) -> [String] {
    do {
      return try FileManager.default.contentsOfDirectory(atPath: folder)
    } catch {
      throw .broken(place: folder, reason: "the folder cannot be read")
    }
  }

  /// What is known of a file without opening it.
  struct Status {
    var isFolder: Bool
    /// Whether the group or others may read or write it.
    var isOpenToOthers: Bool
    var size: Int
    /// Milliseconds since 1970 UTC.
    var changed: Int64
  }

  /// The status of a file, or `nil` if there is none.
  static func status(of path: String) throws(StoreError) -> Status? {
    var found = stat()
    guard unsafe stat(path, &found) == 0 else {
      if errno == ENOENT { return nil }
      throw failure(path, errno)
    }
    return Status(
      isFolder: found.st_mode & S_IFMT == S_IFDIR, isOpenToOthers: found.st_mode & 0o077 != 0,
      size: Int(found.st_size), changed: Int64(found.st_mtim.tv_sec) * 1_000)
  }

  /// The system's words for an error code, with the place.
  static func failure(_ path: String, _ code: Int32) -> StoreError {
    guard let words = unsafe strerror(code) else {
      return .broken(place: path, reason: "error \(code)")
    }
    return unsafe .broken(place: path, reason: String(cString: words))
  }
}
