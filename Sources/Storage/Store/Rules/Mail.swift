import Mailbox

/// What is sent by e-mail (requirements I1, I2, D6), queued in the transaction of what it tells of.
extension MailboxRules {
  /// Whether a user's messages go by e-mail and into no mailbox (requirement I1).
  func goesByMailOnly(to user: User) -> Bool {
    sendsMail && user.settings.notification.storage == .email && user.email != nil
  }

  /// Puts a message into its mailbox, or into the queue of mails where its owner wants it by e-mail
  /// only, and tells of it.
  func deliver(_ message: NewMessage, to user: User) throws(StoreError) {
    let mailed = MailedMessage(
      from: message.from, sender: message.sender, received: message.received,
      leftAt: message.leftAt, forwarders: message.forwarders, isUrgent: message.isUrgent,
      isConfidential: message.isConfidential, parts: message.parts, take: message.take)
    if goesByMailOnly(to: user), try mayAttach(mailed, to: user), let address = user.email {
      try queue(.delivery, about: user, to: address, mailed)
      // Somebody else may have a copy all the same.
      if let copy = user.settings.notification.copyAddress, copy != address {
        try queue(.copy, about: user, to: copy, mailed)
      }
      try hook(.messageNew, of: user, message: HookedMessage(message, id: nil))
      return
    }
    let before = try quotaState(of: user)
    let id = try rows.add(message)
    try note(.messageArrived, of: user, message: id)
    try hook(.messageNew, of: user, message: HookedMessage(message, id: id))
    let isTranscribed = try queueTranscript(of: id, for: user)
    var told = mailed
    (told.take, told.id) = (nil, id)
    let settings = user.settings.notification
    // Who wants e-mail only is told of a confidential message, which may not be sent.
    let notified = goesByMailOnly(to: user) ? user.email : settings.noticeAddress
    // The mail may hold the text, so it waits a little for it.
    let waits = isTranscribed ? try mayAttach(mailed, to: user) : false
    if let notified { try queue(.notice, about: user, to: notified, told, waitsForText: waits) }
    if let address = settings.copyAddress {
      let kind: MailJob.Kind = try mayAttach(mailed, to: user) ? .copy : .notice
      try queue(kind, about: user, to: address, told, waitsForText: waits)
    }
    try warnIfNearlyFull(user, before: before)
  }

  /// Queues a mail to a user's own address, if she has one.
  func tell(_ kind: MailJob.Kind, _ user: User) throws(StoreError) {
    if let address = user.email { try queue(kind, about: user, to: address, nil) }
  }

  /// Mails about a user's messages that were given up, and of which she has not heard by phone.
  func untoldFailures(of user: Int64) throws(StoreError) -> [MailJob] {

    try rows.mail(of: user).filter {
      $0.state != .waiting && $0.kind.isOfMessage && $0.isToldByPhone != true
    }
  }

  /// A call tells the owner of failures: once is enough.
  func noteToldFailures(of user: Int64) throws(StoreError) {
    for var job in try untoldFailures(of: user) {
      job.isToldByPhone = true
      try rows.update(job)
    }
  }

  /// Removes mails that were given up, with the sounds that they hold, some time after they were made.
  func forgetOldMail(madeBefore moment: Int64) throws(StoreError) {
    var last: Int64 = 0
    while true {
      let jobs = try rows.mail(after: last, limit: 1_000)
      guard let end = jobs.last else { return }
      for job in jobs where job.state != .waiting && job.created < moment {
        try rows.removeMail(job.id)
      }
      last = end.id
    }
  }

  /// Leases mails that are due to a worker.
  func leaseMail(limit: Int) throws(StoreError) -> [MailJob] {
    try rows.dueMail(at: now, limit: limit).map { (job) throws(StoreError) in
      var job = job
      job.leasedUntil = now + MailSchedule.leaseMilliseconds
      job.tries += 1
      try rows.update(job)
      return job
    }
  }

  /// Makes the mails due that a server had which died; called when no worker runs.
  func releaseMail() throws(StoreError) {
    var last: Int64 = 0
    while true {
      let jobs = try rows.mail(after: last, limit: 1_000)
      guard let end = jobs.last else { return }
      for var job in jobs where job.leasedUntil > 0 {
        job.leasedUntil = 0
        try rows.update(job)
      }
      last = end.id
    }
  }

