import Mailbox

extension SQLiteRows {
  /// Members who are gone have no rows.
  func list(_ number: Int, of owner: Int64) throws(StoreError) -> DistributionList? {
    let head = try database.first(
      "SELECT description, is_open FROM lists WHERE owner = ? AND number = ?", .integer(owner),
      .integer(number)
    ) { ($0.text(0), $0.flag(1)) }
    guard let (description, isOpen) = head else { return nil }
    let members = try database.all(
      "SELECT member FROM list_members WHERE owner = ? AND number = ? ORDER BY position",
      .integer(owner), .integer(number)
    ) { $0.integer(0) }
    do throws(DistributionListError) {
      var list = try DistributionList(
        number: number, description: description, isOpenToOthers: isOpen)
      for member in members { try list.add(member, typedAs: "\(member)") }
      return list
    } catch {
      throw .broken(place: database.path, reason: error.description)
    }
  }

  func ownersOfOpenLists(_ number: Int, company: Int64) throws(StoreError) -> [Int64] {
    try database.all(
      """
      SELECT l.owner FROM users u JOIN lists l ON l.owner = u.id
      WHERE u.company = ? AND l.number = ? AND l.is_open LIMIT 2
      """, .integer(company), .integer(number)
    ) { $0.integer(0) }
  }

  func lists(of owner: Int64) throws(StoreError) -> [DistributionList] {
    let numbers = try database.all(
      "SELECT number FROM lists WHERE owner = ? ORDER BY number", .integer(owner)
    ) { $0.int(0) }
    var lists: [DistributionList] = []
    for number in numbers {
      if let list = try list(number, of: owner) { lists.append(list) }
    }
    return lists
  }

  func set(_ list: DistributionList, of owner: Int64) throws(StoreError) {
    try database.run(
      """
      INSERT INTO lists (owner, number, description, is_open) VALUES (?, ?, ?, ?)
      ON CONFLICT DO UPDATE SET description = excluded.description, is_open = excluded.is_open,
        revision = revision + 1
      """, .integer(owner), .integer(list.number), .text(list.description),
      .flag(list.isOpenToOthers))
    try database.run(
      "DELETE FROM list_members WHERE owner = ? AND number = ?", .integer(owner),
      .integer(list.number))
    for (position, member) in list.members.enumerated() {
      try database.run(
        "INSERT INTO list_members (owner, number, position, member) VALUES (?, ?, ?, ?)",
        .integer(owner), .integer(list.number), .integer(position), .integer(member))
    }
  }

  func revision(ofList number: Int, of owner: Int64) throws(StoreError) -> Int64? {
    try database.first(
      "SELECT revision FROM lists WHERE owner = ? AND number = ?", .integer(owner),
      .integer(number)
    ) { $0.integer(0) }
  }

  func listName(_ number: Int, of owner: Int64) throws(StoreError) -> AudioReference? {
    try database.first(
      """
      SELECT a.id, a.milliseconds FROM list_names n JOIN audio a ON a.id = n.audio
      WHERE n.owner = ? AND n.number = ?
      """, .integer(owner), .integer(number)
    ) { AudioReference($0, from: 0) }
  }

  func setListName(
    _ number: Int, of owner: Int64, to sound: AudioReference?
  ) throws(StoreError) {
    try database.run(
      "DELETE FROM list_names WHERE owner = ? AND number = ?", .integer(owner), .integer(number))
    guard let sound else { return }
    try database.run(
      "INSERT INTO list_names (owner, number, audio) VALUES (?, ?, ?)", .integer(owner),
      .integer(number), .integer(sound.id))
  }

  func removeList(_ number: Int, of owner: Int64) throws(StoreError) -> Bool {
    try database.run(
      "DELETE FROM lists WHERE owner = ? AND number = ?", .integer(owner), .integer(number)) > 0
  }
}
