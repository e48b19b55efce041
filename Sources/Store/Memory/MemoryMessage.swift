import Mailbox

/// A message as it is kept.
struct MemoryMessage {
  var id: Int64
  var isUrgent: Bool
  var isConfidential: Bool
  var isSaved = false
  /// When it was deleted; `nil`: it was not. It is kept for some days.
  var deletedAt: Int64?
  /// Introductions first.
  var parts: [AudioReference]
  /// The sender's number, as ``Directory/sender(signalled:in:)`` gives it.
  var from: String?
  var sender: Int64?
  var received: Int64
  /// When its first sender left it, if it was forwarded since.
  var leftAt: Int64?
  /// Who has forwarded it, the first one first.
  var forwarders: [Forwarder] = []

  var key: MessageIndex.Key { .init(received: received, id: id) }

  /// Its class; a deleted one keeps that of before.
  var rank: MessageRank { isSaved ? .saved : isUrgent ? .urgentNew : .new }

  var milliseconds: Int { parts.reduce(0) { $0 + Int($1.milliseconds) } }

  /// Carries out what a call has decided. A deleted one comes back if it is to be kept.
  mutating func settle(_ disposition: Disposition, at now: Int64) {
    switch disposition {
    case .none: break
    case .save: (isSaved, deletedAt) = (true, nil)
    case .delete: deletedAt = deletedAt ?? now
    case .markNew: (isSaved, deletedAt) = (false, nil)
    }
  }
}

extension Forwarder {
  /// A user who sends a message on now.
  init(_ user: User) { self.init(user: user.id, number: user.mainNumber.e164) }
}
