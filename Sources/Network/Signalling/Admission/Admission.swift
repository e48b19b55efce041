/// Who may begin something now: draining, most calls at once, and the rate of each source.
struct Admission {
  /// New calls get 503 with this Retry-After; `nil` if they are taken.
  var retryAfterSeconds: Int?

  /// While no new calls are taken, OPTIONS says so: balancers look elsewhere (RFC 3261 section 11.2).
  var drainAnswer: Answer? { retryAfterSeconds.map(Self.unavailable) }

  var options: SignallingOptions
  private var buckets: RecentTable<String, Bucket>

  /// Each request takes one token; they grow again with time.
  private struct Bucket {
    var tokens: Double
    var time: Double
  }

  /// What a wrong password costs beside its request: so nobody can try many.
  private static let wrongPasswordTokens = 9.0

  init(_ options: SignallingOptions, _ limits: SignallingLimits) {
    self.options = options
    buckets = RecentTable(capacity: limits.countedSources)
  }

  /// Why no call is taken now, as an answer; `nil` if it is taken.
  func refusal(calls: Int, _ limits: SignallingLimits) -> Answer? {
    if let retryAfterSeconds { return Self.unavailable(retryAfterSeconds) }
    return calls >= options.mostCalls ? Self.unavailable(limits.retryAfterSeconds) : nil
  }

  /// Why a source may begin nothing now, as an answer; `nil` if it may.
  mutating func refusal(
    from source: TransportAddress, at seconds: Double, _ limits: SignallingLimits
  ) -> Answer? {
    guard !options.isUnlimited(source.address) else { return nil }
    var bucket = bucket(of: source.network, at: seconds)
    let isTaken = bucket.tokens >= 1
    if isTaken { bucket.tokens -= 1 }
    buckets[source.network] = bucket
    return isTaken ? nil : Self.unavailable(limits.retryAfterSeconds)
  }

  /// A source has sent a wrong password, and may go into debt by it.
  mutating func tookWrongPassword(
    from source: TransportAddress, at seconds: Double
  ) {
    var bucket = bucket(of: source.network, at: seconds)
    bucket.tokens -= Self.wrongPasswordTokens
    buckets[source.network] = bucket
  }

  private func bucket(of source: String, at seconds: Double) -> Bucket {
    let most = Double(options.requestBurst)
    let rate = Double(options.requestsPerSecond)
    let old = buckets[source] ?? Bucket(tokens: most, time: seconds)
    return Bucket(
      tokens: min(most, old.tokens + (seconds - old.time) * rate), time: seconds)
  }

  private static func unavailable(_ seconds: Int) -> Answer {
    Answer(503, "Service Unavailable", [SIPHeader("Retry-After", "\(seconds)")])
  }
}
