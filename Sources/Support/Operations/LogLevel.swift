/// How much a line of the log matters.
public enum LogLevel: String, CaseIterable, Comparable, Sendable {
  /// What only a developer wants to read, such as each step of a call.
  case debug
  /// What happens in the ordinary course: a start, a call and its end.
  case info
  /// Something is wrong, and the server goes on: a peer that is refused, a file that is damaged.
  case warning
  /// An operator has to do something.
  case error

  /// By how much they matter.
  public static func < (one: LogLevel, other: LogLevel) -> Bool { one.rank < other.rank }

  /// A level by its rank; `nil` if there is none.
  init?(rank: Int) {
    guard let level = Self.allCases.first(where: { $0.rank == rank }) else { return nil }
    self = level
  }

  /// The number that syslog has for it (RFC 5424 section 6.2.1).
  var priority: Int {
    switch self {
    case .debug: 7
    case .info: 6
    case .warning: 4
    case .error: 3
    }
  }

  /// By how much it matters, from 0.
  var rank: Int {
    switch self {
    case .debug: 0
    case .info: 1
    case .warning: 2
    case .error: 3
    }
  }
}
