/// Whom a call concerns (call flow, "Where a call goes").
public struct ResolvedParties: Equatable, Sendable {
  /// The company whose number was dialed.
  public var company: Company
  /// The user of this company whose number the call comes from. Only as sure as the call's trust.
  public var caller: User?
  /// Whose number was dialed; `nil`: the portal's.
  public var called: User?
}

extension Directory {
  /// Finds the company and the people of a call; `nil` if the dialed number is not in service.
  ///
  /// On a line of one company a number means what it means there. Else a number in normal form is the same for everybody. Any other means what it means in the
  /// caller's own company; if nobody knows the caller, exactly one company must know the number.
  public func parties(of call: IncomingCall) throws(Failure) -> ResolvedParties? {
    if let id = call.company {
      guard let company = try company(id) else { return nil }
      return try parties(of: call, in: company)
    }
    if PhoneNumber(e164: call.to) != nil {
      if let company = try company(portalKey: call.to) {
        return try parties(of: call, in: company, called: nil)
      }
      if let called = try user(e164: call.to), let company = try company(called.company) {
        return try parties(of: call, in: company, called: called)
      }
    }
    if let caller = try user(e164: call.from), let company = try company(caller.company) {
      return try parties(of: call, in: company)
    }
    var found: [ResolvedParties] = []
    for company in try companies() {
      guard let parties = try parties(of: call, in: company) else { continue }
      if parties.caller != nil { return parties }
      found.append(parties)
    }
    return found.count == 1 ? found[0] : nil
  }

  private func parties(
    of call: IncomingCall, in company: Company
  ) throws(Failure) -> ResolvedParties? {
    if call.to == company.portalNumber || call.to == company.accessCode {
      return try parties(of: call, in: company, called: nil)
    }
    if let called = try user(named: call.to, in: company) {
      return try parties(of: call, in: company, called: called)
    }
    guard let number = PhoneNumber(signalled: call.to, in: company.plan),
      number.e164 == company.portalKey
    else { return nil }
    return try parties(of: call, in: company, called: nil)
  }

  private func parties(
    of call: IncomingCall, in company: Company, called: User?
  ) throws(Failure) -> ResolvedParties {
    ResolvedParties(
      company: company, caller: try user(named: call.from, in: company), called: called)
  }
}
