import Mailbox

/// What message-waiting indicators tell (requirement I3).
extension SQLiteDirectory {
  /// Of these users; who is not there is left out.
  func waitingMessages(of users: [Int64]) throws(StoreError) -> [WaitingMessages] {
    var found: [WaitingMessages] = []
    found.reserveCapacity(users.count)
    for id in users {
      guard let user = try user(id) else { continue }
      let waiting = try database.first(
        """
        SELECT new, urgent, saved, (SELECT count(*) FROM messages
          INDEXED BY messages_urgent_saved
          WHERE mailbox = ?1 AND rank = 2 AND is_urgent = 1 AND deleted_at IS NULL)
        FROM mailboxes WHERE user = ?1
        """, .integer(id)
      ) { row in
        WaitingMessages(
          of: user,
          counts: MessageCounts(
            new: Int32(clamping: row.integer(0)), urgent: Int32(clamping: row.integer(1)),
            saved: Int32(clamping: row.integer(2))),
          urgentSaved: Int32(clamping: row.integer(3)))
      }
      if let waiting { found.append(waiting) }
    }
    return found
  }
}

extension Database {
  /// The keys of all users.
  func usersOfAllCompanies() throws(StoreError) -> [Int64] {
    try all("SELECT id FROM users ORDER BY id") { $0.integer(0) }
  }
}
