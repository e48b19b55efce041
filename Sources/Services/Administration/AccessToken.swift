import FoundationEssentials
public import Mailbox
public import Store

/// What a program shows to use the API. The secret is shown once, when it is made; the store has only its
/// hash. Times are milliseconds since 1970 UTC.
public struct AccessToken: Codable, Sendable {
  /// What it is good for; each covers what stands before it.
  public enum Scope: String, CaseIterable, Codable, Sendable {
    /// The user's own mailbox.
    case user
    /// Her whole company, while she is an administrator.
    case company
    /// All companies: of an operator, or of nobody.
    case `operator`

    /// Whether a user may have tokens of this scope.
    public func isGranted(to user: User) -> Bool {
      switch self {
      case .user: true
      case .company: user.role.administers
      case .operator: user.role == .operator
      }
    }
  }

  /// The hash of its secret; it names the token.
  public var id = ""
  /// The user who has made it; `nil` for one that the command line has made.
  public var user: Int64?
  public var name: String
  public var scope: Scope
  public var made: Int64
  public var expires: Int64
  /// To the hour.
  public var lastUsed: Int64?

  private enum CodingKeys: String, CodingKey { case user, name, scope, made, lastUsed }

  /// How long a token can be good for, in days.
  public static let days = 1...3_650
  /// The most tokens of one user.
  static let mostOfUser = 50
  private static let hour: Int64 = 3_600_000

  /// As the store has it, without what its row tells.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    user = try container.decodeIfPresent(Int64.self, forKey: .user)
    name = try container.decode(String.self, forKey: .name)
    scope = try container.decode(Scope.self, forKey: .scope)
    made = try container.decode(Int64.self, forKey: .made)
    lastUsed = try container.decodeIfPresent(Int64.self, forKey: .lastUsed)
    expires = 0
  }

  /// A token that is to be made.
  public init(user: Int64?, name: String, scope: Scope, made: Int64, days: Int) {
    (self.user, self.name, self.scope, self.made) = (user, name, scope, made)
    expires = made + Int64(days) * 24 * Self.hour
  }

  // MARK: In the store

  /// Keeps a new token.
  /// - Returns: The token as it is kept, and its secret, which nobody can tell again.
  /// - Throws: ``StoreError/refused(field:reason:)`` for a bad name, or one too many.
  public func make(in accounts: any Accounts) throws -> (token: AccessToken, secret: String) {
    guard (1...80).contains(name.count), name.unicodeScalars.allSatisfy({ $0.value >= 0x20 })
    else {
      throw StoreError.refused(
        field: "name", reason: "A token needs a name of 1 to 80 characters.")
    }
    let secret = SecretToken()
    var token = self
    token.id = SecretToken.hash(of: secret.text)
    try accounts.transaction { [token] accounts in
      guard try Self.all(of: token.user, in: accounts).count < Self.mostOfUser else {
        throw StoreError.refused(
          field: "name", reason: "There are \(Self.mostOfUser) tokens already.")
      }
      try accounts.keep(
        try token.credential(), told: "made: \(token.name) (\(token.scope.rawValue))")
    }
    return (token, secret.text)
  }

  /// The token of a secret that is good now; that it is used is noted once an hour.
  public static func token(
    ofSecret secret: String, at now: Int64, in accounts: any Accounts
  ) throws -> AccessToken? {
    guard let credential = try accounts.credential(SecretToken.hash(of: secret)),
      var token = try AccessToken(credential), now < token.expires
    else { return nil }
    guard now - (token.lastUsed ?? 0) >= hour else { return token }
    token.lastUsed = now
    try accounts.transaction { [token] accounts in
      // It may have been revoked meanwhile.
      guard try accounts.credential(token.id) != nil else { return }
      try accounts.keep(try token.credential(), told: nil)
    }
    return token
  }

  /// Those of a user, or of operators, the newest first.
  public static func all(of user: Int64?, in accounts: any Accounts) throws -> [AccessToken] {
    try accounts.credentials(.accessToken, of: user).compactMap { try AccessToken($0) }
      .sorted { ($0.made, $0.id) > ($1.made, $1.id) }
  }

  /// - Returns: Whether there was such a token of this user.
  public static func revoke(_ id: String, of user: Int64?, in accounts: any Accounts) throws -> Bool
  {
    try accounts.transaction { accounts in
      guard let credential = try accounts.credential(id), credential.user == user,
        let token = try AccessToken(credential)
      else { return false }
      return try accounts.removeCredential(id, told: "revoked: \(token.name)")
    }
  }

  private init?(_ credential: Credential) throws {
    guard credential.kind == .accessToken else { return nil }
    self = try JSONDecoder().decode(AccessToken.self, from: Data(credential.value.utf8))
    (id, expires) = (credential.hash, credential.expires)
  }

  private func credential() throws -> Credential {
    Credential(
      hash: id, kind: .accessToken, user: user, expires: expires,
      value: String(decoding: try JSONEncoder().encode(self), as: UTF8.self))
  }
}
