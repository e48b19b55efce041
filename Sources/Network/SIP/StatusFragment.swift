/// How the call that a REFER asked for stands: the first line of a `message/sipfrag` in a NOTIFY
/// (RFC 3515 section 2.4.5, RFC 3420).
public struct StatusFragment: Equatable, Sendable {
  /// The body's type.
  public static let type = "message/sipfrag;version=2.0"

  /// 100 to 699.
  public var code: Int
  public var reason: String

  /// A status of its parts.
  public init(code: Int, reason: String) { (self.code, self.reason) = (code, reason) }

  /// Reads a body; `nil`: it does not begin with a status line.
  public init?(_ body: String) {
    guard let line = lines(of: body).first else { return nil }
    let (version, rest) = line.trimmed.cut(at: " ")
    guard version.uppercased() == "SIP/2.0", let rest = rest?.trimmed else { return nil }
    let (digits, reason) = rest.cut(at: " ")
    guard digits.utf8.count == 3, String(digits).isDigits, let code = Int(digits),
      (100...699).contains(code)
    else { return nil }
    self.init(code: code, reason: reason.map { String($0.trimmed) } ?? "")
  }

  /// The body.
  public var text: String { "SIP/2.0 \(code) \(reason)\r\n" }

  /// Whether nothing follows on it.
  public var isFinal: Bool { code >= 200 }
  /// Whether the target has answered.
  public var isSuccess: Bool { (200..<300).contains(code) }
}
