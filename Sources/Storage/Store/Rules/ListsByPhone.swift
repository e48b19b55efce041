import Mailbox

/// A user's own distribution lists, changed by phone (requirement F1).
extension MailboxRules {
  func freeList(of owner: Int64) throws(StoreError) -> MailboxReply {
    let taken = Set(try rows.lists(of: try known(owner).id).map(\.number))
    return .count(DistributionList.numbers.first { !taken.contains($0) } ?? 0)
  }

  func apply(
    _ change: ListChange, list number: Int, of id: Int64
  ) throws(StoreError) -> MailboxReply {
    let owner = try known(id)
    if change == .create { return try createList(number, of: owner) }
    guard var list = try rows.list(number, of: id) else { return .unknown }
    switch change {
    case .create, .name: return .failed
    case .add(let digits):
      guard let user = try user(named: digits, in: try known(company: owner.company)) else {
        return .unknown
      }
      guard (try? list.add(user.id, typedAs: digits)) != nil else { return .refused }
      try set(list, of: id)
      return .recipient(try recipient(user))
    case .remove(let member):
      guard (try? list.remove(member, typedAs: "\(member)")) != nil else { return .unknown }
      try set(list, of: id)
      return .done
    case .open(let isOpen):
      list.isOpenToOthers = isOpen
      try set(list, of: id)
      return try self.list(number, of: id, for: id)
    case .delete:
      try removeList(number, of: id)
      return .done
    }
  }

  func setListName(
    _ sound: PlacedSound, list number: Int, of id: Int64
  ) throws(StoreError) -> MailboxReply {
    let owner = try known(id)
    guard try rows.list(number, of: id) != nil else { return .unknown }
    let audio = try rows.add(sound)
    try rows.setListName(number, of: id, to: audio)
    try record(.listsChanged, of: owner, "list \(number): name, \(audio.milliseconds / 1_000) s")
    return .done
  }

  private func createList(_ number: Int, of owner: User) throws(StoreError) -> MailboxReply {
    let list = try? DistributionList(
      number: number, description: owner.language.listDescription(number))
    guard let list, try rows.list(number, of: owner.id) == nil else { return .refused }
    try set(list, of: owner.id)
    return try self.list(number, of: owner.id, for: owner.id)
  }
}
