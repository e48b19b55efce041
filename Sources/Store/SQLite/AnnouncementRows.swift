import Mailbox

extension Database {
  /// All announcements of a company, by name.
  func announcements(of company: Int64) throws(StoreError) -> [Announcement] {
    try all(
      """
      SELECT n.name, a.id, a.milliseconds FROM announcements n JOIN audio a ON a.id = n.audio
      WHERE n.company = ?
      """, .integer(company)
    ) { row in Announcement(name: row.text(0), sound: AudioReference(row, from: 1)) }
    .sorted { $0.name < $1.name }
  }

  /// Adds or replaces an announcement.
  func setAnnouncement(
    _ name: String, of company: Int64, to audio: AudioReference
  ) throws(StoreError) {
    _ = try removeAnnouncement(name, of: company)
    try run(
      "INSERT INTO announcements (company, name, audio) VALUES (?, ?, ?)", .integer(company),
      .text(name), .integer(audio.id))
  }

  /// Whether there was one of this name.
  func removeAnnouncement(_ name: String, of company: Int64) throws(StoreError) -> Bool {
    try run(
      "DELETE FROM announcements WHERE company = ? AND name = ?", .integer(company), .text(name))
      > 0
  }
}
