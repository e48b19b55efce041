import Dispatch
import Mailbox
import Synchronization

/// The recordings that no row names yet, as files: the sound in `ID.wav`, which the recorder
/// writes, and the purpose in `ID.json`, which is there before the sound begins. Both stay until
/// the row that names the sound is committed.
///
/// ```
/// plan ──► the call's ──► deposit ──► delivered: discarded
///              │             └──► failed: waits, until a retry delivers it
///              └──► abandoned by the call
/// ```
/// A take belongs to its call, and then to the request that delivers it, until it is discarded or
/// released. Only one that belongs to nobody is tried again.
final class PendingRecordingFolder: PendingRecordings {
  private let directory: DataDirectory
  /// The takes of calls that are on and of requests under way.
  private let held = Mutex<Set<UInt64>>([])
  /// Removes what calls have abandoned. The recordings that were begun are the limit.
  private let remover = DispatchQueue(label: "voiceportal.store.abandoned", qos: .utility)

  init(_ directory: DataDirectory) { self.directory = directory }

  func plan(_ purpose: RecordingPurpose) -> RecordingDestination {
    let id = UInt64.random(in: 1 ... .max)
    held.withLock { _ = $0.insert(id) }
    return RecordingDestination(id: id, path: path(of: id), purpose: purpose)
  }

  func prepare(_ destination: RecordingDestination) throws(StoreError) {
    // On a slow disk the call may be over before its recording has begun.
    guard held.withLock({ $0.contains(destination.id) }) else {
      throw .missing(kind: "recording", name: "\(destination.id)")
    }
    try write(destination.purpose, of: destination.id)
  }

  private func write(_ purpose: RecordingPurpose, of id: UInt64) throws(StoreError) {
    let draft = "\(directory.incoming)/\(id).json.tmp"
    let bytes = [UInt8](try toJSON(purpose).utf8)
    // What is being recorded outlives the process; only a deposit, which syncs, outlives the
    // machine.
    try Disk.write(bytes, toNew: draft, syncs: false)
    do throws(StoreError) {
      try Disk.rename(draft, to: purposePath(of: id))
    } catch {
      try? Disk.remove(draft)
      throw error
    }
  }

  func finish(_ id: UInt64, samples: [Int16]) {}

  func audio(of id: UInt64) throws(StoreError) -> StoredAudio {
    guard try Disk.status(of: path(of: id)) != nil else {
      throw .missing(kind: "recording", name: "\(id)")
    }
    return .file(path: path(of: id))
  }

  func discard(_ id: UInt64) {
    // What cannot be removed now is cleaned at the next start. The sound goes first: a purpose
    // alone is harmless.
    try? Disk.remove(path(of: id))
    try? Disk.remove(purposePath(of: id))
    held.withLock { _ = $0.remove(id) }
  }

  func abandon(_ id: UInt64) { remover.async { self.discard(id) } }

  /// Waits until all that was abandoned is gone: what stays would be delivered by the next server.
  func finish() { remover.sync {} }

  /// A request takes over a take that waits.
  /// - Returns: Whether nobody else has it.
  func hold(_ id: UInt64) -> Bool { held.withLock { $0.insert(id).inserted } }

  /// From now on the take waits to be delivered.
  func release(_ id: UInt64) { held.withLock { _ = $0.remove(id) } }

  /// Keeps what its caller has said of a message that could not be delivered, and lets it wait.
  func release(_ deposit: Deposit) {
    let id = deposit.take.id
    let purpose = RecordingPurpose.deposit(
      mailbox: deposit.mailbox, from: deposit.from,
      marks: DepositMarks(
        isUrgent: deposit.isUrgent, isConfidential: deposit.isConfidential))
    // On a full disk the older purpose stays, which has no marks.
    if deposit.isUrgent || deposit.isConfidential { try? write(purpose, of: id) }
    release(id)
  }

  /// All takes that belong to nobody, the oldest first.
  func waiting() throws(StoreError) -> [UnfinishedRecording] {
    // Looked for first: a take is held before its sound begins.
    let all = try all()
    let held = held.withLock { $0 }
    return all.filter { !held.contains($0.id) }
  }

  func adopt(from folder: String) throws(StoreError) -> [UnfinishedRecording] {
    let other = DataDirectory(folder)
    // A server that still runs there delivers them itself.
    let lock = try FileLock.server(other)
    defer { withExtendedLifetime(lock) {} }
    var adopted: [UnfinishedRecording] = []
    for var take in try PendingRecordingFolder(other).all() where take.purpose != .draft {
      guard try Disk.status(of: path(of: take.id)) == nil else { continue }
      let draft = "\(directory.incoming)/\(take.id).wav.tmp"
      if try Disk.status(of: draft) != nil { try Disk.remove(draft) }
      _ = try Disk.copy(take.path, toNew: draft)
      try write(take.purpose, of: take.id)
      try Disk.rename(draft, to: path(of: take.id))
      take.path = path(of: take.id)
      adopted.append(take)
    }
    return adopted
  }

  func hasSound(_ take: UnfinishedRecording) throws(StoreError) -> Bool {
    try Disk.status(of: take.path) != nil
  }

  /// Where the recorder writes the sound.
  func path(of id: UInt64) -> String { "\(directory.incoming)/\(id).wav" }

  /// All takes whose sound is there, the oldest first. One whose purpose cannot be read is left alone.
  func all() throws(StoreError) -> [UnfinishedRecording] {
    var takes: [UnfinishedRecording] = []
    for name in try Disk.names(in: directory.incoming) where name.hasSuffix(".json") {
      guard let id = UInt64(name.dropLast(5)), let sound = try Disk.status(of: path(of: id))
      else { continue }
      let bytes = try Disk.read(purposePath(of: id))
      guard let text = String(validating: bytes, as: UTF8.self),
        let purpose = try? fromJSON(text, as: RecordingPurpose.self, place: purposePath(of: id))
      else { continue }
      takes.append(
        UnfinishedRecording(id: id, path: path(of: id), purpose: purpose, ended: sound.changed))
    }
    return takes.sorted { ($0.ended, $0.id) < ($1.ended, $1.id) }
  }

  /// Removes purposes without sound, and temporary files that are older than `milliseconds` since
  /// 1970 UTC; called when no call is on.
  func removeScraps(changedBefore milliseconds: Int64) throws(StoreError) {
    for name in try Disk.names(in: directory.incoming) {
      let file = "\(directory.incoming)/\(name)"
      var isScrap = try isLonelyPurpose(name)
      if name.hasSuffix(".tmp"), let status = try Disk.status(of: file) {
        isScrap = status.changed < milliseconds
      }
      if isScrap { try Disk.remove(file) }
    }
  }

  private func isLonelyPurpose(_ name: String) throws(StoreError) -> Bool {
    guard name.hasSuffix(".json"), let id = UInt64(name.dropLast(5)) else { return false }
    return try Disk.status(of: path(of: id)) == nil
  }

  private func purposePath(of id: UInt64) -> String { "\(directory.incoming)/\(id).json" }
}
