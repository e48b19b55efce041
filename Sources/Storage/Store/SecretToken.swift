import Secrecy

/// A secret that names its bearer, such as that of a session: 256 random bits. Only its hash is kept, so
/// who reads the store or the memory of it cannot use it.
public struct SecretToken: Sendable {
  private let secret: Secret<String>

  /// What the bearer has: 43 signs of base64url.
  public var text: String { secret.revealed }

  /// A new one.
  public init() {
    let signs = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
    var generator = SystemRandomNumberGenerator()
    secret = Secret(String((0..<43).map { _ in signs[Int.random(in: 0..<64, using: &generator)] }))
  }

  /// The hash by which a token is kept and found.
  public static func hash(of text: String) -> String { ContentHash.of(text: text) }
}
