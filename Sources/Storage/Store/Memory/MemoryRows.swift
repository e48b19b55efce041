import Mailbox

/// The rows of a ``MemoryStorage``. Every change notes how it is undone, so that a transaction or a
/// step that fails leaves nothing behind, without a copy of everything.
///
/// It is `@unchecked Sendable` because its storage's lock guards it.
final class MemoryRows: @unchecked Sendable {
  var companiesByID: [Int64: Company] = [:]
  var portals: [String: Int64] = [:]
  /// Each holds its user.
  var mailboxes: [Int64: MemoryMailbox] = [:]
  /// By main number and alias.
  var byNumber: [String: Int64] = [:]
  var byExtension: [Int64: [String: Int64]] = [:]
  var announcementsByOwner: [AnnouncementOwner: [String: AudioReference]] = [:]
  var guards: [GuardName: LoginGuard] = [:]
  var delivered: Set<UInt64> = []
  var changes: [MailboxChange] = []
  var lastChangeNumber: Int64 = 0
  var auditEntries: [AuditEntry] = []
  var mailJobs: [Int64: MailJob] = [:]
  var credentialsByHash: [String: Credential] = [:]
  /// Whose it is that came from another system, by its name there.
  var imports: [String: Int64] = [:]
  var parts: ServerParts?
  /// By message.
  var transcripts: [Int64: TranscriptJob] = [:]
  var hookJobs: [Int64: HookJob] = [:]
  /// By company and URL.
  var failingHooks: [String: HookEndpoint] = [:]
  var companyRevisions: [Int64: Int64] = [:]
  private var sounds: [Int64: Sound] = [:]
  private var unusedSounds: Set<Int64> = []
  private var lastID: Int64 = 0
  /// Whose rows the transaction has changed.
  private var changed: Set<Int64> = []
  /// How the changes of the transaction are undone, the first one first.
  private var undo: [() -> Void] = []

  /// A sound, and how many messages, slots and announcements play it.
  private struct Sound {
    var samples: [Int16]
    var milliseconds: Int32
    var uses: Int
  }

  // MARK: Transactions

  /// Keeps what was changed.
  /// - Returns: The users whose rows have changed.
  func commit() -> Set<Int64> {
    undo.removeAll(keepingCapacity: true)
    forgetOldest()
    if !unusedSounds.isEmpty { sweepSounds() }
    defer { changed.removeAll(keepingCapacity: true) }
    return changed
  }

  /// Undoes the changes since there were so many.
  func rollBack(to count: Int) {
    while undo.count > count { undo.removeLast()() }
    if count == 0 {
      changed.removeAll(keepingCapacity: true)
      sweepSounds()
    }
  }

  func step<Result>(_ body: () throws -> Result) throws -> Result {
    let start = undo.count
    do {
      return try body()
    } catch {
      rollBack(to: start)
      throw error
    }
  }

  /// Notes how a change is undone.
  func toUndo(_ action: @escaping () -> Void) { undo.append(action) }

  /// Notes whose messages or settings the transaction changes.
  func noteChange(of user: Int64) { changed.insert(user) }

  /// A key that nothing had before.
  func newID() -> Int64 {
    lastID += 1
    return lastID
  }

  // MARK: Sounds

  func samples(of id: Int64) -> [Int16]? { sounds[id]?.samples }

  func addSound(_ samples: [Int16], milliseconds: Int32) -> AudioReference {
    let id = newID()
    sounds[id] = Sound(samples: samples, milliseconds: milliseconds, uses: 0)
    unusedSounds.insert(id)
    return AudioReference(id: id, milliseconds: milliseconds)
  }

  /// Counts one more use of each, or one less.
  func use(_ parts: [AudioReference], by count: Int = 1) {
    for part in parts { use(part.id, by: count) }
    toUndo { [self] in for part in parts { use(part.id, by: -count) } }
  }

  private func use(_ id: Int64, by count: Int) {
    guard let uses = sounds[id]?.uses else { return }
    sounds[id]?.uses = uses + count
    if uses + count > 0 { unusedSounds.remove(id) } else { unusedSounds.insert(id) }
  }

  /// Drops the sounds that nothing uses any more.
  func sweepSounds() {
    for id in unusedSounds where sounds[id]?.uses == 0 { sounds[id] = nil }
    unusedSounds.removeAll(keepingCapacity: true)
  }
}

// MARK: - Companies and users

