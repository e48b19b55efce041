import Mailbox

/// Lists, sounds and messages of a mailbox.
extension SQLiteAccounts {
  func lists(of user: Int64) throws(StoreError) -> [DistributionList] {
    try read { (directory) throws(StoreError) in
      try directory.database.lists(of: try directory.known(user).id)
    }
  }

  func set(_ list: DistributionList, of user: Int64) throws(StoreError) {
    try write { (directory) throws(StoreError) in
      let owner = try directory.known(user)
      for member in list.members where try directory.user(member)?.company != owner.company {
        throw .refused(
          field: "members", reason: "There is no user \(member) in the company of the list.")
      }
      try directory.database.set(list, of: user)
    }
  }

  func removeList(_ number: Int, of user: Int64) throws(StoreError) {
    try write { (directory) throws(StoreError) in
      let owner = try directory.known(user)
      guard try directory.database.removeList(number, of: owner.id) else {
        throw .missing(kind: "list", name: "\(number)")
      }
    }
  }

  func setGreeting(
    _ slot: GreetingSlot, of user: Int64, to samples: [Int16]?
  ) throws(StoreError) {
    guard let samples else {
      return try write { (directory) throws(StoreError) in
        try directory.database.setRecording(slot, of: try directory.known(user).id, to: nil)
      }
    }
    try placing(samples) { [store] (sound, directory) throws(StoreError) in
      let audio = try directory.database.add(sound, in: store.sounds)
      try directory.database.setRecording(slot, of: try directory.known(user).id, to: audio)
    }
  }

  func greeting(_ slot: GreetingSlot, of user: Int64) throws(StoreError) -> AudioReference? {
    try read { (directory) throws(StoreError) in
      try directory.recording(slot, of: try directory.known(user).id)
    }
  }

  func announcements(of owner: AnnouncementOwner) throws(StoreError) -> [Announcement] {
    try read { (directory) throws(StoreError) in
      try directory.checkExists(owner)
      return try directory.database.announcements(of: owner)
    }
  }

  func setAnnouncement(
    _ name: String, of owner: AnnouncementOwner, to samples: [Int16]
  ) throws(StoreError) {
    try checkAnnouncement(named: name)
    try placing(samples) { [store] (sound, directory) throws(StoreError) in
      let audio = try directory.database.add(sound, in: store.sounds)
      try directory.checkExists(owner)
      try directory.database.setAnnouncement(name, of: owner, to: audio)
    }
  }

  func removeAnnouncement(_ name: String, of owner: AnnouncementOwner) throws(StoreError) {
    try write { (directory) throws(StoreError) in
      try directory.checkExists(owner)
      guard try directory.database.removeAnnouncement(name, of: owner) else {
        throw .missing(kind: "announcement", name: name)
      }
    }
  }

  func messages(of id: Int64) throws(StoreError) -> [StoredMessage] {
    try read { (directory) throws(StoreError) in
      let user = try directory.known(id)
      let company = try directory.known(company: user.company)
      return try directory.database.messages(
        of: id, order: user.settings.order,
        deletedAfter: directory.now - Int64(company.keepsDeletedDays) * millisecondsPerDay)
    }
  }

  func waitingMessages(of users: [Int64]?) throws(StoreError) -> [WaitingMessages] {
    try read { (directory) throws(StoreError) in
      if let users { return try directory.waitingMessages(of: users) }
      return try directory.waitingMessages(of: directory.database.usersOfAllCompanies())
    }
  }

  func waitingMessages(ofNumber number: String) throws(StoreError) -> WaitingMessages? {
    try read { (directory) throws(StoreError) in
      guard let user = try directory.user(ofAnyCompany: number) else { return nil }
      return try directory.waitingMessages(of: [user.id]).first
    }
  }

  func addMessage(
    to id: Int64, samples: [Int16], from: String, isUrgent: Bool, isConfidential: Bool,
    received: Int64
  ) throws(StoreError) {
    try checkSender(from)
    try placing(samples) { [store] (sound, directory) throws(StoreError) in
      let company = try directory.known(company: try directory.known(id).company)
      let sender = try directory.sender(signalled: from, in: company)
      try directory.database.add(
        NewMessage(
          mailbox: id, isUrgent: isUrgent, isConfidential: isConfidential, from: sender.number,
          sender: sender.user, received: received,
          parts: [try directory.database.add(sound, in: store.sounds)]))
    }
  }

  /// Brings samples to safety, then writes the rows that name them.
  private func placing(
    _ samples: [Int16],
    _ body: @escaping @Sendable (PlacedAudio, SQLiteDirectory) throws(StoreError) -> Void
  ) throws(StoreError) {
    let sound = try store.sounds.place(samples)
    // What stays behind is removed at the next start of a server.
    defer { try? Disk.remove(sound.source) }
    try write { (directory) throws(StoreError) in try body(sound, directory) }
  }
}

extension SQLiteDirectory {
  fileprivate func checkExists(_ owner: AnnouncementOwner) throws(StoreError) {
    switch owner {
    case .company(let id): _ = try known(company: id)
    case .user(let id): _ = try known(id)
    }
  }
}

/// A day without changes of the clock.
let millisecondsPerDay: Int64 = 86_400_000
