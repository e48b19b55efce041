import Mailbox

/// Distribution lists, greetings and announcements.
extension MemoryRows {
  func list(_ number: Int, of owner: Int64) -> DistributionList? {
    mailboxes[owner]?.lists[number].map(withoutTheGone)
  }

  func lists(of owner: Int64) -> [DistributionList] {
    (mailboxes[owner]?.lists.values.sorted { $0.number < $1.number } ?? []).map(withoutTheGone)
  }

  func ownersOfOpenLists(_ number: Int, company: Int64) -> [Int64] {
    let owners = users(of: company).map(\.id).filter {
      mailboxes[$0]?.lists[number]?.isOpenToOthers == true
    }
    return Array(owners.prefix(2))
  }

  func set(_ list: DistributionList, of owner: Int64) { put(list, at: list.number, of: owner) }

  func revision(ofList number: Int, of owner: Int64) -> Int64? {
    mailboxes[owner]?.listRevisions[number]
  }

  func removeList(_ number: Int, of owner: Int64) -> Bool {
    guard mailboxes[owner]?.lists[number] != nil else { return false }
    setListName(number, of: owner, to: nil)
    put(nil, at: number, of: owner)
    return true
  }

  func listName(_ number: Int, of owner: Int64) -> AudioReference? {
    mailboxes[owner]?.listNames[number]
  }

  func setListName(_ number: Int, of owner: Int64, to sound: AudioReference?) {
    guard let mailbox = mailboxes[owner] else { return }
    let old = mailbox.listNames[number]
    mailbox.listNames[number] = sound
    toUndo { mailbox.listNames[number] = old }
    if let sound { use([sound]) }
    if let old { use([old], by: -1) }
  }

  private func put(_ list: DistributionList?, at number: Int, of owner: Int64) {
    guard let mailbox = mailboxes[owner] else { return }
    let old = (mailbox.lists[number], mailbox.listRevisions[number])
    mailbox.lists[number] = list
    mailbox.listRevisions[number] = list == nil ? nil : (old.1 ?? 0) + 1
    toUndo { (mailbox.lists[number], mailbox.listRevisions[number]) = old }
  }

  private func withoutTheGone(_ list: DistributionList) -> DistributionList {
    var list = list
    for member in list.members where mailboxes[member] == nil {
      // It is a member: this does not fail.
      try? list.remove(member, typedAs: "\(member)")
    }
    return list
  }

  func add(_ sound: PlacedSound) throws(StoreError) -> AudioReference {
    guard case .samples(let samples, let milliseconds) = sound else {
      throw .broken(place: "memory", reason: "a sound is in a file")
    }
    return addSound(samples, milliseconds: milliseconds)
  }

  func recordings(of user: Int64) -> [GreetingSlot: AudioReference] {
    mailboxes[user]?.recordings ?? [:]
  }

  func recording(_ slot: GreetingSlot, of user: Int64) -> AudioReference? {
    mailboxes[user]?.recordings[slot]
  }

  func setRecording(_ slot: GreetingSlot, of user: Int64, to sound: AudioReference?) {
    guard let mailbox = mailboxes[user] else { return }
    let old = mailbox.recordings[slot]
    mailbox.recordings[slot] = sound
    toUndo { mailbox.recordings[slot] = old }
    if let sound { use([sound]) }
    if let old { use([old], by: -1) }
  }

  func announcements(of owner: AnnouncementOwner) -> [Announcement] {
    (announcementsByOwner[owner] ?? [:]).map { Announcement(name: $0, sound: $1) }
      .sorted { $0.name < $1.name }
  }

  func setAnnouncement(_ name: String, of owner: AnnouncementOwner, to sound: AudioReference) {
    put(sound, named: name, of: owner)
  }

  func removeAnnouncement(_ name: String, of owner: AnnouncementOwner) -> Bool {
    guard announcementsByOwner[owner]?[name] != nil else { return false }
    put(nil, named: name, of: owner)
    return true
  }

  func removeAnnouncements(of owner: AnnouncementOwner) {
    for name in (announcementsByOwner[owner] ?? [:]).keys { put(nil, named: name, of: owner) }
  }

  private func put(_ sound: AudioReference?, named name: String, of owner: AnnouncementOwner) {
    let old = announcementsByOwner[owner]?[name]
    announcementsByOwner[owner, default: [:]][name] = sound
    toUndo { [self] in announcementsByOwner[owner, default: [:]][name] = old }
    if let sound { use([sound]) }
    if let old { use([old], by: -1) }
  }
}
