import Mailbox

/// Counts of wrong passcodes.
extension SQLiteRows {
  func loginGuard(_ name: GuardName) throws(StoreError) -> LoginGuard {
    try database.first("SELECT value FROM login_guards WHERE name = ?", .text(name.key)) {
      (row) throws(StoreError) in
      try fromJSON(row.text(0), as: LoginGuard.self, place: "database, login guard")
    } ?? LoginGuard()
  }

  func setLoginGuard(_ name: GuardName, to value: LoginGuard) throws(StoreError) {
    guard value != LoginGuard() else {
      try database.run("DELETE FROM login_guards WHERE name = ?", .text(name.key))
      return
    }
    try database.run(
      """
      INSERT INTO login_guards (name, last_failure, value) VALUES (?, ?, ?)
      ON CONFLICT DO UPDATE SET last_failure = excluded.last_failure, value = excluded.value
      """, .text(name.key), .integer(value.lastFailure ?? 0), .text(try toJSON(value)))
  }

  func loginGuards(failedAfter moment: Int64) throws(StoreError) -> [NamedGuard] {
    try database.all(
      "SELECT name, value FROM login_guards WHERE last_failure > ?", .integer(moment),
      read: namedGuard)
  }

  func strangerGuards(limit: Int) throws(StoreError) -> [NamedGuard] {
    try database.all(
      """
      SELECT name, value FROM login_guards WHERE name NOT LIKE '\(GuardName.mailboxPrefix)%'
      ORDER BY last_failure LIMIT ?
      """, .integer(limit), read: namedGuard)
  }

  func removeStrangerGuards(keeping limit: Int) throws(StoreError) {
    try database.run(
      """
      DELETE FROM login_guards WHERE name IN (
        SELECT name FROM login_guards WHERE name NOT LIKE '\(GuardName.mailboxPrefix)%'
        ORDER BY last_failure DESC LIMIT -1 OFFSET ?)
      """, .integer(limit))
  }

  private func namedGuard(_ row: Row) throws(StoreError) -> NamedGuard {
    guard let name = GuardName(key: row.text(0)) else {
      throw .broken(place: "database, login guard", reason: "the name is of no known kind")
    }
    return NamedGuard(
      name: name,
      value: try fromJSON(row.text(1), as: LoginGuard.self, place: "database, login guard"))
  }
}

extension GuardName {
  /// What the keys of mailboxes begin with.
  static let mailboxPrefix = "mailbox/"

  /// The key of the row.
  var key: String {
    switch self {
    case .mailbox(let user): "\(Self.mailboxPrefix)\(user)"
    case .nobody(let company, let number): "nobody/\(company)/\(number)"
    case .caller(let number, nil, let trust): "caller/\(trust.rawValue)/\(number)"
    case .caller(let number, let company?, let trust):
      "caller/\(trust.rawValue)/\(company)/\(number)"
    case .source(let address): "source/\(address)"
    }
  }

  /// The name of a row's key; numbers and addresses may hold slashes.
  init?(key: String) {
    let parts = key.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2 else { return nil }
    let rest = parts[1].split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    switch parts[0] {
    case "mailbox":
      guard let user = Int64(parts[1]) else { return nil }
      self = .mailbox(user)
    case "nobody":
      guard rest.count == 2, let company = Int64(rest[0]) else { return nil }
      self = .nobody(company: company, number: String(rest[1]))
    case "caller":
      guard rest.count == 2, let trust = Trust(rawValue: String(rest[0])) else { return nil }
      let number = rest[1].split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
      if number.count == 2, let company = Int64(number[0]) {
        self = .caller(number: String(number[1]), company: company, trust)
      } else {
        self = .caller(number: String(rest[1]), company: nil, trust)
      }
    case "source":
      self = .source(String(parts[1]))
    default:
      return nil
    }
  }
}
