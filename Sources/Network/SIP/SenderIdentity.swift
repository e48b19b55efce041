public import Mailbox

/// Who sends a request, as far as it can be known.
public enum SenderIdentity: Equatable, Sendable {
  /// The sender has to prove a device's password first.
  /// - isStale: Whether its password may be right and only the nonce is too old.
  case challenged(isStale: Bool)
  /// The digest was made for another request and is refused.
  case misdirected
  case known(IdentifiedCaller)
}

/// A sender that need not prove more.
public struct IdentifiedCaller: Equatable, Sendable {
  /// The caller's number as signalled, or else her name, by which no user is known; empty only if
  /// both are withheld.
  public var number: String
  public var trust: Trust
  /// The device whose password was proven, whatever number the request carries; `nil` if none was.
  public var device: String?

  /// A caller of its parts.
  public init(number: String, trust: Trust, device: String? = nil) {
    (self.number, self.trust, self.device) = (number, trust, device)
  }
}

extension IdentityEvidence {
  /// Decides who sends a request (requirement C6). All that lets a caller in hangs on this function.
  ///
  /// | what is proven | who calls |
  /// |---|---|
  /// | a right digest in this request | the device, verified |
  /// | a right digest on this connection before, no proxy between, From names that device | the device, verified |
  /// | From names a device, nothing is proven | challenged; from a trusted peer: From, claimed |
  /// | P-Asserted-Identity of a trusted peer | that number, verified |
  /// | anything else, such as the address that a packet came from | From, claimed |
  ///
  /// Contradictions in one request make a verified caller a claimed one: From names another party,
  /// two identities are asserted, or the caller is one who has sent the call on (a trunk that asserts
  /// the forwarder in the caller's place). Who asks for privacy stays unknown to the portal too. A
  /// caller who has a name and no number is told by it and identifies nobody.
  ///
  /// - Parameters:
  ///   - numbersOfDevices: The number of the user to whom a device belongs.
  ///   - isSameParty: Whether two numbers, in any notation, are one user's.
  public func identify(
    numbersOfDevices: [String: String],
    isSameParty: (String, String) throws -> Bool
  ) rethrows -> SenderIdentity {
    switch digest {
    case .right(let device):
      return .known(try caller(device, numbersOfDevices, isSameParty))
    case .stale: return .challenged(isStale: true)
    case .wrong: return .challenged(isStale: false)
    case .forAnotherURI: return .misdirected
    case .absent: break
    }
    let near = isDirect ? connectionDevices : []
    let connected = try near.first {
      try isFrom($0, number: numbersOfDevices[$0] ?? $0, isSameParty)
    }
    if let connected { return .known(try caller(connected, numbersOfDevices, isSameParty)) }
    if claimsDevice, !isTrustedPeer { return .challenged(isStale: false) }
    return .known(try callerOfPeer(isSameParty))
  }

  /// The same where only texts that are equal name one party: enough to know whether to challenge.
  public func identify() -> SenderIdentity {
    identify(numbersOfDevices: [:], isSameParty: { $0 == $1 })
  }

  /// The caller on a device that has proven its password.
  private func caller(
    _ device: String, _ numbersOfDevices: [String: String],
    _ isSameParty: (String, String) throws -> Bool
  ) rethrows -> IdentifiedCaller {
    if isHidden { return IdentifiedCaller(number: "", trust: .claimed, device: device) }
    let number = numbersOfDevices[device] ?? device
    guard try isFrom(device, number: number, isSameParty) else {
      return IdentifiedCaller(number: Self.shown([from]), trust: .claimed, device: device)
    }
    let isContradicted =
      try diverters.contains { try isSameParty($0, number) }
      || isTrustedPeer && !asserted.isEmpty
        && !asserted.contains { try $0 == device || isSameParty($0, number) }
    return IdentifiedCaller(
      number: number, trust: isContradicted ? .claimed : .verified, device: device)
  }

  /// The caller of a request without a proven device.
  private func callerOfPeer(
    _ isSameParty: (String, String) throws -> Bool
  ) rethrows -> IdentifiedCaller {
    if isHidden { return IdentifiedCaller(number: "", trust: .claimed) }
    let number = Self.dialable(from)
    guard isTrustedPeer else {
      return IdentifiedCaller(number: Self.shown([from]), trust: .claimed)
    }
    // There may be two, one of them a tel: URI (RFC 3325 section 9.1).
    guard let asserted = asserted.first(where: { !Self.dialable($0).isEmpty }) else {
      return IdentifiedCaller(
        number: Self.shown([remoteParty, from] + asserted), trust: .claimed)
    }
    let others = try self.asserted.filter { other in
      try !Self.dialable(other).isEmpty && !isSameParty(other, asserted)
    }
    let isContradicted =
      try !others.isEmpty || diverters.contains { try isSameParty($0, asserted) }
      || !from.isEmpty && !self.asserted.contains { try $0 == from || isSameParty($0, from) }
    guard isContradicted else { return IdentifiedCaller(number: asserted, trust: .verified) }
    return IdentifiedCaller(number: number.isEmpty ? asserted : number, trust: .claimed)
  }

  private func isFrom(
    _ device: String, number: String, _ isSameParty: (String, String) throws -> Bool
  ) rethrows -> Bool {
    if from == device { return true }
    let own = Self.dialable(from)
    return try !own.isEmpty && isSameParty(own, number)
  }

  /// What is kept and said of a caller: the first of these that is a number, else the first name.
  private static func shown(_ users: [String]) -> String {
    users.first { !dialable($0).isEmpty } ?? users.lazy.compactMap(SignalledName.kept).first ?? ""
  }

  /// A number; empty for a name, which no user is known by.
  private static func dialable(_ user: String) -> String {
    let digits = user.hasPrefix("+") ? String(user.dropFirst()) : user
    return digits.isDigits ? user : ""
  }
}
