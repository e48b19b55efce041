/// An event on its way to one URL. It is written in the transaction of what it tells of.
public struct HookJob: Codable, Equatable, Sendable {
  /// What has become of it. One that was taken is removed.
  public enum State: String, Codable, CaseIterable, Sendable {
    /// It waits for its first or next try.
    case waiting
    /// It was tried for five days.
    case expired
  }

  /// The store's key; 0 until stored.
  public var id: Int64 = 0
  public var company: Int64
  /// Whose mailbox; `nil` for what the server tells of itself. Events of one mailbox go to one URL in
  /// the order in which they happened.
  public var user: Int64?
  public var url: String
  public var event: HookEvent
  public var state = State.waiting
  /// Times are milliseconds since 1970 UTC.
  public var due: Int64
  /// Until when it is tried.
  public var expires: Int64
  /// Until then a worker has it.
  public var leasedUntil: Int64 = 0
  public var tries = 0
  /// What the other side, or the way to it, said last.
  public var lastAnswer: String?

  /// An event that is to be sent at once.
  public init(company: Int64, user: Int64?, url: String, event: HookEvent) {
    self.company = company
    self.user = user
    self.url = url
    self.event = event
    due = event.at
    expires = event.at + MailSchedule.longestMilliseconds
  }
}

/// A URL of a company that does not answer as it should. One that does has none of these.
public struct HookEndpoint: Codable, Equatable, Sendable {
  public var company: Int64
  public var url: String
  /// Since when no event was taken; milliseconds since 1970 UTC.
  public var failingSince: Int64
  /// How often it could not be reached, in a row.
  public var failures = 0
  /// Until then no event is sent there, because it could not be reached.
  public var due: Int64 = 0
  /// When it was given up: no event is sent and none is queued until an operator enables it again.
  public var disabledAt: Int64?
  public var lastAnswer: String

  /// A URL that has just failed.
  public init(company: Int64, url: String, failingSince: Int64, lastAnswer: String) {
    self.company = company
    self.url = url
    self.failingSince = failingSince
    self.lastAnswer = lastAnswer
  }

  /// After so long without any event taken a URL is given up.
  public static let longestFailingMilliseconds: Int64 = 3 * 86_400_000
}

/// What a try to send an event has come to.
public enum HookOutcome: Equatable, Sendable {
  /// The other side answered 2xx.
  case taken
  /// It answered something else: this event is tried again later.
  case refused(String)
  /// It could not be reached, or may not be: all events to it wait.
  case unreachable(String)
}
