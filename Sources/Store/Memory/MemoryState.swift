import Mailbox

/// Everything that a ``MemoryStore`` keeps.
struct MemoryState {
  private(set) var companiesByID: [Int64: Company] = [:]
  private(set) var mailboxes: [Int64: MemoryMailbox] = [:]
  private var portals: [String: Int64] = [:]
  private var byNumber: [String: MemoryMailbox] = [:]
  private var byExtension: [Int64: [String: MemoryMailbox]] = [:]
  private var announcements: [AnnouncementOwner: [String: AudioReference]] = [:]
  private var sounds: [Int64: Sound] = [:]
  private var lastID: Int64 = 0
  var strangers = StrangerGuards()
  var recentCalls = RecentCalls()
  var callsOut = CallsOut()
  var clock = LocalClock()
  /// The moment of the request that is being answered, milliseconds since 1970 UTC.
  var now: Int64 = 0
  /// Users whose messages or settings have changed since somebody was told of it.
  var changed: Set<Int64> = []

  /// A sound, and how many messages and slots play it.
  private struct Sound {
    var samples: [Int16]
    var uses: Int
  }

  /// A key that nothing had before.
  mutating func newID() -> Int64 {
    lastID += 1
    return lastID
  }

  /// The same with the same contents, to be changed on its own.
  func copied() -> MemoryState {
    let copies = mailboxes.mapValues { $0.copied() }
    func same(_ mailbox: MemoryMailbox) -> MemoryMailbox? { copies[mailbox.user.id] }
    var copy = self
    copy.mailboxes = copies
    copy.byNumber = byNumber.compactMapValues(same)
    copy.byExtension = byExtension.mapValues { $0.compactMapValues(same) }
    return copy
  }

  // MARK: Companies and users

  mutating func put(_ company: Company) {
    if let old = companiesByID[company.id] { portals[old.portalKey] = nil }
    companiesByID[company.id] = company
    portals[company.portalKey] = company.id
  }

  mutating func removeCompany(_ company: Company) {
    for mailbox in people(of: company.id) { remove(mailbox) }
    portals[company.portalKey] = nil
    companiesByID[company.id] = nil
    byExtension[company.id] = nil
    removeAnnouncements(of: .company(company.id))
  }

  /// The mailboxes of a company by extension.
  func people(of company: Int64) -> [MemoryMailbox] {
    (byExtension[company] ?? [:]).values.sorted { $0.user.extension < $1.user.extension }
  }

  mutating func put(_ user: User) {
    if let mailbox = mailboxes[user.id] {
      forgetNumbers(of: mailbox.user)
      mailbox.user = user
    } else {
      mailboxes[user.id] = MemoryMailbox(user: user)
    }
    guard let mailbox = mailboxes[user.id] else { return }
    changed.insert(user.id)
    for number in [user.mainNumber] + user.aliases { byNumber[number.e164] = mailbox }
    byExtension[user.company, default: [:]][user.extension.digits] = mailbox
  }

  mutating func remove(_ mailbox: MemoryMailbox) {
    forgetNumbers(of: mailbox.user)
    mailboxes[mailbox.user.id] = nil
    changed.insert(mailbox.user.id)
    for message in mailbox.messages.byID.values { release(message.parts) }
    release(Array(mailbox.recordings.values))
    removeAnnouncements(of: .user(mailbox.user.id))
  }

  /// Frees the numbers of a user; one that somebody else has taken meanwhile stays hers.
  mutating func forgetNumbers(of user: User) {
    for number in [user.mainNumber] + user.aliases
    where byNumber[number.e164]?.user.id == user.id {
      byNumber[number.e164] = nil
    }
    let short = user.extension.digits
    if byExtension[user.company]?[short]?.user.id == user.id {
      byExtension[user.company]?[short] = nil
    }
  }

  // MARK: Sounds

  /// The announcements of a company or a user.
  func announcements(of owner: AnnouncementOwner) -> [String: AudioReference] {
    announcements[owner] ?? [:]
  }

  /// Puts a sound under a name; `nil` removes it.
  mutating func setAnnouncement(
    _ name: String, of owner: AnnouncementOwner, to sound: AudioReference?
  ) {
    let old = announcements[owner]?[name]
    announcements[owner, default: [:]][name] = sound
    use(sound.map { [$0] } ?? [])
    release(old.map { [$0] } ?? [])
  }

  private mutating func removeAnnouncements(of owner: AnnouncementOwner) {
    release(Array(announcements(of: owner).values))
    announcements[owner] = nil
  }

  func samples(of id: Int64) -> [Int16]? { sounds[id]?.samples }

  /// Keeps samples that nothing uses yet.
  mutating func addSound(_ samples: [Int16], milliseconds: Int32) -> AudioReference {
    let reference = AudioReference(id: newID(), milliseconds: milliseconds)
    sounds[reference.id] = Sound(samples: samples, uses: 0)
    return reference
  }

  /// Notes one more use of each.
  mutating func use(_ parts: [AudioReference]) {
    for part in parts { sounds[part.id]?.uses += 1 }
  }

  /// Notes one use less of each, and drops what nobody uses any more.
  mutating func release(_ parts: [AudioReference]) {
    for part in parts {
      guard let uses = sounds[part.id]?.uses else { continue }
      if uses > 1 { sounds[part.id]?.uses = uses - 1 } else { sounds[part.id] = nil }
    }
  }

  /// Puts a sound into a slot; `nil` empties it.
  mutating func setRecording(
    _ slot: GreetingSlot, of mailbox: MemoryMailbox, to sound: AudioReference?
  ) {
    let old = mailbox.recordings[slot]
    mailbox.recordings[slot] = sound
    use(sound.map { [$0] } ?? [])
    release(old.map { [$0] } ?? [])
  }
}

extension MemoryState: Directory {
  func companies() -> [Company] { companiesByID.values.sorted { $0.id < $1.id } }

  func company(_ id: Int64) -> Company? { companiesByID[id] }

  func company(portalKey: String) -> Company? { portals[portalKey].flatMap { companiesByID[$0] } }

  func user(e164: String) -> User? { byNumber[e164]?.user }

  func user(extension: String, of company: Int64) -> User? {
    byExtension[company]?[`extension`]?.user
  }

  func facts(of user: User) -> MailboxFacts {
    guard let mailbox = mailboxes[user.id] else { return MailboxFacts() }
    return MailboxFacts(
      counts: mailbox.messages.counts,
      hasDeleted: companiesByID[user.company].map {
        !mailbox.messages.deletedMessages(after: keptSince(in: $0)).isEmpty
      } ?? false,
      seconds: mailbox.messages.milliseconds / 1_000,
      failedAttempts: Int32(clamping: mailbox.login.failuresSinceLogin),
      mustChange: companiesByID[user.company].flatMap { mailbox.changeReason(in: $0, at: now) },
      recordings: mailbox.recordings)
  }
}
