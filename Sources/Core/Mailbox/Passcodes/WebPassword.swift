/// What a user types on the page instead of the passcode, once she has one. It prints as dots, so that
/// no log, trace or error shows it.
public struct WebPassword: Equatable, Sendable, CustomStringConvertible,
  CustomDebugStringConvertible, CustomReflectable
{
  /// How many characters it has: a long one, of anything, instead of rules about its signs.
  public static let lengths = 12...256

  /// Only the store looks at it.
  public let text: String

  /// Wraps what was typed.
  public init(_ text: String) { self.text = text }

  /// Whether it may be set.
  public var isAllowed: Bool { Self.lengths.contains(text.count) }

  public var description: String { "•••" }
  public var debugDescription: String { description }
  public var customMirror: Mirror { Mirror(self, children: []) }
}
