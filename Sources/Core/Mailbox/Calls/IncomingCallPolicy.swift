/// Where a call goes, and what it is told on its way in (call flow, "Where a call goes").
public enum IncomingCallPolicy {
  /// Decides by the numbers, the user's settings and the state of the mailbox.
  ///
  /// `.welcome` is a login: the store then clears the count of failures. After `.ring` the call
  /// is to be asked for again with the new count of rings, since a forwarding may come first.
  /// - Parameter recent: Main numbers of users whom this caller has reached lately, see
  ///   ``RecentCalls``.
  public static func arrival<D: Directory>(
    of call: IncomingCall, recent: [String] = [], in directory: D
  ) throws(D.Failure) -> Arrival {
    guard let parties = try directory.parties(of: call) else {
      return .notInService(try language(for: call, in: directory))
    }
    guard let called = called(by: call, parties) else {
      return try logIn(call, parties: parties, directory: directory)
    }
    let path = try CallPath(of: call, to: called, recent: recent, in: parties.company, directory)
    let treating = Treating(
      user: called, company: parties.company, path: path, directory: directory)
    return try treating.arrival(of: call)
  }

  /// The user whom a call reaches as a caller does, not its owner; `nil`: none.
  public static func userCalled<D: Directory>(
    by call: IncomingCall, in directory: D
  ) throws(D.Failure) -> User? {
    try directory.parties(of: call).flatMap { called(by: call, $0) }
  }

  private static func called(by call: IncomingCall, _ parties: ResolvedParties) -> User? {
    guard let called = parties.called, !isOwnPhone(call, of: called, parties: parties) else {
      return nil
    }
    return called
  }

  /// What an owner who is in gets told.
  public static func welcome(user: User, company: Company, facts: MailboxFacts) -> LoggedInOwner {
    let quota = user.settings.quota.state(
      messages: Int(facts.counts.total), seconds: facts.seconds)
    return LoggedInOwner(
      user: user.id, language: user.language, counts: facts.counts,
      failedAttempts: facts.failedAttempts, mustChange: facts.mustChange,
      isAway: user.settings.greetings.isAway, isNearlyFull: quota != .ok,
      mayMessageCompany: company.allowsCompanyMessages && user.settings.sendsToCompany,
      hasDeleted: facts.hasDeleted, home: HomeCountry(company.plan),
      isByMailOnly: facts.isByMailOnly, hasFailedMail: facts.hasFailedMail)
  }

  /// The settings that the phone menus show.
  /// - Parameter recorded: The slots that have a sound.
  public static func phoneSettings(of user: User, recorded: Set<GreetingSlot>) -> PhoneSettings {
    let settings = user.settings
    func state(_ forwarding: CallForwarding) -> PhoneSettings.ForwardingState {
      .init(isOn: forwarding.isOn, number: forwarding.destination?.e164)
    }
    return PhoneSettings(
      greetings: settings.greetings, hasName: recorded.contains(.name),
      recorded: GreetingSlot.allCases.filter(recorded.contains),
      deposit: settings.deposit.mode,
      depositTransfer: settings.deposit.transferNumber?.e164,
      always: state(settings.handling.forwardAlways),
      busy: state(settings.handling.forwardBusy),
      noAnswer: state(settings.handling.forwardNoAnswer))
  }
}

// MARK: - Login

extension IncomingCallPolicy {
  /// Whoever calls her own number from her main number or extension wants her messages. From an
  /// alias she may as well want to leave one.
  private static func isOwnPhone(
    _ call: IncomingCall, of called: User, parties: ResolvedParties
  ) -> Bool {
    guard let caller = parties.caller, caller.id == called.id else { return false }
    if call.from == caller.mainNumber.e164 || call.from == caller.extension.digits { return true }
    if (try? Extension(call.from)) == caller.extension { return true }
    return PhoneNumber(signalled: call.from, in: parties.company.plan) == caller.mainNumber
  }

  private static func logIn<D: Directory>(
    _ call: IncomingCall, parties: ResolvedParties, directory: D
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
    if let id = call.company, let company = try directory.company(id) { return company.language }
    return try directory.companies().first?.language ?? .en
  }
}
