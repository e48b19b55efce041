extension UserSettings {
  /// Applies one change made by phone. On a refusal nothing is changed.
  ///
  /// Typed digits may be an extension of the company, or a phone number; a keypad has no `+`, so
  /// `00` may stand for it. ``SettingChange/forgetName`` changes no setting: the store drops the
  /// recording.
  /// - Parameters:
  ///   - mainNumber: The main number of the user who has an extension; `nil`: nobody has it.
  ///   - mayCall: Whether this user's calls may be sent on to a number.
  /// - Returns: Why a number is not taken; `nil`: the change is made.
  public mutating func apply<Failure: Error>(
    _ change: SettingChange, plan: NumberingPlan,
    mainNumber: (Extension) throws(Failure) -> PhoneNumber?,
    mayCall: (PhoneNumber) throws(Failure) -> Bool
  ) throws(Failure) -> NumberRefusal? {
    func read(_ digits: String) throws(Failure) -> Result<PhoneNumber, Refused> {
      var number: PhoneNumber?
      if let short = try? Extension(digits) { number = try mainNumber(short) }
      guard let number = number ?? PhoneNumber(signalled: digits, in: plan) else {
        return .failure(Refused(why: .malformed))
      }
      return try mayCall(number) ? .success(number) : .failure(Refused(why: .notAllowed))
    }
    switch change {
    case .playsBusy(let isOn): greetings.playsBusy = isOn
    case .noAnswer(let slot): greetings.choose(slot)
    case .away(let isOn): greetings.isAway = isOn
    case .awayTakesMessages(let isOn): greetings.awayTakesMessages = isOn
    case .forgetName: break
    case .deposit(let mode): deposit.mode = mode
    case .depositTransfer(let digits):
      switch try read(digits) {
      case .success(let number): deposit.transferNumber = number
      case .failure(let refused): return refused.why
      }
    case .forwarding(let kind, let isOn):
      handling[kind].isOn = isOn
    case .forwardingNumber(let kind, let digits):
      switch try read(digits) {
      case .success(let number): handling[kind] = CallForwarding(isOn: true, destination: number)
      case .failure(let refused): return refused.why
      }
    }
    return nil
  }

  private struct Refused: Error { var why: NumberRefusal }
}

extension GreetingSettings {
  /// Chooses the no-answer greeting; slots of other kinds are not among the choices.
  public mutating func choose(_ slot: GreetingSlot?) {
    switch slot {
    case nil, .personal, .alternate1, .alternate2, .alternate3: noAnswer = slot
    case .busy, .away, .name: break
    }
  }

  /// Selects a greeting that has just been recorded, so that callers hear it. Being away is a
  /// switch of its own.
  public mutating func select(recorded slot: GreetingSlot) {
    switch slot {
    case .busy: playsBusy = true
    case .personal, .alternate1, .alternate2, .alternate3: noAnswer = slot
    case .away, .name: break
    }
  }
}

extension CallHandling {
  /// The forwarding of one kind.
  public subscript(kind: ForwardingKind) -> CallForwarding {
    get {
      switch kind {
      case .always: forwardAlways
      case .busy: forwardBusy
      case .noAnswer: forwardNoAnswer
      }
    }
    set {
      switch kind {
      case .always: forwardAlways = newValue
      case .busy: forwardBusy = newValue
      case .noAnswer: forwardNoAnswer = newValue
      }
    }
  }
}
