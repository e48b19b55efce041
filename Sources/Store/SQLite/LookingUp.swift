import Mailbox

/// Requests that only look something up.
extension SQLiteStore {
  func settings(of user: Int64, at now: Int64) throws(StoreError) -> MailboxReply {
    try reading(at: now) { (directory) throws(StoreError) in
      try phoneSettings(of: user, directory)
    }
  }

  func greeting(
    _ slot: GreetingSlot, of user: Int64, at now: Int64
  ) throws(StoreError) -> MailboxReply {
    try reading(at: now) { (directory) throws(StoreError) in
      .greeting(try directory.recording(slot, of: try directory.known(user).id))
    }
  }

  func recipient(
    _ digits: String, seenFrom sender: Int64, at now: Int64
  ) throws(StoreError) -> MailboxReply {
    try reading(at: now) { (directory) throws(StoreError) in
      let company = try directory.known(company: try directory.known(sender).company)
      guard let user = try directory.user(named: digits, in: company) else { return .unknown }
      return .recipient(try directory.recipient(user))
    }
  }

  func list(
    _ number: Int, of owner: Int64, at now: Int64
  ) throws(StoreError) -> MailboxReply {
    try reading(at: now) { (directory) throws(StoreError) in
      let owner = try directory.known(owner)
      guard let list = try directory.database.list(number, of: owner.id) else { return .unknown }
      return .list(description: list.description, members: list.members.count)
    }
  }

  func listMember(
    _ index: Int, of number: Int, owner: Int64, at now: Int64
  ) throws(StoreError) -> MailboxReply {
    try reading(at: now) { (directory) throws(StoreError) in
      let owner = try directory.known(owner)
      guard let list = try directory.database.list(number, of: owner.id),
        list.members.indices.contains(index),
        let user = try directory.user(list.members[index])
      else { return .unknown }
      return .recipient(try directory.recipient(user))
    }
  }
}

extension SQLiteDirectory {
  /// A user as somebody to whom messages go.
  fileprivate func recipient(_ user: User) throws(StoreError) -> Recipient {
    Recipient(
      user: user.id, number: user.extension.digits, name: try recording(.name, of: user.id))
  }
}
