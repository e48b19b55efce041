import Mailbox

extension SQLiteRows {
  /// The file is in its place. In a transaction that writes no sweep can take it away.
  func add(_ sound: PlacedSound) throws(StoreError) -> AudioReference {
    guard case .file(let audio) = sound else {
      throw .broken(place: database.path, reason: "a sound is not in a file")
    }
    try database.run(
      "INSERT INTO audio (hash, milliseconds, bytes) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
      .text(audio.hash), .integer(audio.milliseconds), .integer(audio.byteCount))
    try sounds.replaceIfSwept(audio)
    let reference = try database.first(
      "SELECT id, milliseconds FROM audio WHERE hash = ?", .text(audio.hash)
    ) { AudioReference($0, from: 0) }
    guard let reference else { throw .missing(kind: "sound", name: audio.hash) }
    return reference
  }

  func setRecording(
    _ slot: GreetingSlot, of user: Int64, to audio: AudioReference?
  ) throws(StoreError) {
    try database.run(
      "DELETE FROM greetings WHERE user = ? AND slot = ?", .integer(user), .text(slot.rawValue))
    guard let audio else { return }
    try database.run(
      "INSERT INTO greetings (user, slot, audio) VALUES (?, ?, ?)", .integer(user),
      .text(slot.rawValue), .integer(audio.id))
  }
}
