import Mailbox

/// Distribution lists.
extension PostgresRows {
  func list(_ number: Int, of owner: Int64) throws(StoreError) -> DistributionList? {
    let head = try connection.first(
      "SELECT description, is_open FROM lists WHERE owner = $1 AND number = $2", .integer(owner),
      .integer(number)
    ) { ($0.text(0), $0.flag(1)) }
    guard let (description, isOpen) = head else { return nil }
    // Members who are gone have no rows.
    let members = try connection.all(
      "SELECT member FROM list_members WHERE owner = $1 AND number = $2 ORDER BY position",
      .integer(owner), .integer(number)
    ) { $0.integer(0) }
    do throws(DistributionListError) {
      var list = try DistributionList(
        number: number, description: description, isOpenToOthers: isOpen)
      for member in members { try list.add(member, typedAs: "\(member)") }
      return list
    } catch {
      throw .broken(place: connection.place, reason: error.description)
    }
  }

  func lists(of owner: Int64) throws(StoreError) -> [DistributionList] {
    let numbers = try connection.all(
      "SELECT number FROM lists WHERE owner = $1 ORDER BY number", .integer(owner)
    ) { $0.int(0) }
    var lists: [DistributionList] = []
    for number in numbers {
      if let list = try list(number, of: owner) { lists.append(list) }
    }
    return lists
  }

  func ownersOfOpenLists(_ number: Int, company: Int64) throws(StoreError) -> [Int64] {
    try connection.all(
      """
      SELECT l.owner FROM users u JOIN lists l ON l.owner = u.id
      WHERE u.company = $1 AND l.number = $2 AND l.is_open LIMIT 2
      """, .integer(company), .integer(number)
    ) { $0.integer(0) }
  }

  func set(_ list: DistributionList, of owner: Int64) throws(StoreError) {
    try connection.run(
      """
      INSERT INTO lists (owner, number, description, is_open) VALUES ($1, $2, $3, $4)
      ON CONFLICT (owner, number) DO UPDATE SET description = excluded.description,
        is_open = excluded.is_open, revision = lists.revision + 1
      """, .integer(owner), .integer(list.number), .text(list.description),
      .flag(list.isOpenToOthers))
    try connection.run(
      "DELETE FROM list_members WHERE owner = $1 AND number = $2", .integer(owner),
      .integer(list.number))
    for (position, member) in list.members.enumerated() {
      try connection.run(
        "INSERT INTO list_members (owner, number, position, member) VALUES ($1, $2, $3, $4)",
        .integer(owner), .integer(list.number), .integer(position), .integer(member))
    }
  }

  func revision(ofList number: Int, of owner: Int64) throws(StoreError) -> Int64? {
    try connection.first(
      "SELECT revision FROM lists WHERE owner = $1 AND number = $2", .integer(owner),
      .integer(number)
    ) { $0.integer(0) }
  }

  func listName(_ number: Int, of owner: Int64) throws(StoreError) -> AudioReference? {
    try connection.first(
      """
      SELECT a.id, a.milliseconds FROM list_names n JOIN audio a ON a.id = n.audio
      WHERE n.owner = $1 AND n.number = $2
      """, .integer(owner), .integer(number)
    ) { AudioReference($0, from: 0) }
  }

  func setListName(
    _ number: Int, of owner: Int64, to sound: AudioReference?
  ) throws(StoreError) {
    try connection.run(
      "DELETE FROM list_names WHERE owner = $1 AND number = $2", .integer(owner),
      .integer(number))
    guard let sound else { return }
    try connection.run(
      "INSERT INTO list_names (owner, number, audio) VALUES ($1, $2, $3)", .integer(owner),
      .integer(number), .integer(sound.id))
  }

  func removeList(_ number: Int, of owner: Int64) throws(StoreError) -> Bool {
    try connection.run(
      "DELETE FROM lists WHERE owner = $1 AND number = $2", .integer(owner), .integer(number)) > 0
  }
}
