import Store
import Synchronization

/// Who is signed in. A browser has a secret token in a cookie, and only its hash is kept here, so the
/// sessions of one process end with it. Any thread may ask.
final class Sessions: Sendable {
  /// A session ends after so long without a request, and after so long in any case (milliseconds).
  static let idleLimit: Int64 = 30 * 60_000
  static let limit: Int64 = 12 * 3_600_000
  /// The most sessions of one user; the one that was idle longest ends for a new one.
  static let mostOfUser = 20

  private let sessions = Mutex<[String: Session]>([:])

  /// Begins a session.
  /// - Returns: What the cookie holds.
  func begin(_ session: Session) -> String {
    let token = SecretToken()
    sessions.withLock { all in
      let own = all.filter { $0.value.user == session.user }
      if own.count >= Self.mostOfUser,
        let oldest = own.min(by: { $0.value.lastSeen < $1.value.lastSeen })
      {
        all[oldest.key] = nil
      }
      var session = session
      session.id = SecretToken.hash(of: token.text)
      all[session.id] = session
    }
    return token.text
  }

  /// The session of a cookie, if it has not ended; it is seen now.
  func session(of cookie: String, at now: Int64) -> Session? {
    let id = SecretToken.hash(of: cookie)
    return sessions.withLock { all in
      guard var session = all[id] else { return nil }
      guard session.isOpen(at: now) else {
        all[id] = nil
        return nil
      }
      session.lastSeen = now
      all[id] = session
      return session
    }
  }

  /// The open sessions of a user, the one seen last first.
  func sessions(of user: Int64, at now: Int64) -> [Session] {
    sessions.withLock { $0.values.filter { $0.user == user && $0.isOpen(at: now) } }
      .sorted { $0.lastSeen > $1.lastSeen }
  }

  /// Ends a session of a user.
  func end(_ id: String, of user: Int64) {
    sessions.withLock { if $0[id]?.user == user { $0[id] = nil } }
  }

  /// Ends all sessions of a user but one.
  func endAll(of user: Int64, but id: String? = nil) {
    sessions.withLock { all in
      all = all.filter { $0.value.user != user || $0.key == id }
    }
  }

  /// The passcode of this session's user need not be changed any more.
  func passcodeIsChanged(_ id: String, stamp: String) {
    sessions.withLock {
      $0[id]?.mustChangePasscode = false
      $0[id]?.loginStamp = stamp
    }
  }

  /// The user of this session has changed her web password in it.
  func webPasswordIsChanged(_ id: String, isSet: Bool, stamp: String) {
    sessions.withLock {
      $0[id]?.knowsWebPassword = isSet
      $0[id]?.loginStamp = stamp
    }
  }

  /// Forgets what has ended.
  func tidy(at now: Int64) {
    sessions.withLock { all in all = all.filter { $0.value.isOpen(at: now) } }
  }
}

/// One browser in which a user is signed in. Times are milliseconds since 1970 UTC.
struct Session: Sendable {
  /// The hash of its token.
  var id = ""
  var user: Int64
  /// What every form of the session holds, so that no other site can send one.
  let formToken = SecretToken().text
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

  fileprivate func isOpen(at now: Int64) -> Bool {
    now - lastSeen < Sessions.idleLimit && now - began < Sessions.limit
  }
}
