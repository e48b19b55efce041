import Mailbox

/// E-mails that wait, or that could not be sent.
extension MemoryRows {
  func add(_ job: MailJob) -> MailJob {
    var job = job
    job.id = newID()
    put(job, at: job.id)
    use(job.message?.parts ?? [])
    return job
  }

  func mail(_ id: Int64) -> MailJob? { mailJobs[id] }

  func mail(after id: Int64, limit: Int) -> [MailJob] {
    Array(mailJobs.values.filter { $0.id > id }.sorted { $0.id < $1.id }.prefix(limit))
  }

  func dueMail(at moment: Int64, limit: Int) -> [MailJob] {
    let due = mailJobs.values.filter {
      $0.state == .waiting && $0.due <= moment && $0.leasedUntil <= moment
    }
    return Array(due.sorted { ($0.due, $0.id) < ($1.due, $1.id) }.prefix(limit))
  }

  func update(_ job: MailJob) {
    if mailJobs[job.id] != nil { put(job, at: job.id) }
  }

  func removeMail(_ id: Int64) {
    guard let job = mailJobs[id] else { return }
    put(nil, at: id)
    use(job.message?.parts ?? [], by: -1)
  }

  func removeMail(of user: Int64) {
    for job in mailJobs.values where job.user == user { removeMail(job.id) }
  }

  func hasMailed(_ take: UInt64) -> Bool {
    mailJobs.values.contains { $0.message?.take == take }
  }

  func mail(of user: Int64) -> [MailJob] {
    mailJobs.values.filter { $0.user == user }.sorted { $0.id < $1.id }
  }

  func set(_ job: TranscriptJob) {
    let old = transcripts[job.message]
    transcripts[job.message] = job
    toUndo { [self] in transcripts[job.message] = old }
  }

  func transcript(of message: Int64) -> TranscriptJob? { transcripts[message] }

  func dueTranscripts(at moment: Int64, limit: Int) -> [TranscriptJob] {
    let due = transcripts.values.filter {
      $0.state == .waiting && $0.due <= moment && $0.leasedUntil <= moment
    }
    return Array(due.sorted { ($0.due, $0.message) < ($1.due, $1.message) }.prefix(limit))
  }

  func leasedTranscripts() -> [TranscriptJob] {
    transcripts.values.filter { $0.state == .waiting && $0.leasedUntil > 0 }
  }

  func serverParts() -> ServerParts? { parts }

  func set(_ parts: ServerParts) {
    let old = self.parts
    self.parts = parts
    toUndo { [self] in self.parts = old }
  }

  private func put(_ job: MailJob?, at id: Int64) {
    let old = mailJobs[id]
    mailJobs[id] = job
    toUndo { [self] in mailJobs[id] = old }
  }
}
