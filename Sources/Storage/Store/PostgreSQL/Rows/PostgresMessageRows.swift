import Mailbox

/// Messages, their sounds, and what a mailbox holds.
extension PostgresRows {
  /// The counts of the mailbox follow by themselves.
  func add(_ message: NewMessage) throws(StoreError) -> Int64 {
    let id = try connection.add(
      """
      INSERT INTO messages (mailbox, rank, received, is_urgent, is_confidential, milliseconds,
        sender_number, sender_user, take, left_at)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING id
      """,
      .integer(message.mailbox), .integer(message.rank.rawValue), .integer(message.received),
      .flag(message.isUrgent), .flag(message.isConfidential),
      .integer(message.milliseconds),
      .optional(message.from), .optional(message.sender),
      message.take.map(Value.bits) ?? .null, .optional(message.leftAt))
    for (position, part) in message.parts.enumerated() {
      try connection.run(
        "INSERT INTO message_audio (message, position, audio) VALUES ($1, $2, $3)",
        .integer(id), .integer(position), .integer(part.id))
    }
    for (position, forwarder) in message.forwarders.enumerated() {
      try connection.run(
        """
        INSERT INTO message_forwarders (message, position, user_id, number)
        VALUES ($1, $2, $3, $4)
        """,
        .integer(id), .integer(position), .integer(forwarder.user), .text(forwarder.number))
    }
    return id
  }

  func forwarders(of message: Int64, in mailbox: Int64) throws(StoreError) -> [Forwarder] {
    try connection.all(
      "SELECT user_id, number FROM message_forwarders WHERE message = $1 ORDER BY position",
      .integer(message)
    ) { Forwarder(user: $0.integer(0), number: $0.text(1)) }
  }

  func hasDelivered(_ take: UInt64) throws(StoreError) -> Bool {
    try connection.exists("SELECT 1 FROM messages WHERE take = $1", .bits(take))
  }

  func parts(of message: Int64, in mailbox: Int64) throws(StoreError) -> [AudioReference] {
    try connection.all(
      """
      SELECT a.id, a.milliseconds FROM message_audio m JOIN audio a ON a.id = m.audio
      WHERE m.message = $1 ORDER BY m.position
      """, .integer(message)
    ) { AudioReference($0, from: 0) }
  }

  func details(of messages: [Int64], in mailbox: Int64) throws(StoreError) -> MessageDetails {
    var details = MessageDetails()
    guard !messages.isEmpty else { return details }
    let keys = messages.map(String.init).joined(separator: ",")
    let parts = try connection.all(
      """
      SELECT a.id, a.milliseconds, m.message FROM message_audio m JOIN audio a ON a.id = m.audio
      WHERE m.message IN (SELECT unnest(string_to_array($1, ','))::bigint) ORDER BY m.message, m.position
      """, .text(keys)
    ) { (message: $0.integer(2), sound: AudioReference($0, from: 0)) }
    for part in parts { details.parts[part.message, default: []].append(part.sound) }
    let forwarders = try connection.all(
      """
      SELECT user_id, number, message FROM message_forwarders
      WHERE message IN (SELECT unnest(string_to_array($1, ','))::bigint) ORDER BY message, position
      """, .text(keys)
    ) { (message: $0.integer(2), one: Forwarder(user: $0.integer(0), number: $0.text(1))) }
    for forwarder in forwarders {
      details.forwarders[forwarder.message, default: []].append(forwarder.one)
    }
    let transcripts = try connection.all(
      "SELECT value FROM transcripts WHERE message IN (SELECT unnest(string_to_array($1, ','))::bigint)",
      .text(keys), read: transcript)
    for job in transcripts { details.transcripts[job.message] = job }
    return details
  }

  func message(_ id: Int64, of mailbox: Int64) throws(StoreError) -> MessageRow? {
    try connection.first(
      "SELECT \(MessageRow.columns) FROM messages WHERE id = $1 AND mailbox = $2",
      .integer(id), .integer(mailbox)
    ) { MessageRow($0) }
  }

