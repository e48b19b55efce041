import Mailbox

/// Messages as text.
extension SQLiteRows {
  func set(_ job: TranscriptJob) throws(StoreError) {
    try database.run(
      """
      INSERT INTO transcripts (message, state, due, leased_until, value) VALUES (?, ?, ?, ?, ?)
      ON CONFLICT DO UPDATE SET state = excluded.state, due = excluded.due,
        leased_until = excluded.leased_until, value = excluded.value
      """,
      .integer(job.message), .text(job.state.rawValue), .integer(job.due),
      .integer(job.leasedUntil), .text(try toJSON(job)))
  }

  func transcript(of message: Int64) throws(StoreError) -> TranscriptJob? {
    try database.first(
      "SELECT value FROM transcripts WHERE message = ?", .integer(message), read: transcript)
  }

  func dueTranscripts(at moment: Int64, limit: Int) throws(StoreError) -> [TranscriptJob] {
    try database.all(
      """
      SELECT value FROM transcripts
      WHERE state = '\(TranscriptJob.State.waiting.rawValue)' AND due <= ?1 AND leased_until <= ?1
      ORDER BY due, message LIMIT ?2
      """, .integer(moment), .integer(limit), read: transcript)
  }

  func leasedTranscripts() throws(StoreError) -> [TranscriptJob] {
    try database.all(
      """
      SELECT value FROM transcripts
      WHERE state = '\(TranscriptJob.State.waiting.rawValue)' AND leased_until > 0
      """, read: transcript)
  }

  func transcript(_ row: Row) throws(StoreError) -> TranscriptJob {
    try fromJSON(row.text(0), as: TranscriptJob.self, place: "database, transcripts")
  }
}

extension TranscriptJob: StoredRecord {
  static var requiredFields: [String] { ["message", "user", "language", "due"] }

  private struct Defaults: Encodable {
    var state = State.waiting
    var leasedUntil = 0
    var tries = 0
  }

  static func defaults(for stored: JSONValue) -> any Encodable { Defaults() }
}

extension Schema {
  // Version 12: messages that are to be turned into text, and what an engine has made of them.
  static let transcripts = """
    CREATE TABLE transcripts (
      message INTEGER PRIMARY KEY REFERENCES messages ON DELETE CASCADE,
      state TEXT NOT NULL,
      due INTEGER NOT NULL,
      leased_until INTEGER NOT NULL,
      value TEXT NOT NULL
    ) STRICT;
    CREATE INDEX transcripts_due ON transcripts (state, due);
    """
}
