/// What lets a browser or a program in without a passcode. Its bearer has a ``SecretToken``; the store
/// keeps only the hash of it, so who reads the store cannot use it.
public struct Credential: Equatable, Sendable {
  /// What it is good for. The words are stored.
  public enum Kind: String, CaseIterable, Sendable {
    /// A browser in which a user is signed in.
    case session
    /// A program that uses the API.
    case accessToken = "access-token"
    /// A link in an e-mail that signs in once.
    case signInLink = "sign-in-link"
    /// What the API has answered to a creation, so that the same request is carried out once.
    case answer
  }

  /// ``SecretToken/hash(of:)``; the key of the row.
  public var hash: String
  public var kind: Kind
  /// Whose it is; it goes with her mailbox. `nil` for an operator's.
  public var user: Int64?
  /// Milliseconds since 1970 UTC. The store removes it some time after this moment; whoever reads it
  /// compares.
  public var expires: Int64
  /// What its kind says of it, as JSON. It holds no secret.
  public var value: String

  /// A credential as the store has it.
  public init(hash: String, kind: Kind, user: Int64?, expires: Int64, value: String) {
    self.hash = hash
    self.kind = kind
    self.user = user
    self.expires = expires
    self.value = value
  }
}
