import Mailbox

/// What a company has beside its mailboxes: mails that wait, the audit log, counts of wrong passcodes.
extension StorageCopy {
  /// The mails of a company, the oldest first.
  func mails(of company: Int64, in store: Mailboxes) throws(StoreError) -> [MailJob] {
    var mails: [MailJob] = []
    var last: Int64 = 0
    while true {
      let jobs = try store.mail(after: last, limit: 1_000)
      guard let end = jobs.last else { return mails }
      mails += jobs.filter { $0.company == company }
      last = end.id
    }
  }

  func copyMail(of company: Company, to copy: Company) throws(StoreError) {
    let known = Set(try mails(of: copy.id, in: target).map(\.token))
    for job in try mails(of: company.id, in: source) where !known.contains(job.token) {
      guard let user = try key(of: job.user) else { continue }
      var mail = job
      (mail.id, mail.company, mail.user, mail.leasedUntil) = (0, copy.id, user, 0)
      if let message = job.message?.id {
        mail.message?.id = try messageKeys(of: job.user, at: user)[message]
      }
      if let sender = job.message?.sender { mail.message?.sender = try key(of: sender) }
      if let forwarders = job.message?.forwarders {
        mail.message?.forwarders = try translated(forwarders)
      }
      let brought = mail
      try sounds.bring(Set(mail.message?.parts ?? [])) { (rows, names) throws(StoreError) in
        var mail = brought
        mail.message?.parts = try names.all(brought.message?.parts ?? [])
        _ = try rows.add(mail)
      }
    }
  }

  /// The audit log of a company, the oldest entry first.
  func audit(of company: Int64, in store: Mailboxes) throws(StoreError) -> [AuditEntry] {
    var entries: [AuditEntry] = []
    var query = AuditQuery(company: company, limit: 1_000)
    while true {
      let page = try store.storage.read { (rows) throws(StoreError) in try rows.audit(query) }
      guard let last = page.last else { return entries.reversed() }
      entries += page
      query.before = last.id
    }
  }

  func copyAudit(of company: Company, to copy: Company) throws(StoreError) {
    let originals = try audit(of: company.id, in: source)
    let known = try audit(of: copy.id, in: target)
    let isBeginning =
      known.count <= originals.count && zip(known, originals).allSatisfy { $0.marks == $1.marks }
    guard isBeginning else {
      throw .broken(
        place: "company '\(company.name)'",
        reason: "the target's audit log has other entries than the source's")
    }
    var missing: [AuditEntry] = []
    for original in originals.dropFirst(known.count) {
      var entry = original
      (entry.id, entry.company) = (0, copy.id)
      if let user = original.user { entry.user = try key(of: user) }
      missing.append(entry)
    }
    for batch in missing.batches(of: 500) {
      try target.storage.write { (rows) throws(StoreError) in
        for entry in batch { try rows.add(entry) }
      }
    }
  }

  /// The counts of wrong passcodes that are one company's and no mailbox's.
  func copyGuards(of company: Company, to copy: Company) throws(StoreError) {
    try copyGuards { name in
      switch name {
      case .nobody(company.id, let number): .nobody(company: copy.id, number: number)
      case .caller(let number, company.id, let trust):
        .caller(number: number, company: copy.id, trust)
      case .nobody, .caller, .mailbox, .source: nil
      }
    }
  }

  /// Those over all companies.
  func copyStrangersGuards() throws(StoreError) {
    try copyGuards { name in
      switch name {
      case .source, .caller(_, nil, _): name
      case .nobody, .caller, .mailbox: nil
      }
    }
  }

  private func copyGuards(_ translate: (GuardName) -> GuardName?) throws(StoreError) {
    let guards = try source.storage.read { (rows) throws(StoreError) in
      try rows.strangerGuards(limit: .max)
    }
    let copies = guards.compactMap { guarded in
      translate(guarded.name).map { NamedGuard(name: $0, value: guarded.value) }
    }
    for batch in copies.batches(of: 500) {
      try target.storage.write { (rows) throws(StoreError) in
        for copy in batch { try rows.setLoginGuard(copy.name, to: copy.value) }
      }
    }
  }
}

extension AuditEntry {
  /// What tells it from others without keys.
  var marks: [String] { ["\(at)", "\(actor)", subject, kind.rawValue, detail, origin ?? "-"] }
}
