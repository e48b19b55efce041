import Mailbox

extension SQLiteRows {
  func announcements(of owner: AnnouncementOwner) throws(StoreError) -> [Announcement] {
    try database.all(
      """
      SELECT n.name, a.id, a.milliseconds FROM \(owner.table) n JOIN audio a ON a.id = n.audio
      WHERE n.\(owner.column) = ?
      """, .integer(owner.key)
    ) { row in Announcement(name: row.text(0), sound: AudioReference(row, from: 1)) }
    .sorted { $0.name < $1.name }
  }

  func setAnnouncement(
    _ name: String, of owner: AnnouncementOwner, to audio: AudioReference
  ) throws(StoreError) {
    _ = try removeAnnouncement(name, of: owner)
    try database.run(
      "INSERT INTO \(owner.table) (\(owner.column), name, audio) VALUES (?, ?, ?)",
      .integer(owner.key), .text(name), .integer(audio.id))
  }

  func removeAnnouncement(_ name: String, of owner: AnnouncementOwner) throws(StoreError) -> Bool {
    try database.run(
      "DELETE FROM \(owner.table) WHERE \(owner.column) = ? AND name = ?",
      .integer(owner.key), .text(name)) > 0
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
    case .user: "user"
    }
  }

  fileprivate var key: Int64 {
    switch self {
    case .company(let id), .user(let id): id
    }
  }
}
