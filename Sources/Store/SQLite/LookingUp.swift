import Mailbox
import Synchronization

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

  /// Calls inside the company cost nothing and are not counted.
  func callOut(
    _ number: String, for id: Int64, at now: Int64
  ) throws(StoreError) -> MailboxReply {
    let (company, isInside) = try reading(at: now) { (directory) throws(StoreError) in
      let company = try directory.known(company: try directory.known(id).company)
      return (company, try directory.user(e164: number)?.company == company.id)
    }
    if isInside { return .done }
    return callsOut.withLock { $0.permits(callOf: id, in: company, at: now) } ? .done : .refused
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
    _ number: Int, of owner: Int64?, for sender: Int64, at now: Int64
  ) throws(StoreError) -> MailboxReply {
    try reading(at: now) { (directory) throws(StoreError) in
      let sender = try directory.known(sender)
      let database = directory.database
      let found: Int64
      if let owner {
        found = owner
      } else if try database.list(number, of: sender.id) != nil {
        found = sender.id
      } else {
        let open = try database.ownersOfOpenLists(number, company: sender.company)
        guard open.count == 1 else { return .unknown }
        found = open[0]
      }
      guard let list = try directory.sharedList(number, of: found, for: sender) else {
        return .unknown
      }
      return .list(
        description: list.description, members: list.members.count,
        owner: found == sender.id ? nil : found)
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
  /// A list of somebody's if this user may send to it.
  func sharedList(
    _ number: Int, of owner: Int64, for sender: User
  ) throws(StoreError) -> DistributionList? {
    guard let list = try database.list(number, of: owner) else { return nil }
    if owner == sender.id { return list }
    guard list.isOpenToOthers, try user(owner)?.company == sender.company else { return nil }
    return list
  }

  /// A user as somebody to whom messages go.
  fileprivate func recipient(_ user: User) throws(StoreError) -> Recipient {
    Recipient(
      user: user.id, number: user.extension.digits, name: try recording(.name, of: user.id))
  }
}
