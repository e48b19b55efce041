/// One entry of the change feed: what has happened to mailboxes, in the order in which it was kept.
/// The entry is written in the transaction of the change, so a reader with a cursor misses none.
public struct MailboxChange: Equatable, Sendable {
  /// What has happened. The words are stored and shown to programs.
  public enum Kind: String, CaseIterable, Sendable {
    case messageArrived = "message-arrived"
    /// Heard and saved, made new again, deleted or brought back.
    case messageChanged = "message-changed"
    case userAdded = "user-added"
    /// Her numbers, her name or a setting.
    case userChanged = "user-changed"
    case userRemoved = "user-removed"
    case greetingChanged = "greeting-changed"
    case listsChanged = "lists-changed"
    case announcementsChanged = "announcements-changed"
    case passcodeChanged = "passcode-changed"
    case webPasswordChanged = "web-password-changed"
    /// Tokens with which programs use the API.
    case accessTokensChanged = "access-tokens-changed"
    case loginLocked = "login-locked"
    case loginUnlocked = "login-unlocked"
    /// A message that was to be sent by e-mail only is in the mailbox, because it could not be sent.
    case deliveryFailed = "delivery-failed"
    case mailboxNearlyFull = "mailbox-nearly-full"
    case companyAdded = "company-added"
    case companyChanged = "company-changed"
    case companyRemoved = "company-removed"
    /// An operator has let a waiting e-mail be tried at once, or given it up.
    case mailQueueChanged = "mail-queue-changed"
    /// The same with an event for programs, or with all events for a URL.
    case eventQueueChanged = "event-queue-changed"
  }

  /// Rises with each entry.
  public var sequence: Int64
  public var kind: Kind
  public var company: Int64
  /// Whose mailbox; `nil` for a company's own.
  public var user: Int64?
  public var message: Int64?
  /// Milliseconds since 1970 UTC.
  public var at: Int64

  /// An entry; a storage gives it its number.
  public init(
    sequence: Int64 = 0, kind: Kind, company: Int64, user: Int64? = nil, message: Int64? = nil,
    at: Int64
  ) {
    self.sequence = sequence
    self.kind = kind
    self.company = company
    self.user = user
    self.message = message
    self.at = at
  }
}
