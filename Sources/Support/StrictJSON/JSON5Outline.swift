/// The outline of a JSON5 text: on which line each value stands. Foundation's decoder reads the
/// values, but cannot tell where they are, and is given no text that this has not walked through.
public struct JSON5Outline: Sendable {
  /// More values than this are no file that somebody wrote.
  public static let mostValues = 500_000
  /// Brackets within brackets.
  static let greatestDepth = 100

  private let lines: [[String]: Int]

  /// Looks over a text.
  /// - Throws: ``JSON5Fault`` for the first fault in its outline: brackets, colons, commas, quotes,
  ///   words that are no value, numbers that no computer counts to, a field that stands twice in one
  ///   object, control characters.
  public init(of text: String) throws(JSON5Fault) {
    var walk = JSON5Walk(Array(text.utf8))
    try walk.value()
    try walk.end()
    lines = walk.lines
  }

  /// The line, from 1, of the value at a path of names of fields and places in lists (from 0), or
  /// of the innermost value around it that is written.
  public func line(of path: [String]) -> Int {
    var path = path[...]
    while true {
      if let line = lines[Array(path)] { return line }
      if path.popLast() == nil { return 1 }
    }
  }
}
