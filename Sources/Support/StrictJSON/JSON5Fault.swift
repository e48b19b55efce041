/// Where a text stops being JSON5. Foundation's decoder says only that it does.
public struct JSON5Fault: Error, Equatable, Sendable {
  /// From 1.
  public let line: Int
  /// A sentence.
  public let reason: String

  init(line: Int, reason: String) { (self.line, self.reason) = (line, reason) }
}
