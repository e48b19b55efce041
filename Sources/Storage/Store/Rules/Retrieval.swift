import Mailbox

/// Hearing messages, in the order of requirement E1, and what a call decides about them.
extension MailboxRules {
  /// The message to which a call moves.
  func message(
    _ move: MessageMove, of mailbox: Int64, for call: CallToken
  ) throws(StoreError) -> MessageReply {
    let user = try known(mailbox)
    guard let row = try row(move, of: mailbox, order: user.settings.order) else {
      return .noMessage
    }
    return .message(
      try view(of: row, user, for: call, total: Int(try rows.contents(of: mailbox).counts.total)))
  }

  /// A deleted message that can still be brought back (requirement E2), the one deleted last first.
  func deletedMessage(
    _ move: MessageMove, of mailbox: Int64, for call: CallToken
  ) throws(StoreError) -> MessageReply {
    let user = try known(mailbox)
    let company = try known(company: user.company)
    let ids = try rows.deletedMessages(of: mailbox, after: company.keptSince(now))
    guard let id = ids.message(move, id: { $0 }), let row = try rows.message(id, of: mailbox)
    else { return .noMessage }
    return .message(try view(of: row, user, for: call, total: ids.count))
  }

  /// Brings a message back to where it was, and tells of the next deleted one.
  func restore(
    _ message: Int64, of mailbox: Int64, for call: CallToken
  ) throws(StoreError) -> MessageReply {
    let next = try deletedMessage(.after(message), of: mailbox, for: call)
    if let row = try rows.message(message, of: mailbox) {
      try rows.setState(of: message, in: mailbox, rank: row.rank, deletedAt: nil)
      try note(.messageChanged, of: try known(mailbox), message: message)
    }
    guard case .message(var view) = next else { return next }
    view.total -= 1
    return .message(view)
  }

  /// Notes what a call has decided about a message.
  func decide(
    _ disposition: PendingDecision, message: Int64, in mailbox: Int64, by call: CallToken
  ) throws(StoreError) {
    guard try rows.message(message, of: mailbox) != nil else {
      throw .missing(kind: "message", name: "\(message)")
    }
    try rows.decide(disposition, message: message, in: mailbox, by: call)
  }

  /// Carries out what a call has decided.
  func finish(_ call: CallToken, in mailbox: Int64) throws(StoreError) {
    for decision in try rows.decisions(of: call, in: mailbox) { try carryOut(decision) }
    try rows.forgetDecisions(of: call, in: mailbox)
  }

  /// Carries out what calls have decided that never ended; called when no call is on.
  func finishAll() throws(StoreError) {
    for decision in try rows.decisions() { try carryOut(decision) }
    try rows.forgetDecisions()
  }

  /// A message that was deleted before comes back if it is to be kept.
  private func carryOut(_ decision: Decision) throws(StoreError) {
    guard let row = try rows.message(decision.message, of: decision.mailbox) else { return }
    var (rank, deletedAt) = (row.rank, row.deletedAt)
    switch decision.disposition {
    case .none: return
    case .save: (rank, deletedAt) = (.saved, nil)
    case .delete: deletedAt = deletedAt ?? now
    case .markNew: (rank, deletedAt) = (row.isUrgent ? .urgentNew : .new, nil)
    }
    try rows.setState(
      of: row.id, in: decision.mailbox, rank: rank, deletedAt: deletedAt)
    let user = try known(decision.mailbox)
    try note(.messageChanged, of: user, message: row.id)
    if let kind = row.event(of: decision.disposition) {
      try hook(
        kind, of: user,
        message: HookedMessage(row, parts: try rows.parts(of: row.id, in: decision.mailbox)))
    }
  }

  /// All messages, deleted ones that can still be brought back at the end.
  func storedMessages(of id: Int64) throws(StoreError) -> [StoredMessage] {
    let user = try known(id)
    let since = try known(company: user.company).keptSince(now)
    let order = user.settings.order
    let found = try rows.messages(of: id)
      .filter { row in row.deletedAt.map { $0 > since } ?? true }
      .sorted { a, b in
        if a.isDeleted != b.isDeleted { return b.isDeleted }
        return order.precedes((a.rank, a.received, a.id), (b.rank, b.received, b.id))
      }
    return try found.map { (row) throws(StoreError) in
      StoredMessage(
        id: row.id, rank: row.rank, isUrgent: row.isUrgent, isConfidential: row.isConfidential,
        isDeleted: row.isDeleted, from: row.senderNumber, received: row.received,
        parts: try rows.parts(of: row.id, in: id),
        forwarders: try rows.forwarders(of: row.id, in: id))
    }
  }

  /// A message as a call sees it.
  /// - Parameter total: How many there are to choose from.
  private func view(
    of row: MessageRow, _ user: User, for call: CallToken, total: Int
  ) throws(StoreError) -> MessageView {
    let forwarders = try rows.forwarders(of: row.id, in: user.id).map {
      (forwarder) throws(StoreError) in
      try sender(forwarder.number, forwarder.user)
    }
    return MessageView(
      id: row.id, rank: row.rank, isUrgent: row.isUrgent, isConfidential: row.isConfidential,
      disposition: try rows.disposition(of: row.id, in: user.id, by: call),
      parts: try rows.parts(of: row.id, in: user.id),
      sender: try sender(row.senderNumber, row.senderUser), forwarders: forwarders,
      received: localTimes.localTime(
        of: row.leftAt ?? row.received, now: now, zone: user.timeZone),
      callBack: try callBack(
        toSender: row.senderNumber, in: try known(company: user.company)),
      total: Int32(clamping: total))
  }

  /// A sender as a call tells of her. A user who is gone is only a number.
  private func sender(_ number: String?, _ id: Int64?) throws(StoreError) -> Sender {
    guard let id, try rows.user(id) != nil else { return Sender(number: number) }
    return Sender(number: number, user: id, name: try rows.recording(.name, of: id))
  }
}

/// Moving in the order of messages (requirement E1). Each step is one look into an index, so it
/// costs the same in a mailbox of 100,000.
extension MailboxRules {
  /// The message to which a call moves. One that was deleted meanwhile still marks a place.
  func row(
    _ move: MessageMove, of mailbox: Int64, order: MessageOrder
  ) throws(StoreError) -> MessageRow? {
    switch move {
    case .first:
      return try next(to: nil, of: mailbox, isForward: true, order: order)
    case .after(let id):
      guard let start = try rows.message(id, of: mailbox) else { return nil }
      return try next(to: start, of: mailbox, isForward: true, order: order)
    case .before(let id):
      guard let start = try rows.message(id, of: mailbox) else { return nil }
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
      let found = try rows.nearestMessage(to: place, rank, of: mailbox, isToNewer: isToNewer)
      if let found { return found }
    }
    return nil
  }
}

extension MessageRow {
  /// What other programs are told of a decision; `nil` where nothing has changed that they know of.
  fileprivate func event(of disposition: PendingDecision) -> HookEvent.Kind? {
    switch disposition {
    case .save: rank != .saved && !isDeleted ? .messageRead : nil
    case .delete: isDeleted ? nil : .messageDeleted
    case .none, .markNew: nil
    }
  }
}
