extension PasscodePolicy {
  /// The first rule that the passcode breaks, in the order of `PasscodeRule`; nil if it is allowed.
  ///
  /// Old passcodes are kept hashed, so the caller finds both facts about them by hashing; a fact
  /// whose rule is off is not looked at. Hashing is slow: check with both `false` first.
  /// - Parameters:
  ///   - isReverseOfOld: whether the passcode backwards is the one of now.
  ///   - isInHistory: whether it is one of the last ``remembered(isOwnChange:)`` passcodes.
  public func firstBroken(
    by passcode: String, of owner: PasscodeOwner, isReverseOfOld: Bool, isInHistory: Bool
  ) -> PasscodeRule? {
    guard let digits = PasscodeDigits(passcode) else { return .digitsOnly }
    return PasscodeRule.allCases.first {
      isBroken($0, by: digits, of: owner, isReverseOfOld: isReverseOfOld, isInHistory: isInHistory)
    }
  }

  /// The same with the old passcodes in clear, the one of now first: for trying codes without an
  /// account.
  /// - Parameter isOwnChange: As in ``remembered(isOwnChange:)``.
  public func firstBroken(
    by passcode: String, of owner: PasscodeOwner, history: [String] = [], isOwnChange: Bool = false
  ) -> PasscodeRule? {
    firstBroken(
      by: passcode, of: owner,
      isReverseOfOld: history.first == String(passcode.reversed()),
      isInHistory: history.prefix(remembered(isOwnChange: isOwnChange)).contains(passcode))
  }

  /// How many of the last passcodes cannot be taken again. A user who changes hers must take another
  /// one than she has in every policy (requirement B8): else one that was assigned, which others
  /// know, or one that has expired could stay. An administrator may assign what the policy allows.
  public func remembered(isOwnChange: Bool) -> Int {
    max(isOwnChange ? 1 : 0, historyLength)
  }

  /// Every rule that the passcode breaks, in the order of `PasscodeRule`. Of a passcode with other
  /// characters than digits, or of one that is too long, only that is told.
  public func brokenRules(
    by passcode: String, of owner: PasscodeOwner, isReverseOfOld: Bool = false,
    isInHistory: Bool = false
  ) -> [PasscodeRule] {
    guard let digits = PasscodeDigits(passcode) else { return [.digitsOnly] }
    guard digits.count <= maximumLength else { return [.tooLong] }
    return PasscodeRule.allCases.filter {
      isBroken($0, by: digits, of: owner, isReverseOfOld: isReverseOfOld, isInHistory: isInHistory)
    }
  }

  private func isBroken(
    _ rule: PasscodeRule, by passcode: PasscodeDigits, of owner: PasscodeOwner,
    isReverseOfOld: Bool, isInHistory: Bool
  ) -> Bool {
    switch rule {
    case .digitsOnly:
      false
    case .tooShort:
      passcode.count < minimumLength
    case .tooLong:
      passcode.count > maximumLength
    case .ownNumber:
      refusesOwnNumber && owner.numberDigits.map(passcode.contains) ?? false
    case .ownExtension:
      refusesOwnNumber && owner.extensionDigits.map(passcode.contains) ?? false
    case .ownNumberReversed:
      refusesOwnNumberReversed
        && [owner.numberDigits, owner.extensionDigits].contains { own in
          own.map { passcode.contains($0.reversed()) } ?? false
        }
    case .ownName:
      refusesName && owner.nameSpellings.contains(passcode)
    case .sequence:
      refusesSequence && passcode.isSequence
    case .ascendingRun:
      longestAscendingRun.map { passcode.longestRun(step: 1) > $0 } ?? false
    case .descendingRun:
      longestDescendingRun.map { passcode.longestRun(step: -1) > $0 } ?? false
    case .repeatedDigit:
      longestRepeat.map { passcode.longestRun(step: 0) > $0 } ?? false
    case .repeatedGroup:
      refusesRepeatedGroups && passcode.repeatsGroup
    case .keypadLine:
      refusesKeypadLines && passcode.hasKeypadLine
    case .reverseOfOld:
      refusesReverseOfOld && isReverseOfOld
    case .usedBefore:
      isInHistory
    }
  }
}

extension PasscodeOwner {
  // Whatever holds the number with trunk prefix or country code holds the national number too.
  fileprivate var numberDigits: PasscodeDigits? {
    number.flatMap { PasscodeDigits(String($0.nationalNumber)) }
  }

  fileprivate var extensionDigits: PasscodeDigits? {
    self.extension.flatMap { PasscodeDigits($0.digits) }
  }

  fileprivate var nameSpellings: [PasscodeDigits] {
    (KeypadSpelling.spellings(of: firstName) + KeypadSpelling.spellings(of: lastName))
      .compactMap { PasscodeDigits($0) }
  }
}