  func nearestMessage(
    to place: MessageRow?, _ rank: MessageRank, of mailbox: Int64, isToNewer: Bool
  ) throws(StoreError) -> MessageRow? {
    let edge = isToNewer ? Int64.min : Int64.max
    return try connection.first(
      isToNewer ? Self.newer : Self.older,
      .integer(mailbox), .integer(rank.rawValue), .integer(place?.received ?? edge),
      .integer(place?.id ?? edge)
    ) { MessageRow($0) }
  }

  func messages(of mailbox: Int64) throws(StoreError) -> [MessageRow] {
    try connection.all(
      "SELECT \(MessageRow.columns) FROM messages WHERE mailbox = $1", .integer(mailbox)
    ) { MessageRow($0) }
  }

  func deletedMessages(of mailbox: Int64, after moment: Int64) throws(StoreError) -> [Int64] {
    try connection.all(
      """
      SELECT id FROM messages WHERE mailbox = $1 AND deleted_at > $2
      ORDER BY deleted_at DESC, id DESC
      """, .integer(mailbox), .integer(moment)
    ) { $0.integer(0) }
  }

  func hasDeletedMessages(of mailbox: Int64, after moment: Int64) throws(StoreError) -> Bool {
    try connection.exists(
      "SELECT 1 FROM messages WHERE mailbox = $1 AND deleted_at > $2 LIMIT 1", .integer(mailbox),
      .integer(moment))
  }

  func contents(of mailbox: Int64) throws(StoreError) -> MailboxContents {
    try connection.first(
      """
      SELECT new_count, urgent_count, saved_count, milliseconds FROM mailboxes WHERE user_id = $1
      """, .integer(mailbox)
    ) { row in
      MailboxContents(
        counts: MessageCounts(
          new: Int32(clamping: row.integer(0)), urgent: Int32(clamping: row.integer(1)),
          saved: Int32(clamping: row.integer(2))),
        milliseconds: row.int(3))
    } ?? MailboxContents()
  }

  func urgentSaved(of mailbox: Int64) throws(StoreError) -> Int {
    try connection.first(
      """
      SELECT count(*) FROM messages
      WHERE mailbox = $1 AND rank = 2 AND is_urgent AND deleted_at IS NULL
      """, .integer(mailbox)
    ) { $0.int(0) } ?? 0
  }

  func setState(
    of message: Int64, in mailbox: Int64, rank: MessageRank, deletedAt: Int64?
  ) throws(StoreError) {
    try connection.run(
      "UPDATE messages SET rank = $1, deleted_at = $2 WHERE id = $3 AND mailbox = $4",
      .integer(rank.rawValue), .optional(deletedAt), .integer(message), .integer(mailbox))
  }

  func removeMessages(
    of company: Int64, deletedUntil moment: Int64, limit: Int
  ) throws(StoreError) -> Int {
    try connection.run(
      """
      DELETE FROM messages WHERE id IN (
        SELECT m.id FROM messages m JOIN users u ON u.id = m.mailbox
        WHERE m.deleted_at IS NOT NULL AND m.deleted_at <= $1 AND u.company = $2 LIMIT $3)
      """, .integer(moment), .integer(company), .integer(limit))
  }

  // Each step is one look into an index, so it costs the same in a mailbox of 100,000.
  private static let newer = """
    SELECT \(MessageRow.columns) FROM messages
    WHERE mailbox = $1 AND deleted_at IS NULL AND rank = $2 AND (received, id) > ($3, $4)
    ORDER BY received, id LIMIT 1
    """
  private static let older = """
    SELECT \(MessageRow.columns) FROM messages
    WHERE mailbox = $1 AND deleted_at IS NULL AND rank = $2 AND (received, id) < ($3, $4)
    ORDER BY received DESC, id DESC LIMIT 1
    """
}
