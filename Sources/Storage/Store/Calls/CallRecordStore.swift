import Synchronization

/// The records of calls in a data directory: `calls.db`, a SQLite database of their own. So a flood
/// of calls neither delays the mailboxes nor makes their backups grow, and a damaged file of records
/// costs no message.
///
/// One worker of the server writes; programs may read beside it. The methods wait for the disk.
public final class CallRecordStore: Sendable {
  private let path: String
  private let database: Mutex<Database>

  /// Opens the records of a data directory to write them. They are made if they are not there; a
  /// file that is no database, or damaged, is put aside as `calls.db.damaged`.
  /// - Parameter notice: Is told of a file that was put aside, as a sentence.
  /// - Throws: ``StoreError`` with the file and the reason.
  public init(
    writingIn directory: String, notice: (String) -> Void = { _ in }
  ) throws(StoreError) {
    let path = Self.path(in: directory)
    self.path = path
    do throws(StoreError) {
      database = Mutex(try Self.open(path))
    } catch {
      guard Database.isUnusable(error) else { throw error }
      let aside = path + ".damaged"
      for ending in ["", "-wal", "-shm"] where try Disk.status(of: path + ending) != nil {
        try Disk.rename(path + ending, to: aside + ending)
      }
      notice("\(error) It was put aside as \(aside), and new records begin.")
      database = Mutex(try Self.open(path))
    }
  }

  /// Opens the records of a data directory to read them.
  /// - Returns: `nil` if there are none yet.
  /// - Throws: ``StoreError`` with the file and the reason.
  public init?(readingIn directory: String) throws(StoreError) {
    path = Self.path(in: directory)
    guard try Disk.status(of: path) != nil else { return nil }
    let opened = try Database(path: path, access: .inspection)
    guard try !Migration(scripts: Self.scripts).isNeeded(by: opened) else { return nil }
    database = Mutex(opened)
  }

  static func path(in directory: String) -> String { directory + "/calls.db" }

  private static func open(_ path: String) throws(StoreError) -> Database {
    // SQLite would make the file readable for all.
    if try Disk.status(of: path) == nil { try? Disk.write([], toNew: path, syncs: false) }
    let database = try Database(path: path, access: .readWrite)
    try database.run("PRAGMA auto_vacuum = INCREMENTAL")
    try database.useWriteAheadLog()
    try Migration(scripts: scripts).run(on: database)
    try database.run("PRAGMA synchronous = FULL")
    return database
  }

  // Released scripts are never changed: a change is a new one at the end.
  private static let scripts = [
    """
    CREATE TABLE calls (
      id INTEGER PRIMARY KEY,
      line TEXT NOT NULL,
      peer TEXT,
      company TEXT,
      caller TEXT NOT NULL,
      called TEXT NOT NULL,
      trust TEXT NOT NULL,
      because TEXT,
      began INTEGER NOT NULL,
      answered INTEGER,
      ended INTEGER,
      ending TEXT,
      place TEXT,
      reason TEXT,
      packets_received INTEGER,
      packets_lost INTEGER,
      jitter_microseconds INTEGER,
      packets_sent INTEGER,
      packets_lost_by_peer INTEGER,
      journal TEXT NOT NULL
    ) STRICT;
    CREATE INDEX calls_by_begin ON calls (began);
    CREATE INDEX calls_unfinished ON calls (id) WHERE ended IS NULL;
    """,
    // Version 2: whose calls they are, for the page.
    """
    ALTER TABLE calls ADD COLUMN company_id INTEGER;
    ALTER TABLE calls ADD COLUMN mailbox INTEGER;
    CREATE INDEX calls_of_company ON calls (company_id, began);
    CREATE INDEX calls_of_mailbox ON calls (mailbox, began);
    """,
  ]

  // MARK: Writing

  /// Writes calls, all of them or none. One that is there already is replaced.
  public func write(_ calls: [StoredCall]) throws(StoreError) {
    try using { (database) throws(StoreError) in
      try database.writing { () throws(StoreError) in
        for call in calls { try Self.write(call, database) }
      }
    }
  }

  /// Marks the calls that were on when the last server died as failed, at the time of the last thing
  /// that is known of it.
  /// - Returns: How many there were.
  public func endUnfinished(ending: String, reason: String) throws(StoreError) -> Int {
    try using { (database) throws(StoreError) in
      try database.writing { () throws(StoreError) in
        try database.run(
          """
          UPDATE calls SET ending = ?, reason = ?,
            ended = max(began, (SELECT max(max(began), max(coalesce(ended, 0))) FROM calls))
          WHERE ended IS NULL
          """, .text(ending), .text(reason))
      }
    }
  }

