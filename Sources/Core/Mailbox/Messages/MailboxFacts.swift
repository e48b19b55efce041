/// What the rules need to know of a mailbox beside its user's settings.
public struct MailboxFacts: Equatable, Sendable {
  /// Messages that are not deleted.
  public var counts: MessageCounts
  /// Whether deleted messages can be brought back (requirement E2).
  public var hasDeleted: Bool
  /// How long all messages that are not deleted play together, in seconds.
  public var seconds: Int
  /// Wrong passcodes since the last login (requirement C5).
  public var failedAttempts: Int32
  /// Must the owner change her passcode? (requirement B8)
  public var mustChange: LoggedInOwner.ChangeReason?
  /// Whether new messages go by e-mail and into no mailbox (requirement I1).
  public var isByMailOnly: Bool
  /// Whether an e-mail about a message was given up, and she has not heard so by phone.
  public var hasFailedMail: Bool
  /// The recorded greetings and name.
  public var recordings: [GreetingSlot: AudioReference]

  /// A mailbox as its store finds it.
  public init(
    counts: MessageCounts = .init(), hasDeleted: Bool = false, seconds: Int = 0,
    failedAttempts: Int32 = 0,
    mustChange: LoggedInOwner.ChangeReason? = nil, isByMailOnly: Bool = false,
    hasFailedMail: Bool = false, recordings: [GreetingSlot: AudioReference] = [:]
  ) {
    self.counts = counts
    self.hasDeleted = hasDeleted
    self.seconds = seconds
    self.failedAttempts = failedAttempts
    self.mustChange = mustChange
    self.isByMailOnly = isByMailOnly
    self.hasFailedMail = hasFailedMail
    self.recordings = recordings
  }
}

extension Company {
  /// Must a passcode be changed that was set at `setAt`? Times in milliseconds since 1970 UTC.
  /// - Parameter assigned: Whether an administrator set it (requirement B8).
  public func changeReason(
    assigned: Bool, setAt: Int64, now: Int64
  ) -> LoggedInOwner.ChangeReason? {
    if assigned { return .assigned }
    guard let passcodeDays else { return nil }
    return now - setAt >= Int64(passcodeDays) * 86_400_000 ? .expired : nil
  }
}
