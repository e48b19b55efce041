/// Something that is asked of the mailboxes, with a reply of its own: whoever asks thinks of the
/// answers that there are, and of no other. A call has one type for what it asks and one for what it
/// is answered, since both stand in its journal; the two mappings below are all that leads there.
///
/// ```
/// FindList ─ request ─► MailboxRequest.list ─► the rule ─► FindList.Reply
///    ▲                                                        │ untyped
///    └──────────── Reply(…) ◄── MailboxReply ◄────────────────┘
/// ```
public protocol TypedRequest: Equatable, Sendable {
  associatedtype Reply: TypedReply

  /// How a call asks it.
  var request: MailboxRequest { get }
}

/// What the mailboxes answer to a ``TypedRequest``.
public protocol TypedReply: Equatable, Sendable {
  /// How a call gets it, and its journal has it.
  var untyped: MailboxReply { get }

  /// The reply that a call has got; `nil` if the mailboxes could not do it, or not in time.
  init?(_ reply: MailboxReply)
}

/// A reply that holds nothing: it is found among all that there are.
public protocol BareReply: TypedReply, CaseIterable {}

extension BareReply {
  /// See ``TypedReply/init(_:)``.
  public init?(_ reply: MailboxReply) {
    guard let found = Self.one(of: Array(Self.allCases), for: reply) else { return nil }
    self = found
  }
}

/// What was asked is done.
public struct Done: TypedReply {
  /// It is done.
  public init() {}
}

/// What was asked is done, unless what it was to be done to is not there.
public enum DoneIfKnown: BareReply { case done, unknown }
