import Mailbox

/// Whom a count of wrong passcodes is about.
enum GuardName {
  case mailbox(Int64)
  /// A typed number that belongs to nobody.
  case nobody(company: Int64, number: String)
  case caller(number: String, Trust)
  /// A network address, over all companies.
  case source(String)

  /// The key of the row.
  var text: String {
    switch self {
    case .mailbox(let user): "mailbox/\(user)"
    case .nobody(let company, let number): "nobody/\(company)/\(number)"
    case .caller(let number, let trust): "caller/\(trust.rawValue)/\(number)"
    case .source(let address): "source/\(address)"
    }
  }
}

extension Database {
  /// The count of wrong passcodes; one that was never made is empty.
  func loginGuard(_ name: GuardName) throws(StoreError) -> LoginGuard {
    try first("SELECT value FROM login_guards WHERE name = ?", .text(name.text)) {
      (row) throws(StoreError) in
      try fromJSON(row.text(0), as: LoginGuard.self, place: "database, login guard")
    } ?? LoginGuard()
  }

  /// Keeps a count; an empty one needs no row.
  func setLoginGuard(_ name: GuardName, to value: LoginGuard) throws(StoreError) {
    try setLoginGuard(named: name.text, to: value)
  }

  private func setLoginGuard(named name: String, to value: LoginGuard) throws(StoreError) {
    guard value != LoginGuard() else {
      try run("DELETE FROM login_guards WHERE name = ?", .text(name))
      return
    }
    try run(
      """
      INSERT INTO login_guards (name, last_failure, value) VALUES (?, ?, ?)
      ON CONFLICT DO UPDATE SET last_failure = excluded.last_failure, value = excluded.value
      """, .text(name), .integer(value.lastFailure ?? 0), .text(try toJSON(value)))
  }

  /// Corrects the counts that a clock which was ahead has left in the future, drops those of
  /// strangers that are not needed any more, and the oldest of these when there are more than
  /// `limit`. The counts of mailboxes stay, because the owner is told of them at her next login.
  func forgetLoginGuards(at now: Int64, limit: Int = strangerLimit) throws(StoreError) {
    for (name, value) in try loginGuards("last_failure > ?", .integer(now)) {
      let limited = value.limited(at: now)
      if limited != value { try setLoginGuard(named: name, to: limited) }
    }
    let old = try loginGuards(
      """
      last_failure <= ? AND name NOT LIKE 'mailbox/%' ORDER BY last_failure LIMIT 10000
      """, .integer(now))
    for (name, value) in old where value.isForgettable(at: now) {
      try run("DELETE FROM login_guards WHERE name = ?", .text(name))
    }
    try run(
      """
      DELETE FROM login_guards WHERE name IN (
        SELECT name FROM login_guards WHERE name NOT LIKE 'mailbox/%'
        ORDER BY last_failure DESC LIMIT -1 OFFSET ?)
      """, .integer(limit))
  }

  private func loginGuards(
    _ condition: String, _ value: Value
  ) throws(StoreError) -> [(name: String, value: LoginGuard)] {
    try all("SELECT name, value FROM login_guards WHERE \(condition)", value) {
      (row) throws(StoreError) in
      (row.text(0), try fromJSON(row.text(1), as: LoginGuard.self, place: "database, login guard"))
    }
  }

  static let strangerLimit = 100_000
}
