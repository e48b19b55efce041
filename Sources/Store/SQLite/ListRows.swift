import Mailbox

extension Database {
  /// A distribution list with the members who are still there.
  func list(_ number: Int, of owner: Int64) throws(StoreError) -> DistributionList? {
    let head = try first(
      "SELECT description, is_open FROM lists WHERE owner = ? AND number = ?", .integer(owner),
      .integer(number)
    ) { ($0.text(0), $0.flag(1)) }
    guard let (description, isOpen) = head else { return nil }
    let members = try all(
      "SELECT member FROM list_members WHERE owner = ? AND number = ? ORDER BY position",
      .integer(owner), .integer(number)
    ) { $0.integer(0) }
    do throws(DistributionListError) {
      var list = try DistributionList(
        number: number, description: description, isOpenToOthers: isOpen)
      for member in members { try list.add(member, typedAs: "\(member)") }
      return list
    } catch {
      throw .broken(place: path, reason: error.description)
    }
  }

  /// Up to two users of a company who have opened a list of this number to others.
  func ownersOfOpenLists(_ number: Int, company: Int64) throws(StoreError) -> [Int64] {
    try all(
      """
      SELECT l.owner FROM users u JOIN lists l ON l.owner = u.id
      WHERE u.company = ? AND l.number = ? AND l.is_open LIMIT 2
      """, .integer(company), .integer(number)
    ) { $0.integer(0) }
  }

  /// All lists of a user by number.
  func lists(of owner: Int64) throws(StoreError) -> [DistributionList] {
    let numbers = try all(
      "SELECT number FROM lists WHERE owner = ? ORDER BY number", .integer(owner)
    ) { $0.int(0) }
    var lists: [DistributionList] = []
    for number in numbers {
      if let list = try list(number, of: owner) { lists.append(list) }
    }
    return lists
  }

  /// Adds or replaces the list of that number.
  func set(_ list: DistributionList, of owner: Int64) throws(StoreError) {
    _ = try removeList(list.number, of: owner)
    try run(
      "INSERT INTO lists (owner, number, description, is_open) VALUES (?, ?, ?, ?)",
      .integer(owner), .integer(list.number), .text(list.description),
      .flag(list.isOpenToOthers))
    for (position, member) in list.members.enumerated() {
      try run(
        "INSERT INTO list_members (owner, number, position, member) VALUES (?, ?, ?, ?)",
        .integer(owner), .integer(list.number), .integer(position), .integer(member))
    }
  }

  /// Whether there was such a list.
  func removeList(_ number: Int, of owner: Int64) throws(StoreError) -> Bool {
    try run(
      "DELETE FROM lists WHERE owner = ? AND number = ?", .integer(owner), .integer(number)) > 0
  }
}
