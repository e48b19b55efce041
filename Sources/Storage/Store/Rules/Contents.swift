import Mailbox

/// Lists, greetings and announcements, changed by administration or on the page.
extension MailboxRules {
  /// Adds or replaces the list of that number.
  /// - Parameter revision: What the editor saw, 0 for a new list; `nil` if it does not matter.
  func set(
    _ list: DistributionList, of id: Int64, seen revision: Int64? = nil
  ) throws(StoreError) {
    let owner = try known(id)
    if let revision, try rows.revision(ofList: list.number, of: id) ?? 0 != revision {
      throw .changedMeanwhile(kind: "list", name: "\(list.number)")
    }
    for member in list.members where try rows.user(member)?.company != owner.company {
      throw .refused(
        field: "members", reason: "There is no user \(member) in the company of the list.")
    }
    let old = try rows.list(list.number, of: id)
    try rows.set(list, of: id)
    let detail = old.map { differences(from: $0, to: list) } ?? "\(list.description)"
    try record(.listsChanged, of: owner, "list \(list.number): \(detail)")
  }

  func removeList(_ number: Int, of id: Int64) throws(StoreError) {
    let owner = try known(id)
    guard try rows.removeList(number, of: id) else {
      throw .missing(kind: "list", name: "\(number)")
    }
    try record(.listsChanged, of: owner, "list \(number) removed")
  }

  /// Puts a sound into a slot; `nil` empties it.
  func setGreeting(
    _ slot: GreetingSlot, of id: Int64, to sound: PlacedSound?
  ) throws(StoreError) {
    let user = try known(id)
    let audio = try sound.map { (sound) throws(StoreError) in try rows.add(sound) }
    try rows.setRecording(slot, of: id, to: audio)
    try record(
      .greetingChanged, of: user,
      audio.map { "\(slot.rawValue): \($0.milliseconds / 1_000) s" } ?? "\(slot.rawValue) removed")
  }

  func announcements(of owner: AnnouncementOwner) throws(StoreError) -> [Announcement] {
    try checkExists(owner)
    return try rows.announcements(of: owner)
  }

  func setAnnouncement(
    _ name: String, of owner: AnnouncementOwner, to sound: PlacedSound
  ) throws(StoreError) {
    try checkExists(owner)
    try rows.setAnnouncement(name, of: owner, to: try rows.add(sound))
    try record(.announcementsChanged, of: owner, name)
  }

  func removeAnnouncement(_ name: String, of owner: AnnouncementOwner) throws(StoreError) {
    try checkExists(owner)
    guard try rows.removeAnnouncement(name, of: owner) else {
      throw .missing(kind: "announcement", name: name)
    }
    try record(.announcementsChanged, of: owner, "\(name) removed")
  }

  /// Puts a message in, as if it had been left at a moment.
  func addMessage(
    to id: Int64, _ sound: PlacedSound, from: String, isUrgent: Bool, isConfidential: Bool,
    received: Int64
  ) throws(StoreError) {
    let user = try known(id)
    let sender = try sender(signalled: from, in: try known(company: user.company))
    try deliver(
      NewMessage(
        mailbox: id, isUrgent: isUrgent, isConfidential: isConfidential, from: sender.number,
        sender: sender.user, received: received, parts: [try rows.add(sound)]), to: user)
  }

  private func checkExists(_ owner: AnnouncementOwner) throws(StoreError) {
    switch owner {
    case .company(let id): _ = try known(company: id)
    case .user(let id): _ = try known(id)
    }
  }
}
