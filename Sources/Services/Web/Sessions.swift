import FoundationEssentials
import Store
import Synchronization

/// Who is signed in. A browser has a secret token in a cookie, and the store keeps only its hash, so
/// sessions outlive the server, and several servers share them. Any thread may ask.
struct Sessions: Sendable {
  /// A session ends after so long without a request, and after so long in any case (milliseconds).
  static let idleLimit: Int64 = 30 * 60_000
  static let limit: Int64 = 12 * 3_600_000
  /// That a session is in use is written down when so long has passed since the last time, so that
  /// most requests write nothing (milliseconds).
  static let seenInterval: Int64 = 60_000
  /// The most sessions of one user; the one that was idle longest ends for a new one.
  static let mostOfUser = 20

  private let accounts: any Accounts
  private let decoded = DecodedSessions()

  init(_ mailboxes: any MailboxStore) { accounts = mailboxes.accounts }

  /// Begins a session.
  /// - Returns: What the cookie holds.
  func begin(_ session: WebSession) throws -> String {
    let token = SecretToken()
    var session = session
    session.id = SecretToken.hash(of: token.text)
    try accounts.transaction { [session] accounts in
      let own = try Self.sessions(of: session.user, accounts)
      if own.count >= Self.mostOfUser, let oldest = own.min(by: { $0.lastSeen < $1.lastSeen }) {
        try accounts.removeCredential(oldest.id, told: nil)
      }
      try Self.keep(session, accounts)
    }
    return token.text
  }

  /// The session of a cookie, if it has not ended; it is seen now.
  func session(of cookie: String, at now: Int64) throws -> WebSession? {
    let hash = SecretToken.hash(of: cookie)
    guard let credential = try accounts.credential(hash),
      var session = try decoded.session(credential, cookie), session.isOpen(at: now)
    else { return nil }
    if now - session.lastSeen >= Self.seenInterval {
      session.lastSeen = now
      try change(session.id) { $0.lastSeen = now }
    }
    return session
  }

  /// The open sessions of a user, the one seen last first.
  func sessions(of user: Int64, at now: Int64) throws -> [WebSession] {
    try Self.sessions(of: user, accounts).filter { $0.isOpen(at: now) }
      .sorted { $0.lastSeen > $1.lastSeen }
  }

  /// Ends a session of a user.
  func end(_ id: String, of user: Int64) throws {
    try accounts.transaction { accounts in
      guard let found = try accounts.credential(id), found.kind == .session, found.user == user
      else { return }
      try accounts.removeCredential(id, told: nil)
    }
  }

  /// Ends all sessions of a user but one.
  func endAll(of user: Int64, but id: String? = nil) throws {
    try accounts.transaction { accounts in
      for session in try accounts.credentials(.session, of: user) where session.hash != id {
        try accounts.removeCredential(session.hash, told: nil)
      }
    }
  }

  /// The passcode of this session's user need not be changed any more.
  func passcodeIsChanged(_ id: String, stamp: String) throws {
    try change(id) {
      $0.mustChangePasscode = false
      $0.loginStamp = stamp
    }
  }

  /// The user of this session has changed her web password in it.
  func webPasswordIsChanged(_ id: String, isSet: Bool, stamp: String) throws {
    try change(id) {
      $0.knowsWebPassword = isSet
      $0.loginStamp = stamp
    }
  }

  /// The operator of this session administers another company.
  func manages(_ company: Int64, in id: String) throws {
    try change(id) { $0.managedCompany = company }
  }

  /// Changes a session unless it has ended meanwhile.
  private func change(_ id: String, _ change: (inout WebSession) -> Void) throws {
    try accounts.transaction { accounts in
      guard let credential = try accounts.credential(id), var session = try WebSession(credential)
      else { return }
      change(&session)
      try Self.keep(session, accounts)
    }
  }

  private static func sessions(of user: Int64, _ accounts: any Accounts) throws -> [WebSession] {
    try accounts.credentials(.session, of: user).compactMap { try WebSession($0) }
  }

  private static func keep(_ session: WebSession, _ accounts: any Accounts) throws {
    try accounts.keep(try session.credential(), told: nil)
  }
}

/// Sessions that were decoded before. What is stored is read for every request, so one that has ended or
/// changed is noticed; only the JSON need not be read again.
private final class DecodedSessions: Sendable {
  private struct Entry {
    var stored: String
    var session: WebSession
  }

  private static let limit = 10_000
  private let entries = Mutex<[String: Entry]>([:])

  /// - Returns: `nil` if the credential is something else.
  func session(_ credential: Credential, _ cookie: String) throws -> WebSession? {
    if let entry = entries.withLock({ $0[credential.hash] }), entry.stored == credential.value {
      return entry.session
    }
    guard var session = try WebSession(credential) else { return nil }
    session.formToken = WebSession.formToken(of: cookie)
    let entry = Entry(stored: credential.value, session: session)
    entries.withLock {
      if $0.count >= Self.limit { $0.removeAll() }
      $0[credential.hash] = entry
    }
    return session
  }
}

/// One browser in which a user is signed in. Times are milliseconds since 1970 UTC.
struct WebSession: Codable, Sendable {
  /// The hash of its token.
  var id = ""
  var user: Int64
  /// What every form of the session holds, so that no other site can send one. It follows from the
  /// cookie and is kept nowhere.
  var formToken = ""
  var began: Int64
  var lastSeen: Int64
  /// As the browser calls itself.
  var browser: String
  var client: String
  /// What ``Accounts/loginStamp(of:)`` told when it began: a session ends when passcode or web password
  /// are changed elsewhere, on the phone or by an administrator.
  var loginStamp: String
  /// Whether she has proved to know her web password, which administration needs.
  var knowsWebPassword: Bool
  /// Nothing else is shown before the passcode was changed (requirement B8).
  var mustChangePasscode: Bool
  /// The company that an operator has chosen to administer; `nil`: her own.
  var managedCompany: Int64?

  private enum CodingKeys: String, CodingKey {
    case user, began, lastSeen, browser, client, loginStamp, knowsWebPassword, mustChangePasscode
    case managedCompany
  }

  fileprivate func isOpen(at now: Int64) -> Bool {
    now - lastSeen < Sessions.idleLimit && now - began < Sessions.limit
  }

  fileprivate static func formToken(of cookie: String) -> String {
    SecretToken.hash(of: "form " + cookie)
  }

  fileprivate func credential() throws -> Credential {
    Credential(
      hash: id, kind: .session, user: user, expires: began + Sessions.limit,
      value: String(decoding: try JSONEncoder().encode(self), as: UTF8.self))
  }
}

extension WebSession {
  /// - Returns: `nil` if it is something else.
  fileprivate init?(_ credential: Credential) throws {
    guard credential.kind == .session else { return nil }
    self = try JSONDecoder().decode(WebSession.self, from: Data(credential.value.utf8))
    id = credential.hash
  }
}
