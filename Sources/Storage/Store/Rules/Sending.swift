import Mailbox

/// Messages from one user to others (requirements E3, E4). Each gets a message of her own; the
/// sound is stored once.
extension MailboxRules {
  /// - Parameter sound: The recorded message or introduction, if there is one.
  func send(_ order: SendOrder, sound: PlacedSound?) throws(StoreError) -> SendOrder.Reply {
    let sender = try known(order.sender)
    var message = NewMessage(
      mailbox: 0, isUrgent: order.isUrgent, isConfidential: order.isConfidential,
      from: sender.mainNumber.e164, sender: sender.id, received: now, parts: [])
    if let id = order.forwarded {
      guard let row = try rows.message(id, of: sender.id) else {
        throw .missing(kind: "message", name: "\(id)")
      }
      guard !row.isConfidential else { return .refused }
      (message.from, message.sender) = (row.senderNumber, row.senderUser)
      message.leftAt = row.leftAt ?? row.received
      message.forwarders = try rows.forwarders(of: id, in: sender.id) + [Forwarder(sender)]
      message.parts = try rows.parts(of: id, in: sender.id)
    }
    guard let receivers = try receivers(of: order, sender: sender) else { return .refused }
    if let sound { message.parts.insert(try rows.add(sound), at: 0) }
    guard !message.parts.isEmpty else { return .sent(delivered: 0, failed: []) }
    var delivered = 0
    var failed: [String] = []
    for receiver in receivers {
      let isFull = try quotaState(of: receiver) == .full
      guard receiver.settings.handling.mailboxIsOn, !isFull else {
        failed.append(receiver.extension.digits)
        continue
      }
      message.mailbox = receiver.id
      try deliver(message, to: receiver)
      delivered += 1
    }
    return .sent(delivered: delivered, failed: failed)
  }

  /// Who is to get it; `nil` if this user may not send so.
  private func receivers(
    of order: SendOrder, sender: User
  ) throws(StoreError) -> [User]? {
    switch order.audience {
    case .users(let ids):
      var seen: Set<Int64> = []
      return try users(ids.filter { seen.insert($0).inserted })
        .filter { $0.company == sender.company }
    case .list(let number, let owner):
      let list = try sharedList(number, of: owner ?? sender.id, for: sender)
      return try users(list?.members ?? [])
    case .company:
      let company = try known(company: sender.company)
      guard company.allowsCompanyMessages && sender.settings.sendsToCompany else { return nil }
      return try users(of: company.id).filter { $0.id != sender.id }
    }
  }

  /// All users of a company, by extension.
  func users(of company: Int64) throws(StoreError) -> [User] {
    try rows.users(of: company).sorted { $0.extension < $1.extension }
  }

  /// Those of these users who are there, in the same order.
  private func users(_ ids: [Int64]) throws(StoreError) -> [User] {
    var users: [User] = []
    for id in ids {
      if let user = try rows.user(id) { users.append(user) }
    }
    return users
  }
}

extension Forwarder {
  /// A user who sends a message on now.
  init(_ user: User) { self.init(user: user.id, number: user.mainNumber.e164) }
}
