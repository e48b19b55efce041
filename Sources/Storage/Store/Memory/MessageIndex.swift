/// Messages of one class in the order of their arrival. Kept in pieces of limited length, so that
/// one more or one less costs the same in a mailbox of 100,000.
struct MessageIndex {
  /// What orders messages inside their class; the id decides between two of the same moment.
  struct Key: Comparable {
    var received: Int64
    var id: Int64

    static func < (a: Key, b: Key) -> Bool {
      a.received != b.received ? a.received < b.received : a.id < b.id
    }
  }

  private(set) var count = 0
  /// None is empty.
  private var pieces: [[Key]] = []
  private static let longestPiece = 512

  mutating func insert(_ key: Key) {
    count += 1
    guard !pieces.isEmpty else {
      pieces.append([key])
      return
    }
    let piece = min(indexOfPiece(reaching: key), pieces.count - 1)
    pieces[piece].insert(key, at: Self.lowerBound(of: key, in: pieces[piece]))
    guard pieces[piece].count > Self.longestPiece else { return }
    let half = Self.longestPiece / 2
    let upper = Array(pieces[piece][half...])
    pieces[piece].removeSubrange(half...)
    pieces.insert(upper, at: piece + 1)
  }

  /// Does nothing if the key is not there.
  mutating func remove(_ key: Key) {
    let piece = indexOfPiece(reaching: key)
    guard piece < pieces.count else { return }
    let index = Self.lowerBound(of: key, in: pieces[piece])
    guard index < pieces[piece].count, pieces[piece][index] == key else { return }
    count -= 1
    pieces[piece].remove(at: index)
    if pieces[piece].isEmpty { pieces.remove(at: piece) }
  }

  /// The first one that came later; `nil` for `key`: the oldest.
  func next(after key: Key?) -> Key? {
    guard let key else { return pieces.first?.first }
    let piece = indexOfPiece(reaching: key)
    guard piece < pieces.count else { return nil }
    var index = Self.lowerBound(of: key, in: pieces[piece])
    if pieces[piece][index] == key { index += 1 }
    if index < pieces[piece].count { return pieces[piece][index] }
    return piece + 1 < pieces.count ? pieces[piece + 1].first : nil
  }

  /// The last one that came earlier; `nil` for `key`: the newest.
  func previous(before key: Key?) -> Key? {
    guard let key else { return pieces.last?.last }
    let piece = indexOfPiece(reaching: key)
    guard piece < pieces.count else { return pieces.last?.last }
    let index = Self.lowerBound(of: key, in: pieces[piece])
    if index > 0 { return pieces[piece][index - 1] }
    return piece > 0 ? pieces[piece - 1].last : nil
  }

  /// All, oldest first.
  var all: [Key] { pieces.flatMap { $0 } }

  /// The first piece whose last key is not before this one.
  private func indexOfPiece(reaching key: Key) -> Int {
    var low = 0
    var high = pieces.count
    while low < high {
      let middle = (low + high) / 2
      if let last = pieces[middle].last, last < key { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private static func lowerBound(of key: Key, in piece: [Key]) -> Int {
    var low = 0
    var high = piece.count
    while low < high {
      let middle = (low + high) / 2
      if piece[middle] < key { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
