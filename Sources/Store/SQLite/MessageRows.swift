import Mailbox

/// A message that is about to be stored.
struct NewMessage: Sendable {
  var mailbox: Int64
  var isUrgent: Bool
  var isConfidential: Bool
  /// The sender's number, as ``Directory/sender(signalled:in:)`` gives it.
  var from: String?
  var sender: Int64?
  /// Milliseconds since 1970 UTC.
  var received: Int64
  /// When its first sender left it, if it is forwarded.
  var leftAt: Int64?
  /// Who has forwarded it, the first one first.
  var forwarders: [Forwarder] = []
  /// Introductions first.
  var parts: [AudioReference]
  /// The recording of a deposit.
  var take: UInt64?
}

extension Database {
  /// Puts a message into its mailbox; the counts of the mailbox follow by themselves.
  func add(_ message: NewMessage) throws(StoreError) {
    let rank: MessageRank = message.isUrgent ? .urgentNew : .new
    try run(
      """
      INSERT INTO messages (mailbox, rank, received, is_urgent, is_confidential, milliseconds,
        sender_number, sender_user, take, left_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      .integer(message.mailbox), .integer(rank.rawValue), .integer(message.received),
      .flag(message.isUrgent), .flag(message.isConfidential),
      .integer(message.parts.reduce(0) { $0 + Int64($1.milliseconds) }),
      .optional(message.from), .optional(message.sender),
      message.take.map(Value.bits) ?? .null, .optional(message.leftAt))
    let id = lastInsertedID
    for (position, part) in message.parts.enumerated() {
      try run(
        "INSERT INTO message_audio (message, position, audio) VALUES (?, ?, ?)",
        .integer(id), .integer(position), .integer(part.id))
    }
    for (position, forwarder) in message.forwarders.enumerated() {
      try run(
        "INSERT INTO message_forwarders (message, position, user, number) VALUES (?, ?, ?, ?)",
        .integer(id), .integer(position), .integer(forwarder.user), .text(forwarder.number))
    }
  }

  /// Who has forwarded a message, the first one first.
  func forwarders(of message: Int64) throws(StoreError) -> [Forwarder] {
    try all(
      "SELECT user, number FROM message_forwarders WHERE message = ? ORDER BY position",
      .integer(message)
    ) { Forwarder(user: $0.integer(0), number: $0.text(1)) }
  }

  /// Whether the recording was delivered before.
  func hasDelivered(_ take: UInt64) throws(StoreError) -> Bool {
    try exists("SELECT 1 FROM messages WHERE take = ?", .bits(take))
  }

  /// The sounds of a message, introductions first.
  func parts(of message: Int64) throws(StoreError) -> [AudioReference] {
    try all(
      """
      SELECT a.id, a.milliseconds FROM message_audio m JOIN audio a ON a.id = m.audio
      WHERE m.message = ? ORDER BY m.position
      """, .integer(message)
    ) { AudioReference($0, from: 0) }
  }

  /// All messages of a mailbox: deleted ones last, of these only those deleted after a moment.
  func messages(
    of mailbox: Int64, order: MessageOrder, deletedAfter moment: Int64
  ) throws(StoreError) -> [StoredMessage] {
    let direction = order == .oldestFirst ? "" : "DESC"
    let rows = try all(
      """
      SELECT \(MessageRow.columns) FROM messages
      WHERE mailbox = ? AND (deleted_at IS NULL OR deleted_at > ?)
      ORDER BY deleted_at IS NOT NULL, rank, received \(direction), id \(direction)
      """, .integer(mailbox), .integer(moment), read: MessageRow.init)
    var messages: [StoredMessage] = []
    for row in rows {
      messages.append(
        StoredMessage(
          id: row.id, rank: row.rank, isUrgent: row.isUrgent, isConfidential: row.isConfidential,
          isDeleted: row.isDeleted, from: row.senderNumber, received: row.received,
          parts: try parts(of: row.id), forwarders: try forwarders(of: row.id)))
    }
    return messages
  }

  /// What a mailbox holds, and how much time it takes.
  func quotaState(of user: User) throws(StoreError) -> QuotaState {
    let (messages, seconds) = try contents(of: user.id)
    return user.settings.quota.state(messages: messages, seconds: seconds)
  }

  /// Messages that are not deleted, and the seconds that they play.
  func contents(of mailbox: Int64) throws(StoreError) -> (messages: Int, seconds: Int) {
    try first(
      "SELECT new + saved, milliseconds FROM mailboxes WHERE user = ?", .integer(mailbox)
    ) { ($0.int(0), $0.int(1) / 1_000) } ?? (0, 0)
  }
}
