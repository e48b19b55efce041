import Mailbox

/// What message-waiting indicators tell (requirement I3).
extension MailboxRules {
  /// Of these users; who is not there is left out.
  func waitingMessages(of users: [Int64]) throws(StoreError) -> [WaitingMessages] {
    var found: [WaitingMessages] = []
    found.reserveCapacity(users.count)
    for id in users {
      guard let user = try rows.user(id) else { continue }
      found.append(
        WaitingMessages(
          of: user, counts: try rows.contents(of: id).counts,
          urgentSaved: Int32(clamping: try rows.urgentSaved(of: id))))
    }
    return found
  }
}
