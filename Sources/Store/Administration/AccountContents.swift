import Mailbox

/// Lists, sounds and messages of a mailbox.
extension MailboxAccounts {
  func lists(of user: Int64) throws(StoreError) -> [DistributionList] {
    try read { (rules) throws(StoreError) in
      try rules.rows.lists(of: try rules.known(user).id)
    }
  }

  func set(_ list: DistributionList, of user: Int64) throws(StoreError) {
    try write { (rules) throws(StoreError) in
      let owner = try rules.known(user)
      for member in list.members where try rules.rows.user(member)?.company != owner.company {
        throw .refused(
          field: "members", reason: "There is no user \(member) in the company of the list.")
      }
      try rules.rows.set(list, of: user)
    }
  }

  func removeList(_ number: Int, of user: Int64) throws(StoreError) {
    try write { (rules) throws(StoreError) in
      let owner = try rules.known(user)
      guard try rules.rows.removeList(number, of: owner.id) else {
        throw .missing(kind: "list", name: "\(number)")
      }
    }
  }

  func setGreeting(
    _ slot: GreetingSlot, of user: Int64, to samples: [Int16]?
  ) throws(StoreError) {
    guard let samples else {
      return try write { (rules) throws(StoreError) in
        try rules.rows.setRecording(slot, of: try rules.known(user).id, to: nil)
      }
    }
    try placing(samples) { (sound, rules) throws(StoreError) in
      let audio = try rules.rows.add(sound)
      try rules.rows.setRecording(slot, of: try rules.known(user).id, to: audio)
    }
  }

  func greeting(_ slot: GreetingSlot, of user: Int64) throws(StoreError) -> AudioReference? {
    try read { (rules) throws(StoreError) in
      try rules.rows.recording(slot, of: try rules.known(user).id)
    }
  }

  func announcements(of owner: AnnouncementOwner) throws(StoreError) -> [Announcement] {
    try read { (rules) throws(StoreError) in
      try rules.checkExists(owner)
      return try rules.rows.announcements(of: owner)
    }
  }

  func setAnnouncement(
    _ name: String, of owner: AnnouncementOwner, to samples: [Int16]
  ) throws(StoreError) {
    try checkAnnouncement(named: name)
    try placing(samples) { (sound, rules) throws(StoreError) in
      let audio = try rules.rows.add(sound)
      try rules.checkExists(owner)
      try rules.rows.setAnnouncement(name, of: owner, to: audio)
    }
  }

  func removeAnnouncement(_ name: String, of owner: AnnouncementOwner) throws(StoreError) {
    try write { (rules) throws(StoreError) in
      try rules.checkExists(owner)
      guard try rules.rows.removeAnnouncement(name, of: owner) else {
        throw .missing(kind: "announcement", name: name)
      }
    }
  }

  func messages(of id: Int64) throws(StoreError) -> [StoredMessage] {
    try read { (rules) throws(StoreError) in
      try rules.storedMessages(of: id)
    }
  }

  func waitingMessages(of users: [Int64]?) throws(StoreError) -> [WaitingMessages] {
    try read { (rules) throws(StoreError) in
      if let users { return try rules.waitingMessages(of: users) }
      return try rules.waitingMessages(of: rules.rows.userIDs())
    }
  }

  func waitingMessages(ofNumber number: String) throws(StoreError) -> WaitingMessages? {
    try read { (rules) throws(StoreError) in
      guard let user = try rules.user(ofAnyCompany: number) else { return nil }
      return try rules.waitingMessages(of: [user.id]).first
    }
  }

  func addMessage(
    to id: Int64, samples: [Int16], from: String, isUrgent: Bool, isConfidential: Bool,
    received: Int64
  ) throws(StoreError) {
    try checkSender(from)
    try placing(samples) { (sound, rules) throws(StoreError) in
      let company = try rules.known(company: try rules.known(id).company)
      let sender = try rules.sender(signalled: from, in: company)
      try rules.rows.add(
        NewMessage(
          mailbox: id, isUrgent: isUrgent, isConfidential: isConfidential, from: sender.number,
          sender: sender.user, received: received,
          parts: [try rules.rows.add(sound)]))
    }
  }

  /// Brings samples to safety, then writes the rows that name them.
  private func placing(
    _ samples: [Int16],
    _ body: @escaping @Sendable (PlacedSound, MailboxRules) throws(StoreError) -> Void
  ) throws(StoreError) {
    let sound = try mailboxes.storage.place(samples)
    defer { mailboxes.storage.letGo(of: sound) }
    try write { (rules) throws(StoreError) in try body(sound, rules) }
  }
}

extension MailboxRules {
  fileprivate func checkExists(_ owner: AnnouncementOwner) throws(StoreError) {
    switch owner {
    case .company(let id): _ = try known(company: id)
    case .user(let id): _ = try known(id)
    }
  }
}
