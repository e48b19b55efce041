import Mailbox

/// A user's own announcements, recorded and used by phone (requirement G1).
extension MailboxRules {
  /// In the order of their making, which is that of the keys of their sounds.
  func announcement(_ index: Int, of user: Int64) throws(StoreError) -> MailboxReply {
    let sounds = try rows.announcements(of: .user(try known(user).id)).map(\.sound)
    guard sounds.indices.contains(index) else { return .unknown }
    return .greeting(sounds.sorted { $0.id < $1.id }[index])
  }

  func keepAnnouncement(
    _ sound: PlacedSound, of id: Int64
  ) throws(StoreError) -> MailboxReply {
    let user = try known(id)
    let taken = Set(try rows.announcements(of: .user(id)).map(\.name))
    let time = localTimes.localTime(of: now, now: now, zone: user.timeZone)
    let names = (1...).lazy.map { user.language.announcementName(time, attempt: $0) }
    guard let name = names.first(where: { !taken.contains($0) }) else { return .failed }
    try setAnnouncement(name, of: .user(id), to: sound)
    return .done
  }

  func useAnnouncement(
    _ sound: Int64, as slot: GreetingSlot, of id: Int64
  ) throws(StoreError) -> MailboxReply {
    guard let found = try announcement(withSound: sound, of: id) else { return .unknown }
    return try keep(found.sound, in: slot, of: try known(id))
  }

  func removeAnnouncement(_ sound: Int64, of id: Int64) throws(StoreError) -> MailboxReply {
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
