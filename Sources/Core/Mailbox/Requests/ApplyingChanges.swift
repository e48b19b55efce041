extension UserSettings {
  /// Applies one change made by phone. On a refusal nothing is changed.
  ///
  /// Typed digits may be an extension of the company, or a phone number; a keypad has no `+`, so
  /// `00` may stand for it. ``SettingChange/forgetName`` changes no setting: the store drops the
  /// recording.
  /// - Parameters:
  ///   - mainNumber: The main number of the user who has an extension; `nil`: nobody has it.
  ///   - refusal: Why this user's calls may not be sent on to a number; `nil` if they may.
  /// - Returns: Why a number is not taken; `nil` if the change is made.
  public mutating func apply<Failure: Error>(
    _ change: SettingChange, company: Company,
    mainNumber: (Extension) throws(Failure) -> PhoneNumber?,
    refusal: (PhoneNumber, CallSetting) throws(Failure) -> DestinationRefusal?
  ) throws(Failure) -> NumberRefusal? {
    func judge(
      _ number: PhoneNumber?, _ setting: CallSetting
    ) throws(Failure) -> NumberRefusal? {
      guard let number, let refusal = try refusal(number, setting) else { return nil }
      return NumberRefusal(refusal)
    }
    func read(
      _ digits: String, _ setting: CallSetting
    ) throws(Failure) -> Result<PhoneNumber, Refused> {
      if company.portalIsReached(by: digits) { return .failure(Refused(why: .leadsBack)) }
      var number: PhoneNumber?
      if let short = try? Extension(digits) { number = try mainNumber(short) }
      guard let number = number ?? PhoneNumber(signalled: digits, in: company.plan) else {
        return .failure(Refused(why: .malformed))
      }
      if let why = try judge(number, setting) { return .failure(Refused(why: why)) }
      return .success(number)
    }
    switch change {
    case .playsBusy(let isOn): greetings.playsBusy = isOn
    case .noAnswer(let slot): greetings.choose(slot)
    case .away(let isOn): greetings.isAway = isOn
    case .awayTakesMessages(let isOn): greetings.awayTakesMessages = isOn
    case .forgetName: break
    case .deposit(let mode):
      if mode == .transfer, let why = try judge(deposit.transferNumber, .depositTransfer) {
        return why
      }
      deposit.mode = mode
    case .depositTransfer(let digits):
      switch try read(digits, .depositTransfer) {
      case .success(let number): deposit.transferNumber = number
      case .failure(let refused): return refused.why
      }
    case .forwarding(let kind, let isOn):
      if isOn, let why = try judge(handling[kind].destination, .forwarding(kind)) { return why }
      handling[kind].isOn = isOn
    case .forwardingNumber(let kind, let digits):
      switch try read(digits, .forwarding(kind)) {
      case .success(let number): handling[kind] = CallForwarding(isOn: true, destination: number)
      case .failure(let refused): return refused.why
      }
    }
    return nil
  }

  private struct Refused: Error { var why: NumberRefusal }
}

extension NumberRefusal {
  /// What a phone menu says of it.
  fileprivate init(_ refusal: DestinationRefusal) {
    switch refusal {
    case .notAllowed: self = .notAllowed
    case .ownNumber, .portal, .ring: self = .leadsBack
    }
  }
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

  /// Chooses the system's greeting where one is chosen that is being emptied.
  public mutating func forget(recorded slot: GreetingSlot) {
    switch slot {
    case .busy: playsBusy = false
    case .personal, .alternate1, .alternate2, .alternate3:
      if noAnswer == slot { noAnswer = nil }
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
