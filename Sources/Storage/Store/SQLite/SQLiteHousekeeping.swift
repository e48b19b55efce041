import Threads

/// What keeps a data directory tidy.
extension SQLiteStorage {
  /// Removes sounds that no row uses any more. While a backup or a check runs they stay, until the
  /// next time.
  func sweepSounds() throws(StoreError) {
    guard let lock = try FileLock.sweepingSounds(directory) else { return }
    defer { withExtendedLifetime(lock) {} }
    while try writer.write({ [sounds] (database) throws(StoreError) in
      try database.sweepAudio(in: sounds, limit: Self.sweptAtOnce)
    }) == Self.sweptAtOnce {}
  }

  func tidy(at now: Int64) { ageLostSounds(at: now) }

  /// Removes files that a server or command left that died. No call is on yet, and no other server
  /// runs here.
  func removeScraps() throws(StoreError) {
    try takeFolder.removeScraps(changedBefore: Self.scrapMoment)
    try PasscodeSecret.removeDrafts(in: directory)
  }

  /// Puts sounds that rows name again back to their place, and moves away those that no row names.
  func findLostSounds(at now: Int64) {
    bringBackLostSounds()
    moveOrphans(changedBefore: Self.scrapMoment, at: now)
  }

  /// A command-line tool may be bringing in a sound just now: files are given ten minutes.
  private static var scrapMoment: Int64 { WallTime.milliseconds - 600_000 }
  private static let sweptAtOnce = 500
}

extension Database {
  /// Removes sounds that no row uses any more, file and row, up to a number of them. Nobody else
  /// writes meanwhile; if the program dies between file and row, the row is removed next time.
  /// - Returns: How many these are.
  fileprivate func sweepAudio(in folder: AudioFolder, limit: Int) throws(StoreError) -> Int {
    let unused = try all(
      "SELECT id, hash FROM audio WHERE uses = 0 LIMIT ?", .integer(limit)
    ) { ($0.integer(0), $0.text(1)) }
    for (id, hash) in unused {
      try Disk.remove(folder.path(of: hash))
      try run("DELETE FROM audio WHERE id = ?", .integer(id))
    }
    return unused.count
  }
}
