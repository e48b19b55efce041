import Mailbox

/// Who gets a message: a colleague, a distribution list and its members (requirement F1).
extension MailboxRules {
  func recipient(_ digits: String, seenFrom sender: Int64) throws(StoreError) -> RecipientReply {
    let company = try known(company: try known(sender).company)
    guard let user = try user(named: digits, in: company) else { return .unknown }
    return .recipient(try recipient(user))
  }

  /// A list that a user may send to.
  /// - Parameter owner: Whose list; `nil`: her own, or the only open one of this number.
  func list(
    _ number: Int, of owner: Int64?, for sender: Int64
  ) throws(StoreError) -> FindList.Reply {
    let sender = try known(sender)
    let found: Int64
    if let owner {
      found = owner
    } else if try rows.list(number, of: sender.id) != nil {
      found = sender.id
    } else {
      let open = try rows.ownersOfOpenLists(number, company: sender.company)
      guard open.count == 1 else { return .unknown }
      found = open[0]
    }
    guard let list = try sharedList(number, of: found, for: sender) else { return .unknown }
    return .list(
      ListView(
        list, owner: found == sender.id ? nil : found,
        name: try rows.listName(number, of: found)))
  }

  func listMember(
    _ index: Int, of number: Int, owner: Int64
  ) throws(StoreError) -> RecipientReply {
    let owner = try known(owner)
    guard let list = try rows.list(number, of: owner.id), list.members.indices.contains(index),
      let user = try rows.user(list.members[index])
    else { return .unknown }
    return .recipient(try recipient(user))
  }

  /// A list of somebody's if this user may send to it.
  func sharedList(
    _ number: Int, of owner: Int64, for sender: User
  ) throws(StoreError) -> DistributionList? {
    guard let list = try rows.list(number, of: owner) else { return nil }
    if owner == sender.id { return list }
    guard list.isOpenToOthers, try rows.user(owner)?.company == sender.company else { return nil }
    return list
  }

  func recipient(_ user: User) throws(StoreError) -> Recipient {
    Recipient(
      user: user.id, number: user.extension.digits,
      name: try rows.recording(.name, of: user.id))
  }
}
