import Mailbox

extension Database {
  /// The row of a sound whose file is in its place. Called in a transaction that writes, so that
  /// no sweep can take the file away.
  func add(_ audio: PlacedAudio, in folder: AudioFolder) throws(StoreError) -> AudioReference {
    try run(
      "INSERT INTO audio (hash, milliseconds, bytes) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
      .text(audio.hash), .integer(audio.milliseconds), .integer(audio.byteCount))
    try folder.replaceIfSwept(audio)
    let reference = try first(
      "SELECT id, milliseconds FROM audio WHERE hash = ?", .text(audio.hash)
    ) { AudioReference($0, from: 0) }
    guard let reference else { throw .missing(kind: "sound", name: audio.hash) }
    return reference
  }

  /// Puts a sound into a slot; `nil` empties it.
  func setRecording(
    _ slot: GreetingSlot, of user: Int64, to audio: AudioReference?
  ) throws(StoreError) {
    try run(
      "DELETE FROM greetings WHERE user = ? AND slot = ?", .integer(user), .text(slot.rawValue))
    guard let audio else { return }
    try run(
      "INSERT INTO greetings (user, slot, audio) VALUES (?, ?, ?)", .integer(user),
      .text(slot.rawValue), .integer(audio.id))
  }

  /// Removes sounds that no row uses any more, file and row, up to a number of them. Nobody else
  /// writes meanwhile; if the program dies between file and row, the row is removed next time.
  /// - Returns: How many these are.
  func sweepAudio(in folder: AudioFolder, limit: Int) throws(StoreError) -> Int {
    let unused = try all(
      "SELECT id, hash FROM audio WHERE uses = 0 LIMIT ?", .integer(limit)
    ) { ($0.integer(0), $0.text(1)) }
    for (id, hash) in unused {
      try Disk.remove(folder.path(of: hash))
      try run("DELETE FROM audio WHERE id = ?", .integer(id))
    }
    return unused.count
  }
}
