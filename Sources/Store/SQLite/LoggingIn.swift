import Mailbox

/// One try to log in (requirements C1 to C6), on the thread of the caller: the slow hash is
/// computed between two looks at the database, and nobody waits for it but the call itself.
struct LoggingIn: Sendable {
  let store: SQLiteStore
  let request: LogInRequest
  let now: Int64

  /// What is known before the passcode is looked at.
  private struct Sight {
    var company: Company
    var user: User?
    var hash: String?
    var isOwnVerifiedPhone: Bool
    var mailboxName: GuardName
    var callerName: GuardName?
    var sourceName: GuardName?
    var guards: LoginGuards
  }

  /// The answer, or what must be written before it is given.
  func run() throws(StoreError) -> Step {
    let sight = try store.readers.read { (database) throws(StoreError) in
      try look(database)
    }
    var guards = sight.guards
    var isRight = false
    let outcome = LoginAttempt.judge(
      at: now, rules: sight.company.lockout, guards: &guards,
      isOwnVerifiedPhone: sight.isOwnVerifiedPhone
    ) {
      isRight = store.vault.isRight(request.passcode, for: sight.hash)
      return isRight
    }
    if guards == sight.guards {
      if outcome == .locked { return .reply(.locked) }
      // Nothing to clear: no commit. But others may have failed while the hash was computed.
      let welcome = try store.readers.read { (database) throws(StoreError) -> MailboxReply? in
        let isSame = try database.loginGuard(sight.mailboxName) == sight.guards.mailbox
        guard isSame, let user = sight.user else { return nil }
        return try store.welcome(user.id, database, at: now)
      }
      if let welcome { return .reply(welcome) }
    }
    let verdict = isRight
    return .write { (database) throws(StoreError) in
      try count(isRight: verdict, sight: sight, database)
    }
  }

  private func look(_ database: Database) throws(StoreError) -> Sight {
    let directory = store.directory(database, at: now)
    let company = try directory.known(company: request.company)
    let user = try wanted(in: company, directory)
    let mailboxName =
      user.map { GuardName.mailbox($0.id) }
      ?? .nobody(company: company.id, number: company.comparableForm(of: request.number ?? ""))
    let from = company.comparableForm(of: request.from)
    let callerName =
      from.isEmpty
      ? nil
      : GuardName.caller(
        number: from.hasPrefix("+") ? from : "\(company.id)/\(from)", request.trust)
    let sourceName = request.source.map(GuardName.source)
    let caller = try directory.user(named: request.from, in: company)
    return Sight(
      company: company, user: user,
      hash: try user.flatMap { (user) throws(StoreError) in
        try database.passcode(of: user.id)?.hash
      },
      isOwnVerifiedPhone: request.trust == .verified && user != nil && caller?.id == user?.id,
      mailboxName: mailboxName, callerName: callerName, sourceName: sourceName,
      guards: try guards(mailboxName, callerName, sourceName, database))
  }

  private func guards(
    _ mailbox: GuardName, _ caller: GuardName?, _ source: GuardName?, _ database: Database
  ) throws(StoreError) -> LoginGuards {
    LoginGuards(
      mailbox: try database.loginGuard(mailbox),
      caller: try caller.map { (name) throws(StoreError) in try database.loginGuard(name) },
      source: try source.map { (name) throws(StoreError) in try database.loginGuard(name) })
  }

  private func wanted(
    in company: Company, _ directory: SQLiteDirectory
  ) throws(StoreError) -> User? {
    if let number = request.number { return try directory.user(named: number, in: company) }
    guard let mailbox = request.mailbox, let user = try directory.user(mailbox) else { return nil }
    return user.company == company.id ? user : nil
  }

  /// Judges again with the counts as they are now, because other calls may have changed them
  /// since, and keeps them.
  private func count(
    isRight: Bool, sight: Sight, _ database: Database
  ) throws(StoreError) -> MailboxReply {
    var guards = try guards(sight.mailboxName, sight.callerName, sight.sourceName, database)
    let outcome = LoginAttempt.judge(
      at: now, rules: sight.company.lockout, guards: &guards,
      isOwnVerifiedPhone: sight.isOwnVerifiedPhone, isRight: { isRight })
    // The welcome tells of failures that the success then clears.
    var reply = MailboxReply.refused
    switch outcome {
    case .accepted:
      if let user = sight.user { reply = try store.welcome(user.id, database, at: now) }
    case .refused:
      break
    case .locked:
      reply = .locked
    }
    try database.setLoginGuard(sight.mailboxName, to: guards.mailbox)
    if let name = sight.callerName, let caller = guards.caller {
      try database.setLoginGuard(name, to: caller)
    }
    if let name = sight.sourceName, let source = guards.source {
      try database.setLoginGuard(name, to: source)
    }
    return reply
  }
}
