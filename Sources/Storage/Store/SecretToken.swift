/// A secret that names its bearer, such as that of a session: 256 random bits. Only its hash is kept, so
/// who reads the store or the memory of it cannot use it.
public struct SecretToken: Sendable, CustomStringConvertible, CustomReflectable {
  /// What the bearer has: 43 signs of base64url.
  public let text: String

  /// A new one.
  public init() {
    let signs = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
    var generator = SystemRandomNumberGenerator()
    text = String((0..<43).map { _ in signs[Int.random(in: 0..<64, using: &generator)] })
  }

  /// The hash by which a token is kept and found.
  public static func hash(of text: String) -> String { ContentHash.of(text: text) }

  public var description: String { "…" }
  public var customMirror: Mirror { Mirror(self, children: []) }
}
