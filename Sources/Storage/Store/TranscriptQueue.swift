public import Mailbox

/// The queue of messages that are to be turned into text, for the worker that does it.
extension Mailboxes {
  /// Leases the message that waits longest to the worker, which tells of it by
  /// ``settleTranscript(of:_:)``.
  public func leaseTranscript() throws(StoreError) -> (
    job: TranscriptJob, parts: [AudioReference]
  )? {
    let isDue = try read { (rules) throws(StoreError) in
      try !rules.rows.dueTranscripts(at: rules.now, limit: 1).isEmpty
    }
    guard isDue else { return nil }
    return try write { (rules) throws(StoreError) in try rules.leaseTranscript() }
  }

  /// Notes what a try has come to.
  public func settleTranscript(
    of message: Int64, _ outcome: TranscriptOutcome
  ) throws(StoreError) {
    try write { (rules) throws(StoreError) in
      try rules.settleTranscript(of: message, outcome)
    }
  }

  /// What is known of a message's text; `nil` if none was wanted.
  public func transcript(of message: Int64) throws(StoreError) -> TranscriptJob? {
    try read { (rules) throws(StoreError) in try rules.rows.transcript(of: message) }
  }
}
