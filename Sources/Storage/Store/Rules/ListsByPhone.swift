import Mailbox

/// A user's own distribution lists, changed by phone (requirement F1).
extension MailboxRules {
  func freeList(of owner: Int64) throws(StoreError) -> FindFreeList.Reply {
    let taken = Set(try rows.lists(of: try known(owner).id).map(\.number))
    return FindFreeList.Reply(number: DistributionList.numbers.first { !taken.contains($0) } ?? 0)
  }

  func createList(_ number: Int, of id: Int64) throws(StoreError) -> CreateList.Reply {
    let owner = try known(id)
    let list = try? DistributionList(
      number: number, description: owner.language.listDescription(number))
    guard let list, try rows.list(number, of: id) == nil else { return .refused }
    try set(list, of: id)
    return .list(
      ListView(list, owner: nil, name: try rows.listName(number, of: id)))
  }

  func addMember(
    _ digits: String, toList number: Int, of id: Int64
  ) throws(StoreError) -> AddListMember.Reply {
    let owner = try known(id)
    guard var list = try rows.list(number, of: id),
      let user = try user(named: digits, in: try known(company: owner.company))
    else { return .unknown }
    guard (try? list.add(user.id, typedAs: digits)) != nil else { return .isMember }
    try set(list, of: id)
    return .added(try recipient(user))
  }

  func removeMember(
    _ member: Int64, fromList number: Int, of id: Int64
  ) throws(StoreError) -> DoneIfKnown {
    _ = try known(id)
    guard var list = try rows.list(number, of: id),
      (try? list.remove(member, typedAs: "\(member)")) != nil
    else { return .unknown }
    try set(list, of: id)
    return .done
  }

  func openList(
    _ number: Int, of id: Int64, _ isOpen: Bool
  ) throws(StoreError) -> FindList.Reply {
    _ = try known(id)
    guard var list = try rows.list(number, of: id) else { return .unknown }
    list.isOpenToOthers = isOpen
    try set(list, of: id)
    return try self.list(number, of: id, for: id)
  }

  func deleteList(_ number: Int, of id: Int64) throws(StoreError) -> DoneIfKnown {
    _ = try known(id)
    guard try rows.list(number, of: id) != nil else { return .unknown }
    try removeList(number, of: id)
    return .done
  }

  func setListName(
    _ sound: PlacedSound, list number: Int, of id: Int64
  ) throws(StoreError) -> DoneIfKnown {
    let owner = try known(id)
    guard try rows.list(number, of: id) != nil else { return .unknown }
    let audio = try rows.add(sound)
    try rows.setListName(number, of: id, to: audio)
    try record(.listsChanged, of: owner, "list \(number): name, \(audio.milliseconds / 1_000) s")
    return .done
  }
}

extension ListView {
  /// A list as its owner, or a colleague, hears of it.
  /// - Parameter owner: The colleague whose list it is; `nil` if it is the own one.
  init(_ list: DistributionList, owner: Int64?, name: AudioReference?) {
    self.init(
      description: list.description, members: list.members.count, owner: owner, name: name,
      isOpen: owner == nil ? list.isOpenToOthers : nil)
  }
}
