import Mailbox

/// What a mailbox holds that is not deleted.
struct MailboxContents: Equatable, Sendable {
  var counts = MessageCounts()
  /// How long it all plays.
  var milliseconds = 0
}

/// A message as it is kept.
struct MessageRow: Sendable {
  var id: Int64
  var rank: MessageRank
  var received: Int64
  var isUrgent: Bool
  var isConfidential: Bool
  /// As ``Directory/sender(signalled:in:)`` gives it; `nil` if it is withheld.
  var senderNumber: String?
  var senderUser: Int64?
  /// `nil` if it is not deleted. A deleted one is kept for some days.
  var deletedAt: Int64?
  /// When its first sender left it, if it was forwarded since.
  var leftAt: Int64?

  var isDeleted: Bool { deletedAt != nil }
}

/// A message that is about to be stored.
struct NewMessage: Sendable {
  var mailbox: Int64
  var isUrgent: Bool
  var isConfidential: Bool
  /// The sender's number, as ``Directory/sender(signalled:in:)`` gives it.
  var from: String?
  var sender: Int64?
  var received: Int64
  /// When its first sender left it, if it is forwarded.
  var leftAt: Int64?
  /// Who has forwarded it, the first one first.
  var forwarders: [Forwarder] = []
  /// Introductions first.
  var parts: [AudioReference]
  /// The recording of a deposit.
  var take: UInt64?

  var rank: MessageRank { isUrgent ? .urgentNew : .new }
  var milliseconds: Int { parts.reduce(0) { $0 + Int($1.milliseconds) } }
}

/// What a call has decided about a message. It is kept beside the message, and takes effect when
/// the call ends, or at the next start if the call never ended.
struct Decision: Equatable, Sendable {
  var mailbox: Int64
  var message: Int64
  var disposition: PendingDecision
}
