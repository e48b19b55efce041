import Mailbox

/// Events for the programs of a company that wait, and what is known of its URLs.
extension StorageCopy {
  /// The events of a company, the oldest first.
  func hooks(of company: Int64, in store: Mailboxes) throws(StoreError) -> [HookJob] {
    var hooks: [HookJob] = []
    var last: Int64 = 0
    while true {
      let jobs = try store.hooks(after: last, limit: 1_000)
      guard let end = jobs.last else { return hooks }
      hooks += jobs.filter { $0.company == company }
      last = end.id
    }
  }

  func copyHooks(of company: Company, to copy: Company) throws(StoreError) {
    try copyEndpoints(of: company.id, to: copy.id)
    let known = Set(try hooks(of: copy.id, in: target).map { [$0.event.id, $0.url] })
    for job in try hooks(of: company.id, in: source)
    where !known.contains([job.event.id, job.url]) {
      var hook = job
      (hook.id, hook.company, hook.leasedUntil) = (0, copy.id, 0)
      if let user = job.user {
        guard let key = try key(of: user) else { continue }
        hook.user = key
        // Programs ask for mailbox and message by these keys.
        hook.event.mailbox?.id = key
        if let message = job.event.message?.id {
          hook.event.message?.id = try messageKeys(of: user, at: key)[message]
        }
      }
      let brought = hook
      try target.storage.write { (rows) throws(StoreError) in _ = try rows.add(brought) }
    }
  }

  private func copyEndpoints(of company: Int64, to copy: Int64) throws(StoreError) {
    let endpoints = try source.storage.read { (rows) throws(StoreError) in
      try rows.hookEndpoints().filter { $0.company == company }
    }
    try target.storage.write { (rows) throws(StoreError) in
      for endpoint in endpoints {
        var endpoint = endpoint
        endpoint.company = copy
        try rows.set(endpoint)
      }
    }
  }
}

extension HookJob {
  /// What tells it from others without keys.
  var marks: [String] {
    [event.id, event.kind.rawValue, url, state.rawValue, "\(due)", "\(tries)"]
  }
}
