/// How much a mailbox may hold (D6).
public struct MailboxQuota: Codable, Equatable, Sendable {
  /// The most messages.
  public var maximumMessages = 100
  /// The longest time of all messages together, in seconds.
  public var maximumSeconds = 6_000

  /// What can be set.
  public static let messageCounts = 1...1_000_000
  public static let secondCounts = 1...100_000_000

  /// The quota of a new mailbox: 100 messages, 100 minutes.
  public init() {}

  /// A quota from both limits.
  public init(maximumMessages: Int, maximumSeconds: Int) {
    self.maximumMessages = maximumMessages
    self.maximumSeconds = maximumSeconds
  }

  /// The greatest that can be set.
  public static let greatest = MailboxQuota(
    maximumMessages: messageCounts.upperBound, maximumSeconds: secondCounts.upperBound)

  /// How full a mailbox with these contents is; the fuller of both measures counts.
  public func state(messages: Int, seconds: Int) -> QuotaState {
    max(
      Self.state(of: messages, within: maximumMessages),
      Self.state(of: seconds, within: maximumSeconds))
  }

  private static func state(of amount: Int, within limit: Int) -> QuotaState {
    if amount >= limit { return .full }
    // 90 % of the limit, rounded up, without a product that could overflow.
    return amount >= limit - limit / 10 ? .nearlyFull : .ok
  }
}

/// How full a mailbox is (D6).
public enum QuotaState: Int, Codable, CaseIterable, Comparable, Sendable {
  /// Less than 90 % full.
  case ok
  /// At least 90 % full: user and administrator are warned.
  case nearlyFull
  /// Nothing more is recorded.
  case full

  /// A fuller state is greater.
  public static func < (a: QuotaState, b: QuotaState) -> Bool { a.rawValue < b.rawValue }
}
