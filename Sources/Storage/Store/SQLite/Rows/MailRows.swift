import Mailbox

/// E-mails that wait, or that could not be sent.
extension SQLiteRows {
  func add(_ job: MailJob) throws(StoreError) -> MailJob {
    var job = job
    try database.run(
      "INSERT INTO mail (user, state, due, leased_until, take, value) VALUES (?, ?, ?, ?, ?, ?)",
      .integer(job.user), .text(job.state.rawValue), .integer(job.due),
      .integer(job.leasedUntil), job.message?.take.map(Value.bits) ?? .null,
      .text(try toJSON(job)))
    job.id = database.lastInsertedID
    for (position, part) in (job.message?.parts ?? []).enumerated() {
      try database.run(
        "INSERT INTO mail_audio (mail, position, audio) VALUES (?, ?, ?)", .integer(job.id),
        .integer(position), .integer(part.id))
    }
    return job
  }

  func mail(_ id: Int64) throws(StoreError) -> MailJob? {
    try database.first("SELECT id, value FROM mail WHERE id = ?", .integer(id), read: job)
  }

  func mail(after id: Int64, limit: Int) throws(StoreError) -> [MailJob] {
    try database.all(
      "SELECT id, value FROM mail WHERE id > ? ORDER BY id LIMIT ?", .integer(id),
      .integer(limit), read: job)
  }

  func dueMail(at moment: Int64, limit: Int) throws(StoreError) -> [MailJob] {
    try database.all(
      """
      SELECT id, value FROM mail
      WHERE state = '\(MailJob.State.waiting.rawValue)' AND due <= ?1 AND leased_until <= ?1
      ORDER BY due, id LIMIT ?2
      """, .integer(moment), .integer(limit), read: job)
  }

  func update(_ job: MailJob) throws(StoreError) {
    try database.run(
      "UPDATE mail SET state = ?, due = ?, leased_until = ?, value = ? WHERE id = ?",
      .text(job.state.rawValue), .integer(job.due), .integer(job.leasedUntil),
      .text(try toJSON(job)), .integer(job.id))
  }

  func removeMail(_ id: Int64) throws(StoreError) {
    try database.run("DELETE FROM mail WHERE id = ?", .integer(id))
  }

  func mail(of user: Int64) throws(StoreError) -> [MailJob] {
    try database.all(
      "SELECT id, value FROM mail WHERE user = ? ORDER BY id", .integer(user), read: job)
  }

  func hasMailed(_ take: UInt64) throws(StoreError) -> Bool {
    try database.exists("SELECT 1 FROM mail WHERE take = ?", .bits(take))
  }

  private func job(_ row: Row) throws(StoreError) -> MailJob {
    var job = try fromJSON(row.text(1), as: MailJob.self, place: "database, mail")
    job.id = row.integer(0)
    return job
  }
}

extension MailJob: StoredRecord {
  static var requiredFields: [String] {
    ["company", "user", "kind", "recipient", "token", "created", "due", "expires"]
  }

  private struct Defaults: Encodable {
    var id = 0
    var state = State.waiting
    var leasedUntil = 0
    var tries = 0
  }

  static func defaults(for stored: JSONValue) -> any Encodable { Defaults() }
}
