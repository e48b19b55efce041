// How each typed reply stands among the replies that a call may get, there and back.

extension TypedReply {
  /// The one of these replies, which hold nothing, that a call has got so.
  static func one(of replies: [Self], for reply: MailboxReply) -> Self? {
    replies.first { $0.untyped == reply }
  }
}

extension Done {
  public var untyped: MailboxReply { .done }
  /// See ``TypedReply/init(_:)``.
  public init?(_ reply: MailboxReply) { if reply != .done { return nil } }
}

extension DoneIfKnown {
  public var untyped: MailboxReply {
    switch self {
    case .done: .done
    case .unknown: .unknown
    }
  }
}

extension Arrival: TypedReply {
  public var untyped: MailboxReply { .arrival(self) }
  /// See ``TypedReply/init(_:)``.
  public init?(_ reply: MailboxReply) {
    guard case .arrival(let arrival) = reply else { return nil }
    self = arrival
  }
}

extension LogInRequest.Reply {
  public var untyped: MailboxReply {
    switch self {
    case .welcome(let owner): .welcome(owner)
    case .refused: .refused
    case .locked: .locked
    }
  }
  /// See ``TypedReply/init(_:)``.
  public init?(_ reply: MailboxReply) {
    var found = Self.one(of: [.refused, .locked], for: reply)
    if case .welcome(let owner) = reply { found = .welcome(owner) }
    guard let found else { return nil }
    self = found
  }
}

extension MessageReply {
  public var untyped: MailboxReply {
    switch self {
    case .message(let view): .message(view)
    case .noMessage: .noMessage
    }
  }
  /// See ``TypedReply/init(_:)``.
  public init?(_ reply: MailboxReply) {
    var found = Self.one(of: [.noMessage], for: reply)
    if case .message(let view) = reply { found = .message(view) }
    guard let found else { return nil }
    self = found
  }
}

extension DeleteAllMessages.Reply {
  public var untyped: MailboxReply { .count(count) }
  /// See ``TypedReply/init(_:)``.
  public init?(_ reply: MailboxReply) {
    guard case .count(let count) = reply else { return nil }
    self.init(count: count)
  }
}

extension FindFreeList.Reply {
  public var untyped: MailboxReply { .count(number) }
  /// See ``TypedReply/init(_:)``.
  public init?(_ reply: MailboxReply) {
    guard case .count(let number) = reply else { return nil }
    self.init(number: number)
  }
}

extension PhoneSettings: TypedReply {
  public var untyped: MailboxReply { .settings(self) }
  /// See ``TypedReply/init(_:)``.
  public init?(_ reply: MailboxReply) {
    guard case .settings(let settings) = reply else { return nil }
    self = settings
  }
}

extension ChangeSetting.Reply {
  public var untyped: MailboxReply {
    switch self {
    case .settings(let settings): .settings(settings)
    case .numberRefused(let refusal): .numberRefused(refusal)
    }
  }
  /// See ``TypedReply/init(_:)``.
  public init?(_ reply: MailboxReply) {
    if case .settings(let settings) = reply {
      self = .settings(settings)
    } else if case .numberRefused(let refusal) = reply {
      self = .numberRefused(refusal)
    } else {
      return nil
    }
  }
}

extension CheckPasscode.Reply {
  public var untyped: MailboxReply {
    switch self {
    case .fits: .done
    case .breaks(let rule): .passcodeRefused(rule)
    }
  }
  /// See ``TypedReply/init(_:)``.
  public init?(_ reply: MailboxReply) {
    var found = Self.one(of: [.fits], for: reply)
    if case .passcodeRefused(let rule) = reply { found = .breaks(rule) }
    guard let found else { return nil }
    self = found
  }
}

extension ChangePasscode.Reply {
  public var untyped: MailboxReply {
    switch self {
    case .changed: .done
    case .entriesDiffer: .refused
    case .breaks(let rule): .passcodeRefused(rule)
    }
  }
  /// See ``TypedReply/init(_:)``.
  public init?(_ reply: MailboxReply) {
    var found = Self.one(of: [.changed, .entriesDiffer], for: reply)
    if case .passcodeRefused(let rule) = reply { found = .breaks(rule) }
    guard let found else { return nil }
    self = found
  }
}

