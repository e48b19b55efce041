/// A key in the body of an INFO: `application/dtmf-relay`, as Cisco's gateways send it, or the bare
/// `application/dtmf`. Neither has an RFC.
public struct KeyInfo: Equatable, Sendable {
  /// One of `0123456789*#ABCD`.
  public var key: Character
  /// How long it was pressed.
  public var milliseconds: Int

  /// A key of its parts.
  public init(key: Character, milliseconds: Int = usualMilliseconds) {
    (self.key, self.milliseconds) = (key, milliseconds)
  }

  /// The length of a key that says none.
  public static let usualMilliseconds = 160

  /// Reads a body; `nil` if it is of another type, or holds no key. A flash of the hook is no key.
  /// - Parameter type: The Content-Type, with or without parameters.
  public init?(type: String, body: String) {
    let kind = type[...].cut(at: ";").head.trimmed.lowercased()
    guard kind == "application/dtmf-relay" || kind == "application/dtmf" else { return nil }
    var signal: Substring?
    var duration: Substring?
    for line in lines(of: body) {
      let (name, value) = line.cut(at: "=")
      switch (name.trimmed.lowercased(), value?.trimmed) {
      case ("signal", let value?): signal = signal ?? value
      case ("duration", let value?): duration = duration ?? value
      case (_, nil): if kind == "application/dtmf", signal == nil { signal = line.trimmed }
      case _: break
      }
    }
    guard let signal, let key = Self.keys[signal.uppercased()] else { return nil }
    self.key = key
    milliseconds =
      duration.flatMap { Int($0) }.map { min(max($0, 1), 60_000) } ?? Self.usualMilliseconds
  }

  /// Some send the number of the event (RFC 4733 section 3.2) for the key.
  private static let keys: [String: Character] = {
    var keys: [String: Character] = [:]
    for key in "0123456789*#ABCD" { keys[String(key)] = key }
    for (event, key) in zip(10..., "*#ABCD") { keys[String(event)] = key }
    return keys
  }()
}

/// The lines of a body, by CR LF or one of them; empty ones are left out.
func lines(of body: String) -> [Substring] {
  body.utf8.split { $0 == 13 || $0 == 10 }.map { Substring($0) }
}
