import Synchronization

/// Sounds of the database that were fetched, as files of this node, so that each is fetched once. It is
/// bounded: what was not asked for longest goes first.
final class SoundCache: Sendable {
  private struct Entry {
    var byteCount: Int
    var lastUse: UInt64
  }

  private struct State {
    var entries: [String: Entry] = [:]
    var byteCount = 0
    var uses: UInt64 = 0
    /// The hashes of rows that were asked for, by the rows' keys.
    var rows: [Int64: String] = [:]
    /// Whether the file has all of these.
    var isKept = true

    /// Notes a sound, or that it was asked for again.
    mutating func use(_ hash: String, byteCount: Int? = nil) {
      uses += 1
      if let known = entries[hash] {
        entries[hash]?.lastUse = uses
        self.byteCount += (byteCount ?? known.byteCount) - known.byteCount
        entries[hash]?.byteCount = byteCount ?? known.byteCount
      } else if let byteCount {
        entries[hash] = Entry(byteCount: byteCount, lastUse: uses)
        self.byteCount += byteCount
      }
    }

    /// Forgets the sounds that go, so that the others fit; those that were just asked for stay.
    mutating func takeSurplus(over limit: Int) -> [String] {
      guard byteCount > limit else { return [] }
      var taken: [String] = []
      for (hash, entry) in entries.sorted(by: { $0.value.lastUse < $1.value.lastUse }) {
        // A little more goes, so that the next one need not sort again.
        guard byteCount > limit - limit / 10, entry.lastUse + SoundCache.mostAtOnce < uses else {
          break
        }
        entries[hash] = nil
        byteCount -= entry.byteCount
        taken.append(hash)
      }
      return taken
    }
  }

  private let folder: String
  private let limit: Int
  private let state = Mutex(State())

  /// So many sounds may be played at once without losing their file.
  private static let mostAtOnce: UInt64 = 64

  /// Takes over what an earlier run has left in the folder.
  /// - Parameter limit: In bytes.
  init(folder: String, limit: Int) throws(StoreError) {
    (self.folder, self.limit) = (folder, limit)
    try Disk.makeFolder(folder)
    for name in try Disk.names(in: folder) {
      if name.hasSuffix(".tmp") {
        try Disk.remove("\(folder)/\(name)")
      } else if name.hasSuffix(".wav"), let status = try Disk.status(of: "\(folder)/\(name)") {
        state.withLock { $0.use(String(name.dropLast(4)), byteCount: status.size) }
      }
    }
    guard try Disk.status(of: rowsPath) != nil else { return }
    for line in String(decoding: try Disk.read(rowsPath), as: UTF8.self).split(separator: "\n") {
      let words = line.split(separator: " ")
      guard words.count == 2, let id = Int64(words[0]) else { continue }
      state.withLock { $0.rows[id] = String(words[1]) }
    }
  }

  /// Writes down which sounds the rows name, if that has changed, so that they are found after a start too.
  func keepRows() throws(StoreError) {
    let rows = state.withLock { state -> [Int64: String]? in
      if state.isKept { return nil }
      state.isKept = true
      return state.rows.filter { state.entries[$0.value] != nil }
    }
    guard let rows else { return }
    let lines = rows.map { "\($0.key) \($0.value)\n" }.joined()
    try Disk.replace(rowsPath, with: Array(lines.utf8))
  }

  /// The file of a sound.
  /// - Parameter fetch: Hands the bytes over in pieces; called if the sound is not here.
  func file(
    of hash: String,
    fetch: (_ piece: ([UInt8]) throws(StoreError) -> Void) throws(StoreError) -> Void
  ) throws(StoreError) -> String {
    let path = path(of: hash)
    if try Disk.status(of: path) != nil {
      state.withLock { $0.use(hash) }
      return path
    }
    let draft = "\(folder)/\(UInt64.random(in: .min ... .max)).tmp"
    defer { try? Disk.remove(draft) }
    var byteCount = 0
    try fetch { (piece) throws(StoreError) in
      try Disk.append(piece, to: draft)
      byteCount += piece.count
    }
    guard try ContentHash.of(draft).hash == hash else {
      throw .broken(place: "sound \(hash)", reason: "the database holds other bytes than it should")
    }
    try Disk.rename(draft, to: path)
    let surplus = state.withLock { state in
      state.use(hash, byteCount: byteCount)
      return state.takeSurplus(over: limit)
    }
    for hash in surplus { try Disk.remove(self.path(of: hash)) }
    return path
  }

  /// Remembers which sound a row names.
  func note(_ hash: String, ofRow id: Int64) {
    state.withLock { state in
      if state.rows.count >= Self.mostRows { state.rows.removeAll() }
      guard state.rows.updateValue(hash, forKey: id) != hash else { return }
      state.isKept = false
    }
  }

  /// The file of the sound that a row named when it was last asked for; `nil` if it is not here.
  func file(ofRow id: Int64) -> String? {
    let hash = state.withLock { state in
      let hash = state.rows[id]
      if let hash { state.use(hash) }
      return hash
    }
    guard let path = hash.map(path), (try? Disk.status(of: path)) != nil else { return nil }
    return path
  }

  private static let mostRows = 100_000

  private var rowsPath: String { "\(folder)/rows" }

  private func path(of hash: String) -> String { "\(folder)/\(hash).wav" }
}
