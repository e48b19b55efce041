public import Mailbox
import Synchronization

/// What keeps a data directory tidy.
extension SQLiteStore {
  /// Deposits that belong to no call and to no request, the oldest first: they were being recorded
  /// when the last server ended, or the mailbox could not take them. Each is to be given to
  /// ``deliver(_:repair:)``; none can be delivered twice.
  public func unfinishedTakes() throws(StoreError) -> [UnfinishedTake] {
    try takeFolder.waiting().filter { $0.purpose != .draft }
  }

  /// Delivers a recording that waited, as a message that was left when the recording ended.
  /// - Parameter repair: Makes the file whole and tells what it holds.
  /// - Returns: `.done`; `.full` if it goes on waiting for room; `nil` if a request has delivered it
  ///   since, or if the mailbox is not there any more and the recording was dropped.
  /// - Throws: ``StoreError``, or what `repair` throws; the recording goes on waiting.
  public func deliver(
    _ waiting: UnfinishedTake, repair: (_ path: String) throws -> Take
  ) throws -> MailboxReply? {
    guard case .deposit(let mailbox, let from, let marks) = waiting.purpose,
      takeFolder.hold(waiting.id)
    else { return nil }
    // Does nothing to one that is discarded.
    defer { takeFolder.release(waiting.id) }
    let now = options.now()
    guard try isWanted(waiting, at: now), try Disk.status(of: waiting.path) != nil else {
      takeFolder.discard(waiting.id)
      return nil
    }
    let deposit = Deposit(
      mailbox: mailbox, take: try repair(waiting.path), from: from,
      isUrgent: marks?.isUrgent ?? false, isConfidential: marks?.isConfidential ?? false)
    let age = max(0, systemMilliseconds() - waiting.ended)
    switch try self.deposit(deposit, at: now, received: now - age) {
    case .reply(let reply):
      return reply
    case .write(let work, let cleanUp):
      let reply = try writer.write(work)
      // Its caller was told that it is kept.
      if reply != .full { cleanUp(reply) }
      return reply
    }
  }

  /// Removes for good what was deleted too long ago to be brought back (requirement E2), sounds
  /// that nobody uses any more, lost ones after their days, and old counts of wrong passcodes. A server does so at its start
  /// and every hour.
  public func purge() throws(StoreError) {
    let now = options.now()
    lastPurge.withLock { $0 = now }
    while try writer.write({ (database) throws(StoreError) in
      try database.purgeMessages(at: now, limit: Self.purgedAtOnce)
    }) == Self.purgedAtOnce {}
    try sweepAudio()
    ageLostSounds(at: now)
    try writer.write { (database) throws(StoreError) in
      try database.forgetLoginGuards(at: now)
    }
  }

  /// Removes sounds that no row uses any more. While a backup or a check runs they stay, until the
  /// next time.
  func sweepAudio() throws(StoreError) {
    guard let lock = try FileLock.sweepingSounds(directory) else { return }
    defer { withExtendedLifetime(lock) {} }
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
    try PasscodeSecret.removeDrafts(in: directory)
    try purge()
    bringBackLostSounds()
    moveOrphans(changedBefore: moment, at: now)
  }

  /// Whether a take that an earlier server left is still to be delivered.
  private func isWanted(_ take: UnfinishedTake, at now: Int64) throws(StoreError) -> Bool {
    switch take.purpose {
    case .draft:
      return false
    case .deposit(let mailbox, _, _):
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
