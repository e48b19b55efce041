/// Which setting of a user sends her callers on to a number.
public enum CallSetting: Equatable, Sendable {
  case forwarding(ForwardingKind)
  case depositTransfer
  case redirectOnZero
}

/// Why calls to a user are not sent on to a number (requirement D0). A number leads back where the
/// call would go to, whatever the number looks like.
public enum DestinationRefusal: String, Codable, CaseIterable, Sendable {
  /// The company's dial rules do not allow calls to it.
  case notAllowed
  /// It rings this user: her main number, her extension, or an alias on the same phone system.
  case ownNumber
  /// A portal answers there.
  case portal
  /// Its owner sends such calls back to this user, alone or through others.
  case ring
}

extension User {
  /// Every number that callers are sent on to, with the setting, whether or not it is switched on.
  public var destinations: [(setting: CallSetting, number: PhoneNumber)] {
    let forwardings = ForwardingKind.allCases.map { kind in
      (CallSetting.forwarding(kind), settings.handling[kind].destination)
    }
    let others = [
      (CallSetting.depositTransfer, settings.deposit.transferNumber),
      (.redirectOnZero, settings.redirectOnZero),
    ]
    return (forwardings + others).compactMap { setting, number in number.map { (setting, $0) } }
  }

  /// Whether a call to this number comes to this user's phone, and so to this mailbox.
  ///
  /// An alias is another phone of the user, a mobile for example, and a destination of its own. No
  /// portal can see where that phone forwards to. But an alias in the block of her main number is a
  /// line of the same phone system, whose calls end in the same mailbox.
  public func isReached(by number: PhoneNumber) -> Bool {
    number == mainNumber || (aliases.contains(number) && number.isInBlock(of: mainNumber))
  }

  /// Where calls go on that another user's setting has sent here, if nothing stops them: always, or
  /// for the same reason.
  func target(ofCallsSentBy setting: CallSetting) -> PhoneNumber? {
    if let always = settings.handling.forwardAlways.target { return always }
    switch setting {
    case .forwarding(let kind): return settings.handling[kind].target
    case .depositTransfer:
      return settings.deposit.mode == .transfer ? settings.deposit.transferNumber : nil
    // A caller who presses 0 again wants to go on.
    case .redirectOnZero: return nil
    }
  }
}

extension PhoneNumber {
  /// Whether two numbers differ in the last four digits alone, as those of one phone system do.
  func isInBlock(of other: PhoneNumber) -> Bool {
    e164.utf8.count == other.e164.utf8.count && e164.dropLast(4) == other.e164.dropLast(4)
  }
}

extension Company {
  /// Whether this text, dialled from a phone of the company, reaches the portal.
  public func portalIsReached(by text: String) -> Bool {
    text == accessCode || comparableForm(of: text) == portalKey
      || comparableForm(of: text) == comparableForm(of: accessCode)
  }
}

extension Directory {
  /// Whether the company's users may have this number called: by the dial rules, or because it is
  /// one of their own.
  public func mayCall(_ number: PhoneNumber, in company: Company) throws(Failure) -> Bool {
    if company.dialRules.permits(number) { return true }
    return try user(e164: number.e164)?.company == company.id
  }

  /// Why calls to `user` may not be sent on to a number; `nil` if they may.
  /// - Parameters:
  ///   - user: As she is to be; she need not be stored.
  ///   - setting: Is to be set to this number, so that a ring of users is looked for as well. While a
  ///     call is on it is `nil` if the call knows where it has been.
  public func refusal(
    ofSendingCallsTo user: User, on number: PhoneNumber, by setting: CallSetting? = nil,
    in company: Company
  ) throws(Failure) -> DestinationRefusal? {
    if user.isReached(by: number) { return .ownNumber }
    if try isPortal(number, in: company) { return .portal }
    guard try mayCall(number, in: company) else { return .notAllowed }
    if let setting, try closesRing(setting, of: user, to: number) { return .ring }
    return nil
  }

  /// Whether a portal answers there, that of this company or of another one.
  func isPortal(_ number: PhoneNumber, in company: Company) throws(Failure) -> Bool {
    if try self.company(portalKey: number.e164) != nil { return true }
    return company.portalIsReached(by: number.e164)
  }

  private func closesRing(
    _ setting: CallSetting, of user: User, to number: PhoneNumber
  ) throws(Failure) -> Bool {
    var number = number
    for _ in 0..<Self.longestChain {
      guard let holder = try self.user(e164: number.e164), holder.isReached(by: number),
        let next = holder.target(ofCallsSentBy: setting)
      else { return false }
      if user.isReached(by: next) { return true }
      number = next
    }
    // A chain without an end is a ring of others, in which her calls would be caught.
    return true
  }

  private static var longestChain: Int { 20 }
}
