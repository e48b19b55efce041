import Mailbox

/// A message with all that belongs to it.
struct MemoryMessage {
  var row: MessageRow
  /// Introductions first.
  var parts: [AudioReference]
  /// Who has forwarded it, the first one first.
  var forwarders: [Forwarder]
  /// The recording of a deposit.
  var take: UInt64?

  var key: MessageIndex.Key { .init(received: row.received, id: row.id) }

  var milliseconds: Int { parts.reduce(0) { $0 + Int($1.milliseconds) } }
}

/// The messages of one mailbox, in the order in which they came.
struct MemoryMessages {
  private var byID: [Int64: MemoryMessage] = [:]
  /// How long all play that are not deleted.
  private(set) var milliseconds = 0
  /// Saved and urgent ones that are not deleted.
  private(set) var urgentSaved = 0
  /// One index for each rank, without deleted messages.
  private var indexes = Array(repeating: MessageIndex(), count: MessageRank.allCases.count)
  private(set) var deleted: Set<Int64> = []

  var counts: MessageCounts {
    func count(_ rank: MessageRank) -> Int32 { Int32(clamping: indexes[rank.rawValue].count) }
    return MessageCounts(
      new: count(.urgentNew) + count(.new), urgent: count(.urgentNew), saved: count(.saved))
  }

  var all: Dictionary<Int64, MemoryMessage>.Values { byID.values }

  /// The keys of all that are not deleted.
  var present: [Int64] { indexes.flatMap(\.all).map(\.id) }

  subscript(id: Int64) -> MemoryMessage? { byID[id] }

  mutating func add(_ message: MemoryMessage) {
    byID[message.row.id] = message
    enter(message)
  }

  mutating func remove(_ id: Int64) {
    guard let message = byID.removeValue(forKey: id) else { return }
    leave(message)
  }

  mutating func setState(of id: Int64, rank: MessageRank, deletedAt: Int64?) {
    guard var message = byID[id] else { return }
    leave(message)
    (message.row.rank, message.row.deletedAt) = (rank, deletedAt)
    enter(message)
    byID[id] = message
  }

  /// The nearest message of a rank; see ``MailboxRows/nearestMessage(to:_:of:isToNewer:)``.
  func nearest(to place: MessageRow?, _ rank: MessageRank, isToNewer: Bool) -> MessageRow? {
    let key = place.map { MessageIndex.Key(received: $0.received, id: $0.id) }
    let index = indexes[rank.rawValue]
    let found = isToNewer ? index.next(after: key) : index.previous(before: key)
    return found.flatMap { byID[$0.id]?.row }
  }

  private mutating func enter(_ message: MemoryMessage) {
    guard !message.row.isDeleted else {
      deleted.insert(message.row.id)
      return
    }
    indexes[message.row.rank.rawValue].insert(message.key)
    if message.row.rank == .saved && message.row.isUrgent { urgentSaved += 1 }
    milliseconds += message.milliseconds
  }

  private mutating func leave(_ message: MemoryMessage) {
    guard !message.row.isDeleted else {
      deleted.remove(message.row.id)
      return
    }
    indexes[message.row.rank.rawValue].remove(message.key)
    if message.row.rank == .saved && message.row.isUrgent { urgentSaved -= 1 }
    milliseconds -= message.milliseconds
  }
}
