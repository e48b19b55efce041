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
  /// The code by which SIP's Warning tells it (RFC 3261 section 20.43).
  public var warning: Warning

  /// Those of RFC 3261 section 20.43 that can be meant.
  public enum Warning: Int, Sendable {
    case networkAddress = 301
    case transport = 302
    case mediaType = 304
    case mediaFormat = 305
    case attribute = 306
    case other = 399
  }

  /// An error of its parts.
  public init(_ kind: Kind, line: Int, _ reason: String, _ warning: Warning = .other) {
    (self.kind, self.line, self.reason, self.warning) = (kind, line, reason, warning)
  }

  /// Whether two say the same.
  public static func == (one: SDPError, other: SDPError) -> Bool {
    one.kind == other.kind && one.description == other.description
  }

  public var description: String { line == 0 ? "SDP: \(reason)" : "SDP line \(line): \(reason)" }
}
