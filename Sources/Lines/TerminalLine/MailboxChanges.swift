import Mailbox
import Store

/// How many messages each user has, to tell what a call has changed.
struct MailboxChanges {
  private let accounts: any Accounts
  private let users: [User]
  private var counts: [Int64: MessageCounts]

  /// A simulation of more mailboxes than this does not count them all.
  private static let mostUsers = 50

  init(_ users: [User], in accounts: any Accounts) {
    self.accounts = accounts
    self.users = users.count <= Self.mostUsers ? users : []
    counts = [:]
    counts = current()
  }

  /// A line for each mailbox that is not as it was when last asked.
  mutating func lines() -> [String] {
    let before = counts
    counts = current()
    return users.compactMap { user in
      let old = before[user.id] ?? MessageCounts()
      let new = counts[user.id] ?? MessageCounts()
      return old == new ? nil : "\(user.fullName) has \(Self.text(new)); before: \(Self.text(old))"
    }
  }

  private func current() -> [Int64: MessageCounts] {
    var all: [Int64: MessageCounts] = [:]
    for user in users {
      var counts = MessageCounts()
      for message in (try? accounts.messages(of: user.id)) ?? [] where !message.isDeleted {
        if message.rank == .saved {
          counts.saved += 1
        } else {
          counts.new += 1
          if message.isUrgent { counts.urgent += 1 }
        }
      }
      all[user.id] = counts
    }
    return all
  }

  private static func text(_ counts: MessageCounts) -> String {
    let urgent = counts.urgent > 0 ? " (\(counts.urgent) urgent)" : ""
    return "\(counts.new) new\(urgent), \(counts.saved) saved"
  }
}
