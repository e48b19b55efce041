/// How much a line of the log matters.
public enum LogLevel: Int, CaseIterable, Comparable, Sendable {
  /// What happens in the ordinary course: a start, a call and its end.
  case info
  /// Something is wrong, and the server goes on: a peer that is refused, a file that is damaged.
  case warning
  /// An operator has to do something.
  case error

  /// By how much they matter.
  public static func < (one: LogLevel, other: LogLevel) -> Bool { one.rawValue < other.rawValue }

  /// The word that stands in a line.
  public var word: String {
    switch self {
    case .info: "info"
    case .warning: "warning"
    case .error: "error"
    }
  }
}
