import FoundationEssentials

/// Sounds that no row named at a start. A crash leaves one or two, a database that was replaced by
/// an older copy leaves all that are newer than the copy; so they are moved away, never removed at
/// once:
/// ```
/// lost+found/2026-11-29/H.wav   the sounds that one start moved
/// lost+found/2026-11-29/age     for how many days servers have run since
/// ```
/// A sound that a row names again, because the right database came back, goes back to its place.
///
/// Age is counted, not computed from two times of day: a look, every hour and at each start, adds a
/// day at most, if the clock stands a day or more from where the last day was counted. So a clock
/// that jumps, by years and in either direction, makes a sound one day older, and one that stands
/// makes it no older. Days on which no server runs do not count: sounds may stay longer, never
/// shorter.
struct LostAndFound {
  /// The sounds that one start moved away.
  struct Batch: Equatable {
    var path: String
    /// Hashes.
    var sounds: [String]
    /// Days on which a server ran since.
    var days: Int
  }

  /// After so many days a batch is removed.
  static let days = 30

  let directory: DataDirectory

  /// All batches. Other folders, as those that a file system puts there, are none.
  func batches() throws(StoreError) -> [Batch] {
    guard let status = try Disk.status(of: directory.lostAndFound), status.isFolder,
      // That of a file system, where the directory is a disk of its own, may be closed.
      let names = try? Disk.names(in: directory.lostAndFound)
    else { return [] }
    var batches: [Batch] = []
    for name in names.sorted() {
      let path = "\(directory.lostAndFound)/\(name)"
      guard try Disk.status(of: ageFile(path)) != nil else { continue }
      let sounds = try Disk.names(in: path).filter { $0.hasSuffix(".wav") }
      batches.append(
        Batch(
          path: path, sounds: sounds.map { String($0.dropLast(4)) }.sorted(),
          days: try age(of: path).days))
    }
    return batches
  }

  /// A new batch without sounds, named by the day.
  /// - Parameter now: Milliseconds since 1970 UTC.
  func begin(at now: Int64) throws(StoreError) -> String {
    try Disk.makeFolder(directory.lostAndFound)
    let day = Date(timeIntervalSince1970: Double(now) / 1_000)
      .formatted(.iso8601.year().month().day())
    var path = "\(directory.lostAndFound)/\(day)"
    var number = 1
    while try Disk.status(of: path) != nil {
      number += 1
      path = "\(directory.lostAndFound)/\(day)-\(number)"
    }
    try Disk.makeFolder(path)
    try write(Age(days: 0, counted: now), of: path)
    return path
  }

  /// Counts a day if one has passed, and removes the batch when its days are over.
  /// - Returns: Whether it was removed.
  func count(_ batch: Batch, at now: Int64) throws(StoreError) -> Bool {
    var age = try age(of: batch.path)
    guard let counted = age.counted else {
      // What cannot be read begins anew.
      try write(Age(days: 0, counted: now), of: batch.path)
      return false
    }
    if now.subtractingReportingOverflow(counted).partialValue.magnitude
      < millisecondsPerDay.magnitude
    {
      return false
    }
    age.days += 1
    age.counted = now
    guard age.days >= Self.days else {
      try write(age, of: batch.path)
      return false
    }
    try Disk.removeAll(batch.path)
    return true
  }

  private struct Age {
    var days: Int
    /// When the last day was counted, in milliseconds since 1970 UTC; `nil` if nobody knows.
    var counted: Int64?
  }

  private func ageFile(_ path: String) -> String { path + "/age" }

  private func age(of path: String) throws(StoreError) -> Age {
    let text = String(decoding: try Disk.read(ageFile(path)), as: UTF8.self)
    let fields = text.split(separator: "\n").map { $0.split(separator: " ") }
    func number(_ name: String) -> Int64? {
      fields.first { $0.count == 2 && $0[0] == name }.flatMap { Int64($0[1]) }
    }
    guard let days = number("days"), (0..<Int64(Self.days)).contains(days),
      let counted = number("counted")
    else { return Age(days: 0, counted: nil) }
    return Age(days: Int(days), counted: counted)
  }

  private func write(_ age: Age, of path: String) throws(StoreError) {
    let text = "days \(age.days)\ncounted \(age.counted ?? 0)\n"
    let draft = ageFile(path) + ".tmp"
    try Disk.remove(draft)
    try Disk.write(Array(text.utf8), toNew: draft)
    try Disk.rename(draft, to: ageFile(path))
  }
}

/// Sounds without a row. What goes wrong here is told and keeps no server from its calls: the sounds
/// stay where they are.
extension SQLiteStorage {
  private var lostAndFound: LostAndFound { LostAndFound(directory: directory) }

  /// Moves away the files that no row names. Called at a server's start.
  /// - Parameters:
  ///   - moment: Younger files stay, as a tool may be bringing them in. Milliseconds since 1970 UTC.
  ///   - now: The time of day, likewise.
  func moveOrphans(changedBefore moment: Int64, at now: Int64) {
    do throws(StoreError) {
      let hashes = try sounds.hashes(changedBefore: moment)
      let moved = try writer.write { [sounds, lostAndFound] (database) throws(StoreError) in
        var batch: String?
        var count = 0
        for hash in hashes {
          if try database.exists("SELECT 1 FROM audio WHERE hash = ?", .text(hash)) { continue }
          let path: String
          if let batch { path = batch } else { path = try lostAndFound.begin(at: now) }
          batch = path
          try Disk.rename(sounds.path(of: hash), to: "\(path)/\(hash).wav")
          count += 1
        }
        return batch.map { ($0, count) }
      }
      guard let (batch, count) = moved else { return }
      options.notice(
        "\(Self.words(for: count)) that no message, greeting or announcement names moved to \(batch), to be "
          + "removed after \(LostAndFound.days) days on which a server runs. If the database was "
          + "replaced by an older one, put the newer one back: they return to their messages.")
    } catch {
      options.report(error)
    }
  }

  /// Puts back the sounds that rows name again. Called at a server's start.
  func bringBackLostSounds() {
    do throws(StoreError) {
      let batches = try lostAndFound.batches()
      guard !batches.isEmpty else { return }
      let count = try writer.write { [sounds] (database) throws(StoreError) in
        var count = 0
        for batch in batches {
          for hash in batch.sounds {
            let isMissing = try Disk.status(of: sounds.path(of: hash)) == nil
            guard isMissing,
              try database.exists("SELECT 1 FROM audio WHERE hash = ?", .text(hash))
            else { continue }
            try sounds.bringBack("\(batch.path)/\(hash).wav", hash: hash)
            count += 1
          }
        }
        return count
      }
      if count > 0 {
        options.notice(
          "\(Self.words(for: count)) in \(directory.lostAndFound) belonged to messages again and went back."
        )
      }
    } catch {
      options.report(error)
    }
  }

  /// Counts the days of what was moved away, and removes it in the end.
  func ageLostSounds(at now: Int64) {
    guard options.isServer else { return }
    do throws(StoreError) {
      for batch in try lostAndFound.batches() where try lostAndFound.count(batch, at: now) {
        options.notice(
          "\(Self.words(for: batch.sounds.count)) in \(batch.path) had been there for "
            + "\(LostAndFound.days) days: removed.")
      }
    } catch {
      options.report(error)
    }
  }

  private static func words(for count: Int) -> String { count == 1 ? "1 sound" : "\(count) sounds" }
}
