import Audio
import Mailbox

/// Sounds, and the greetings and announcements that play them.
extension PostgresRows {
  /// The bytes of a recording are read from its file here, in the transaction that keeps them.
  func add(_ sound: PlacedSound) throws(StoreError) -> AudioReference {
    let (content, hash, milliseconds) = try sound.content()
    let row = try connection.first(
      """
      INSERT INTO audio (hash, milliseconds, bytes) VALUES ($1, $2, $3)
      ON CONFLICT (hash) DO NOTHING RETURNING id, milliseconds
      """, .text(hash), .integer(milliseconds), .integer(content.count)
    ) { AudioReference($0, from: 0) }
    if let row {
      try connection.run(
        "INSERT INTO sounds (hash, content) VALUES ($1, $2)", .text(hash), .blob(content))
      return row
    }
    let known = try connection.first(
      "SELECT id, milliseconds FROM audio WHERE hash = $1", .text(hash)
    ) { AudioReference($0, from: 0) }
    guard let known else { throw .missing(kind: "sound", name: hash) }
    return known
  }

  func recordings(of user: Int64) throws(StoreError) -> [GreetingSlot: AudioReference] {
    let found = try connection.all(
      """
      SELECT g.slot, a.id, a.milliseconds FROM greetings g JOIN audio a ON a.id = g.audio
      WHERE g.user_id = $1
      """, .integer(user)
    ) { row in (GreetingSlot(rawValue: row.text(0)), AudioReference(row, from: 1)) }
    var recordings: [GreetingSlot: AudioReference] = [:]
    for (slot, sound) in found {
      if let slot { recordings[slot] = sound }
    }
    return recordings
  }

  func recording(_ slot: GreetingSlot, of user: Int64) throws(StoreError) -> AudioReference? {
    try connection.first(
      """
      SELECT a.id, a.milliseconds FROM greetings g JOIN audio a ON a.id = g.audio
      WHERE g.user_id = $1 AND g.slot = $2
      """, .integer(user), .text(slot.rawValue)
    ) { AudioReference($0, from: 0) }
  }

  func setRecording(
    _ slot: GreetingSlot, of user: Int64, to audio: AudioReference?
  ) throws(StoreError) {
    try connection.run(
      "DELETE FROM greetings WHERE user_id = $1 AND slot = $2", .integer(user),
      .text(slot.rawValue))
    guard let audio else { return }
    try connection.run(
      "INSERT INTO greetings (user_id, slot, audio) VALUES ($1, $2, $3)", .integer(user),
      .text(slot.rawValue), .integer(audio.id))
  }

  func announcements(of owner: AnnouncementOwner) throws(StoreError) -> [Announcement] {
    try connection.all(
      """
      SELECT n.name, a.id, a.milliseconds FROM \(owner.table) n JOIN audio a ON a.id = n.audio
      WHERE n.\(owner.column) = $1
      """, .integer(owner.key)
    ) { row in Announcement(name: row.text(0), sound: AudioReference(row, from: 1)) }
    .sorted { $0.name < $1.name }
  }

  func setAnnouncement(
    _ name: String, of owner: AnnouncementOwner, to audio: AudioReference
  ) throws(StoreError) {
    _ = try removeAnnouncement(name, of: owner)
    try connection.run(
      "INSERT INTO \(owner.table) (\(owner.column), name, audio) VALUES ($1, $2, $3)",
      .integer(owner.key), .text(name), .integer(audio.id))
  }

  func removeAnnouncement(_ name: String, of owner: AnnouncementOwner) throws(StoreError) -> Bool {
    try connection.run(
      "DELETE FROM \(owner.table) WHERE \(owner.column) = $1 AND name = $2",
      .integer(owner.key), .text(name)) > 0
  }
}

extension PlacedSound {
  /// The bytes of the sound as a WAV file, their hash, and how long it plays.
  fileprivate func content() throws(StoreError) -> ([UInt8], hash: String, milliseconds: Int32) {
    switch self {
    case .file(let file):
      return (try Disk.read(file.source), file.hash, file.milliseconds)
    case .samples(let samples, let milliseconds):
      let bytes = WAVHeader.file(of: samples)
      return (bytes, ContentHash.of(bytes), milliseconds)
    }
  }
}

/// Each kind of owner has a table, so that the announcements go when the owner does.
extension AnnouncementOwner {
  fileprivate var table: String {
    switch self {
    case .company: "announcements"
    case .user: "user_announcements"
    }
  }

  fileprivate var column: String {
    switch self {
    case .company: "company"
    case .user: "user_id"
    }
  }

  fileprivate var key: Int64 {
    switch self {
    case .company(let id), .user(let id): id
    }
  }
}
