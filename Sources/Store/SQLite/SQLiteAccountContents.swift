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

  func announcements(of company: Int64) throws(StoreError) -> [Announcement] {
    try read { (directory) throws(StoreError) in
      try directory.database.announcements(of: try directory.known(company: company).id)
    }
  }

  func setAnnouncement(
    _ name: String, of company: Int64, to samples: [Int16]
  ) throws(StoreError) {
    try checkAnnouncement(named: name)
    try placing(samples) { [store] (sound, directory) throws(StoreError) in
      let audio = try directory.database.add(sound, in: store.sounds)
      let company = try directory.known(company: company)
      try directory.database.setAnnouncement(name, of: company.id, to: audio)
    }
  }

  func removeAnnouncement(_ name: String, of company: Int64) throws(StoreError) {
    try write { (directory) throws(StoreError) in
      let company = try directory.known(company: company)
      guard try directory.database.removeAnnouncement(name, of: company.id) else {
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

  func addMessage(
    to id: Int64, samples: [Int16], from: String, isUrgent: Bool, isConfidential: Bool,
    received: Int64
  ) throws(StoreError) {
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

/// A day without changes of the clock.
let millisecondsPerDay: Int64 = 86_400_000
