import Mailbox

/// Events for the programs of companies (requirement I5), queued in the transaction of what they
/// tell of.
extension MailboxRules {
  /// Queues an event about a mailbox for each URL of its company.
  func hook(
    _ kind: HookEvent.Kind, of user: User, message: HookedMessage? = nil
  ) throws(StoreError) {
    try hook(
      kind, of: try known(company: user.company), mailbox: HookedMailbox(user), message: message)
  }

  /// Queues an event for each URL of a company.
  func hook(
    _ kind: HookEvent.Kind, of company: Company, mailbox: HookedMailbox? = nil,
    message: HookedMessage? = nil
  ) throws(StoreError) {
    guard !company.hooks.urls.isEmpty else { return }
    let event = HookEvent(
      kind: kind, id: "evt_\(randomToken())", at: now, company: company.name, mailbox: mailbox,
      message: message)
    for url in company.hooks.urls {
      // Nobody knows when it will be enabled again, so nothing is kept for it.
      if try rows.hookEndpoint(company.id, url)?.disabledAt != nil { continue }
      _ = try rows.add(HookJob(company: company.id, user: mailbox?.id, url: url, event: event))
    }
  }

  /// Leases events that are due to a worker. One whose time is over is given up.
  func leaseHooks(limit: Int) throws(StoreError) -> [HookJob] {
    var leased: [HookJob] = []
    for var job in try rows.dueHooks(at: now, limit: limit) {
      if job.expires < now {
        job.state = .expired
      } else {
        job.leasedUntil = now + MailSchedule.leaseMilliseconds
        job.tries += 1
        leased.append(job)
      }
      try rows.update(job)
    }
    return leased
  }

  /// Makes the events due that a server had which died; called when no worker runs.
  func releaseHooks() throws(StoreError) {
    try forEachHook { (job) throws(StoreError) in
      guard job.leasedUntil > 0 else { return }
      var job = job
      job.leasedUntil = 0
      try rows.update(job)
    }
  }

  /// Notes what a try has come to.
  /// - Returns: The URL if it is given up from now on.
  func settleHook(_ id: Int64, _ outcome: HookOutcome) throws(StoreError) -> HookEndpoint? {
    guard var job = try rows.hook(id) else { return nil }
    let answer: String
    let isReached: Bool
    switch outcome {
    case .taken:
      try rows.removeHook(id)
      try rows.removeHookEndpoint(job.company, job.url)
      return nil
    case .refused(let text): (answer, isReached) = (text, true)
    case .unreachable(let text): (answer, isReached) = (text, false)
    }
    job.leasedUntil = 0
    job.lastAnswer = answer
    job.due = now + MailSchedule.milliseconds(afterTries: job.tries)
    if job.due > job.expires { job.state = .expired }
    try rows.update(job)
    var endpoint =
      try rows.hookEndpoint(job.company, job.url)
      ?? HookEndpoint(company: job.company, url: job.url, failingSince: now, lastAnswer: answer)
    let wasDisabled = endpoint.disabledAt != nil
    endpoint.lastAnswer = answer
    endpoint.failures = isReached ? 0 : endpoint.failures + 1
    endpoint.due =
      isReached ? 0 : now + MailSchedule.milliseconds(afterTries: endpoint.failures)
    if now - endpoint.failingSince >= HookEndpoint.longestFailingMilliseconds {
      endpoint.disabledAt = endpoint.disabledAt ?? now
    }
    if endpoint.disabledAt != nil { endpoint.due = .max }
    try rows.set(endpoint)
    return endpoint.disabledAt != nil && !wasDisabled ? endpoint : nil
  }

  /// Tries an event again at once, also one that was given up.
  func retryHook(_ id: Int64) throws(StoreError) {
    guard var job = try rows.hook(id) else { throw .missing(kind: "event", name: "\(id)") }
    (job.state, job.due, job.leasedUntil) = (.waiting, now, 0)
    job.expires = max(job.expires, now + MailSchedule.longestMilliseconds)
    try rows.update(job)
    try record(.eventQueueChanged, of: known(company: job.company), "retried: \(id)")
    guard var endpoint = try rows.hookEndpoint(job.company, job.url), endpoint.disabledAt == nil
    else { return }
    endpoint.due = 0
    try rows.set(endpoint)
  }

  /// Gives up an event.
  func dropHook(_ id: Int64) throws(StoreError) {
    guard let job = try rows.hook(id) else { throw .missing(kind: "event", name: "\(id)") }
    try rows.removeHook(id)
    try record(.eventQueueChanged, of: known(company: job.company), "dropped: \(id)")
  }

  /// Sends to a URL again that was given up, at once what still waits for it.
  func enableHooks(_ url: String, of company: Int64) throws(StoreError) {
    guard try rows.hookEndpoint(company, url) != nil else {
      throw .missing(kind: "URL that fails", name: url)
    }
    try rows.removeHookEndpoint(company, url)
    try record(.eventQueueChanged, of: known(company: company), "enabled: \(url)")
    try forEachHook { (job) throws(StoreError) in
      guard job.company == company, job.url == url, job.state == .waiting else { return }
      var job = job
      job.due = min(job.due, now)
      try rows.update(job)
    }
  }

  /// What waits for a URL that the company has not any more goes.
  func forgetHooks(of old: Company, for new: Company) throws(StoreError) {
    let gone = Set(old.hooks.urls).subtracting(new.hooks.urls)
    guard !gone.isEmpty else { return }
    for url in gone { try rows.removeHookEndpoint(new.id, url) }
    try forEachHook { (job) throws(StoreError) in
      if job.company == new.id, gone.contains(job.url) { try rows.removeHook(job.id) }
    }
  }

  /// Removes events that were given up long ago, or that wait for a URL which was.
  func forgetOldHooks(before moment: Int64) throws(StoreError) {
    try forEachHook { (job) throws(StoreError) in
      if job.event.at < moment { try rows.removeHook(job.id) }
    }
  }

  private func forEachHook(_ body: (HookJob) throws(StoreError) -> Void) throws(StoreError) {
    var last: Int64 = 0
    while true {
      let jobs = try rows.hooks(after: last, limit: 1_000)
      guard let end = jobs.last else { return }
      for job in jobs { try body(job) }
      last = end.id
    }
  }
}

extension HookedMessage {
  /// A message that comes into a mailbox, or goes by e-mail.
  init(_ message: NewMessage, id: Int64?) {
    self.init(
      id: id, from: message.from, received: message.received,
      milliseconds: message.milliseconds, isUrgent: message.isUrgent,
      isConfidential: message.isConfidential)
  }

  /// A message that an e-mail tells of.
  init(_ message: MailedMessage, id: Int64?) {
    self.init(
      id: id, from: message.from, received: message.received,
      milliseconds: message.milliseconds, isUrgent: message.isUrgent,
      isConfidential: message.isConfidential)
  }

  /// A message that is kept.
  init(_ row: MessageRow, parts: [AudioReference]) {
    self.init(
      id: row.id, from: row.senderNumber, received: row.received,
      milliseconds: parts.reduce(0) { $0 + Int($1.milliseconds) }, isUrgent: row.isUrgent,
      isConfidential: row.isConfidential)
  }
}

/// Names a mail or an event, the same at each try.
func randomToken() -> String {
  var generator = SystemRandomNumberGenerator()
  return String(generator.next(), radix: 36) + String(generator.next(), radix: 36)
}
