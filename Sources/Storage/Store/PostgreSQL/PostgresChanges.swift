import Mailbox

/// The change feed and the audit log.
///
/// Readers of the feed remember the last number that they saw. So a number must not become visible
/// before a smaller one, as it would if each entry took its number when it is added: of two
/// transactions that overlap the one with the greater number may be kept first, and a reader that
/// looks in between would never see the other's. Therefore entries are gathered, and get their numbers
/// at the very end of the transaction, behind a lock that is held until it is kept. Whoever takes the
/// next number sees that all smaller ones are there, or will never be.
///
/// Transactions that notify others are kept one after the other by PostgreSQL in any case, so the lock
/// costs nothing; those of one process share a commit.
extension PostgresRows {
  func note(_ change: MailboxChange) throws(StoreError) { connection.changes.append(change) }

  func changes(after sequence: Int64, limit: Int) throws(StoreError) -> [MailboxChange] {
    try connection.all(
      """
      SELECT sequence, kind, company, user_id, message, at FROM changes WHERE sequence > $1
      ORDER BY sequence LIMIT $2
      """, .integer(sequence), .integer(limit)
    ) { (row) throws(StoreError) in
      guard let kind = MailboxChange.Kind(rawValue: row.text(1)) else {
        throw .broken(
          place: connection.place, reason: "a change is of the unknown kind '\(row.text(1))'")
      }
      return MailboxChange(
        sequence: row.integer(0), kind: kind, company: row.integer(2),
        user: row.optionalInteger(3), message: row.optionalInteger(4), at: row.integer(5))
    }
  }

  /// By the rows: the number that the sequence gave last may belong to a transaction that is not
  /// kept yet.
  func lastChange() throws(StoreError) -> Int64 {
    try connection.first(
      """
      SELECT greatest((SELECT max(sequence) FROM changes),
        (SELECT sequence FROM forgotten_changes), 0)
      """
    ) { $0.integer(0) } ?? 0
  }

  func forgetChanges(before moment: Int64) throws(StoreError) {
    try connection.run(
      """
      INSERT INTO forgotten_changes (sequence)
      SELECT max(sequence) FROM changes WHERE at < $1 HAVING count(*) > 0
      ON CONFLICT (is_only) DO UPDATE
        SET sequence = greatest(forgotten_changes.sequence, excluded.sequence)
      """, .integer(moment))
    try connection.patiently { (connection) throws(StoreError) in
      try connection.run("DELETE FROM changes WHERE at < $1", .integer(moment))
    }
  }

  func add(_ entry: AuditEntry) throws(StoreError) {
    try connection.run(
      """
      INSERT INTO audit (at, actor, company, user_id, subject, kind, detail, origin)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
      """, .integer(entry.at), .text(entry.actor.description), .integer(entry.company),
      .optional(entry.user), .text(entry.subject), .text(entry.kind.rawValue),
      .text(entry.detail), .optional(entry.origin))
  }

  func audit(_ query: AuditQuery) throws(StoreError) -> [AuditEntry] {
    // A statement for each kind of question, so that each finds its rows by an index.
    var conditions = ["id < $1"]
    var values = [Value.integer(query.before ?? .max), .integer(query.limit)]
    for (column, value) in [("company", query.company), ("user_id", query.user)] {
      guard let value else { continue }
      values.append(.integer(value))
      conditions.append("\(column) = $\(values.count)")
    }
    if let kind = query.kind {
      values.append(.text(kind.rawValue))
      conditions.append("kind = $\(values.count)")
    }
    return try connection.all(
      """
      SELECT id, at, actor, company, user_id, subject, kind, detail, origin FROM audit
      WHERE \(conditions.joined(separator: " AND ")) ORDER BY id DESC LIMIT $2
      """, values
    ) { (row) throws(StoreError) in
      guard let actor = Actor(row.text(2)), let kind = MailboxChange.Kind(rawValue: row.text(6))
      else {
        throw .broken(place: connection.place, reason: "an entry of the audit log is unknown")
      }
      return AuditEntry(
        id: row.integer(0), at: row.integer(1), actor: actor, company: row.integer(3),
        user: row.optionalInteger(4), subject: row.text(5), kind: kind, detail: row.text(7),
        origin: row.optionalText(8))
    }
  }

  func forgetAudit(before moment: Int64) throws(StoreError) {
    try connection.patiently { (connection) throws(StoreError) in
      try connection.run("DELETE FROM audit WHERE at < $1", .integer(moment))
    }
  }
}

extension PostgresConnection {
  /// The last thing that a transaction does: adds the entries of the feed that were gathered, and
  /// tells other processes whom they concern.
  /// - Returns: The users whose mailboxes have changed.
  func publishChanges(from node: NodeName) throws(StoreError) -> Set<Int64> {
    if changes.isEmpty { return [] }
    try run("SELECT pg_advisory_xact_lock(\(Self.feedLock))")
    for change in changes {
      try run(
        """
        INSERT INTO changes (sequence, kind, company, user_id, message, at)
        VALUES (nextval('change_numbers'), $1, $2, $3, $4, $5)
        """, .text(change.kind.rawValue), .integer(change.company), .optional(change.user),
        .optional(change.message), .integer(change.at))
    }
    let users = Set(changes.compactMap(\.user))
    for news in ChangeNotification.all(of: users, from: node) {
      try run("SELECT pg_notify('\(ChangeNotification.channel)', $1)", .text(news.payload))
    }
    return users
  }

  private static let feedLock: Int64 = 0x766f_6963_6500_0002
}

/// What one process tells the others after a transaction.
struct ChangeNotification: Equatable {
  static let channel = "voiceportal_changes"

  /// Who tells.
  var node: NodeName
  /// `nil`: perhaps everybody's rows have changed.
  var users: Set<Int64>?

  /// As it travels.
  var payload: String {
    let words = users?.sorted().map(String.init).joined(separator: ",") ?? "all"
    return "\(node) \(words)"
  }

  init(node: NodeName, users: Set<Int64>?) { (self.node, self.users) = (node, users) }

  /// Reads a payload; of one from a later version, nothing is known.
  init(payload: String) {
    let words = payload.split(separator: " ")
    node = NodeName(words.first.map(String.init) ?? "") ?? NodeName(value: 0)
    let keys = words.count == 2 ? words[1].split(separator: ",").map { Int64($0) } : [nil]
    users = keys.contains(nil) ? nil : Set(keys.compactMap(\.self))
  }

  /// In as many pieces as are needed: a payload has 8,000 bytes at most.
  static func all(of users: Set<Int64>, from node: NodeName) -> [ChangeNotification] {
    if users.count > 2_000 { return [ChangeNotification(node: node, users: nil)] }
    let sorted = users.sorted()
    return stride(from: 0, to: sorted.count, by: 300).map { start in
      ChangeNotification(node: node, users: Set(sorted[start...].prefix(300)))
    }
  }
}
