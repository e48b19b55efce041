/// Who may begin something now: draining, most calls at once, and the rate of each source.
struct Admission {
  /// New calls get 503 with this Retry-After; `nil`: they are taken.
  var retryAfterSeconds: Int?

  var options: SignallingOptions
  private var buckets: [String: Bucket] = [:]

  /// Each request takes one token; they grow again with time.
  private struct Bucket {
    var tokens: Double
    var time: Double
  }

  /// What a wrong password costs beside its request: so nobody can try many.
  private static let wrongPasswordTokens = 9.0

  init(_ options: SignallingOptions) { self.options = options }

  /// Why no call is taken now, as an answer; `nil`: it is taken.
  func refusal(calls: Int, _ limits: SignallingLimits) -> Answer? {
    if let retryAfterSeconds { return Self.unavailable(retryAfterSeconds) }
    return calls >= options.mostCalls ? Self.unavailable(limits.retryAfterSeconds) : nil
  }

  /// Why a source may begin nothing now, as an answer; `nil`: it may.
  mutating func refusal(
    from source: String, at seconds: Double, _ limits: SignallingLimits
  ) -> Answer? {
    guard !options.isUnlimited(source) else { return nil }
    var bucket = bucket(of: source, at: seconds, limits)
    let isTaken = bucket.tokens >= 1
    if isTaken { bucket.tokens -= 1 }
    buckets[source] = bucket
    return isTaken ? nil : Self.unavailable(limits.retryAfterSeconds)
  }

  /// A source has sent a wrong password, and may go into debt by it.
  mutating func tookWrongPassword(
    from source: String, at seconds: Double, _ limits: SignallingLimits
  ) {
    var bucket = bucket(of: source, at: seconds, limits)
    bucket.tokens -= Self.wrongPasswordTokens
    buckets[source] = bucket
  }

  private mutating func bucket(
    of source: String, at seconds: Double, _ limits: SignallingLimits
  ) -> Bucket {
    let most = Double(options.requestBurst)
    let rate = Double(options.requestsPerSecond)
    if buckets.count >= limits.countedSources {
      buckets = buckets.filter { $0.value.tokens + (seconds - $0.value.time) * rate < most }
    }
    if buckets.count >= limits.countedSources { buckets.removeAll() }
    let old = buckets[source] ?? Bucket(tokens: most, time: seconds)
    return Bucket(
      tokens: min(most, old.tokens + (seconds - old.time) * rate), time: seconds)
  }

  private static func unavailable(_ seconds: Int) -> Answer {
    Answer(503, "Service Unavailable", [SIPHeader("Retry-After", "\(seconds)")])
  }
}
