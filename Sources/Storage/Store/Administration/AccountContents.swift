import Mailbox

/// Lists, sounds and messages of a mailbox.
extension MailboxAccounts {
  func lists(of user: Int64) throws(StoreError) -> [DistributionList] {
    try read { (rules) throws(StoreError) in
      try rules.rows.lists(of: try rules.known(user).id)
    }
  }

  func set(_ list: DistributionList, of user: Int64) throws(StoreError) {
    try write { (rules) throws(StoreError) in try rules.set(list, of: user) }
  }

  func revised(list number: Int, of user: Int64) throws(StoreError) -> Revised<DistributionList>? {
    try read { (rules) throws(StoreError) in
      guard let list = try rules.rows.list(number, of: try rules.known(user).id),
        let revision = try rules.rows.revision(ofList: number, of: user)
      else { return nil }
      return Revised(list, revision: revision)
    }
  }

  func set(_ list: Revised<DistributionList>, of user: Int64) throws(StoreError) {
    try write { (rules) throws(StoreError) in
      try rules.set(list.value, of: user, seen: list.revision)
    }
  }

  func removeList(_ number: Int, of user: Int64) throws(StoreError) {
    try write { (rules) throws(StoreError) in try rules.removeList(number, of: user) }
  }

  func listName(_ number: Int, of user: Int64) throws(StoreError) -> AudioReference? {
    try read { (rules) throws(StoreError) in
      try rules.rows.listName(number, of: try rules.known(user).id)
    }
  }

  func setListName(_ number: Int, of user: Int64, to samples: [Int16]) throws(StoreError) {
    try placing(samples) { (sound, rules) throws(StoreError) in
      guard try rules.setListName(sound, list: number, of: user) == .done else {
        throw .missing(kind: "list", name: "\(number)")
      }
    }
  }

  func setGreeting(
    _ slot: GreetingSlot, of user: Int64, to samples: [Int16]?
  ) throws(StoreError) {
    guard let samples else {
      return try write { (rules) throws(StoreError) in
        try rules.setGreeting(slot, of: user, to: nil)
      }
    }
    // A name may be short.
    if slot != .name { try checkLength(of: samples, field: "greeting") }
    try placing(samples) { (sound, rules) throws(StoreError) in
      try rules.setGreeting(slot, of: user, to: sound)
    }
  }

  func greeting(_ slot: GreetingSlot, of user: Int64) throws(StoreError) -> AudioReference? {
    try read { (rules) throws(StoreError) in
      try rules.rows.recording(slot, of: try rules.known(user).id)
    }
  }

  func announcements(of owner: AnnouncementOwner) throws(StoreError) -> [Announcement] {
    try read { (rules) throws(StoreError) in try rules.announcements(of: owner) }
  }

  func setAnnouncement(
    _ name: String, of owner: AnnouncementOwner, to samples: [Int16]
  ) throws(StoreError) {
    try checkAnnouncement(named: name)
    try checkLength(of: samples, field: "announcement")
    try placing(samples) { (sound, rules) throws(StoreError) in
      try rules.setAnnouncement(name, of: owner, to: sound)
    }
  }

  func removeAnnouncement(_ name: String, of owner: AnnouncementOwner) throws(StoreError) {
    try write { (rules) throws(StoreError) in
      try rules.removeAnnouncement(name, of: owner)
    }
  }

  func failedMail(of user: Int64) throws(StoreError) -> [MailJob] {
    try read { (rules) throws(StoreError) in
      try rules.rows.mail(of: user).reversed().filter {
        $0.state != .waiting && $0.kind.isOfMessage
      }
    }
  }

  func messagePage(of user: Int64, _ query: MessageQuery) throws(StoreError) -> MessagePage {
    try read { (rules) throws(StoreError) in try rules.messagePage(of: user, query) }
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

  func waitingMessages(
    ofNumber number: String, in company: Int64?
  ) throws(StoreError) -> WaitingMessages? {
    try read { (rules) throws(StoreError) in
      let user: User?
      if let company {
        user = try rules.user(named: number, in: try rules.known(company: company))
      } else {
        user = try rules.user(ofAnyCompany: number)
      }
      guard let user else { return nil }
      return try rules.waitingMessages(of: [user.id]).first
    }
  }

  func addMessage(
    to id: Int64, samples: [Int16], from: String, isUrgent: Bool, isConfidential: Bool,
    received: Int64
  ) throws(StoreError) {
    try checkSender(from)
    try placing(samples) { (sound, rules) throws(StoreError) in
      try rules.addMessage(
        to: id, sound, from: from, isUrgent: isUrgent, isConfidential: isConfidential,
        received: received)
    }
  }

  /// Refuses what is too short to be a greeting, and an announcement may become one.
  private func checkLength(of samples: [Int16], field: String) throws(StoreError) {
    let milliseconds = samples.count / 8
    guard milliseconds < Int(FinishedRecording.shortestMilliseconds) else { return }
    throw .refused(
      field: field, reason: "It lasts \(milliseconds) ms; a greeting lasts at least a second.")
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
