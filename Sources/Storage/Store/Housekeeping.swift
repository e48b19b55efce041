public import Mailbox
import Synchronization
import Threads

/// What keeps the mailboxes tidy, and what an earlier server left undone.
extension Mailboxes {
  /// Deposits that belong to no call and to no request, the oldest first: they were being recorded
  /// when the last server ended, or the mailbox could not take them. Each is to be given to
  /// ``deliver(_:repair:)``; none can be delivered twice.
  public func unfinishedTakes() throws(StoreError) -> [UnfinishedRecording] {
    try storage.recordings.waiting().filter { $0.purpose != .draft }
  }

  /// Copies recordings from the folder of a node that does not come back. Each is to be given to
  /// ``deliver(_:repair:)``.
  public func adoptTakes(from folder: String) throws(StoreError) -> [UnfinishedRecording] {
    try storage.recordings.adopt(from: folder)
  }

  /// Delivers a recording that waited, as a message that was left when the recording ended.
  /// - Parameter repair: Makes the file whole and tells what it holds.
  /// - Returns: `.done`; `.full` if it goes on waiting for room; `nil` if a request has delivered it
  ///   since, or if the mailbox is not there any more and the recording was dropped.
  /// - Throws: ``StoreError``, or what `repair` throws; the recording goes on waiting.
  public func deliver(
    _ waiting: UnfinishedRecording, repair: (_ path: String) throws -> FinishedRecording
  ) throws -> MailboxReply? {
    let recordings = storage.recordings
    guard case .deposit(let mailbox, let from, let marks) = waiting.purpose,
      recordings.hold(waiting.id)
    else { return nil }
    // Does nothing to one that is discarded.
    defer { recordings.release(waiting.id) }
    guard try isWanted(waiting), try recordings.hasSound(waiting) else {
      recordings.discard(waiting.id)
      return nil
    }
    let deposit = Deposit(
      mailbox: mailbox, take: try repair(waiting.path), from: from,
      isUrgent: marks?.isUrgent ?? false, isConfidential: marks?.isConfidential ?? false)
    let age = max(0, WallTime.milliseconds - waiting.ended)
    switch try self.deposit(deposit, received: now() - age) {
    case .answered(let reply):
      return reply
    case .written(let work, let cleanUp):
      let reply = try write(work)
      // Its caller was told that it is kept.
      if reply != .full { cleanUp(reply) }
      return reply
    }
  }

  /// Removes for good what was deleted too long ago to be brought back (requirement E2), sounds
  /// that nobody uses any more, lost ones after their days, and old counts of wrong passcodes. A
  /// server does so at its start and every hour.
  public func purge() throws(StoreError) {
    let moment = now()
    lastPurge.withLock { $0 = moment }
    for company in try read({ (rules) throws(StoreError) in try rules.companies() }) {
      while try write({ (rules) throws(StoreError) in
        try rules.rows.removeMessages(
          of: company.id, deletedUntil: company.keptSince(rules.now), limit: purgedAtOnce)
      }) == purgedAtOnce {}
    }
    try storage.sweepSounds()
    storage.tidy(at: moment)
    try write { (rules) throws(StoreError) in
      try rules.forgetLoginGuards()
      try rules.forgetOldChanges()
      try rules.rows.removeCredentials(expiredBefore: rules.now)
    }
  }

  /// Purges, unless another node has done so within the hour.
  func purgeInTurn() throws(StoreError) {
    let turn = try storage.takesTurnToPurge(at: now(), for: purgeIntervalMilliseconds)
    if turn { try purge() }
  }

  /// Purges if the last time is long ago. It is asked at the end of a call, when nobody listens.
  func purgeIfDue() {
    let moment = now()
    let isDue = lastPurge.withLock { last in
      // A clock that was set back must not put this off until it has caught up.
      guard moment < last || moment - last >= purgeIntervalMilliseconds else { return false }
      last = moment
      return true
    }
    guard isDue, storage.purges else { return }
    do throws(StoreError) {
      try purgeInTurn()
    } catch {
      // The call is not to blame.
      report(error)
    }
  }

  /// Carries out what unfinished calls decided, and drops recordings that nobody needs any more. No
  /// call is on yet, and no other server runs here.
  func settleAtStart() throws(StoreError) {
    let isShared = storage.isShared
    try write { (rules) throws(StoreError) in
      try rules.finishAll()
      // Other nodes have workers; what this one had is due again when its leases end.
      if isShared { return }
      try rules.releaseMail()
      try rules.releaseHooks()
      try rules.releaseTranscripts()
    }
    for take in try storage.recordings.waiting() {
      let isWanted = try isWanted(take)
      if !isWanted { storage.recordings.discard(take.id) }
    }
  }

  /// Whether a take that an earlier server left is still to be delivered.
  private func isWanted(_ take: UnfinishedRecording) throws(StoreError) -> Bool {
    switch take.purpose {
    case .draft:
      return false
    case .deposit(let mailbox, _, _):
      return try read { (rules) throws(StoreError) in
        try rules.isWanted(take.id, in: mailbox)
      }
    }
  }
}

private let purgedAtOnce = 500
private let purgeIntervalMilliseconds: Int64 = 3_600_000