  /// Notes what a try has come to.
  func settleMail(_ id: Int64, _ outcome: MailOutcome) throws(StoreError) {
    guard var job = try rows.mail(id) else { return }
    job.leasedUntil = 0
    switch outcome {
    case .taken:
      try rows.removeMail(id)
      return
    case .later(let answer):
      job.lastAnswer = answer
      job.due = now + MailSchedule.milliseconds(afterTries: job.tries)
      if job.due > job.expires { job.state = .expired }
    case .never(let answer):
      job.lastAnswer = answer
      job.state = .refused
    case .held(let answer):
      job.lastAnswer = answer
      job.tries -= 1
      job.expires += MailSchedule.heldMilliseconds
      job.due = now + MailSchedule.heldMilliseconds
    }
    if job.state != .waiting { try giveUp(&job) }
    try rows.update(job)
  }

  /// Tries a mail again at once, also one that was given up. A message that has come into its mailbox
  /// since stays there.
  func retryMail(_ id: Int64) throws(StoreError) {
    guard var job = try rows.mail(id) else { throw .missing(kind: "mail", name: "\(id)") }
    (job.state, job.due, job.leasedUntil, job.isToldByPhone) = (.waiting, now, 0, nil)
    job.expires = max(job.expires, now + MailSchedule.longestMilliseconds)
    try rows.update(job)
    try record(job, "retried: \(id)")
  }

  /// Gives up a mail. A message that is nowhere else comes into its mailbox.
  func dropMail(_ id: Int64) throws(StoreError) {
    guard var job = try rows.mail(id) else { throw .missing(kind: "mail", name: "\(id)") }
    if job.state == .waiting { try giveUp(&job) }
    try rows.removeMail(id)
    try record(job, "dropped: \(id)")
  }

  /// What an operator has done with a mail, if its user is still there.
  private func record(_ job: MailJob, _ detail: String) throws(StoreError) {
    guard let user = try rows.user(job.user) else { return }
    try record(.mailQueueChanged, of: user, detail)
  }

  /// Nothing is lost: what was to go by e-mail only becomes an ordinary new message.
  private func giveUp(_ job: inout MailJob) throws(StoreError) {
    let user = try known(job.user)
    var kept: Int64?
    if job.kind == .delivery, let message = job.message {
      let id = try rows.add(
        NewMessage(
          mailbox: user.id, isUrgent: message.isUrgent, isConfidential: message.isConfidential,
          from: message.from, sender: message.sender, received: message.received,
          leftAt: message.leftAt, forwarders: message.forwarders, parts: message.parts,
          take: message.take))
      try note(.messageArrived, of: user, message: id)
      kept = id
      _ = try queueTranscript(of: id, for: user)
      // It is a copy from now on, if it is tried again.
      job.kind = .copy
      job.message?.id = id
    }
    try note(.deliveryFailed, of: user)
    try hook(
      .deliveryFailed, of: user,
      message: job.message.map { HookedMessage($0, id: kept) })
    if job.kind != .undelivered,
      let address = try known(company: user.company).mail.administrator
    {
      try queue(.undelivered, about: user, to: address, nil)
    }
  }

  /// A confidential message leaves the portal only where the company allows it.
  private func mayAttach(_ message: MailedMessage, to user: User) throws(StoreError) -> Bool {
    if !message.isConfidential { return true }
    return try known(company: user.company).mail.attachesConfidential
  }

  private func warnIfNearlyFull(_ user: User, before: QuotaState) throws(StoreError) {
    let after = try quotaState(of: user)
    if before != .full, after == .full { try hook(.mailboxFull, of: user) }
    guard before == .ok, after != .ok else { return }
    try note(.mailboxNearlyFull, of: user)
    try tell(.nearlyFull, user)
    if let address = try known(company: user.company).mail.administrator {
      try queue(.nearlyFull, about: user, to: address, nil)
    }
  }

  /// Queues a mail, where mail is sent at all.
  func queue(
    _ kind: MailJob.Kind, about user: User, to address: String, _ message: MailedMessage?,
    waitsForText: Bool = false, expires: Int64? = nil
  ) throws(StoreError) {
    guard sendsMail else { return }
    var job = MailJob(
      company: user.company, user: user.id, kind: kind, recipient: address, token: randomToken(),
      message: message, created: now)
    if let expires { job.expires = expires }
    if waitsForText { job.due += TranscriptJob.mailWaitsMilliseconds }
    _ = try rows.add(job)
  }
}
