/// A message of a mailbox, or that there is none.
public enum MessageReply: TypedReply {
  case message(MessageView)
  case noMessage
}

/// A message of the owner's mailbox.
public struct FindMessage: TypedRequest {
  public typealias Reply = MessageReply
  let mailbox: Int64
  let move: MessageMove

  /// The one to which a call moves.
  public init(mailbox: Int64, _ move: MessageMove) { (self.mailbox, self.move) = (mailbox, move) }
  public var request: MailboxRequest { .message(mailbox: mailbox, move) }
}

/// A deleted message that can still be brought back.
public struct FindDeletedMessage: TypedRequest {
  public typealias Reply = MessageReply
  let mailbox: Int64
  let move: MessageMove

  /// The one to which a call moves, the one deleted last first.
  public init(mailbox: Int64, _ move: MessageMove) { (self.mailbox, self.move) = (mailbox, move) }
  public var request: MailboxRequest { .deletedMessage(mailbox: mailbox, move) }
}

/// Brings a deleted message back at once; the reply is the next deleted one.
public struct RestoreMessage: TypedRequest {
  public typealias Reply = MessageReply
  let mailbox: Int64
  let message: Int64

  /// A message of a mailbox, by key.
  public init(mailbox: Int64, message: Int64) {
    (self.mailbox, self.message) = (mailbox, message)
  }
  public var request: MailboxRequest { .restore(mailbox: mailbox, message: message) }
}

/// Decides about a message in this call.
public struct DecideOnMessage: TypedRequest {
  public typealias Reply = Done
  let mailbox: Int64
  let message: Int64
  let decision: PendingDecision

  /// A message of a mailbox, by key.
  public init(mailbox: Int64, message: Int64, _ decision: PendingDecision) {
    (self.mailbox, self.message, self.decision) = (mailbox, message, decision)
  }
  public var request: MailboxRequest { .dispose(mailbox: mailbox, message: message, decision) }
}

/// Deletes all messages, in this call.
public struct DeleteAllMessages: TypedRequest {
  /// So many are deleted.
  public struct Reply: TypedReply {
    public var count: Int

    /// So many.
    public init(count: Int) { self.count = count }
  }
  let mailbox: Int64

  /// Those of a mailbox.
  public init(mailbox: Int64) { self.mailbox = mailbox }
  public var request: MailboxRequest { .deleteAll(mailbox: mailbox) }
}

/// A caller's message.
extension Deposit: TypedRequest {
  /// It is in the mailbox, or the mailbox is full.
  public enum Reply: BareReply { case kept, full }
  public var request: MailboxRequest { .deposit(self) }
}

/// Sends a recording or a message on.
extension SendOrder: TypedRequest {
  /// How many mailboxes got it, and the numbers of those that could not (requirement E4); refused: the
  /// message is confidential, or its sender may not send so.
  public enum Reply: TypedReply {
    case sent(delivered: Int, failed: [String])
    case refused
  }
  public var request: MailboxRequest { .send(self) }
}
