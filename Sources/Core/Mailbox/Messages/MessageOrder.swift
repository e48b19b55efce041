/// The classes of messages, in the order in which they are heard (E1).
public enum MessageRank: Int, Codable, Comparable, CaseIterable, Sendable {
  /// Not heard yet and urgent.
  case urgentNew = 0
  /// Not heard yet.
  case new = 1
  /// Heard and kept.
  case saved = 2

  /// A class that is heard earlier is less.
  public static func < (a: MessageRank, b: MessageRank) -> Bool { a.rawValue < b.rawValue }
}

/// The order of messages of the same class, a setting of the user (E1).
public enum MessageOrder: String, Codable, Sendable, CaseIterable {
  /// The message that came first is heard first; the default.
  case oldestFirst
  /// The message that came last is heard first.
  case newestFirst

  /// What the place of a message depends on; milliseconds since 1970, and its identifier, which
  /// decides between two that came at the same moment.
  public typealias Position = (rank: MessageRank, receivedMilliseconds: Int64, id: Int64)

  /// Whether `a` is heard before `b`.
  public func precedes(_ a: Position, _ b: Position) -> Bool {
    if a.rank != b.rank { return a.rank < b.rank }
    let isOlder = (a.receivedMilliseconds, a.id) < (b.receivedMilliseconds, b.id)
    let isSame = a.receivedMilliseconds == b.receivedMilliseconds && a.id == b.id
    switch self {
    case .oldestFirst: return isOlder
    case .newestFirst: return !isOlder && !isSame
    }
  }
}
