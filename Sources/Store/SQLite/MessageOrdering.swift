import Mailbox

/// The columns that a call and the administration need of a message.
struct MessageRow {
  var id: Int64
  var rank: MessageRank
  var received: Int64
  var isUrgent: Bool
  var isConfidential: Bool
  var senderNumber: String?
  var senderUser: Int64?
  var isDeleted: Bool
  /// When its first sender left it, if it was forwarded since.
  var leftAt: Int64?

  static let columns =
    "id, rank, received, is_urgent, is_confidential, sender_number, sender_user, deleted_at, left_at"

  init(_ row: Row) {
    id = row.integer(0)
    rank = MessageRank(rawValue: row.int(1)) ?? .saved
    received = row.integer(2)
    isUrgent = row.flag(3)
    isConfidential = row.flag(4)
    senderNumber = row.optionalText(5)
    senderUser = row.optionalInteger(6)
    isDeleted = !row.isNull(7)
    leftAt = row.optionalInteger(8)
  }
}

/// Moving in the order of messages (requirement E1). Each step is one look into an index, so it
/// costs the same in a mailbox of 100,000.
extension Database {
  /// A message of this mailbox; deleted ones are found as well.
  func message(_ id: Int64, of mailbox: Int64) throws(StoreError) -> MessageRow? {
    try first(
      "SELECT \(MessageRow.columns) FROM messages WHERE id = ? AND mailbox = ?",
      .integer(id), .integer(mailbox), read: MessageRow.init)
  }

  /// The message to which a call moves. One that was deleted meanwhile still marks a place.
  func message(
    _ move: MessageMove, of mailbox: Int64, order: MessageOrder
  ) throws(StoreError) -> MessageRow? {
    switch move {
    case .first:
      return try next(to: nil, of: mailbox, isForward: true, order: order)
    case .after(let id):
      guard let start = try message(id, of: mailbox) else { return nil }
      return try next(to: start, of: mailbox, isForward: true, order: order)
    case .before(let id):
      guard let start = try message(id, of: mailbox) else { return nil }
      return try next(to: start, of: mailbox, isForward: false, order: order)
    }
  }

  /// The nearest message in the class of `start`, or else the outermost of the next classes.
  private func next(
    to start: MessageRow?, of mailbox: Int64, isForward: Bool, order: MessageOrder
  ) throws(StoreError) -> MessageRow? {
    let ranks = isForward ? MessageRank.allCases : MessageRank.allCases.reversed()
    let isToNewer = isForward == (order == .oldestFirst)
    for rank in ranks {
      if let start, isForward ? rank < start.rank : rank > start.rank { continue }
      let place = start.flatMap { $0.rank == rank ? $0 : nil }
      if let found = try nearest(to: place, rank, of: mailbox, isToNewer: isToNewer) {
        return found
      }
    }
    return nil
  }

  private func nearest(
    to place: MessageRow?, _ rank: MessageRank, of mailbox: Int64, isToNewer: Bool
  ) throws(StoreError) -> MessageRow? {
    let edge = isToNewer ? Int64.min : Int64.max
    return try first(
      isToNewer ? Self.newer : Self.older,
      .integer(mailbox), .integer(rank.rawValue), .integer(place?.received ?? edge),
      .integer(place?.id ?? edge), read: MessageRow.init)
  }

  private static let newer = """
    SELECT \(MessageRow.columns) FROM messages
    WHERE mailbox = ? AND deleted_at IS NULL AND rank = ? AND (received, id) > (?, ?)
    ORDER BY received, id LIMIT 1
    """
  private static let older = """
    SELECT \(MessageRow.columns) FROM messages
    WHERE mailbox = ? AND deleted_at IS NULL AND rank = ? AND (received, id) < (?, ?)
    ORDER BY received DESC, id DESC LIMIT 1
    """
}
