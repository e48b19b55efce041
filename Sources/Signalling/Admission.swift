/// Who may call now: draining, most calls at once, and the rate of each source.
struct Admission {
  /// New calls get 503 with this Retry-After; `nil`: they are taken.
  var retryAfterSeconds: Int?

  var options: SignallingOptions
  private var buckets: [String: Bucket] = [:]

  /// Each INVITE takes one token; they grow again with time.
  private struct Bucket {
    var tokens: Double
    var time: Double
  }

  init(_ options: SignallingOptions) { self.options = options }

  /// Why an INVITE is not taken now, as an answer; `nil`: it is taken.
  mutating func refusal(
    from source: String, calls: Int, at seconds: Double, _ limits: SignallingLimits
  ) -> Answer? {
    if !options.isUnlimited(source), !takeToken(of: source, at: seconds, limits) {
      return Self.unavailable(limits.retryAfterSeconds)
    }
    if let retryAfterSeconds { return Self.unavailable(retryAfterSeconds) }
    return calls >= options.mostCalls ? Self.unavailable(limits.retryAfterSeconds) : nil
  }

  private mutating func takeToken(
    of source: String, at seconds: Double, _ limits: SignallingLimits
  ) -> Bool {
    let most = Double(options.inviteBurst)
    let rate = Double(options.invitesPerSecond)
    if buckets.count >= limits.countedSources {
      buckets = buckets.filter { $0.value.tokens + (seconds - $0.value.time) * rate < most }
    }
    if buckets.count >= limits.countedSources { buckets.removeAll() }
    var bucket = buckets[source] ?? Bucket(tokens: most, time: seconds)
    bucket.tokens = min(most, bucket.tokens + (seconds - bucket.time) * rate)
    bucket.time = seconds
    let isTaken = bucket.tokens >= 1
    if isTaken { bucket.tokens -= 1 }
    buckets[source] = bucket
    return isTaken
  }

  private static func unavailable(_ seconds: Int) -> Answer {
    Answer(503, "Service Unavailable", [SIPHeader("Retry-After", "\(seconds)")])
  }
}
