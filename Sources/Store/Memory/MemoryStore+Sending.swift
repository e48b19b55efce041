import Mailbox

extension MemoryState {
  func recipient(_ digits: String, of sender: Int64) -> MailboxReply {
    guard let (_, company) = mailbox(sender) else { return .failed }
    guard let user = user(named: digits, in: company) else { return .unknown }
    return .recipient(recipient(user))
  }

  func list(_ number: Int, of owner: Int64) -> MailboxReply {
    guard let mailbox = mailboxes[owner] else { return .failed }
    guard let list = mailbox.lists[number] else { return .unknown }
    return .list(description: list.description, members: living(list).count)
  }

  func listMember(_ index: Int, ofList number: Int, of owner: Int64) -> MailboxReply {
    guard let mailbox = mailboxes[owner] else { return .failed }
    let members = mailbox.lists[number].map(living) ?? []
    guard members.indices.contains(index) else { return .unknown }
    return .recipient(recipient(members[index].user))
  }

  /// Its members without users that were removed since.
  func living(_ list: DistributionList) -> [MemoryMailbox] {
    list.members.compactMap { mailboxes[$0] }
  }

  private func recipient(_ user: User) -> Recipient {
    Recipient(
      user: user.id, number: user.extension.digits,
      name: mailboxes[user.id]?.recordings[.name])
  }

  mutating func send(_ order: SendOrder, depot: MemoryTakes) -> MailboxReply {
    guard let (sender, company) = mailbox(order.sender) else { return .failed }
    var message = MemoryMessage(
      id: 0, isUrgent: order.isUrgent, isConfidential: order.isConfidential, parts: [],
      from: sender.user.mainNumber.e164, sender: sender.user.id, received: now)
    if let id = order.forwarded {
      guard let original = sender.messages.byID[id] else { return .failed }
      guard !original.isConfidential else { return .refused }
      (message.from, message.sender) = (original.from, original.sender)
      message.leftAt = original.leftAt ?? original.received
      message.forwarders = original.forwarders + [Forwarder(sender.user)]
      message.parts = original.parts
    }
    guard let receivers = receivers(of: order, sender: sender, company: company) else {
      return .refused
    }
    if let take = order.take {
      if take.isWorthKeeping {
        guard let sound = keep(take, depot: depot) else { return .failed }
        message.parts.insert(sound, at: 0)
      } else {
        depot.discard(take.id)
      }
    }
    guard !message.parts.isEmpty else { return .sent(delivered: 0, failed: []) }
    return deliver(message, to: receivers)
  }

  /// Who is to get it; `nil`: this user may not send so.
  private func receivers(
    of order: SendOrder, sender: MemoryMailbox, company: Company
  ) -> [MemoryMailbox]? {
    switch order.audience {
    case .users(let ids):
      var seen: Set<Int64> = []
      return ids.filter { seen.insert($0).inserted }.compactMap { mailboxes[$0] }
        .filter { $0.user.company == company.id }
    case .list(let number):
      return sender.lists[number].map(living) ?? []
    case .company:
      guard company.allowsCompanyMessages && sender.user.settings.sendsToCompany else {
        return nil
      }
      return people(of: company.id).filter { $0 !== sender }
    }
  }

  /// Each gets a message of its own; the sound is there once.
  private mutating func deliver(
    _ message: MemoryMessage, to receivers: [MemoryMailbox]
  ) -> MailboxReply {
    // Held while delivering, so that a sound that nobody can take is dropped at the end.
    use(message.parts)
    defer { release(message.parts) }
    var delivered = 0
    var failed: [String] = []
    for receiver in receivers {
      guard receiver.user.settings.handling.mailboxIsOn, receiver.quotaState() != .full else {
        failed.append(receiver.user.extension.digits)
        continue
      }
      var own = message
      own.id = newID()
      add(own, to: receiver)
      delivered += 1
    }
    return .sent(delivered: delivered, failed: failed)
  }
}
