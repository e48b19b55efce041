import Audio

/// A sound whose file is safe in the audio folder, but has perhaps no row yet.
struct PlacedAudio: Sendable {
  /// The hash of the content, in hexadecimal: it names the file and is unique among rows.
  var hash: String
  var milliseconds: Int32
  var byteCount: Int
  /// The file that it came from. It is kept until the row is committed.
  var source: String
}

/// The stored sounds, each named by its content, so that the same sound is stored once.
///
/// A file gets here before the row that names it, and leaves after the last row that used it
/// while the database is locked for writing: a row never names a file that is not there.
struct AudioFolder: Sendable {
  let directory: DataDirectory

  /// The file of a sound.
  func path(of hash: String) -> String { "\(folder(of: hash))/\(hash).wav" }

  /// Gives the file a second name in the folder, safe on the disk. The first name stays, so that
  /// a crash before the commit loses nothing.
  func place(_ source: String, milliseconds: Int32) throws(StoreError) -> PlacedAudio {
    try directory.sync(source)
    let (hash, byteCount) = try ContentHash.of(source)
    let audio = PlacedAudio(
      hash: hash, milliseconds: milliseconds, byteCount: byteCount, source: source)
    try place(audio)
    return audio
  }

  /// The same for samples, by a temporary file among the recordings.
  func place(_ samples: [Int16]) throws(StoreError) -> PlacedAudio {
    let source = "\(directory.incoming)/\(UInt64.random(in: .min ... .max)).tmp"
    try Disk.write(WAVHeader.file(of: samples), toNew: source, syncs: false)
    do throws(StoreError) {
      return try place(source, milliseconds: Int32(clamping: samples.count / 8))
    } catch {
      try? Disk.remove(source)
      throw error
    }
  }

  /// Makes the folder for a sound if it is not there, and gives the file its place there.
  func bringBack(_ file: String, hash: String) throws(StoreError) {
    try Disk.makeFolder(folder(of: hash))
    try Disk.rename(file, to: path(of: hash))
  }

  /// Puts the file there again if a sweep removed it since; called while the database is locked
  /// for writing.
  func replaceIfSwept(_ audio: PlacedAudio) throws(StoreError) {
    if try Disk.status(of: path(of: audio.hash)) == nil { try place(audio) }
  }

  /// The hashes of all files that are older than `milliseconds` since 1970 UTC.
  func hashes(changedBefore milliseconds: Int64) throws(StoreError) -> [String] {
    var hashes: [String] = []
    for hash in try self.hashes() {
      guard let status = try Disk.status(of: path(of: hash)) else { continue }
      if status.changed < milliseconds { hashes.append(hash) }
    }
    return hashes
  }

  /// The hashes of all files.
  func hashes() throws(StoreError) -> [String] {
    var hashes: [String] = []
    for folder in try Disk.names(in: directory.audio) {
      let path = "\(directory.audio)/\(folder)"
      guard let status = try Disk.status(of: path), status.isFolder else { continue }
      for name in try Disk.names(in: path) where name.hasSuffix(".wav") && name.hasPrefix(folder) {
        hashes.append(String(name.dropLast(4)))
      }
    }
    return hashes
  }

  private func folder(of hash: String) -> String { "\(directory.audio)/\(hash.prefix(2))" }

  private func place(_ audio: PlacedAudio) throws(StoreError) {
    let folder = folder(of: audio.hash)
    if try Disk.status(of: folder) == nil {
      try Disk.makeFolder(folder)
      try directory.sync(directory.audio)
    }
    // A file of this name has this content already.
    _ = try Disk.link(audio.source, as: path(of: audio.hash))
    try directory.sync(folder)
  }
}
