import Mailbox
import Synchronization

/// What keeps a data directory tidy.
extension SQLiteStore {
  /// Deposits that were being recorded when the last server ended. Repair the sound's header if
  /// need be, then deliver each by a ``MailboxRequest/deposit(_:)`` with its id: none can be
  /// delivered twice.
  public func unfinishedTakes() throws(StoreError) -> [UnfinishedTake] {
    try takeFolder.all().filter { $0.purpose != .draft }
  }

  /// Removes for good what was deleted too long ago to be brought back (requirement E2), sounds
  /// that nobody uses any more, and old counts of wrong passcodes. A server does so at its start
  /// and every hour.
  public func purge() throws(StoreError) {
    let now = options.now()
    lastPurge.withLock { $0 = now }
    while try writer.write({ (database) throws(StoreError) in
      try database.purgeMessages(at: now, limit: Self.purgedAtOnce)
    }) == Self.purgedAtOnce {}
    try sweepAudio()
    try writer.write { (database) throws(StoreError) in
      try database.forgetLoginGuards(at: now)
    }
  }

  /// Removes sounds that no row names any more.
  func sweepAudio() throws(StoreError) {
    while try writer.write({ [sounds] (database) throws(StoreError) in
      try database.sweepAudio(in: sounds, limit: Self.purgedAtOnce)
    }) == Self.purgedAtOnce {}
  }

  /// Purges if the last time is long ago. It is asked at the end of a call, when nobody listens.
  func purgeIfDue(at now: Int64) {
    let isDue = lastPurge.withLock { last in
      // A clock that was set back must not put this off until it has caught up.
      let isLongAgo = now < last || now - last >= Self.purgeIntervalMilliseconds
      guard options.isServer, isLongAgo else { return false }
      last = now
      return true
    }
    guard isDue else { return }
    do throws(StoreError) {
      try purge()
    } catch {
      // The call is not to blame.
      options.report(error)
    }
  }

  /// No call is on yet, and no other server runs here.
  func cleanUpAtStart() throws(StoreError) {
    let now = options.now()
    try writer.write { (database) throws(StoreError) in try database.settleAll(at: now) }
    for take in try takeFolder.all() {
      let isWanted = try isWanted(take, at: now)
      if !isWanted { takeFolder.discard(take.id) }
    }
    // A command-line tool may be bringing in a sound just now: files are given some time.
    let moment = systemMilliseconds() - Self.scrapAgeMilliseconds
    try takeFolder.removeScraps(changedBefore: moment)
    try purge()
    let hashes = try sounds.hashes(changedBefore: moment)
    try writer.write { [sounds] (database) throws(StoreError) in
      try database.sweepOrphans(hashes, in: sounds)
    }
  }

  /// Whether a take that an earlier server left is still to be delivered.
  private func isWanted(_ take: UnfinishedTake, at now: Int64) throws(StoreError) -> Bool {
    switch take.purpose {
    case .draft:
      return false
    case .deposit(let mailbox, _):
      return try reading(at: now) { (directory) throws(StoreError) in
        guard try directory.user(mailbox) != nil else { return false }
        return try !directory.database.hasDelivered(take.id)
      }
    }
  }

  private static let purgedAtOnce = 500
  private static let purgeIntervalMilliseconds: Int64 = 3_600_000
  private static let scrapAgeMilliseconds: Int64 = 600_000
}

extension Database {
  /// Removes messages that can no longer be brought back, up to a number of them.
  /// - Returns: How many these are.
  fileprivate func purgeMessages(at now: Int64, limit: Int) throws(StoreError) -> Int {
    try run(
      """
      DELETE FROM messages WHERE id IN (
        SELECT m.id FROM messages m JOIN users u ON u.id = m.mailbox
        JOIN companies c ON c.id = u.company
        WHERE m.deleted_at IS NOT NULL
          AND m.deleted_at <= ? - c.keeps_deleted_days * \(millisecondsPerDay) LIMIT ?)
      """, .integer(now), .integer(limit))
  }
}
