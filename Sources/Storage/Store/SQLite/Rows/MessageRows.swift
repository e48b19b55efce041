import Mailbox

/// Messages, their sounds, and what a mailbox holds.
extension SQLiteRows {
  /// The counts of the mailbox follow by themselves.
  func add(_ message: NewMessage) throws(StoreError) -> Int64 {
    try database.run(
      """
      INSERT INTO messages (mailbox, rank, received, is_urgent, is_confidential, milliseconds,
        sender_number, sender_user, take, left_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      .integer(message.mailbox), .integer(message.rank.rawValue), .integer(message.received),
      .flag(message.isUrgent), .flag(message.isConfidential),
      .integer(message.milliseconds),
      .optional(message.from), .optional(message.sender),
      message.take.map(Value.bits) ?? .null, .optional(message.leftAt))
    let id = database.lastInsertedID
    for (position, part) in message.parts.enumerated() {
      try database.run(
        "INSERT INTO message_audio (message, position, audio) VALUES (?, ?, ?)",
        .integer(id), .integer(position), .integer(part.id))
    }
    for (position, forwarder) in message.forwarders.enumerated() {
      try database.run(
        "INSERT INTO message_forwarders (message, position, user, number) VALUES (?, ?, ?, ?)",
        .integer(id), .integer(position), .integer(forwarder.user), .text(forwarder.number))
    }
    return id
  }

  func forwarders(of message: Int64, in mailbox: Int64) throws(StoreError) -> [Forwarder] {
    try database.all(
      "SELECT user, number FROM message_forwarders WHERE message = ? ORDER BY position",
      .integer(message)
    ) { Forwarder(user: $0.integer(0), number: $0.text(1)) }
  }

  func hasDelivered(_ take: UInt64) throws(StoreError) -> Bool {
    try database.exists("SELECT 1 FROM messages WHERE take = ?", .bits(take))
  }

  func parts(of message: Int64, in mailbox: Int64) throws(StoreError) -> [AudioReference] {
    try database.all(
      """
      SELECT a.id, a.milliseconds FROM message_audio m JOIN audio a ON a.id = m.audio
      WHERE m.message = ? ORDER BY m.position
      """, .integer(message)
    ) { AudioReference($0, from: 0) }
  }

  func details(of messages: [Int64], in mailbox: Int64) throws(StoreError) -> MessageDetails {
    var details = MessageDetails()
    guard !messages.isEmpty else { return details }
    let keys = "[" + messages.map(String.init).joined(separator: ",") + "]"
    let parts = try database.all(
      """
      SELECT a.id, a.milliseconds, m.message FROM message_audio m JOIN audio a ON a.id = m.audio
      WHERE m.message IN (SELECT value FROM json_each(?)) ORDER BY m.message, m.position
      """, .text(keys)
    ) { (message: $0.integer(2), sound: AudioReference($0, from: 0)) }
    for part in parts { details.parts[part.message, default: []].append(part.sound) }
    let forwarders = try database.all(
      """
      SELECT user, number, message FROM message_forwarders
      WHERE message IN (SELECT value FROM json_each(?)) ORDER BY message, position
      """, .text(keys)
    ) { (message: $0.integer(2), one: Forwarder(user: $0.integer(0), number: $0.text(1))) }
    for forwarder in forwarders {
      details.forwarders[forwarder.message, default: []].append(forwarder.one)
    }
    let transcripts = try database.all(
      "SELECT value FROM transcripts WHERE message IN (SELECT value FROM json_each(?))",
      .text(keys), read: transcript)
    for job in transcripts { details.transcripts[job.message] = job }
    return details
  }

  func message(_ id: Int64, of mailbox: Int64) throws(StoreError) -> MessageRow? {
    try database.first(
      "SELECT \(MessageRow.columns) FROM messages WHERE id = ? AND mailbox = ?",
      .integer(id), .integer(mailbox), read: MessageRow.init)
  }

  func nearestMessage(
    to place: MessageRow?, _ rank: MessageRank, of mailbox: Int64, isToNewer: Bool
  ) throws(StoreError) -> MessageRow? {
    let edge = isToNewer ? Int64.min : Int64.max
    return try database.first(
      isToNewer ? Self.newer : Self.older,
      .integer(mailbox), .integer(rank.rawValue), .integer(place?.received ?? edge),
      .integer(place?.id ?? edge), read: MessageRow.init)
  }

  func messages(of mailbox: Int64) throws(StoreError) -> [MessageRow] {
    try database.all(
      "SELECT \(MessageRow.columns) FROM messages WHERE mailbox = ?", .integer(mailbox),
      read: MessageRow.init)
  }

  func deletedMessages(of mailbox: Int64, after moment: Int64) throws(StoreError) -> [Int64] {
    try database.all(
      """
      SELECT id FROM messages WHERE mailbox = ? AND deleted_at > ?
      ORDER BY deleted_at DESC, id DESC
      """, .integer(mailbox), .integer(moment)
    ) { $0.integer(0) }
  }

  func hasDeletedMessages(of mailbox: Int64, after moment: Int64) throws(StoreError) -> Bool {
    try database.exists(
      "SELECT 1 FROM messages WHERE mailbox = ? AND deleted_at > ? LIMIT 1", .integer(mailbox),
      .integer(moment))
  }

  func contents(of mailbox: Int64) throws(StoreError) -> MailboxContents {
    try database.first(
      "SELECT new, urgent, saved, milliseconds FROM mailboxes WHERE user = ?", .integer(mailbox)
    ) { row in
      MailboxContents(
        counts: MessageCounts(
          new: Int32(clamping: row.integer(0)), urgent: Int32(clamping: row.integer(1)),
          saved: Int32(clamping: row.integer(2))),
        milliseconds: row.int(3))
    } ?? MailboxContents()
  }

  func urgentSaved(of mailbox: Int64) throws(StoreError) -> Int {
    try database.first(
      """
      SELECT count(*) FROM messages INDEXED BY messages_urgent_saved
      WHERE mailbox = ? AND rank = 2 AND is_urgent = 1 AND deleted_at IS NULL
      """, .integer(mailbox)
    ) { $0.int(0) } ?? 0
  }

  func setState(
    of message: Int64, in mailbox: Int64, rank: MessageRank, deletedAt: Int64?
  ) throws(StoreError) {
    try database.run(
      "UPDATE messages SET rank = ?, deleted_at = ? WHERE id = ? AND mailbox = ?",
      .integer(rank.rawValue), .optional(deletedAt), .integer(message), .integer(mailbox))
  }

  func removeMessages(
    of company: Int64, deletedUntil moment: Int64, limit: Int
  ) throws(StoreError) -> Int {
    try database.run(
      """
      DELETE FROM messages WHERE id IN (
        SELECT m.id FROM messages m JOIN users u ON u.id = m.mailbox
        WHERE m.deleted_at IS NOT NULL AND m.deleted_at <= ? AND u.company = ? LIMIT ?)
      """, .integer(moment), .integer(company), .integer(limit))
  }

  // Each step is one look into an index, so it costs the same in a mailbox of 100,000.
  private static let newer = """
    SELECT \(MessageRow.columns) FROM messages
    WHERE mailbox = ? AND deleted_at IS NULL AND rank = ? AND (received, id) > (?, ?)
    ORDER BY received, id LIMIT 1
    """
  private static let older = """
    SELECT \(MessageRow.columns) FROM messages
    WHERE mailbox = ? AND deleted_at IS NULL AND rank = ? AND (received, id) < (?, ?)
    ORDER BY received DESC, id DESC LIMIT 1
    """
}
