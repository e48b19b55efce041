import Secrecy

/// What a user types on the page instead of the passcode, once she has one.
public struct WebPassword: Equatable, Sendable {
  /// How many characters it has: a long one, of anything, instead of rules about its signs.
  public static let lengths = 12...256

  /// Only the store looks at it.
  public var text: String { secret.revealed }

  private let secret: Secret<String>

  /// Wraps what was typed.
  public init(_ text: String) { secret = Secret(text) }

  /// Whether it may be set.
  public var isAllowed: Bool { Self.lengths.contains(text.count) }
}