  /// Removes what is too old, and the oldest of what is too many, some at a time.
  /// - Returns: How many were removed; 0: nothing more is to be removed.
  public func purge(beganBefore time: Int64, most: Int) throws(StoreError) -> Int {
    try using { (database) throws(StoreError) in
      let removed = try database.writing { () throws(StoreError) in
        let old = try database.run(
          "DELETE FROM calls WHERE id IN (SELECT id FROM calls WHERE began < ? LIMIT 1000)",
          .integer(time))
        let many = try database.run(
          """
          DELETE FROM calls WHERE id IN (SELECT id FROM calls ORDER BY began
            LIMIT min(1000, max(0, (SELECT count(*) FROM calls) - ?)))
          """, .integer(most))
        return old + many
      }
      if removed > 0 { _ = try database.all("PRAGMA incremental_vacuum(1000)") { _ in } }
      return removed
    }
  }

  private static func write(_ call: StoredCall, _ database: Database) throws(StoreError) {
    let quality = call.quality
    try database.run(
      """
      INSERT OR REPLACE INTO calls
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      .bits(call.id.value), .text(call.line), .optional(call.peer), .optional(call.company),
      .text(call.from), .text(call.to), .text(call.trust), .optional(call.because),
      .integer(call.began), .optional(call.answered), .optional(call.ended),
      .optional(call.ending), .optional(call.place), .optional(call.reason),
      .optional(quality.map { Int64($0.received) }), .optional(quality.map { Int64($0.lost) }),
      .optional(quality.map { Int64($0.jitterMicroseconds) }),
      .optional(quality.map { Int64($0.sent) }),
      .optional(quality?.lostByPeer.map(Int64.init)), .text(call.journal),
      .optional(call.companyID), .optional(call.mailbox))
  }

  // MARK: Reading

  /// The newest calls that fit, the newest first, without their journals.
  public func calls(_ filter: StoredCallFilter) throws(StoreError) -> [StoredCall] {
    try using { (database) throws(StoreError) in
      try database.all(
        """
        SELECT \(Self.columns), '' FROM calls
        WHERE (?1 IS NULL OR caller = ?1) AND (?2 IS NULL OR called = ?2)
          AND (?3 IS NULL OR ending = ?3) AND began >= ?4 AND began < ?6
          AND (?7 IS NULL OR company_id = ?7) AND (?8 IS NULL OR mailbox = ?8)
          AND (?9 IS NULL OR instr(caller, ?9) > 0 OR instr(called, ?9) > 0)
        ORDER BY began DESC, id DESC LIMIT ?5
        """, .optional(filter.from), .optional(filter.to), .optional(filter.ending),
        .integer(filter.since ?? .min), .integer(filter.most),
        .integer(filter.before ?? .max), .optional(filter.company), .optional(filter.mailbox),
        .optional(filter.number), read: Self.call)
    }
  }

  /// The calls whose key ends with these hexadecimal digits, with their journals, the newest first.
  public func calls(endingWith digits: String) throws(StoreError) -> [StoredCall] {
    try using { (database) throws(StoreError) in
      try database.all(
        """
        SELECT \(Self.columns), journal FROM calls WHERE printf('%016x', id) LIKE '%' || ?
        ORDER BY began DESC LIMIT 20
        """, .text(digits.filter(\.isHexDigit).lowercased()), read: Self.call)
    }
  }

  private static let columns = """
    id, line, peer, company, caller, called, trust, because, began, answered, ended, ending, place, \
    reason, packets_received, packets_lost, jitter_microseconds, packets_sent, packets_lost_by_peer, \
    company_id, mailbox
    """

  private static func call(_ row: Row) -> StoredCall {
    var call = StoredCall(
      id: CallToken(UInt64(bitPattern: row.integer(0))), line: row.text(1),
      peer: row.optionalText(2), from: row.text(4), to: row.text(5), trust: row.text(6),
      because: row.optionalText(7), began: row.integer(8))
    call.company = row.optionalText(3)
    (call.answered, call.ended) = (row.optionalInteger(9), row.optionalInteger(10))
    (call.ending, call.place) = (row.optionalText(11), row.optionalText(12))
    call.reason = row.optionalText(13)
    if !row.isNull(14) {
      call.quality = StoredCall.Quality(
        received: row.int(14), lost: row.int(15), jitterMicroseconds: row.int(16),
        sent: row.int(17), lostByPeer: row.optionalInteger(18).map { Int($0) })
    }
    (call.companyID, call.mailbox) = (row.optionalInteger(19), row.optionalInteger(20))
    call.journal = row.text(21)
    return call
  }

  private func using<Result>(
    _ body: (Database) throws(StoreError) -> Result
  ) throws(StoreError) -> Result {
    try database.withLock { (database) throws(StoreError) in try body(database) }
  }
}
