import Mailbox

/// The messages of one mailbox, and what unfinished calls have decided about them.
struct MemoryMessages {
  private(set) var byID: [Int64: MemoryMessage] = [:]
  /// How long all play that are not deleted.
  private(set) var milliseconds = 0
  /// Saved and urgent ones that are not deleted.
  private(set) var urgentSaved = 0
  /// One index for each class, without deleted messages.
  private var indexes = Array(repeating: MessageIndex(), count: MessageRank.allCases.count)
  private var decisions: [CallToken: [Int64: Disposition]] = [:]
  /// Deleted ones in the order of their deletion; some may have been brought back since.
  private var deleted: [Int64] = []

  var counts: MessageCounts {
    func count(_ rank: MessageRank) -> Int32 { Int32(clamping: indexes[rank.rawValue].count) }
    return MessageCounts(
      new: count(.urgentNew) + count(.new), urgent: count(.urgentNew), saved: count(.saved))
  }

  mutating func add(_ message: MemoryMessage) {
    byID[message.id] = message
    enter(message)
  }

  // MARK: Moving

  /// The message to which a call moves. One that was deleted meanwhile still marks a place.
  func message(_ move: MessageMove, order: MessageOrder) -> MemoryMessage? {
    switch move {
    case .first:
      return step(from: nil, isForward: true, order: order)
    case .after(let id):
      return byID[id].flatMap { step(from: $0, isForward: true, order: order) }
    case .before(let id):
      return byID[id].flatMap { step(from: $0, isForward: false, order: order) }
    }
  }

  /// The nearest message in the class of `start`, or else the outermost of the next classes.
  private func step(
    from start: MemoryMessage?, isForward: Bool, order: MessageOrder
  ) -> MemoryMessage? {
    let isToNewer = isForward == (order == .oldestFirst)
    var rank = start?.rank ?? .urgentNew
    var place = start?.key
    while true {
      let index = indexes[rank.rawValue]
      if let key = isToNewer ? index.next(after: place) : index.previous(before: place) {
        return byID[key.id]
      }
      guard let next = MessageRank(rawValue: rank.rawValue + (isForward ? 1 : -1)) else {
        return nil
      }
      (rank, place) = (next, nil)
    }
  }

  // MARK: Deciding

  /// What a call has decided about a message.
  func disposition(of id: Int64, by call: CallToken) -> Disposition {
    decisions[call]?[id] ?? .none
  }

  /// Notes a decision; the last one of a call counts.
  /// - Returns: Whether there is such a message.
  mutating func decide(_ disposition: Disposition, _ id: Int64, by call: CallToken) -> Bool {
    guard byID[id] != nil else { return false }
    decisions[call, default: [:]][id] = disposition
    return true
  }

  /// Decides to delete every message that is not yet to be deleted.
  /// - Returns: How many these are.
  mutating func decideToDeleteAll(by call: CallToken) -> Int {
    var own = decisions[call] ?? [:]
    let ids = indexes.flatMap(\.all).map(\.id).filter { own[$0] != .delete }
    for id in ids { own[id] = .delete }
    decisions[call] = own
    return ids.count
  }

  /// Carries out what a call has decided, in the order of the messages' keys.
  /// - Returns: Whether it has decided anything.
  mutating func finish(_ call: CallToken, at now: Int64) -> Bool {
    guard let own = decisions.removeValue(forKey: call) else { return false }
    for (id, disposition) in own.sorted(by: { $0.key < $1.key }) {
      guard var message = byID[id] else { continue }
      let wasDeleted = message.deletedAt != nil
      leave(message)
      message.settle(disposition, at: now)
      enter(message)
      byID[id] = message
      if message.deletedAt != nil && !wasDeleted { deleted.append(id) }
    }
    return true
  }

  /// Deleted ones that were deleted after a moment, the one deleted last first.
  func deletedMessages(after moment: Int64) -> [MemoryMessage] {
    // One that was brought back and deleted again stands there twice.
    var seen: Set<Int64> = []
    return deleted.reversed().filter { seen.insert($0).inserted }.compactMap { byID[$0] }
      .filter { message in message.deletedAt.map { $0 > moment } ?? false }
      .sorted { ($0.deletedAt ?? 0, $0.id) > ($1.deletedAt ?? 0, $1.id) }
  }

  /// Brings a deleted message back to where it was.
  mutating func restore(_ id: Int64) {
    guard var message = byID[id], message.deletedAt != nil else { return }
    message.deletedAt = nil
    byID[id] = message
    enter(message)
  }

  /// Removes for good what was deleted at or before a moment, and returns it.
  mutating func purge(deletedUntil moment: Int64) -> [MemoryMessage] {
    var purged: [MemoryMessage] = []
    var passed = 0
    for id in deleted {
      if let message = byID[id], let deletedAt = message.deletedAt {
        guard deletedAt <= moment else { break }
        byID[id] = nil
        purged.append(message)
      }
      passed += 1
    }
    deleted.removeFirst(passed)
    return purged
  }

  private mutating func enter(_ message: MemoryMessage) {
    guard message.deletedAt == nil else { return }
    indexes[message.rank.rawValue].insert(message.key)
    if message.isSaved && message.isUrgent { urgentSaved += 1 }
    milliseconds += message.milliseconds
  }

  private mutating func leave(_ message: MemoryMessage) {
    guard message.deletedAt == nil else { return }
    indexes[message.rank.rawValue].remove(message.key)
    if message.isSaved && message.isUrgent { urgentSaved -= 1 }
    milliseconds -= message.milliseconds
  }
}
