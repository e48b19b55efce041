/// What nobody may read who only looks: a passcode, a password, a key. It prints as dots, shows
/// nothing to a debugger's mirror, and cannot be encoded, and so does and can everything that holds
/// one; so no log, trace, crash or error shows it (requirement B7).
public struct Secret<Value> {
  /// The secret itself, for the few places that need it: they are found by this word.
  public let revealed: Value

  /// Hides a value.
  public init(_ value: Value) { revealed = value }
}

extension Secret: Sendable where Value: Sendable {}
extension Secret: Equatable where Value: Equatable {}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
  public var description: String { "•••" }
  public var debugDescription: String { "•••" }
  public var customMirror: Mirror { Mirror(self, children: []) }
}
