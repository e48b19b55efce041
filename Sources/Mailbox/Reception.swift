/// Where a call goes, and what it is told on its way in (call flow, "Where a call goes").
public enum Reception {
  /// Decides by the numbers, the user's settings and the state of the mailbox.
  ///
  /// `.welcome` is a login: the store then clears the count of failures. After `.ring` the call
  /// is to be asked for again with the new count of rings, since a forwarding may come first.
  public static func arrival<D: Directory>(
    of call: IncomingCall, in directory: D
  ) throws(D.Failure) -> Arrival {
    guard let parties = try directory.parties(of: call) else {
      return .notInService(try language(for: call, in: directory))
    }
    guard let called = parties.called, !isOwnPhone(call, of: called, parties: parties) else {
      return try logIn(call, parties: parties, directory: directory)
    }
    return try treat(call, to: called, of: parties.company, in: directory)
  }

  /// What an owner who is in gets told.
  public static func welcome(user: User, company: Company, facts: MailboxFacts) -> Welcome {
    let quota = user.settings.quota.state(
      messages: Int(facts.counts.total), seconds: facts.seconds)
    return Welcome(
      user: user.id, language: user.language, counts: facts.counts,
      failedAttempts: facts.failedAttempts, mustChange: facts.mustChange,
      isAway: user.settings.greetings.isAway, isNearlyFull: quota != .ok,
      mayMessageCompany: company.allowsCompanyMessages && user.settings.sendsToCompany)
  }

  /// The settings that the phone menus show.
  public static func phoneSettings(of user: User, hasName: Bool) -> PhoneSettings {
    let settings = user.settings
    func state(_ forwarding: CallForwarding) -> PhoneSettings.ForwardingState {
      .init(isOn: forwarding.isOn, number: forwarding.destination?.e164)
    }
    return PhoneSettings(
      greetings: settings.greetings, hasName: hasName, deposit: settings.deposit.mode,
      depositTransfer: settings.deposit.transferNumber?.e164,
      always: state(settings.handling.forwardAlways),
      busy: state(settings.handling.forwardBusy),
      noAnswer: state(settings.handling.forwardNoAnswer))
  }
}

// MARK: - Login

extension Reception {
  /// Whoever calls her own number from her main number or extension wants her messages. From an
  /// alias she may as well want to leave one.
  private static func isOwnPhone(
    _ call: IncomingCall, of called: User, parties: CallParties
  ) -> Bool {
    guard let caller = parties.caller, caller.id == called.id else { return false }
    if call.from == caller.mainNumber.e164 || call.from == caller.extension.digits { return true }
    if (try? Extension(call.from)) == caller.extension { return true }
    return PhoneNumber(signalled: call.from, in: parties.company.plan) == caller.mainNumber
  }

  private static func logIn<D: Directory>(
    _ call: IncomingCall, parties: CallParties, directory: D
  ) throws(D.Failure) -> Arrival {
    let company = parties.company
    guard let caller = parties.caller else {
      return .logIn(company: company.id, mailbox: nil, company.language)
    }
    // A number that anybody can claim never logs in without a passcode (requirement C6).
    guard call.trust == .verified && caller.settings.autoLogin else {
      return .logIn(company: company.id, mailbox: caller.id, caller.language)
    }
    let facts = try directory.facts(of: caller)
    return .welcome(
      company: company.id, welcome(user: caller, company: company, facts: facts))
  }

  private static func language<D: Directory>(
    for call: IncomingCall, in directory: D
  ) throws(D.Failure) -> Language {
    if let caller = try directory.user(e164: call.from) { return caller.language }
    return try directory.companies().first?.language ?? .en
  }
}

// MARK: - Call treatment

extension Reception {
  private static func treat<D: Directory>(
    _ call: IncomingCall, to user: User, of company: Company, in directory: D
  ) throws(D.Failure) -> Arrival {
    let handling = try permitted(user, of: company, in: directory)
    // A call that says nothing of its reason was sent here by the phone system, after ringing.
    let treatment = handling.treatment(
      of: call.condition ?? .noAnswer, ringsSoFar: call.condition == nil ? nil : call.rings)
    switch treatment {
    case .forward(let number):
      return .forward(number.e164)
    case .mailbox(let reason):
      return .visit(try visit(to: user, of: company, reason: reason, in: directory))
    case .mailboxOff:
      return .mailboxOff(user.language)
    case .ring(let more):
      return .ring(
        more: more, try visit(to: user, of: company, reason: .noAnswer, in: directory))
    case .busy:
      return .busy(user.language)
    case .noAnswer:
      return .noAnswer(user.language)
    }
  }

  /// A forwarding to where calls may not be sent counts as switched off: rules can become
  /// stricter after it was set.
  private static func permitted<D: Directory>(
    _ user: User, of company: Company, in directory: D
  ) throws(D.Failure) -> CallHandling {
    var handling = user.settings.handling
    if let target = handling.forwardAlways.target {
      handling.forwardAlways.isOn = try directory.maySend(callsTo: user, on: target, in: company)
    }
    if let target = handling.forwardBusy.target {
      handling.forwardBusy.isOn = try directory.maySend(callsTo: user, on: target, in: company)
    }
    if let target = handling.forwardNoAnswer.target {
      handling.forwardNoAnswer.isOn = try directory.maySend(callsTo: user, on: target, in: company)
    }
    return handling
  }

  private static func visit<D: Directory>(
    to user: User, of company: Company, reason: GreetingReason, in directory: D
  ) throws(D.Failure) -> Visit {
    let facts = try directory.facts(of: user)
    let settings = user.settings
    var redirect = settings.redirectOnZero
    if let number = redirect,
      try !directory.maySend(callsTo: user, on: number, in: company)
    {
      redirect = nil
    }
    return Visit(
      company: company.id, mailbox: user.id, language: user.language,
      greeting: greeting(settings.greetings, reason: reason, recordings: facts.recordings),
      name: facts.recordings[.name], number: user.mainNumber.e164,
      after: try after(user, of: company, facts: facts, in: directory),
      redirect: redirect?.e164, allowsLogIn: settings.loginFromGreeting,
      longestSeconds: Int16(clamping: settings.deposit.longestMinutes * 60))
  }

  /// Each recorded greeting falls back to the system's (requirement D2).
  private static func greeting(
    _ settings: GreetingSettings, reason: GreetingReason,
    recordings: [GreetingSlot: AudioReference]
  ) -> Visit.Greeting {
    if let slot = settings.slot(for: reason), let sound = recordings[slot] {
      return .recorded(sound)
    }
    if settings.isAway { return .systemAway }
    switch reason {
    case .busy: return .systemBusy
    case .noAnswer: return .systemNoAnswer
    }
  }

  private static func after<D: Directory>(
    _ user: User, of company: Company, facts: MailboxFacts, in directory: D
  ) throws(D.Failure) -> Visit.AfterGreeting {
    let settings = user.settings
    if settings.greetings.isAway && !settings.greetings.awayTakesMessages { return .hangUp }
    switch settings.deposit.mode {
    case .off:
      return .hangUp
    case .transfer:
      guard let number = settings.deposit.transferNumber,
        try directory.maySend(callsTo: user, on: number, in: company)
      else { return .hangUp }
      return .transfer(number.e164)
    case .on:
      let state = settings.quota.state(
        messages: Int(facts.counts.total), seconds: facts.seconds)
      return state == .full ? .mailboxFull : .record
    }
  }
}