extension MemoryRows: MailboxRows {
  func companies() -> [Company] { companiesByID.values.sorted { $0.id < $1.id } }

  func company(_ id: Int64) -> Company? { companiesByID[id] }

  func company(portalKey: String) -> Company? {
    portals[portalKey].flatMap { companiesByID[$0] }
  }

  func add(_ company: Company) -> Company {
    var company = company
    company.id = newID()
    put(company.id, company)
    return company
  }

  func update(_ company: Company) { put(company.id, company) }

  func removeCompany(_ id: Int64) throws(StoreError) {
    for user in users(of: id) { removeUser(user.id) }
    removeAnnouncements(of: .company(id))
    removeHooks(of: id)
    put(id, nil)
  }

  private func put(_ id: Int64, _ company: Company?) {
    let old = companiesByID[id]
    if let old { portals[old.portalKey] = nil }
    companiesByID[id] = company
    let revision = companyRevisions[id]
    companyRevisions[id] = (revision ?? 0) + 1
    if let company { portals[company.portalKey] = id }
    toUndo { [self] in
      if let company { portals[company.portalKey] = nil }
      companiesByID[id] = old
      companyRevisions[id] = revision
      if let old { portals[old.portalKey] = id }
    }
  }

  func user(_ id: Int64) -> User? { mailboxes[id]?.user }

  func user(e164: String) -> User? { byNumber[e164].flatMap(user) }

  func user(extension digits: String, of company: Int64) -> User? {
    byExtension[company]?[digits].flatMap(user)
  }

  func users(of company: Int64) -> [User] {
    byExtension[company]?.values.compactMap { mailboxes[$0]?.user } ?? []
  }

  func userIDs() -> [Int64] { mailboxes.keys.sorted() }

  func add(_ user: User) -> User {
    var user = user
    user.id = newID()
    mailboxes[user.id] = MemoryMailbox(user: user)
    toUndo { [self, id = user.id] in mailboxes[id] = nil }
    addNumbers(of: user)
    return user
  }

  func update(_ user: User) {
    guard let mailbox = mailboxes[user.id] else { return }
    removeNumbers(of: mailbox.user)
    let old = (mailbox.user, mailbox.revision)
    (mailbox.user, mailbox.revision) = (user, mailbox.revision + 1)
    toUndo { (mailbox.user, mailbox.revision) = old }
    addNumbers(of: user)
  }

  func revision(ofUser id: Int64) -> Int64? { mailboxes[id]?.revision }

  func revision(ofCompany id: Int64) -> Int64? {
    companiesByID[id] == nil ? nil : companyRevisions[id]
  }

  func forgetNumbers(of user: User) {
    if let stored = mailboxes[user.id]?.user { removeNumbers(of: stored) }
  }

  func removeUser(_ id: Int64) {
    guard let mailbox = mailboxes[id] else { return }
    removeNumbers(of: mailbox.user)
    mailboxes[id] = nil
    toUndo { [self] in mailboxes[id] = mailbox }
    for message in mailbox.messages.all { use(message.parts, by: -1) }
    use(Array(mailbox.recordings.values), by: -1)
    removeAnnouncements(of: .user(id))
    removeMail(of: id)
    removeCredentials { $0.user == id }
    setLoginGuard(.mailbox(id), to: LoginGuard())
  }

  private func addNumbers(of user: User) {
    for number in [user.mainNumber] + user.aliases { setHolder(of: number.e164, user.id) }
    setHolder(ofExtension: user.extension.digits, in: user.company, user.id)
  }

  /// A number that somebody else has got meanwhile stays hers.
  private func removeNumbers(of user: User) {
    for number in [user.mainNumber] + user.aliases where byNumber[number.e164] == user.id {
      setHolder(of: number.e164, nil)
    }
    let short = user.extension.digits
    if byExtension[user.company]?[short] == user.id {
      setHolder(ofExtension: short, in: user.company, nil)
    }
  }

  private func setHolder(of number: String, _ id: Int64?) {
    let old = byNumber[number]
    byNumber[number] = id
    toUndo { [self] in byNumber[number] = old }
  }

  private func setHolder(ofExtension digits: String, in company: Int64, _ id: Int64?) {
    let old = byExtension[company]?[digits]
    byExtension[company, default: [:]][digits] = id
    toUndo { [self] in byExtension[company, default: [:]][digits] = old }
  }
}
