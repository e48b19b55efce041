import Mailbox

extension MemoryState {
  func mailbox(_ id: Int64) -> (mailbox: MemoryMailbox, company: Company)? {
    guard let mailbox = mailboxes[id], let company = companiesByID[mailbox.user.company] else {
      return nil
    }
    return (mailbox, company)
  }

  mutating func arrive(_ call: IncomingCall) -> Arrival {
    let recent = recentCalls.numbers(calledBy: call.from, at: now)
    let arrival = Reception.arrival(of: call, recent: recent, in: self)
    if let user = Reception.userCalled(by: call, in: self) {
      recentCalls.note(user, calledBy: call.from, at: now)
    }
    if case .welcome(_, let welcome) = arrival { mailboxes[welcome.user]?.login.succeed() }
    return arrival
  }

  /// Calls inside the company cost nothing and are not counted.
  mutating func callOut(_ number: String, for user: Int64) -> MailboxReply {
    guard let (_, company) = mailbox(user) else { return .failed }
    if self.user(e164: number)?.company == company.id { return .done }
    return callsOut.permits(callOf: user, in: company, at: now) ? .done : .refused
  }

  mutating func logIn(_ attempt: LogInRequest) -> MailboxReply {
    guard let company = companiesByID[attempt.company] else { return .refused }
    let mailbox = wanted(attempt, company: company)
    let typed =
      mailbox == nil
      ? StrangerGuards.Key.typed(
        company: company.id, number: company.comparableForm(of: attempt.number ?? "")) : nil
    let calling = StrangerGuards.Key.caller(
      company.callerName(of: attempt.from), attempt.trust)
    let found = mailbox.map { facts(of: $0.user) }

    let source = attempt.source.map(StrangerGuards.Key.source)
    var guards = LoginGuards(
      mailbox: mailbox?.login ?? typed.map { strangers[$0] } ?? LoginGuard(),
      caller: attempt.from.isEmpty ? nil : strangers[calling],
      source: source.map { strangers[$0] })
    let outcome = LoginAttempt.judge(
      at: now, rules: company.lockout, guards: &guards,
      isOwnVerifiedPhone: mailbox.map { isOwnPhone(attempt, of: $0.user, company) } ?? false,
      isRight: { () throws(Never) in mailbox?.passcodes.first == attempt.passcode.digits })
    mailbox?.login = guards.mailbox
    if let typed { strangers.set(typed, to: guards.mailbox, at: now) }
    if let caller = guards.caller { strangers.set(calling, to: caller, at: now) }
    if let source, let guardian = guards.source { strangers.set(source, to: guardian, at: now) }

    switch outcome {
    case .refused: return .refused
    case .locked: return .locked
    case .accepted:
      guard let mailbox, let found else { return .refused }
      return .welcome(Reception.welcome(user: mailbox.user, company: company, facts: found))
    }
  }

  private func wanted(_ attempt: LogInRequest, company: Company) -> MemoryMailbox? {
    if let number = attempt.number {
      return user(named: number, in: company).flatMap { mailboxes[$0.id] }
    }
    guard let mailbox = attempt.mailbox.flatMap({ mailboxes[$0] }),
      mailbox.user.company == company.id
    else { return nil }
    return mailbox
  }

  private func isOwnPhone(_ attempt: LogInRequest, of user: User, _ company: Company) -> Bool {
    attempt.trust == .verified && self.user(named: attempt.from, in: company)?.id == user.id
  }

  func checkPasscode(_ passcode: Passcode, of user: Int64) -> MailboxReply {
    guard let (mailbox, company) = mailbox(user) else { return .failed }
    let rule = mailbox.brokenRule(by: passcode, policy: company.policy, isOwnChange: true)
    return rule.map { .passcodeRefused($0) } ?? .done
  }

  func changePasscode(
    _ passcode: Passcode, repeated: Passcode, of user: Int64
  ) -> MailboxReply {
    guard let (mailbox, company) = mailbox(user) else { return .failed }
    guard passcode == repeated else { return .refused }
    let rule = mailbox.brokenRule(by: passcode, policy: company.policy, isOwnChange: true)
    if let rule { return .passcodeRefused(rule) }
    mailbox.setPasscode(passcode, policy: company.policy, assigned: false, at: now)
    return .done
  }
}

extension Company {
  /// What names a calling number: its normal form everywhere, anything else in this company.
  fileprivate func callerName(of from: String) -> String {
    let form = comparableForm(of: from)
    return form.hasPrefix("+") ? form : "\(id)/\(form)"
  }
}
