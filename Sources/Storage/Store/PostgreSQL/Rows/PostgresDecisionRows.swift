import Mailbox

/// What calls have decided about messages. Each node carries out only what its own calls left.
extension PostgresRows {
  func disposition(
    of message: Int64, in mailbox: Int64, by call: CallToken
  ) throws(StoreError) -> PendingDecision {
    try connection.first(
      "SELECT disposition FROM dispositions WHERE mailbox = $1 AND call = $2 AND message = $3",
      .integer(mailbox), .bits(call.value), .integer(message)
    ) { PendingDecision(rawValue: $0.int(0)) ?? .none } ?? .none
  }

  func decide(
    _ disposition: PendingDecision, message: Int64, in mailbox: Int64, by call: CallToken
  ) throws(StoreError) {
    try connection.run(
      """
      INSERT INTO dispositions (mailbox, call, message, disposition, node)
      VALUES ($1, $2, $3, $4, $5)
      ON CONFLICT (mailbox, call, message) DO UPDATE SET disposition = excluded.disposition
      """, .integer(mailbox), .bits(call.value), .integer(message),
      .integer(disposition.rawValue), .bits(node.value))
  }

  func decideToDeleteAll(of mailbox: Int64, by call: CallToken) throws(StoreError) -> Int {
    try connection.run(
      """
      INSERT INTO dispositions (mailbox, call, message, disposition, node)
      SELECT mailbox, $1::bigint, id, $2::bigint, $3::bigint FROM messages
      WHERE mailbox = $4 AND deleted_at IS NULL
      ON CONFLICT (mailbox, call, message) DO UPDATE SET disposition = excluded.disposition
        WHERE dispositions.disposition <> excluded.disposition
      """, .bits(call.value), .integer(PendingDecision.delete.rawValue), .bits(node.value),
      .integer(mailbox))
  }

  func hasDecided(_ call: CallToken, in mailbox: Int64) throws(StoreError) -> Bool {
    try connection.exists(
      "SELECT 1 FROM dispositions WHERE mailbox = $1 AND call = $2 LIMIT 1", .integer(mailbox),
      .bits(call.value))
  }

  func decisions(of call: CallToken, in mailbox: Int64) throws(StoreError) -> [Decision] {
    try connection.all(
      """
      SELECT mailbox, message, disposition FROM dispositions WHERE mailbox = $1 AND call = $2
      ORDER BY message
      """, .integer(mailbox), .bits(call.value)
    ) { Decision($0) }
  }

  func decisions() throws(StoreError) -> [Decision] {
    try connection.all(
      """
      SELECT mailbox, message, disposition FROM dispositions WHERE node = $1
      ORDER BY mailbox, call, message
      """, .bits(node.value)
    ) { Decision($0) }
  }

  func forgetDecisions(of call: CallToken, in mailbox: Int64) throws(StoreError) {
    try connection.run(
      "DELETE FROM dispositions WHERE mailbox = $1 AND call = $2", .integer(mailbox),
      .bits(call.value))
  }

  func forgetDecisions() throws(StoreError) {
    try connection.run("DELETE FROM dispositions WHERE node = $1", .bits(node.value))
  }
}
