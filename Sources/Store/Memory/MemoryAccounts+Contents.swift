import Mailbox

extension MemoryAccounts {
  func lists(of user: Int64) throws(StoreError) -> [DistributionList] {
    try administer { state throws(StoreError) in
      try state.existing(user: user).lists.all.map { list in
        var list = list
        for member in list.members where state.mailboxes[member] == nil {
          try? list.remove(member, typedAs: "\(member)")
        }
        return list
      }
    }
  }

  func set(_ list: DistributionList, of user: Int64) throws(StoreError) {
    try administer { state throws(StoreError) in
      let mailbox = try state.existing(user: user)
      for member in list.members
      where state.mailboxes[member]?.user.company != mailbox.user.company {
        throw .refused(
          field: "members", reason: "There is no user \(member) in the company of the list.")
      }
      do throws(DistributionListError) {
        if mailbox.lists[list.number] == nil {
          try mailbox.lists.add(list)
        } else {
          try mailbox.lists.replace(list)
        }
      } catch {
        throw .refused(field: "list", reason: error.description)
      }
    }
  }

  func removeList(_ number: Int, of user: Int64) throws(StoreError) {
    try administer { state throws(StoreError) in
      do {
        try state.existing(user: user).lists.remove(number: number)
      } catch {
        throw .missing(kind: "list", name: "\(number)")
      }
    }
  }

  func setGreeting(
    _ slot: GreetingSlot, of user: Int64, to samples: [Int16]?
  ) throws(StoreError) {
    try administer { state throws(StoreError) in
      let mailbox = try state.existing(user: user)
      let sound = samples.map { state.addSound($0, milliseconds: $0.milliseconds) }
      state.setRecording(slot, of: mailbox, to: sound)
    }
  }

  func greeting(
    _ slot: GreetingSlot, of user: Int64
  ) throws(StoreError) -> AudioReference? {
    try administer { state throws(StoreError) in
      try state.existing(user: user).recordings[slot]
    }
  }

  func announcements(of owner: AnnouncementOwner) throws(StoreError) -> [Announcement] {
    try administer { state throws(StoreError) in
      try state.checkExists(owner)
      let found = state.announcements(of: owner)
      return found.map { Announcement(name: $0, sound: $1) }.sorted { $0.name < $1.name }
    }
  }

  func setAnnouncement(
    _ name: String, of owner: AnnouncementOwner, to samples: [Int16]
  ) throws(StoreError) {
    try checkAnnouncement(named: name)
    try administer { state throws(StoreError) in
      try state.checkExists(owner)
      let sound = state.addSound(samples, milliseconds: samples.milliseconds)
      state.setAnnouncement(name, of: owner, to: sound)
    }
  }

  func removeAnnouncement(_ name: String, of owner: AnnouncementOwner) throws(StoreError) {
    try administer { state throws(StoreError) in
      try state.checkExists(owner)
      guard state.announcements(of: owner)[name] != nil else {
        throw .missing(kind: "announcement", name: name)
      }
      state.setAnnouncement(name, of: owner, to: nil)
    }
  }

  func messages(of user: Int64) throws(StoreError) -> [StoredMessage] {
    try administer { state throws(StoreError) in
      let mailbox = try state.existing(user: user)
      state.purge(mailbox)
      let order = mailbox.user.settings.order
      return mailbox.messages.byID.values.map(StoredMessage.init).sorted { a, b in
        if a.isDeleted != b.isDeleted { return b.isDeleted }
        return order.precedes((a.rank, a.received, a.id), (b.rank, b.received, b.id))
      }
    }
  }

  func waitingMessages(of users: [Int64]?) throws(StoreError) -> [WaitingMessages] {
    try administer { state throws(StoreError) in
      (users ?? state.mailboxes.keys.sorted()).compactMap { state.mailboxes[$0]?.waiting }
    }
  }

  func waitingMessages(ofNumber number: String) throws(StoreError) -> WaitingMessages? {
    try administer { state throws(StoreError) in
      state.user(ofAnyCompany: number).flatMap { state.mailboxes[$0.id]?.waiting }
    }
  }

  func addMessage(
    to user: Int64, samples: [Int16], from: String, isUrgent: Bool, isConfidential: Bool,
    received: Int64
  ) throws(StoreError) {
    try checkSender(from)
    try administer { state throws(StoreError) in
      let mailbox = try state.existing(user: user)
      let company = try state.existing(company: mailbox.user.company)
      let sender = state.sender(signalled: from, in: company)
      let sound = state.addSound(samples, milliseconds: samples.milliseconds)
      state.add(
        MemoryMessage(
          id: state.newID(), isUrgent: isUrgent, isConfidential: isConfidential, parts: [sound],
          from: sender.number, sender: sender.user, received: received),
        to: mailbox)
    }
  }
}

extension MemoryState {
  fileprivate func checkExists(_ owner: AnnouncementOwner) throws(StoreError) {
    switch owner {
    case .company(let id): _ = try existing(company: id)
    case .user(let id): _ = try existing(user: id)
    }
  }
}

extension StoredMessage {
  fileprivate init(_ message: MemoryMessage) {
    self.init(
      id: message.id, rank: message.rank, isUrgent: message.isUrgent,
      isConfidential: message.isConfidential, isDeleted: message.deletedAt != nil,
      from: message.from, received: message.received, parts: message.parts,
      forwarders: message.forwarders)
  }
}

extension [Int16] {
  /// How long they play at 8 kHz.
  fileprivate var milliseconds: Int32 { Int32(clamping: count / 8) }
}
