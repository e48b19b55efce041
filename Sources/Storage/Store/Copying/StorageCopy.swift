import Mailbox

/// Copies companies, with all that belongs to them, from one storage to another, of whichever kinds the
/// two are. Nobody else may write to either meanwhile.
///
/// What is copied gets new keys: a company is known again by its name, a user by her main number, and
/// messages by their order. So a copy that was interrupted goes on where it was when it is run again,
/// and one company can come to others. What is of one place or one moment is not copied: the change
/// feed, decisions of calls that are on, sessions of browsers, links that sign in, the leases of nodes.
public final class StorageCopy {
  /// What becomes of passcodes and web passwords, which are keyed with the storage's secret.
  public enum Passcodes: Sendable {
    /// Both storages have the same secret.
    case kept
    /// Every user needs a new one.
    case dropped
  }

  let source: Mailboxes
  let target: Mailboxes
  let passcodes: Passcodes
  let sounds: CopiedSounds
  private let progress: (String) -> Void
  /// Keys of users of the source, and those of the same users at the target.
  private var keys: [Int64: Int64?] = [:]

  /// Nothing is copied yet.
  /// - Parameter progress: Is told in a sentence what has been copied.
  public init(
    from source: Mailboxes, to target: Mailboxes, passcodes: Passcodes,
    progress: @escaping (String) -> Void = { _ in }
  ) {
    (self.source, self.target, self.passcodes) = (source, target, passcodes)
    self.progress = progress
    sounds = CopiedSounds(from: source.storage, to: target.storage)
  }

  /// Copies, and then compares both sides, sounds byte by byte.
  /// - Parameter name: Of the one company; `nil`: all.
  /// - Returns: What the target has of these companies now.
  /// - Throws: ``StoreError``. What was copied stays, and the next run goes on from there.
  public func run(company name: String? = nil) throws(StoreError) -> CopyCounts {
    var pairs: [(source: Company, target: Company)] = []
    for company in try companies(named: name) {
      pairs.append((company, try copyPeople(of: company)))
    }
    // Only now is everybody there whom a list, a sender or an entry of the log may name.
    for pair in pairs { try copyBelongings(of: pair.source, to: pair.target) }
    if name == nil { try copyStrangersGuards() }
    var total = CopyCounts()
    for pair in pairs { total += try compare(pair.source, pair.target) }
    return total
  }

  /// The key at the target of a user of the source; `nil` if she is not there.
  func key(of user: Int64) throws(StoreError) -> Int64? {
    if let known = keys[user] { return known }
    let number = try source.storage.read { (rows) throws(StoreError) in
      try rows.user(user)?.mainNumber.e164
    }
    var key: Int64?
    if let number {
      key = try target.storage.read { (rows) throws(StoreError) in try rows.user(e164: number)?.id }
    }
    keys[user] = .some(key)
    return key
  }

  // MARK: Steps

  private func companies(named name: String?) throws(StoreError) -> [Company] {
    let all = try source.storage.read { (rows) throws(StoreError) in try rows.companies() }
    guard let name else { return all }
    guard let company = all.first(where: { $0.name == name }) else {
      throw .missing(kind: "company", name: name)
    }
    return [company]
  }

  private func copyPeople(of company: Company) throws(StoreError) -> Company {
    let copy = try copyRow(of: company)
    let users = try source.storage.read { (rows) throws(StoreError) in
      try rows.users(of: company.id)
    }
    let batches = users.sorted { $0.id < $1.id }.batches(of: Self.usersAtOnce)
    for batch in batches {
      try target.storage.write { (rows) throws(StoreError) in
        for user in batch { try rows.bring(user, into: copy.id) }
      }
    }
    progress("\(company.name): \(users.count) users")
    return copy
  }

  private func copyRow(of company: Company) throws(StoreError) -> Company {
    try target.storage.write { (rows) throws(StoreError) in
      guard var known = try rows.companies().first(where: { $0.name == company.name }) else {
        return try rows.add(company)
      }
      let id = known.id
      known.id = company.id
      guard known == company else {
        throw .broken(
          place: "company '\(company.name)'",
          reason: "the target has it already, with other settings")
      }
      known.id = id
      return known
    }
  }

  private func copyBelongings(of company: Company, to copy: Company) throws(StoreError) {
    try copyAnnouncements(of: .company(company.id), to: .company(copy.id))
    let users = try source.storage.read { (rows) throws(StoreError) in
      try rows.users(of: company.id)
    }.sorted { $0.id < $1.id }
    for (place, user) in users.enumerated() {
      guard let key = try key(of: user.id) else {
        throw .missing(kind: "user", name: user.mainNumber.e164)
      }
      try copyBelongings(of: user.id, to: key)
      try copyMessages(of: user, to: key)
      try copyTranscripts(of: user.id, to: key)
      if (place + 1) % Self.usersAtOnce == 0 {
        progress("\(company.name): mailboxes of \(place + 1) of \(users.count) users")
      }
    }
    try copyMail(of: company, to: copy)
    try copyHooks(of: company, to: copy)
    try copyAudit(of: company, to: copy)
    try copyGuards(of: company, to: copy)
  }

  private static let usersAtOnce = 200
}

/// How much a copy holds.
public struct CopyCounts: Equatable, Sendable {
  public var companies = 0
  public var users = 0
  /// Deleted ones that can be brought back included.
  public var messages = 0
  /// Sounds of messages, greetings and announcements; one that several of them share counts for each.
  public var sounds = 0
  public var lists = 0
  public var mails = 0
  /// Events for the companies' programs that wait, or could not be sent.
  public var events = 0
  public var auditEntries = 0

  /// Nothing.
  public init() {}

  /// Adds what another company has.
  static func += (total: inout CopyCounts, part: CopyCounts) {
    total.companies += part.companies
    total.users += part.users
    total.messages += part.messages
    total.sounds += part.sounds
    total.lists += part.lists
    total.mails += part.mails
    total.events += part.events
    total.auditEntries += part.auditEntries
  }
}

extension MailboxRows {
  /// Adds a user of another storage to a company, unless she is there already.
  fileprivate func bring(_ user: User, into company: Int64) throws(StoreError) {
    var copy = user
    copy.company = company
    if let known = try self.user(e164: user.mainNumber.e164) {
      copy.id = known.id
      guard known == copy else {
        throw .broken(
          place: "user \(user.mainNumber.e164)",
          reason: "the target has this number already, with another company or other settings")
      }
      return
    }
    _ = try add(copy)
  }
}

extension Array {
  /// The elements in order, so many at a time.
  func batches(of size: Int) -> [[Element]] {
    stride(from: 0, to: count, by: size).map { Array(self[$0..<Swift.min($0 + size, count)]) }
  }
}
