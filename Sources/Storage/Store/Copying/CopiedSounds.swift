import Audio
import Mailbox

/// Brings sounds from one storage to another.
struct CopiedSounds {
  /// A sound that is safe at the target, but has no row there yet.
  struct Copy: Sendable {
    /// As the source knows it.
    var original: AudioReference
    var sound: PlacedSound
    /// What holds it until its row is written.
    var take: UInt64
  }

  private let source: any MailboxStorage
  private let target: any MailboxStorage

  init(from source: any MailboxStorage, to target: any MailboxStorage) {
    (self.source, self.target) = (source, target)
  }

  /// Brings sounds over, and runs `body` in a transaction of the target with the sounds' names there.
  func bring(
    _ originals: Set<AudioReference>,
    _ body: @escaping @Sendable (any MailboxRows, SoundNames) throws(StoreError) -> Void
  ) throws(StoreError) {
    var copies: [Copy] = []
    defer { for copy in copies { letGo(copy) } }
    for original in originals { copies.append(try place(original)) }
    let placed = copies
    try target.write { (rows) throws(StoreError) in
      var names = SoundNames()
      for copy in placed { names[copy.original.id] = try rows.add(copy.sound) }
      try body(rows, names)
    }
  }

  private func place(_ original: AudioReference) throws(StoreError) -> Copy {
    let destination = try target.recordings.begin(.draft)
    do throws(StoreError) {
      try fill(destination, with: try source.audio(original.id))
      let take = FinishedRecording(
        id: destination.id, milliseconds: original.milliseconds, hasSound: true, ending: .key)
      return Copy(original: original, sound: try target.place(take), take: destination.id)
    } catch {
      target.recordings.discard(destination.id)
      throw error
    }
  }

  private func fill(
    _ destination: RecordingDestination, with audio: StoredAudio
  ) throws(StoreError) {
    switch (audio, destination.path) {
    case (.file(let path), let copy?):
      _ = try Disk.copy(path, toNew: copy)
    case (.samples(let samples), let copy?):
      try Disk.write(WAVHeader.file(of: samples), toNew: copy, syncs: false)
    case (.samples(let samples), nil):
      target.recordings.finish(destination.id, samples: samples)
    case (.file(let path), nil):
      throw .broken(place: path, reason: "memory takes no files")
    }
  }

  private func letGo(_ copy: Copy) {
    target.letGo(of: copy.sound)
    target.recordings.discard(copy.take)
  }
}

/// The sounds of the target by their keys at the source.
struct SoundNames: Sendable {
  private var byOriginal: [Int64: AudioReference] = [:]

  subscript(original: Int64) -> AudioReference? {
    get { byOriginal[original] }
    set { byOriginal[original] = newValue }
  }

  /// The same sounds at the target.
  func all(_ originals: [AudioReference]) throws(StoreError) -> [AudioReference] {
    try originals.map { (original) throws(StoreError) in try one(original) }
  }

  /// The same sound at the target.
  func one(_ original: AudioReference) throws(StoreError) -> AudioReference {
    guard let copy = byOriginal[original.id] else {
      throw .missing(kind: "sound", name: "\(original.id)")
    }
    return copy
  }
}
