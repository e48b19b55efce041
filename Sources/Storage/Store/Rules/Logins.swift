import Mailbox

/// One try to log in (requirements C1 to C6). The slow hash is computed between two looks at the
/// rows, on the thread of the caller, so nobody waits for it but the call itself.
extension MailboxRules {
  /// What is known before the passcode is looked at.
  struct LoginSight: Sendable {
    var company: Company
    var user: User?
    var hash: String?
    var webHash: String?
    var isOwnVerifiedPhone: Bool
    /// Whether what the welcome says will be heard.
    var isByPhone: Bool
    var mailboxName: GuardName
    var callerName: GuardName?
    var sourceName: GuardName?
    var guards: LoginGuards

    /// What this user signs in with on the page. Who administers and has a web password needs it, and one
    /// without it comes as far as everybody.
    var webSignIn: Company.WebSignIn {
      user?.role.administers == true ? .either : company.webSignIn
    }
  }

  /// Looks up whose mailbox is meant, and the counts that the attempt has to pass.
  func sight(of request: LogInRequest) throws(StoreError) -> LoginSight {
    let company = try known(company: request.company)
    let user = try wanted(by: request, in: company)
    let mailboxName =
      user.map { GuardName.mailbox($0.id) }
      ?? .nobody(company: company.id, number: company.comparableForm(of: request.number ?? ""))
    let from = company.comparableForm(of: request.from)
    let callerName =
      from.isEmpty
      ? nil
      : GuardName.caller(
        number: from, company: from.hasPrefix("+") ? nil : company.id, request.trust)
    let sourceName = request.source.map(GuardName.source)
    let caller = try self.user(named: request.from, in: company)
    let passcode = try user.flatMap { (user) throws(StoreError) in
      try rows.passcode(of: user.id)
    }
    let webPassword = try user.flatMap { (user) throws(StoreError) in
      request.entrance == .page ? try rows.webPassword(of: user.id) : nil
    }
    return LoginSight(
      company: company, user: user, hash: passcode?.hash, webHash: webPassword?.hash,
      isOwnVerifiedPhone: request.trust == .verified && user != nil && caller?.id == user?.id,
      isByPhone: request.entrance != .page, mailboxName: mailboxName, callerName: callerName,
      sourceName: sourceName, guards: try guards(mailboxName, callerName, sourceName))
  }

  /// The welcome of a login that has nothing to count, unless others have failed meanwhile.
  func welcomeIfUnchanged(since sight: LoginSight) throws(StoreError) -> LogInRequest.Reply? {
    let isSame = try rows.loginGuard(sight.mailboxName) == sight.guards.mailbox
    guard isSame, let user = sight.user else { return nil }
    // That failures were told must be kept.
    if sight.isByPhone, try !untoldFailures(of: user.id).isEmpty { return nil }
    return try welcome(user.id)
  }

  /// Judges again with the counts as they are now, because other calls may have changed them since,
  /// and keeps them.
  /// - Parameter isRight: Whether the passcode was the right one.
  func count(isRight: Bool, sight: LoginSight) throws(StoreError) -> LogInRequest.Reply {
    var guards = try guards(sight.mailboxName, sight.callerName, sight.sourceName)
    let outcome = LoginAttempt.judge(
      at: now, rules: sight.company.lockout, guards: &guards,
      isOwnVerifiedPhone: sight.isOwnVerifiedPhone, isRight: { isRight })
    // The welcome tells of failures that the success then clears.
    var reply = LogInRequest.Reply.refused
    switch outcome {
    case .accepted:
      if let user = sight.user {
        reply = try welcome(user.id)
        if sight.isByPhone { try noteToldFailures(of: user.id) }
      }
    case .refused:
      break
    case .locked:
      reply = .locked
    }
    let wasLocked = try rows.loginGuard(sight.mailboxName).isLocked(at: now)
    if let user = sight.user, !wasLocked, guards.mailbox.isLocked(at: now) {
      try note(.loginLocked, of: user)
      try tell(.loginLocked, user)
      try hook(.loginLocked, of: user)
    }
    try rows.setLoginGuard(sight.mailboxName, to: guards.mailbox)
    if let name = sight.callerName, let caller = guards.caller {
      try rows.setLoginGuard(name, to: caller)
    }
    if let name = sight.sourceName, let source = guards.source {
      try rows.setLoginGuard(name, to: source)
    }
    return reply
  }

  /// Corrects the counts that a clock which was ahead has left in the future, drops those of
  /// strangers that are not needed any more, and the oldest of these when there are too many. The
  /// counts of mailboxes stay, because the owner is told of them at her next login.
  func forgetLoginGuards(keeping limit: Int = mostStrangers) throws(StoreError) {
    for found in try rows.loginGuards(failedAfter: now) {
      let limited = found.value.limited(at: now)
      if limited != found.value { try rows.setLoginGuard(found.name, to: limited) }
    }
    for old in try rows.strangerGuards(limit: 10_000) where old.value.isForgettable(at: now) {
      try rows.setLoginGuard(old.name, to: LoginGuard())
    }
    try rows.removeStrangerGuards(keeping: limit)
  }

  private func guards(
    _ mailbox: GuardName, _ caller: GuardName?, _ source: GuardName?
  ) throws(StoreError) -> LoginGuards {
    LoginGuards(
      mailbox: try rows.loginGuard(mailbox),
      caller: try caller.map { (name) throws(StoreError) in try rows.loginGuard(name) },
      source: try source.map { (name) throws(StoreError) in try rows.loginGuard(name) })
  }

  private func wanted(
    by request: LogInRequest, in company: Company
  ) throws(StoreError) -> User? {
    if let number = request.number { return try user(named: number, in: company) }
    guard let mailbox = request.mailbox, let user = try rows.user(mailbox) else { return nil }
    return user.company == company.id ? user : nil
  }
}

extension PasscodeHasher {
  /// Whether what was typed is what the entrance asks for. On the page both secrets are compared with
  /// something in any case, so that the time tells neither who is there nor who has a web password.
  func isRight(_ request: LogInRequest, _ sight: MailboxRules.LoginSight) -> Bool {
    let isPasscode = isRight(request.passcode, for: sight.hash)
    guard request.entrance == .page else { return isPasscode }
    let isPassword = isRight(WebPassword(request.passcode.digits), for: sight.webHash)
    switch sight.webSignIn {
    case .passcode: return isPasscode
    case .webPassword: return isPassword
    case .either: return sight.webHash == nil ? isPasscode : isPassword
    }
  }
}

/// How many counts of strangers are kept.
let mostStrangers = 100_000
