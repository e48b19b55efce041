/// What one user's settings do with a call that has come to her.
struct Treating<D: Directory> {
  let user: User
  let company: Company
  let path: CallPath
  let directory: D

  func arrival(of call: IncomingCall) throws(D.Failure) -> Arrival {
    // A call that says nothing of its reason was sent here by the phone system, after ringing.
    let condition = call.condition ?? .noAnswer
    let handling = try permittedHandling()
    var treatment = handling.treatment(
      of: condition, ringsSoFar: call.condition == nil ? nil : call.rings)
    if case .forward(let number) = treatment, try !path.mayGo(to: number, directory) {
      treatment = handling.treatmentWithoutForwarding(of: condition)
    }
    switch treatment {
    case .forward(let number):
      return .forward(number.e164, by: user.id)
    case .mailbox(let reason):
      return .visit(try visit(reason))
    case .mailboxOff:
      return .mailboxOff(
        user.language, redirect: try permitted(user.settings.redirectOnZero)?.e164,
        mailbox: user.id, number: user.mainNumber.e164)
    case .ring(let more):
      return .ring(more: more, try visit(.noAnswer))
    case .busy:
      return .busy(user.language)
    case .noAnswer:
      return .noAnswer(user.language)
    }
  }

  /// A forwarding to where calls may not be sent counts as switched off: rules can become
  /// stricter after it was set.
  private func permittedHandling() throws(D.Failure) -> CallHandling {
    var handling = user.settings.handling
    for kind in ForwardingKind.allCases {
      guard let target = handling[kind].target else { continue }
      handling[kind].isOn =
        try directory.refusal(ofSendingCallsTo: user, on: target, in: company) == nil
    }
    return handling
  }

  /// The number if a caller who has been greeted may be sent there.
  private func permitted(_ number: PhoneNumber?) throws(D.Failure) -> PhoneNumber? {
    guard let number, try path.mayGo(to: number, directory),
      try directory.refusal(ofSendingCallsTo: user, on: number, in: company) == nil
    else { return nil }
    return number
  }

  private func visit(_ reason: GreetingReason) throws(D.Failure) -> MailboxVisit {
    let facts = try directory.facts(of: user)
    let settings = user.settings
    return MailboxVisit(
      company: company.id, mailbox: user.id, language: user.language,
      greeting: greeting(settings.greetings, reason: reason, recordings: facts.recordings),
      name: facts.recordings[.name], number: user.mainNumber.e164,
      after: try afterGreeting(facts),
      redirect: try permitted(settings.redirectOnZero)?.e164,
      allowsLogIn: settings.loginFromGreeting,
      longestSeconds: Int16(clamping: settings.deposit.longestMinutes * 60),
      home: HomeCountry(company.plan),
      saysInstructions: settings.greetings.saysInstructions ?? company.saysInstructions)
  }

  /// Each recorded greeting falls back to the system's (requirement D2).
  private func greeting(
    _ settings: GreetingSettings, reason: GreetingReason,
    recordings: [GreetingSlot: AudioReference]
  ) -> MailboxVisit.Greeting {
    if let slot = settings.slot(for: reason), let sound = recordings[slot] {
      return .recorded(sound)
    }
    if settings.isAway { return .systemAway }
    switch reason {
    case .busy: return .systemBusy
    case .noAnswer: return .systemNoAnswer
    }
  }

  private func afterGreeting(_ facts: MailboxFacts) throws(D.Failure) -> MailboxVisit.AfterGreeting
  {
    let settings = user.settings
    if settings.greetings.isAway && !settings.greetings.awayTakesMessages { return .hangUp }
    switch settings.deposit.mode {
    case .off:
      return .hangUp
    case .transfer:
      return try permitted(settings.deposit.transferNumber).map { .transfer($0.e164) } ?? .hangUp
    case .on:
      let state = settings.quota.state(
        messages: Int(facts.counts.total), seconds: facts.seconds)
      return state == .full ? .mailboxFull : .record
    }
  }
}
