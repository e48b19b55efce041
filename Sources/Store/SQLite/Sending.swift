import Mailbox

/// Messages from one user to others (requirements E3, E4). Each gets a message of her own; the
/// sound is stored once.
extension SQLiteStore {
  func send(_ order: SendOrder, at now: Int64) throws(StoreError) -> Step {
    var sound: PlacedAudio?
    if let take = order.take, take.isWorthKeeping {
      sound = try sounds.place(takeFolder.path(of: take.id), milliseconds: take.milliseconds)
    }
    let kept = sound
    return .write(
      { [self] (database) throws(StoreError) in
        try send(order, sound: kept, directory(database, at: now))
      },
      cleanUp: { [self] reply in
        // A refused one may be sent in another way.
        if let take = order.take, reply != .refused { takeFolder.discard(take.id) }
      })
  }

  private func send(
    _ order: SendOrder, sound: PlacedAudio?, _ directory: SQLiteDirectory
  ) throws(StoreError) -> MailboxReply {
    let database = directory.database
    let sender = try directory.known(order.sender)
    var message = NewMessage(
      mailbox: 0, isUrgent: order.isUrgent, isConfidential: order.isConfidential,
      from: sender.mainNumber.e164, sender: sender.id, received: directory.now, parts: [])
    if let id = order.forwarded {
      guard let row = try database.message(id, of: sender.id) else {
        throw .missing(kind: "message", name: "\(id)")
      }
      guard !row.isConfidential else { return .refused }
      (message.from, message.sender) = (row.senderNumber, row.senderUser)
      message.leftAt = row.leftAt ?? row.received
      message.forwarders = try database.forwarders(of: id) + [Forwarder(sender)]
      message.parts = try database.parts(of: id)
    }
    guard let receivers = try receivers(of: order, sender: sender, directory) else {
      return .refused
    }
    if let sound { message.parts.insert(try database.add(sound, in: sounds), at: 0) }
    guard !message.parts.isEmpty else { return .sent(delivered: 0, failed: []) }
    var delivered = 0
    var failed: [String] = []
    for receiver in receivers {
      let isFull = try database.quotaState(of: receiver) == .full
      guard receiver.settings.handling.mailboxIsOn, !isFull else {
        failed.append(receiver.extension.digits)
        continue
      }
      message.mailbox = receiver.id
      try database.add(message)
      delivered += 1
    }
    return .sent(delivered: delivered, failed: failed)
  }

  /// Who is to get it; `nil`: this user may not send so.
  private func receivers(
    of order: SendOrder, sender: User, _ directory: SQLiteDirectory
  ) throws(StoreError) -> [User]? {
    switch order.audience {
    case .users(let ids):
      var seen: Set<Int64> = []
      return try directory.users(ids.filter { seen.insert($0).inserted })
        .filter { $0.company == sender.company }
    case .list(let number, let owner):
      let list = try directory.sharedList(number, of: owner ?? sender.id, for: sender)
      let members = list?.members ?? []
      return try directory.users(members)
    case .company:
      let company = try directory.known(company: sender.company)
      guard company.allowsCompanyMessages && sender.settings.sendsToCompany else { return nil }
      return try directory.users(of: company.id).filter { $0.id != sender.id }
    }
  }
}
