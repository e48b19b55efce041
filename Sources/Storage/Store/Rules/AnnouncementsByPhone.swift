import Mailbox

/// A user's own announcements, recorded and used by phone (requirement G1).
extension MailboxRules {
  /// In the order of their making, which is that of the keys of their sounds.
  func announcement(_ index: Int, of user: Int64) throws(StoreError) -> FindAnnouncement.Reply {
    let sounds = try rows.announcements(of: .user(try known(user).id)).map(\.sound)
    guard sounds.indices.contains(index) else { return .unknown }
    return .announcement(sounds.sorted { $0.id < $1.id }[index])
  }

  func keepAnnouncement(
    _ sound: PlacedSound, of id: Int64
  ) throws(StoreError) -> Done {
    let user = try known(id)
    let taken = Set(try rows.announcements(of: .user(id)).map(\.name))
    let time = localTimes.localTime(of: now, now: now, zone: user.timeZone)
    var name: String
    var attempt = 0
    repeat {
      attempt += 1
      name = user.language.announcementName(time, attempt: attempt)
    } while taken.contains(name)
    try setAnnouncement(name, of: .user(id), to: sound)
    return Done()
  }

  func useAnnouncement(
    _ sound: Int64, as slot: GreetingSlot, of id: Int64
  ) throws(StoreError) -> DoneIfKnown {
    guard let found = try announcement(withSound: sound, of: id) else { return .unknown }
    _ = try keep(found.sound, in: slot, of: try known(id))
    return .done
  }

  func removeAnnouncement(_ sound: Int64, of id: Int64) throws(StoreError) -> DoneIfKnown {
    guard let found = try announcement(withSound: sound, of: id) else { return .unknown }
    try removeAnnouncement(found.name, of: .user(id))
    return .done
  }

  private func announcement(
    withSound sound: Int64, of id: Int64
  ) throws(StoreError) -> Announcement? {
    try rows.announcements(of: .user(try known(id).id)).first { $0.sound.id == sound }
  }
}
