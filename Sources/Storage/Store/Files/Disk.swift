import FoundationEssentials
import Glibc

/// What the store does with files: each call says which file failed, and why.
enum Disk {
  /// Makes the folder for its owner only, if it is not there.
  static func makeFolder(_ path: String) throws(StoreError) {
    if unsafe mkdir(path, 0o700) == 0 { return }
    let code = errno
    guard code == EEXIST else { throw failure(path, code, isWriting: true) }
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
    guard file >= 0 else { throw failure(path, errno, isWriting: true) }
    var code = unsafe bytes.withUnsafeBytes { unsafe write($0, to: file) }
    if code == 0 && syncs && fsync(file) != 0 { code = errno }
    if Glibc.close(file) != 0 && code == 0 { code = errno }
    guard code == 0 else {
      _ = unsafe unlink(path)
      throw failure(path, code, isWriting: true)
    }
  }

  /// Appends to a file that only its owner can read, and makes it if it is not there, without waiting
  /// for the disk.
  static func append(_ bytes: [UInt8], to path: String) throws(StoreError) {
    let file = unsafe open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw failure(path, errno, isWriting: true) }
    let code = unsafe bytes.withUnsafeBytes { unsafe write($0, to: file) }
    Glibc.close(file)
    guard code == 0 else { throw failure(path, code, isWriting: true) }
  }

  /// Copies a file to a new one that only its owner can read, without waiting for the disk. A copy
  /// that could not be written whole is removed again.
  /// - Returns: The hash of what was copied.
  static func copy(_ path: String, toNew copy: String) throws(StoreError) -> String {
    let file = unsafe open(copy, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard file >= 0 else { throw failure(copy, errno, isWriting: true) }
    let hash = ContentHash()
    var code: Int32 = 0
    do throws(StoreError) {
      unsafe try read(path) { piece in
        unsafe hash.append(piece)
        if code == 0 { code = unsafe write(piece, to: file) }
      }
    } catch {
      Glibc.close(file)
      _ = unsafe unlink(copy)
      throw error
    }
    if Glibc.close(file) != 0 && code == 0 { code = errno }
    guard code == 0 else {
      _ = unsafe unlink(copy)
      throw failure(copy, code, isWriting: true)
    }
    return hash.finish()
  }

  /// Writes all bytes; the result is the error's code, or 0.
  private static func write(_ bytes: UnsafeRawBufferPointer, to file: Int32) -> Int32 {
    var written = 0
    while written < bytes.count {
      let count = unsafe Glibc.write(
        file, bytes.baseAddress?.advanced(by: written), bytes.count - written)
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { return count < 0 ? errno : EIO }
      written += count
    }
    return 0
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
    guard errno == EEXIST else { throw failure(name, errno, isWriting: true) }
    return false
  }

  /// Gives a file other bytes, all or none of them, without waiting for the disk.
  static func replace(_ path: String, with bytes: [UInt8]) throws(StoreError) {
    let draft = "\(path).\(UInt64.random(in: .min ... .max)).tmp"
    defer { try? remove(draft) }
    try write(bytes, toNew: draft, syncs: false)
    try rename(draft, to: path)
  }

  /// Gives a file another name, replacing what has it.
  static func rename(_ path: String, to name: String) throws(StoreError) {
    guard unsafe Glibc.rename(path, name) == 0 else {
      throw failure(name, errno, isWriting: true)
    }
  }

  /// Removes a file; one that is not there counts as removed.
  static func remove(_ path: String) throws(StoreError) {
    guard unsafe unlink(path) == 0 || errno == ENOENT else {
      throw failure(path, errno, isWriting: true)
    }
  }

  /// Removes a file, or a folder with everything in it; what is not there counts as removed.
  static func removeAll(_ path: String) throws(StoreError) {
    guard let status = try status(of: path), status.isFolder else { return try remove(path) }
    for name in try names(in: path) { try removeAll("\(path)/\(name)") }
    guard unsafe rmdir(path) == 0 || errno == ENOENT else {
      throw failure(path, errno, isWriting: true)
    }
  }

  /// The names in a folder.
  static func names(in folder: String) throws(StoreError) -> [String] {
    do {
      return try FileManager.default.contentsOfDirectory(atPath: folder)
    } catch {
      throw .broken(place: folder, reason: "the folder cannot be read")
    }
  }

  /// Waits until everything that was written so far is safe on the disk.
  static func syncEverything() { Glibc.sync() }

  /// What is known of a file without opening it.
  struct Status {
    var isFolder: Bool
    /// Whether it is an ordinary file: no folder, socket or device.
    var isFile: Bool
    /// Whether the group or others may read or write it.
    var isOpenToOthers: Bool
    /// The permissions of owner, group and others.
    var mode: Int
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
      isFolder: found.st_mode & S_IFMT == S_IFDIR, isFile: found.st_mode & S_IFMT == S_IFREG,
      isOpenToOthers: found.st_mode & 0o077 != 0, mode: Int(found.st_mode & 0o777),
      size: Int(found.st_size), changed: Int64(found.st_mtim.tv_sec) * 1_000)
  }

  /// What an error code means, with the place.
  static func failure(_ path: String, _ code: Int32, isWriting: Bool = false) -> StoreError {
    .broken(place: path, reason: DiskFault.words(for: code, isWriting: isWriting))
  }
}
