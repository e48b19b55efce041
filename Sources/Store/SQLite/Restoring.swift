import Mailbox

/// Deleted messages that can still be brought back (requirement E2).
extension SQLiteStore {
  func deletedMessage(
    _ move: MessageMove, of mailbox: Int64, for call: CallToken, _ directory: SQLiteDirectory
  ) throws(StoreError) -> MailboxReply {
    let user = try directory.known(mailbox)
    let company = try directory.known(company: user.company)
    let ids = try directory.database.deletedMessages(
      of: mailbox, after: company.keptSince(directory.now))
    guard let id = ids.message(move, id: { $0 }),
      let row = try directory.database.message(id, of: mailbox)
    else { return .noMessage }
    return .message(try view(of: row, user, company, call, directory, total: ids.count))
  }

  /// Brings a message back to where it was, and tells of the next deleted one.
  func restore(
    _ message: Int64, of mailbox: Int64, for call: CallToken, _ directory: SQLiteDirectory
  ) throws(StoreError) -> MailboxReply {
    let next = try deletedMessage(.after(message), of: mailbox, for: call, directory)
    try directory.database.run(
      "UPDATE messages SET deleted_at = NULL WHERE id = ? AND mailbox = ?", .integer(message),
      .integer(mailbox))
    guard case .message(var view) = next else { return next }
    view.total -= 1
    return .message(view)
  }
}

extension Database {
  /// The one deleted last first.
  fileprivate func deletedMessages(
    of mailbox: Int64, after moment: Int64
  ) throws(StoreError) -> [Int64] {
    try all(
      """
      SELECT id FROM messages WHERE mailbox = ? AND deleted_at > ? ORDER BY deleted_at DESC, id DESC
      """, .integer(mailbox), .integer(moment)
    ) { $0.integer(0) }
  }
}

extension Company {
  /// What was deleted after this moment can be brought back; milliseconds since 1970 UTC.
  func keptSince(_ now: Int64) -> Int64 { now - Int64(keepsDeletedDays) * millisecondsPerDay }
}