extension PermitCallOut.Reply {
  public var untyped: MailboxReply {
    switch self {
    case .permitted: .done
    case .tooMany: .refused
    }
  }
}

extension Deposit.Reply {
  public var untyped: MailboxReply {
    switch self {
    case .kept: .done
    case .full: .full
    }
  }
}

extension SendOrder.Reply {
  public var untyped: MailboxReply {
    switch self {
    case .sent(let delivered, let failed): .sent(delivered: delivered, failed: failed)
    case .refused: .refused
    }
  }
  /// See ``TypedReply/init(_:)``.
  public init?(_ reply: MailboxReply) {
    var found = Self.one(of: [.refused], for: reply)
    if case .sent(let delivered, let failed) = reply {
      found = .sent(delivered: delivered, failed: failed)
    }
    guard let found else { return nil }
    self = found
  }
}

extension RecipientReply {
  public var untyped: MailboxReply {
    switch self {
    case .recipient(let recipient): .recipient(recipient)
    case .unknown: .unknown
    }
  }
  /// See ``TypedReply/init(_:)``.
  public init?(_ reply: MailboxReply) {
    var found = Self.one(of: [.unknown], for: reply)
    if case .recipient(let recipient) = reply { found = .recipient(recipient) }
    guard let found else { return nil }
    self = found
  }
}

extension AddListMember.Reply {
  public var untyped: MailboxReply {
    switch self {
    case .added(let recipient): .recipient(recipient)
    case .unknown: .unknown
    case .isMember: .refused
    }
  }
  /// See ``TypedReply/init(_:)``.
  public init?(_ reply: MailboxReply) {
    var found = Self.one(of: [.unknown, .isMember], for: reply)
    if case .recipient(let recipient) = reply { found = .added(recipient) }
    guard let found else { return nil }
    self = found
  }
}

extension FindList.Reply {
  public var untyped: MailboxReply {
    switch self {
    case .list(let list): list.untyped
    case .unknown: .unknown
    }
  }
  /// See ``TypedReply/init(_:)``.
  public init?(_ reply: MailboxReply) {
    var found = Self.one(of: [.unknown], for: reply)
    if let list = ListView(reply) { found = .list(list) }
    guard let found else { return nil }
    self = found
  }
}

extension CreateList.Reply {
  public var untyped: MailboxReply {
    switch self {
    case .list(let list): list.untyped
    case .refused: .refused
    }
  }
  /// See ``TypedReply/init(_:)``.
  public init?(_ reply: MailboxReply) {
    var found = Self.one(of: [.refused], for: reply)
    if let list = ListView(reply) { found = .list(list) }
    guard let found else { return nil }
    self = found
  }
}

extension ListView {
  fileprivate var untyped: MailboxReply {
    .list(
      description: description, members: members, owner: owner, name: name, isOpen: isOpen)
  }
  fileprivate init?(_ reply: MailboxReply) {
    guard case .list(let description, let members, let owner, let name, let isOpen) = reply else {
      return nil
    }
    self.init(
      description: description, members: members, owner: owner, name: name, isOpen: isOpen)
  }
}

extension FindGreeting.Reply {
  public var untyped: MailboxReply { .greeting(sound) }
  /// See ``TypedReply/init(_:)``.
  public init?(_ reply: MailboxReply) {
    guard case .greeting(let sound) = reply else { return nil }
    self.init(sound: sound)
  }
}

extension FindAnnouncement.Reply {
  public var untyped: MailboxReply {
    switch self {
    case .announcement(let sound): .greeting(sound)
    case .unknown: .unknown
    }
  }
  /// See ``TypedReply/init(_:)``.
  public init?(_ reply: MailboxReply) {
    var found = Self.one(of: [.unknown], for: reply)
    if case .greeting(let sound?) = reply { found = .announcement(sound) }
    guard let found else { return nil }
    self = found
  }
}
