import Mailbox

extension MemoryState {
  func recipient(_ digits: String, of sender: Int64) -> MailboxReply {
    guard let (_, company) = mailbox(sender) else { return .failed }
    guard let user = user(named: digits, in: company) else { return .unknown }
    return .recipient(recipient(user))
  }

  func list(_ number: Int, of owner: Int64?, for sender: Int64) -> MailboxReply {
    guard let own = mailboxes[sender] else { return .failed }
    let found: [MemoryMailbox]
    if let owner {
      found = mailboxes[owner].map { [$0] } ?? []
    } else if own.lists[number] != nil {
      found = [own]
    } else {
      found = people(of: own.user.company).filter { $0.lists[number]?.isOpenToOthers == true }
    }
    guard found.count == 1, let list = sharedList(number, of: found[0], for: own) else {
      return .unknown
    }
    return .list(
      description: list.description, members: living(list).count,
      owner: found[0] === own ? nil : found[0].user.id)
  }

  /// A list of somebody's if this user may send to it.
  private func sharedList(
    _ number: Int, of owner: MemoryMailbox, for sender: MemoryMailbox
  ) -> DistributionList? {
    guard let list = owner.lists[number], owner.user.company == sender.user.company,
      owner === sender || list.isOpenToOthers
    else { return nil }
    return list
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
    case .list(let number, let owner):
      let owner = owner.map { mailboxes[$0] } ?? sender
      return owner.flatMap { sharedList(number, of: $0, for: sender) }.map(living) ?? []
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
