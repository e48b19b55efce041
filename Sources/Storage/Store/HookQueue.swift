public import Mailbox

/// The queue of events, for the worker that sends them and for operators.
extension Mailboxes {
  /// Leases events that are due to a worker, which tells of each by ``settleHook(_:_:)``: of each
  /// mailbox and URL one at a time, the oldest first.
  public func leaseHooks(limit: Int) throws(StoreError) -> [HookJob] {
    let isDue = try read { (rules) throws(StoreError) in
      try !rules.rows.dueHooks(at: rules.now, limit: 1).isEmpty
    }
    guard isDue else { return [] }
    return try write { (rules) throws(StoreError) in try rules.leaseHooks(limit: limit) }
  }

  /// Notes what a try has come to.
  /// - Returns: The URL if it is given up from now on, after days without any event taken.
  public func settleHook(_ id: Int64, _ outcome: HookOutcome) throws(StoreError) -> HookEndpoint? {
    try write { (rules) throws(StoreError) in try rules.settleHook(id, outcome) }
  }

  /// Tells every company's programs something of the server.
  public func hookServer(_ kind: HookEvent.Kind) throws(StoreError) {
    let companies = try read { (rules) throws(StoreError) in try rules.companies() }
    guard companies.contains(where: { !$0.hooks.urls.isEmpty }) else { return }
    try write { (rules) throws(StoreError) in
      for company in try rules.companies() { try rules.hook(kind, of: company) }
    }
  }

  /// The company's URLs and secret.
  public func hooks(of company: Int64) throws(StoreError) -> CompanyHooks {
    try read { (rules) throws(StoreError) in try rules.known(company: company).hooks }
  }

  /// Events that wait or were given up, the oldest first.
  /// - Parameter id: Only those behind this key.
  public func hooks(after id: Int64 = 0, limit: Int) throws(StoreError) -> [HookJob] {
    try read { (rules) throws(StoreError) in try rules.rows.hooks(after: id, limit: limit) }
  }

  /// One event.
  public func hook(_ id: Int64) throws(StoreError) -> HookJob {
    let job = try read { (rules) throws(StoreError) in try rules.rows.hook(id) }
    guard let job else { throw .missing(kind: "event", name: "\(id)") }
    return job
  }

  /// URLs that fail.
  public func hookEndpoints() throws(StoreError) -> [HookEndpoint] {
    try read { (rules) throws(StoreError) in try rules.rows.hookEndpoints() }
  }

  /// Tries an event again at once. The audit log says so.
  public func retryHook(_ id: Int64, by actor: Actor) throws(StoreError) {
    try write(by: actor) { (rules) throws(StoreError) in try rules.retryHook(id) }
  }

  /// Gives up an event. The audit log says so.
  public func dropHook(_ id: Int64, by actor: Actor) throws(StoreError) {
    try write(by: actor) { (rules) throws(StoreError) in try rules.dropHook(id) }
  }

  /// Sends to a URL again that was given up. The audit log says so.
  public func enableHooks(
    _ url: String, of company: Int64, by actor: Actor
  ) throws(StoreError) {
    try write(by: actor) { (rules) throws(StoreError) in
      try rules.enableHooks(url, of: company)
    }
  }
}
