import Mailbox

/// Events that wait, and the URLs that fail.
extension MemoryRows {
  func add(_ job: HookJob) -> HookJob {
    var job = job
    job.id = newID()
    put(job, at: job.id)
    return job
  }

  func hook(_ id: Int64) -> HookJob? { hookJobs[id] }

  func hooks(after id: Int64, limit: Int) -> [HookJob] {
    Array(hookJobs.values.filter { $0.id > id }.sorted { $0.id < $1.id }.prefix(limit))
  }

  func dueHooks(at moment: Int64, limit: Int) -> [HookJob] {
    var first: [String: Int64] = [:]
    for job in hookJobs.values where job.state == .waiting {
      first[job.lane] = min(first[job.lane] ?? job.id, job.id)
    }
    let due = hookJobs.values.filter { job in
      job.state == .waiting && job.due <= moment && job.leasedUntil <= moment
        && first[job.lane] == job.id && hookEndpoint(job.company, job.url)?.due ?? 0 <= moment
    }
    return Array(due.sorted { ($0.due, $0.id) < ($1.due, $1.id) }.prefix(limit))
  }

  func update(_ job: HookJob) {
    if hookJobs[job.id] != nil { put(job, at: job.id) }
  }

  func removeHook(_ id: Int64) { put(nil, at: id) }

  func hookEndpoints() -> [HookEndpoint] {
    failingHooks.values.sorted { ($0.company, $0.url) < ($1.company, $1.url) }
  }

  func hookEndpoint(_ company: Int64, _ url: String) -> HookEndpoint? {
    failingHooks["\(company) \(url)"]
  }

  func set(_ endpoint: HookEndpoint) { put(endpoint, at: "\(endpoint.company) \(endpoint.url)") }

  func removeHookEndpoint(_ company: Int64, _ url: String) { put(nil, at: "\(company) \(url)") }

  func removeHooks(of company: Int64) {
    for job in hookJobs.values where job.company == company { removeHook(job.id) }
    for endpoint in failingHooks.values where endpoint.company == company {
      removeHookEndpoint(company, endpoint.url)
    }
  }

  private func put(_ job: HookJob?, at id: Int64) {
    let old = hookJobs[id]
    hookJobs[id] = job
    toUndo { [self] in hookJobs[id] = old }
  }

  private func put(_ endpoint: HookEndpoint?, at key: String) {
    let old = failingHooks[key]
    failingHooks[key] = endpoint
    toUndo { [self] in failingHooks[key] = old }
  }
}
