public import Mailbox

/// The queue of e-mails, for the worker that sends them and for operators.
extension Mailboxes {
  /// Leases mails that are due to a worker, which tells of each by ``settleMail(_:_:)``. Those of a
  /// worker that died are due again after ``MailSchedule/leaseMilliseconds``.
  public func leaseMail(limit: Int) throws(StoreError) -> [MailJob] {
    // Most looks find nothing, and need no commit.
    let isDue = try read { (rules) throws(StoreError) in
      try !rules.rows.dueMail(at: rules.now, limit: 1).isEmpty
    }
    guard isDue else { return [] }
    return try write { (rules) throws(StoreError) in try rules.leaseMail(limit: limit) }
  }

  /// Notes what a try has come to. What was to go by e-mail only and cannot becomes an ordinary
  /// message.
  public func settleMail(_ id: Int64, _ outcome: MailOutcome) throws(StoreError) {
    try write { (rules) throws(StoreError) in try rules.settleMail(id, outcome) }
  }

  /// Mails that wait or were given up, the oldest first.
  /// - Parameter id: Only those behind this key.
  public func mail(after id: Int64 = 0, limit: Int) throws(StoreError) -> [MailJob] {
    try read { (rules) throws(StoreError) in try rules.rows.mail(after: id, limit: limit) }
  }

  /// One mail.
  public func mail(_ id: Int64) throws(StoreError) -> MailJob {
    let job = try read { (rules) throws(StoreError) in try rules.rows.mail(id) }
    guard let job else { throw .missing(kind: "mail", name: "\(id)") }
    return job
  }

  /// Tries a mail again at once. The audit log says so.
  public func retryMail(_ id: Int64, by actor: Actor) throws(StoreError) {
    try write(by: actor) { (rules) throws(StoreError) in try rules.retryMail(id) }
  }

  /// Gives up a mail; what was to go by e-mail only becomes an ordinary message. The
  /// audit log says so.
  public func dropMail(_ id: Int64, by actor: Actor) throws(StoreError) {
    try write(by: actor) { (rules) throws(StoreError) in try rules.dropMail(id) }
  }

  /// A new link for the mail of a job, whose hash is kept: each try has one of its own.
  /// - Returns: The secret that ends its address.
  public func newSignInLink(for job: MailJob) throws(StoreError) -> String {
    let token = SecretToken()
    let hash = SecretToken.hash(of: token.text)
    try write { (rules) throws(StoreError) in try rules.keepSignInLink(hash, for: job) }
    return token.text
  }

  /// What a mail tells of its user beside its message: the user, her company, how many messages wait,
  /// and a name for the sender's number; all as it is now.
  public func facts(for job: MailJob) throws(StoreError) -> MailFacts {
    try read { (rules) throws(StoreError) in
      let user = try rules.known(job.user)
      let senderName = try job.message?.sender.flatMap { (id) throws(StoreError) in
        try rules.rows.user(id)?.fullName
      }
      let moment = job.message.map { $0.leftAt ?? $0.received } ?? job.created
      return MailFacts(
        user: user, company: try rules.known(company: user.company),
        counts: try rules.rows.contents(of: user.id).counts, senderName: senderName,
        transcript: try job.message?.id.flatMap { (id) throws(StoreError) in
          try rules.rows.transcript(of: id)?.transcript
        },
        time: rules.localTimes.localTime(of: moment, now: rules.now, zone: user.timeZone))
    }
  }
}

/// What an e-mail tells beside its message.
public struct MailFacts: Sendable {
  public var user: User
  public var company: Company
  public var counts: MessageCounts
  /// The name of the user who left or sent the message, if one did.
  public var senderName: String?
  /// What an engine has understood of the message, if that is known by now.
  public var transcript: Transcript?
  /// When the message was left, or the mail was queued, in the user's time zone.
  public var time: LocalTime
}
