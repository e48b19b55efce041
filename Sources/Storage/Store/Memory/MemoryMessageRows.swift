import Mailbox

/// Messages, and what calls have decided about them.
extension MemoryRows {
  func add(_ message: NewMessage) throws(StoreError) -> Int64 {
    guard let mailbox = mailboxes[message.mailbox] else {
      throw .missing(kind: "user", name: "\(message.mailbox)")
    }
    let id = newID()
    mailbox.messages.add(
      MemoryMessage(
        row: MessageRow(
          id: id, rank: message.rank, received: message.received, isUrgent: message.isUrgent,
          isConfidential: message.isConfidential, senderNumber: message.from,
          senderUser: message.sender, deletedAt: nil, leftAt: message.leftAt),
        parts: message.parts, forwarders: message.forwarders, take: message.take))
    toUndo { mailbox.messages.remove(id) }
    if let take = message.take {
      delivered.insert(take)
      toUndo { [self] in delivered.remove(take) }
    }
    use(message.parts)
    return id
  }

  func message(_ id: Int64, of mailbox: Int64) -> MessageRow? {
    mailboxes[mailbox]?.messages[id]?.row
  }

  func nearestMessage(
    to place: MessageRow?, _ rank: MessageRank, of mailbox: Int64, isToNewer: Bool
  ) -> MessageRow? {
    mailboxes[mailbox]?.messages.nearest(to: place, rank, isToNewer: isToNewer)
  }

  func messages(of mailbox: Int64) -> [MessageRow] {
    mailboxes[mailbox]?.messages.all.map(\.row) ?? []
  }

  func deletedMessages(of mailbox: Int64, after moment: Int64) -> [Int64] {
    deleted(of: mailbox, after: moment)
      .sorted { ($0.deletedAt ?? 0, $0.id) > ($1.deletedAt ?? 0, $1.id) }
      .map(\.id)
  }

  func hasDeletedMessages(of mailbox: Int64, after moment: Int64) -> Bool {
    !deleted(of: mailbox, after: moment).isEmpty
  }

  private func deleted(of mailbox: Int64, after moment: Int64) -> [MessageRow] {
    guard let messages = mailboxes[mailbox]?.messages else { return [] }
    return messages.deleted.compactMap { messages[$0]?.row }
      .filter { row in row.deletedAt.map { $0 > moment } ?? false }
  }

  func parts(of message: Int64, in mailbox: Int64) -> [AudioReference] {
    mailboxes[mailbox]?.messages[message]?.parts ?? []
  }

  func forwarders(of message: Int64, in mailbox: Int64) -> [Forwarder] {
    mailboxes[mailbox]?.messages[message]?.forwarders ?? []
  }

  func details(of messages: [Int64], in mailbox: Int64) -> MessageDetails {
    var details = MessageDetails()
    for message in messages {
      details.parts[message] = parts(of: message, in: mailbox)
      details.forwarders[message] = forwarders(of: message, in: mailbox)
      details.transcripts[message] = transcript(of: message)
    }
    return details
  }

  func hasDelivered(_ take: UInt64) -> Bool { delivered.contains(take) }

  func contents(of mailbox: Int64) -> MailboxContents {
    guard let messages = mailboxes[mailbox]?.messages else { return MailboxContents() }
    return MailboxContents(counts: messages.counts, milliseconds: messages.milliseconds)
  }

  func urgentSaved(of mailbox: Int64) -> Int { mailboxes[mailbox]?.messages.urgentSaved ?? 0 }

  func setState(of message: Int64, in mailbox: Int64, rank: MessageRank, deletedAt: Int64?) {
    guard let mailbox = mailboxes[mailbox], let old = mailbox.messages[message]?.row else {
      return
    }
    mailbox.messages.setState(of: message, rank: rank, deletedAt: deletedAt)
    toUndo {
      mailbox.messages.setState(of: message, rank: old.rank, deletedAt: old.deletedAt)
    }
  }

  func removeMessages(of company: Int64, deletedUntil moment: Int64, limit: Int) -> Int {
    var count = 0
    for user in users(of: company) {
      guard let mailbox = mailboxes[user.id] else { continue }
      for id in mailbox.messages.deleted where count < limit {
        guard let message = mailbox.messages[id], let deletedAt = message.row.deletedAt,
          deletedAt <= moment
        else { continue }
        mailbox.messages.remove(id)
        toUndo { mailbox.messages.add(message) }
        if let take = message.take {
          delivered.remove(take)
          toUndo { [self] in delivered.insert(take) }
        }
        use(message.parts, by: -1)
        count += 1
      }
    }
    return count
  }

  // MARK: Decisions

  func disposition(of message: Int64, in mailbox: Int64, by call: CallToken) -> PendingDecision {
    mailboxes[mailbox]?.decisions[call]?[message] ?? .none
  }

  func decide(
    _ disposition: PendingDecision, message: Int64, in mailbox: Int64, by call: CallToken
  ) {
    guard let mailbox = mailboxes[mailbox] else { return }
    let old = mailbox.decisions[call]?[message]
    mailbox.decisions[call, default: [:]][message] = disposition
    toUndo { mailbox.decisions[call, default: [:]][message] = old }
  }

  func decideToDeleteAll(of mailbox: Int64, by call: CallToken) -> Int {
    guard let mailbox = mailboxes[mailbox] else { return 0 }
    let old = mailbox.decisions[call]
    var own = old ?? [:]
    let ids = mailbox.messages.present.filter { own[$0] != .delete }
    for id in ids { own[id] = .delete }
    mailbox.decisions[call] = own
    toUndo { mailbox.decisions[call] = old }
    return ids.count
  }

  func hasDecided(_ call: CallToken, in mailbox: Int64) -> Bool {
    mailboxes[mailbox]?.decisions[call] != nil
  }

  func decisions(of call: CallToken, in mailbox: Int64) -> [Decision] {
    (mailboxes[mailbox]?.decisions[call] ?? [:]).sorted { $0.key < $1.key }
      .map { Decision(mailbox: mailbox, message: $0.key, disposition: $0.value) }
  }

  func decisions() -> [Decision] {
    mailboxes.keys.sorted().flatMap { mailbox in
      (mailboxes[mailbox]?.decisions.keys ?? [:].keys).flatMap {
        decisions(of: $0, in: mailbox)
      }
    }
  }

  func forgetDecisions(of call: CallToken, in mailbox: Int64) {
    guard let mailbox = mailboxes[mailbox], let old = mailbox.decisions[call] else { return }
    mailbox.decisions[call] = nil
    toUndo { mailbox.decisions[call] = old }
  }

  func forgetDecisions() {
    for (id, mailbox) in mailboxes {
      for call in mailbox.decisions.keys { forgetDecisions(of: call, in: id) }
    }
  }
}
