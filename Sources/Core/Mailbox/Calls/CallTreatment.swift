/// In which state a call finds the user's phone, or why the phone system diverted it.
public enum CallCondition: String, Codable, CaseIterable, Sendable {
  /// The phone is free.
  case idle
  /// The user is in another call.
  case busy
  /// The user does not want to be disturbed; treated as busy.
  case doNotDisturb
  /// The phone has been ringing.
  case noAnswer
  /// The phone cannot ring, for example because it is not registered.
  case unreachable
  /// The phone system diverted the call here without asking for the phone's state.
  case unconditional
}

/// Which greeting a caller hears (D2).
public enum GreetingReason: String, Codable, CaseIterable, Sendable {
  /// The busy greeting: the user is busy or does not want to be disturbed.
  case busy
  /// The no-answer greeting, for every other reason.
  case noAnswer
}

/// What is done with a call.
public enum Treatment: Equatable, Sendable {
  /// It goes to another number.
  case forward(PhoneNumber)
  /// The caller may leave a message after this greeting.
  case mailbox(GreetingReason)
  /// It should go to the mailbox, which is switched off: the caller is told so (A4).
  case mailboxOff
  /// The phone rings this many times more; then ask again with the new count.
  case ring(more: Int)
  /// The caller gets the ordinary busy result.
  case busy
  /// The caller gets the ordinary result of a call that nobody answers.
  case noAnswer
}

extension CallHandling {
  /// What is done with a call (D1): forwarding for the condition first, the one for every call
  /// before the others, then the mailbox, then the ordinary result.
  ///
  /// A call that the phone system itself diverted unconditionally goes to the mailbox even if
  /// `sendAll` is off: the system's divert is the same wish, set in another place.
  /// - Parameter ringsSoFar: how often the phone rang; nil if the phone system has done the
  ///   ringing, which then counts as enough. Looked at only for `idle` and `noAnswer`.
  public func treatment(of condition: CallCondition, ringsSoFar: Int?) -> Treatment {
    if let target = forwardAlways.target { return .forward(target) }
    switch condition {
    case .busy, .doNotDisturb:
      if let target = forwardBusy.target { return .forward(target) }
      return sendAll || sendBusy ? mailbox(.busy) : .busy
    case .idle, .noAnswer:
      return unanswered(ringsLeft: ringsSoFar.map { max(0, rings - max(0, $0)) } ?? 0)
    case .unreachable:
      return unanswered(ringsLeft: 0)
    case .unconditional:
      return mailbox(.noAnswer)
    }
  }

  private func unanswered(ringsLeft: Int) -> Treatment {
    if ringsLeft == 0, let target = forwardNoAnswer.target { return .forward(target) }
    if sendAll { return mailbox(.noAnswer) }
    guard sendUnanswered || forwardNoAnswer.target != nil else { return .noAnswer }
    return ringsLeft > 0 ? .ring(more: ringsLeft) : mailbox(.noAnswer)
  }

  /// What is done with a call that has already been where it is to be forwarded to: the mailbox of
  /// the user who forwards answers.
  func treatmentWithoutForwarding(of condition: CallCondition) -> Treatment {
    switch condition {
    case .busy, .doNotDisturb: mailbox(.busy)
    case .idle, .noAnswer, .unreachable, .unconditional: mailbox(.noAnswer)
    }
  }

  private func mailbox(_ reason: GreetingReason) -> Treatment {
    mailboxIsOn ? .mailbox(reason) : .mailboxOff
  }
}
