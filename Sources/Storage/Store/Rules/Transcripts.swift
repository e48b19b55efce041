import Mailbox

/// Messages as text (requirement I4), beside the message and never before it.
extension MailboxRules {
  /// Lets a message that has come wait for its text, where its user wants that and there is an engine.
  /// - Returns: Whether it waits.
  func queueTranscript(of message: Int64, for user: User) throws(StoreError) -> Bool {
    guard transcribes, user.settings.notification.transcription else { return false }
    try rows.set(
      TranscriptJob(message: message, user: user.id, language: user.language, due: now))
    return true
  }

  /// Leases the message that waits longest.
  func leaseTranscript() throws(StoreError) -> (job: TranscriptJob, parts: [AudioReference])? {
    for var job in try rows.dueTranscripts(at: now, limit: 10) {
      guard try rows.message(job.message, of: job.user) != nil else {
        job.state = .failed
        try rows.set(job)
        continue
      }
      job.leasedUntil = now + TranscriptSchedule.leaseMilliseconds
      job.tries += 1
      try rows.set(job)
      return (job, try rows.parts(of: job.message, in: job.user))
    }
    return nil
  }

  /// Notes what a try has come to. The mails that wait for the text go now.
  func settleTranscript(
    of message: Int64, _ outcome: TranscriptOutcome
  ) throws(StoreError) {
    guard var job = try rows.transcript(of: message) else { return }
    job.leasedUntil = 0
    switch outcome {
    case .done(let transcript):
      (job.state, job.transcript) = (.done, transcript)
    case .failed(let fault):
      job.lastFault = fault
      job.due = now + MailSchedule.milliseconds(afterTries: job.tries)
      if job.tries >= TranscriptJob.mostTries { job.state = .failed }
    case .held(let fault):
      job.lastFault = fault
      job.tries -= 1
      job.due = now + MailSchedule.heldMilliseconds
    }
    try rows.set(job)
    guard job.state != .waiting else { return }
    for var mail in try rows.mail(of: job.user)
    where mail.state == .waiting && mail.tries == 0 && mail.message?.id == message
      && mail.due > now
    {
      mail.due = now
      try rows.update(mail)
    }
    guard let user = try rows.user(job.user) else { return }
    try note(.messageChanged, of: user, message: message)
  }

  /// Makes what a server had due that died; called when no worker runs.
  func releaseTranscripts() throws(StoreError) {
    for var job in try rows.leasedTranscripts() {
      job.leasedUntil = 0
      try rows.set(job)
    }
  }
}

/// When a message is tried again.
enum TranscriptSchedule {
  /// Longer than any engine may take for the longest message.
  static let leaseMilliseconds: Int64 = 30 * 60_000
}
