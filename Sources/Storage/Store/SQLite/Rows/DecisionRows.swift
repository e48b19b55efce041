import Mailbox

/// What calls have decided about messages. Rows are few and short-lived.
extension SQLiteRows {
  func disposition(
    of message: Int64, in mailbox: Int64, by call: CallToken
  ) throws(StoreError) -> PendingDecision {
    try database.first(
      "SELECT disposition FROM dispositions WHERE mailbox = ? AND call = ? AND message = ?",
      .integer(mailbox), .bits(call.value), .integer(message)
    ) { PendingDecision(rawValue: $0.int(0)) ?? .none } ?? .none
  }

  func decide(
    _ disposition: PendingDecision, message: Int64, in mailbox: Int64, by call: CallToken
  ) throws(StoreError) {
    try database.run(
      """
      INSERT INTO dispositions (mailbox, call, message, disposition) VALUES (?, ?, ?, ?)
      ON CONFLICT DO UPDATE SET disposition = excluded.disposition
      """, .integer(mailbox), .bits(call.value), .integer(message),
      .integer(disposition.rawValue))
  }

  func decideToDeleteAll(of mailbox: Int64, by call: CallToken) throws(StoreError) -> Int {
    try database.run(
      """
      INSERT INTO dispositions (mailbox, call, message, disposition)
      SELECT mailbox, ?, id, ? FROM messages WHERE mailbox = ? AND deleted_at IS NULL
      ON CONFLICT DO UPDATE SET disposition = excluded.disposition
        WHERE disposition <> excluded.disposition
      """, .bits(call.value), .integer(PendingDecision.delete.rawValue), .integer(mailbox))
  }

  func hasDecided(_ call: CallToken, in mailbox: Int64) throws(StoreError) -> Bool {
    try database.exists(
      "SELECT 1 FROM dispositions WHERE mailbox = ? AND call = ? LIMIT 1", .integer(mailbox),
      .bits(call.value))
  }

  func decisions(of call: CallToken, in mailbox: Int64) throws(StoreError) -> [Decision] {
    try database.all(
      """
      SELECT mailbox, message, disposition FROM dispositions WHERE mailbox = ? AND call = ?
      ORDER BY message
      """, .integer(mailbox), .bits(call.value), read: Decision.init)
  }

  func decisions() throws(StoreError) -> [Decision] {
    try database.all(
      "SELECT mailbox, message, disposition FROM dispositions ORDER BY mailbox, call, message",
      read: Decision.init)
  }

  func forgetDecisions(of call: CallToken, in mailbox: Int64) throws(StoreError) {
    try database.run(
      "DELETE FROM dispositions WHERE mailbox = ? AND call = ?", .integer(mailbox),
      .bits(call.value))
  }

  func forgetDecisions() throws(StoreError) { try database.run("DELETE FROM dispositions") }
}
