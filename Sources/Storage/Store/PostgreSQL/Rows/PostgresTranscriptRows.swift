import Mailbox

/// Messages as text.
extension PostgresRows {
  func set(_ job: TranscriptJob) throws(StoreError) {
    try connection.run(
      """
      INSERT INTO transcripts (message, state, due, leased_until, value) VALUES ($1, $2, $3, $4, $5)
      ON CONFLICT (message) DO UPDATE SET state = excluded.state, due = excluded.due,
        leased_until = excluded.leased_until, value = excluded.value
      """,
      .integer(job.message), .text(job.state.rawValue), .integer(job.due),
      .integer(job.leasedUntil), .text(try toJSON(job)))
  }

  func transcript(of message: Int64) throws(StoreError) -> TranscriptJob? {
    try connection.first(
      "SELECT value FROM transcripts WHERE message = $1", .integer(message), read: transcript)
  }

  func dueTranscripts(at moment: Int64, limit: Int) throws(StoreError) -> [TranscriptJob] {
    try connection.all(
      """
      SELECT value FROM transcripts
      WHERE state = '\(TranscriptJob.State.waiting.rawValue)' AND due <= $1 AND leased_until <= $1
      ORDER BY due, message LIMIT $2
      """, .integer(moment), .integer(limit), read: transcript)
  }

  func leasedTranscripts() throws(StoreError) -> [TranscriptJob] {
    try connection.all(
      """
      SELECT value FROM transcripts
      WHERE state = '\(TranscriptJob.State.waiting.rawValue)' AND leased_until > 0
      """, read: transcript)
  }

  func transcript(_ row: PostgresRow) throws(StoreError) -> TranscriptJob {
    try fromJSON(row.text(0), as: TranscriptJob.self, place: "database, transcripts")
  }
}

extension PostgresSchema {
  static let transcripts = """
    CREATE TABLE transcripts (
      message BIGINT PRIMARY KEY REFERENCES messages ON DELETE CASCADE,
      state TEXT NOT NULL,
      due BIGINT NOT NULL,
      leased_until BIGINT NOT NULL,
      value TEXT NOT NULL
    );
    CREATE INDEX transcripts_due ON transcripts (state, due);
    """
}
