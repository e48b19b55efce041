/// One e-mail that waits to be sent to one recipient. It is written in the transaction of what it
/// tells of, and holds all of it, so that later changes of the mailbox do not matter.
public struct MailJob: Codable, Equatable, Sendable {
  /// What it tells.
  public enum Kind: String, Codable, CaseIterable, Sendable {
    /// That there is a new message (requirement I2).
    case notice
    /// The same with the sound attached (requirement I2).
    case copy
    /// The message itself, which is in no mailbox (requirement I1, e-mail only).
    case delivery
    /// That the mailbox is nearly full (requirement D6).
    case nearlyFull = "nearly-full"
    case passcodeChanged = "passcode-changed"
    case loginLocked = "login-locked"
    /// A link by which a forgotten web password is replaced.
    case signInLink = "sign-in-link"
    /// That a message could not be delivered by e-mail and is in the mailbox.
    case undelivered
  }

  /// What has become of it. One that was taken is removed.
  public enum State: String, Codable, CaseIterable, Sendable {
    /// It waits for its first or next try.
    case waiting
    /// The mail server refused the recipient or the mail for ever.
    case refused
    /// It was tried for five days.
    case expired
  }

  /// The store's key; 0 until stored.
  public var id: Int64 = 0
  public var company: Int64
  /// Whose mailbox it is about.
  public var user: Int64
  public var kind: Kind
  /// An e-mail address.
  public var recipient: String
  /// What stands before the `@` of its Message-ID, the same at each try.
  public var token: String
  /// What it tells of; `nil` where it tells of no message.
  public var message: MailedMessage?
  public var state = State.waiting
  /// Times are milliseconds since 1970 UTC.
  public var created: Int64
  /// When it is to be tried.
  public var due: Int64
  /// Until when it is tried.
  public var expires: Int64
  /// Until then a worker has it.
  public var leasedUntil: Int64 = 0
  public var tries = 0
  /// What the mail server, or the way to it, said last.
  public var lastAnswer: String?
  /// Whether the user has heard by phone that it was given up; `nil` if not yet.
  public var isToldByPhone: Bool?

  /// A mail that is to be sent at once.
  public init(
    company: Int64, user: Int64, kind: Kind, recipient: String, token: String,
    message: MailedMessage?, created: Int64
  ) {
    self.company = company
    self.user = user
    self.kind = kind
    self.recipient = recipient
    self.token = token
    self.message = message
    self.created = created
    due = created
    expires = created + MailSchedule.longestMilliseconds
  }
}

extension MailJob.Kind {
  /// Whether it tells of one message, or is it.
  public var isOfMessage: Bool {
    switch self {
    case .notice, .copy, .delivery: true
    case .nearlyFull, .passcodeChanged, .loginLocked, .signInLink, .undelivered: false
    }
  }
}

/// A message as an e-mail tells of it.
public struct MailedMessage: Codable, Equatable, Sendable {
  /// Its key; `nil` if it is in no mailbox.
  public var id: Int64?
  /// The number of who left or composed it; `nil` if it is withheld.
  public var from: String?
  public var sender: Int64?
  /// When it came into this mailbox, and when its first sender left it, if it was forwarded.
  public var received: Int64
  public var leftAt: Int64?
  public var forwarders: [Forwarder]
  public var isUrgent: Bool
  public var isConfidential: Bool
  /// Introductions first.
  public var parts: [AudioReference]
  /// The recording of a deposit, by which it is delivered once.
  public var take: UInt64?

  /// A message with all that belongs to it.
  public init(
    from: String?, sender: Int64?, received: Int64, leftAt: Int64?, forwarders: [Forwarder],
    isUrgent: Bool, isConfidential: Bool, parts: [AudioReference], take: UInt64?
  ) {
    self.from = from
    self.sender = sender
    self.received = received
    self.leftAt = leftAt
    self.forwarders = forwarders
    self.isUrgent = isUrgent
    self.isConfidential = isConfidential
    self.parts = parts
    self.take = take
  }

  /// How long it plays.
  public var milliseconds: Int { parts.reduce(0) { $0 + Int($1.milliseconds) } }
}

/// What a try to send a mail has come to.
public enum MailOutcome: Equatable, Sendable {
  /// The mail server has it.
  case taken
  /// It is to be tried again: the server said so (4xx), or it is not known what became of it.
  case later(String)
  /// The server refuses this recipient or this mail for ever (5xx).
  case never(String)
  /// The way to the server is configured wrongly (AUTH, certificate): nothing is the matter with the
  /// mail, so its time does not run.
  case held(String)
}

/// When a mail is tried again.
public enum MailSchedule {
  /// The longest time for which a mail is tried.
  public static let longestMilliseconds: Int64 = 5 * 86_400_000
  /// For so long a worker has a mail; longer than any try takes.
  public static let leaseMilliseconds: Int64 = 10 * 60_000
  /// After a fault of the configuration.
  public static let heldMilliseconds: Int64 = 5 * 60_000

  /// The pause after a number of tries: 1, 5, 15 and 60 minutes, then 4 hours.
  public static func milliseconds(afterTries tries: Int) -> Int64 {
    let minutes: [Int64] = [1, 5, 15, 60]
    return (tries >= 1 && tries <= minutes.count ? minutes[tries - 1] : 240) * 60_000
  }
}
