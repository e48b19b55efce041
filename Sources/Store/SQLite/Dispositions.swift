import Mailbox

/// What calls decide about messages. A decision is kept beside the message, and takes effect when
/// the call ends, or at the next start if it never did.
extension Database {
  /// What a call has decided about a message.
  func disposition(
    of message: Int64, in mailbox: Int64, by call: CallToken
  ) throws(StoreError) -> Disposition {
    try first(
      "SELECT disposition FROM dispositions WHERE mailbox = ? AND call = ? AND message = ?",
      .integer(mailbox), .bits(call.value), .integer(message)
    ) { Disposition(rawValue: $0.int(0)) ?? .none } ?? .none
  }

  /// Notes a decision; the last one of a call counts.
  func decide(
    _ disposition: Disposition, message: Int64, in mailbox: Int64, by call: CallToken
  ) throws(StoreError) {
    guard
      try exists(
        "SELECT 1 FROM messages WHERE id = ? AND mailbox = ?", .integer(message),
        .integer(mailbox))
    else { throw .missing(kind: "message", name: "\(message)") }
    try run(
      """
      INSERT INTO dispositions (mailbox, call, message, disposition) VALUES (?, ?, ?, ?)
      ON CONFLICT DO UPDATE SET disposition = excluded.disposition
      """, .integer(mailbox), .bits(call.value), .integer(message),
      .integer(disposition.rawValue))
  }

  /// Decides to delete every message that is not yet to be deleted.
  /// - Returns: How many these are.
  func decideToDeleteAll(of mailbox: Int64, by call: CallToken) throws(StoreError) -> Int {
    try run(
      """
      INSERT INTO dispositions (mailbox, call, message, disposition)
      SELECT mailbox, ?, id, ? FROM messages WHERE mailbox = ? AND deleted_at IS NULL
      ON CONFLICT DO UPDATE SET disposition = excluded.disposition
        WHERE disposition <> excluded.disposition
      """, .bits(call.value), .integer(Disposition.delete.rawValue), .integer(mailbox))
  }

  /// Whether a call has decided anything.
  func hasDecided(_ call: CallToken, in mailbox: Int64) throws(StoreError) -> Bool {
    try exists(
      "SELECT 1 FROM dispositions WHERE mailbox = ? AND call = ? LIMIT 1", .integer(mailbox),
      .bits(call.value))
  }

  /// Carries out what a call has decided. A message deleted before comes back if it was to be
  /// kept.
  func settle(_ call: CallToken, in mailbox: Int64, at now: Int64) throws(StoreError) {
    try run(
      Self.carryingOut + " AND d.mailbox = ? AND d.call = ?", .integer(now), .integer(mailbox),
      .bits(call.value))
    try run(
      "DELETE FROM dispositions WHERE mailbox = ? AND call = ?", .integer(mailbox),
      .bits(call.value))
  }

  /// Carries out what calls have decided that never ended; called when no call is on.
  func settleAll(at now: Int64) throws(StoreError) {
    try run(Self.carryingOut, .integer(now))
    try run("DELETE FROM dispositions")
  }

  private static let carryingOut = """
    UPDATE messages SET
      rank = CASE d.disposition
        WHEN \(Disposition.save.rawValue) THEN \(MessageRank.saved.rawValue)
        WHEN \(Disposition.markNew.rawValue) THEN
          iif(is_urgent, \(MessageRank.urgentNew.rawValue), \(MessageRank.new.rawValue))
        ELSE rank END,
      deleted_at = CASE d.disposition
        WHEN \(Disposition.save.rawValue) THEN NULL
        WHEN \(Disposition.markNew.rawValue) THEN NULL
        WHEN \(Disposition.delete.rawValue) THEN coalesce(deleted_at, ?)
        ELSE deleted_at END
    FROM dispositions AS d WHERE messages.id = d.message
    """
}
