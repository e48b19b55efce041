import Mailbox

extension MemoryState {
  mutating func message(
    _ move: MessageMove, in mailbox: Int64, call: CallToken
  ) -> MailboxReply {
    guard let (mailbox, company) = self.mailbox(mailbox) else { return .failed }
    guard let message = mailbox.messages.message(move, order: mailbox.user.settings.order) else {
      return .noMessage
    }
    return .message(view(of: message, in: mailbox, company, call))
  }

  /// A message as a call sees it.
  /// - Parameter total: How many there are to choose from; `nil`: those of the mailbox.
  private mutating func view(
    of message: MemoryMessage, in mailbox: MemoryMailbox, _ company: Company, _ call: CallToken,
    total: Int? = nil
  ) -> MessageView {
    let user = mailbox.user
    return MessageView(
      id: message.id, rank: message.rank, isUrgent: message.isUrgent,
      isConfidential: message.isConfidential,
      disposition: mailbox.messages.disposition(of: message.id, by: call),
      parts: message.parts,
      sender: sender(message.from, message.sender),
      forwarders: message.forwarders.map { sender($0.number, $0.user) },
      received: clock.localTime(
        of: message.leftAt ?? message.received, now: now, zone: user.timeZone),
      callBack: callBack(toSender: message.from, in: company),
      total: Int32(clamping: total ?? Int(mailbox.messages.counts.total)))
  }

  /// A deleted message that can still be brought back (requirement E2).
  mutating func deletedMessage(
    _ move: MessageMove, in mailbox: Int64, call: CallToken
  ) -> MailboxReply {
    guard let (mailbox, company) = self.mailbox(mailbox) else { return .failed }
    let all = mailbox.messages.deletedMessages(after: keptSince(in: company))
    guard let message = all.message(move, id: \.id) else { return .noMessage }
    return .message(view(of: message, in: mailbox, company, call, total: all.count))
  }

  mutating func restore(_ message: Int64, in mailbox: Int64, call: CallToken) -> MailboxReply {
    let next = deletedMessage(.after(message), in: mailbox, call: call)
    guard let found = mailboxes[mailbox] else { return .failed }
    found.messages.restore(message)
    changed.insert(mailbox)
    guard case .message(var view) = next else { return next }
    view.total -= 1
    return .message(view)
  }

  /// What was deleted after this can be brought back.
  func keptSince(in company: Company) -> Int64 {
    now - Int64(company.keepsDeletedDays) * 86_400_000
  }

  /// A sender as a call tells of her. A user who is gone is only a number.
  private func sender(_ number: String?, _ user: Int64?) -> Sender {
    guard let mailbox = user.flatMap({ mailboxes[$0] }) else { return Sender(number: number) }
    return Sender(number: number, user: mailbox.user.id, name: mailbox.recordings[.name])
  }

  func dispose(
    _ message: Int64, in mailbox: Int64, _ disposition: Disposition, call: CallToken
  ) -> MailboxReply {
    guard let mailbox = mailboxes[mailbox],
      mailbox.messages.decide(disposition, message, by: call)
    else { return .failed }
    return .done
  }

  func deleteAll(in mailbox: Int64, call: CallToken) -> MailboxReply {
    guard let mailbox = mailboxes[mailbox] else { return .failed }
    return .count(mailbox.messages.decideToDeleteAll(by: call))
  }

  mutating func finish(_ mailbox: Int64, call: CallToken) -> MailboxReply {
    guard let mailbox = mailboxes[mailbox] else { return .failed }
    if mailbox.messages.finish(call, at: now) { changed.insert(mailbox.user.id) }
    purge(mailbox)
    return .done
  }

  /// Drops what was deleted too long ago to be brought back (requirement E2).
  mutating func purge(_ mailbox: MemoryMailbox) {
    guard let company = companiesByID[mailbox.user.company] else { return }
    let moment = keptSince(in: company)
    for message in mailbox.messages.purge(deletedUntil: moment) { release(message.parts) }
  }

  /// A message is accepted although the recorded minutes are used up, because its caller was told
  /// that there is room; only the count is a hard limit.
  mutating func deposit(_ deposit: Deposit, depot: MemoryTakes) -> MailboxReply {
    guard let (mailbox, company) = mailbox(deposit.mailbox) else { return .failed }
    guard deposit.take.isWorthKeeping else {
      depot.discard(deposit.take.id)
      return .done
    }
    guard
      Int(mailbox.messages.counts.total) < mailbox.user.settings.quota.maximumMessages
    else {
      depot.discard(deposit.take.id)
      return .full
    }
    guard let sound = keep(deposit.take, depot: depot) else { return .failed }
    let sender = sender(signalled: deposit.from, in: company)
    add(
      MemoryMessage(
        id: newID(), isUrgent: deposit.isUrgent, isConfidential: deposit.isConfidential,
        parts: [sound], from: sender.number, sender: sender.user, received: now),
      to: mailbox)
    return .done
  }

  mutating func add(_ message: MemoryMessage, to mailbox: MemoryMailbox) {
    use(message.parts)
    mailbox.messages.add(message)
    changed.insert(mailbox.user.id)
  }

  /// Takes a recording out of the depot; `nil`: it is not there, or not finished.
  mutating func keep(_ take: Take, depot: MemoryTakes) -> AudioReference? {
    guard let samples = depot.samples(of: take.id) else { return nil }
    depot.discard(take.id)
    return addSound(samples, milliseconds: take.milliseconds)
  }
}
