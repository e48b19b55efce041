public import Mailbox

/// A recording that was waiting when the process ended (requirement D7).
public struct UnfinishedTake: Equatable, Sendable {
  /// The take's key: a deposit names it.
  public var id: UInt64
  /// The file as far as it was written. Its header may be behind its samples.
  public var path: String
  /// What it was recorded for.
  public var purpose: TakePurpose
}

/// The recordings that no row names yet, as files: the sound in `ID.wav`, which the recorder
/// writes, and the purpose in `ID.json`, which is there before the sound begins. Both stay until
/// the row that names the sound is committed.
final class TakeFolder: TakeDepot {
  private let directory: DataDirectory

  init(_ directory: DataDirectory) { self.directory = directory }

  func begin(_ purpose: TakePurpose) throws(StoreError) -> TakeDestination {
    let id = UInt64.random(in: 1 ... .max)
    let draft = "\(directory.incoming)/\(id).json.tmp"
    let bytes = [UInt8](try toJSON(purpose).utf8)
    // A line must not wait for the disk here. What is being recorded outlives the process; only a
    // deposit, which syncs, outlives the machine.
    try Disk.write(bytes, toNew: draft, syncs: false)
    do throws(StoreError) {
      try Disk.rename(draft, to: purposePath(of: id))
    } catch {
      try? Disk.remove(draft)
      throw error
    }
    return TakeDestination(id: id, path: path(of: id))
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
  }

  /// Where the recorder writes the sound.
  func path(of id: UInt64) -> String { "\(directory.incoming)/\(id).wav" }

  /// All takes whose sound is there. One whose purpose cannot be read is left alone.
  func all() throws(StoreError) -> [UnfinishedTake] {
    var takes: [UnfinishedTake] = []
    for name in try Disk.names(in: directory.incoming) where name.hasSuffix(".json") {
      guard let id = UInt64(name.dropLast(5)), try Disk.status(of: path(of: id)) != nil else {
        continue
      }
      let bytes = try Disk.read(purposePath(of: id))
      guard let text = String(validating: bytes, as: UTF8.self),
        let purpose = try? fromJSON(text, as: TakePurpose.self, place: purposePath(of: id))
      else { continue }
      takes.append(UnfinishedTake(id: id, path: path(of: id), purpose: purpose))
    }
    return takes.sorted { $0.id < $1.id }
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
