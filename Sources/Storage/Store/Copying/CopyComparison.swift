import Audio
import Mailbox

/// The check of a copy: both sides are described without their keys, each sound by the hash of its bytes
/// as they are read from its storage, and the descriptions must be the same.
extension StorageCopy {
  /// - Returns: What both sides have of a company.
  /// - Throws: ``StoreError`` naming what is different.
  func compare(_ company: Company, _ copy: Company) throws(StoreError) -> CopyCounts {
    var counts = CopyCounts()
    let (one, other) = (CopySide(source, passcodes), CopySide(target, passcodes))
    var (original, copied) = (company, copy)
    (original.id, copied.id) = (0, 0)
    let place = "company '\(company.name)'"
    guard original == copied else { throw Self.difference(place, "its settings") }
    counts.companies = 1
    counts.sounds += try compare(
      place, "its announcements", one.announcements(of: .company(company.id)),
      other.announcements(of: .company(copy.id)))
    let users = try one.users(of: company.id)
    _ = try compare(place, "its users", users.map(\.0), other.users(of: copy.id).map(\.0))
    for (number, user) in users {
      guard let key = try key(of: user) else { throw .missing(kind: "user", name: number) }
      counts += try compare(
        "mailbox of \(number)",
        one.portrait(of: user) { (id) throws(StoreError) in
          // Who is not there is only a number at the target.
          try self.key(of: id) == nil ? nil : try one.number(of: id)
        },
        other.portrait(of: key) { (id) throws(StoreError) in try other.number(of: id) })
    }
    counts.mails = try compare(
      place, "its mails", mails(of: company.id, in: source).map(\.marks),
      mails(of: copy.id, in: target).map(\.marks))
    counts.events = try compare(
      place, "its events for programs", hooks(of: company.id, in: source).map(\.marks),
      hooks(of: copy.id, in: target).map(\.marks))
    counts.auditEntries = try compare(
      place, "its audit log", audit(of: company.id, in: source).map(\.marks),
      audit(of: copy.id, in: target).map(\.marks))
    return counts
  }

  private func compare(
    _ place: String, _ one: MailboxPortrait, _ other: MailboxPortrait
  ) throws(StoreError) -> CopyCounts {
    guard one.counts == other.counts else {
      throw Self.difference(
        place, "the count of its messages, sounds or lists (\(one.counts) and \(other.counts))")
    }
    guard one.hash == other.hash else { throw Self.difference(place, "the hash of its content") }
    return one.counts
  }

  private func compare<Mark: Equatable>(
    _ place: String, _ what: String, _ one: [Mark], _ other: [Mark]
  ) throws(StoreError) -> Int {
    guard one == other else { throw Self.difference(place, what) }
    return one.count
  }

  private static func difference(_ place: String, _ what: String) -> StoreError {
    .broken(place: place, reason: "source and target differ in \(what)")
  }
}

/// What a mailbox holds, as far as a copy has to be the same.
struct MailboxPortrait {
  var counts: CopyCounts
  var hash: String
}

/// One side of a comparison.
private final class CopySide {
  private let store: Mailboxes
  private let passcodes: StorageCopy.Passcodes
  private var hashes: [Int64: String] = [:]

  init(_ store: Mailboxes, _ passcodes: StorageCopy.Passcodes) {
    (self.store, self.passcodes) = (store, passcodes)
  }

  /// Main numbers and keys of a company's users, by number.
  func users(of company: Int64) throws(StoreError) -> [(String, Int64)] {
    try read { (rows) throws(StoreError) in try rows.users(of: company) }
      .map { ($0.mainNumber.e164, $0.id) }.sorted { $0.0 < $1.0 }
  }

  func number(of user: Int64) throws(StoreError) -> String? {
    try read { (rows) throws(StoreError) in try rows.user(user) }?.mainNumber.e164
  }

  func announcements(of owner: AnnouncementOwner) throws(StoreError) -> [[String]] {
    try read { (rows) throws(StoreError) in try rows.announcements(of: owner) }.map {
      (announcement) throws(StoreError) in [announcement.name, try hash(of: announcement.sound)]
    }
  }

  /// - Parameter name: The main number of a user; `nil`: nobody's.
  func portrait(
    of user: Int64, name: (Int64) throws(StoreError) -> String?
  ) throws(StoreError) -> MailboxPortrait {
    var counts = CopyCounts()
    counts.users = 1
    let lines = ContentHash()
    let belongings = try read { (rows) throws(StoreError) in
      try Belongings(of: user, rows, passcodes)
    }
    lines.append("\(belongings.passcode as Any) \(belongings.history)")
    lines.append("\(belongings.webPassword as Any) \(belongings.guardOfLogins)")
    for token in belongings.tokens { lines.append("\(token.hash) \(token.expires) \(token.value)") }
    for list in belongings.lists {
      counts.lists += 1
      let members = try list.members.map { (id) throws(StoreError) in try name(id) ?? "-" }
      lines.append("\(list.number) \(list.description) \(list.isOpenToOthers) \(members)")
      if let name = belongings.listNames[list.number] {
        counts.sounds += 1
        lines.append("named \(try hash(of: name))")
      }
    }
    for source in belongings.imports { lines.append(source) }
    for (slot, sound) in belongings.recordings.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
      counts.sounds += 1
      lines.append("\(slot.rawValue) \(try hash(of: sound))")
    }
    for announcement in try announcements(of: .user(user)) {
      counts.sounds += 1
      lines.append("\(announcement)")
    }
    let messages = try read { (rows) throws(StoreError) in try rows.messages(of: user) }
    for row in messages.sorted(by: { $0.id < $1.id }) {
      let (parts, forwarders, text) = try read { (rows) throws(StoreError) in
        (
          try rows.parts(of: row.id, in: user), try rows.forwarders(of: row.id, in: user),
          try rows.transcript(of: row.id)
        )
      }
      counts.messages += 1
      counts.sounds += parts.count
      let sender = try row.senderUser.flatMap { (id) throws(StoreError) in try name(id) }
      let hashes = try parts.map { (part) throws(StoreError) in try hash(of: part) }
      let passed = try forwarders.map { (forwarder) throws(StoreError) in
        "\(try name(forwarder.user) ?? "-") \(forwarder.number)"
      }
      lines.append("\(row.marks) \(sender ?? "-") \(hashes) \(passed)")
      if let text { lines.append("\(text.marks)") }
    }
    return MailboxPortrait(counts: counts, hash: lines.finish())
  }

  private func hash(of sound: AudioReference) throws(StoreError) -> String {
    if let known = hashes[sound.id] { return known }
    let hash: String
    switch try store.audio(sound.id) {
    case .file(let path): hash = try ContentHash.of(path).hash
    case .samples(let samples): hash = ContentHash.of(WAVHeader.file(of: samples))
    }
    hashes[sound.id] = "\(hash) \(sound.milliseconds)"
    return "\(hash) \(sound.milliseconds)"
  }

  private func read<Result>(
    _ body: (any MailboxRows) throws(StoreError) -> Result
  ) throws(StoreError) -> Result {
    try store.storage.read(body)
  }
}

extension ContentHash {
  /// Appends a line.
  fileprivate func append(_ line: String) {
    let bytes = Array((line + "\n").utf8)
    unsafe bytes.withUnsafeBytes { unsafe append($0) }
  }
}

extension MailJob {
  /// What tells it from others without keys.
  fileprivate var marks: [String] {
    [token, kind.rawValue, recipient, state.rawValue, "\(due)", "\(tries)"]
  }
}
