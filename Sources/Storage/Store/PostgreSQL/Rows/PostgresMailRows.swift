import Mailbox

/// E-mails that wait, or that could not be sent.
extension PostgresRows {
  func add(_ job: MailJob) throws(StoreError) -> MailJob {
    var job = job
    job.id = try connection.add(
      """
      INSERT INTO mail (user_id, state, due, leased_until, take, value)
      VALUES ($1, $2, $3, $4, $5, $6) RETURNING id
      """,
      .integer(job.user), .text(job.state.rawValue), .integer(job.due),
      .integer(job.leasedUntil), job.message?.take.map(Value.bits) ?? .null,
      .text(try toJSON(job)))
    for (position, part) in (job.message?.parts ?? []).enumerated() {
      try connection.run(
        "INSERT INTO mail_audio (mail, position, audio) VALUES ($1, $2, $3)", .integer(job.id),
        .integer(position), .integer(part.id))
    }
    return job
  }

  func mail(_ id: Int64) throws(StoreError) -> MailJob? {
    try connection.first("SELECT id, value FROM mail WHERE id = $1", .integer(id), read: job)
  }

  func mail(after id: Int64, limit: Int) throws(StoreError) -> [MailJob] {
    try connection.all(
      "SELECT id, value FROM mail WHERE id > $1 ORDER BY id LIMIT $2", .integer(id),
      .integer(limit), read: job)
  }

  func dueMail(at moment: Int64, limit: Int) throws(StoreError) -> [MailJob] {
    try connection.all(
      """
      SELECT id, value FROM mail
      WHERE state = '\(MailJob.State.waiting.rawValue)' AND due <= $1 AND leased_until <= $1
      ORDER BY due, id LIMIT $2
      """, .integer(moment), .integer(limit), read: job)
  }

  func update(_ job: MailJob) throws(StoreError) {
    try connection.run(
      "UPDATE mail SET state = $1, due = $2, leased_until = $3, value = $4 WHERE id = $5",
      .text(job.state.rawValue), .integer(job.due), .integer(job.leasedUntil),
      .text(try toJSON(job)), .integer(job.id))
  }

  func removeMail(_ id: Int64) throws(StoreError) {
    try connection.run("DELETE FROM mail WHERE id = $1", .integer(id))
  }

  func mail(of user: Int64) throws(StoreError) -> [MailJob] {
    try connection.all(
      "SELECT id, value FROM mail WHERE user_id = $1 ORDER BY id", .integer(user), read: job)
  }

  func hasMailed(_ take: UInt64) throws(StoreError) -> Bool {
    try connection.exists("SELECT 1 FROM mail WHERE take = $1", .bits(take))
  }

  private func job(_ row: PostgresRow) throws(StoreError) -> MailJob {
    var job = try fromJSON(row.text(1), as: MailJob.self, place: "database, mail")
    job.id = row.integer(0)
    return job
  }
}
