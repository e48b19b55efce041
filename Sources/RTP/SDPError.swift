/// Why a session description leads to no sound.
public struct SDPError: Error, Equatable, Sendable, CustomStringConvertible {
  /// What is wrong: for SIP, 400 or 488.
  public enum Kind: Sendable {
    /// It is no session description.
    case malformed
    /// It is one, but we have nothing in common.
    case notAcceptable
  }

  public var kind: Kind
  /// Counted from 1; 0: the description as a whole.
  public var line: Int
  /// A part of a sentence; never holds a key.
  public var reason: String

  /// An error of its parts.
  public init(_ kind: Kind, line: Int, _ reason: String) {
    (self.kind, self.line, self.reason) = (kind, line, reason)
  }

  public var description: String { line == 0 ? "SDP: \(reason)" : "SDP line \(line): \(reason)" }
}
