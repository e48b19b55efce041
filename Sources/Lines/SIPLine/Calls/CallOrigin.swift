import Mailbox
import SIP
import Signalling
import Store

extension SIPLineSettings {
  /// The call that an INVITE means: the first of its targets that has a mailbox; if none has, the
  /// first that is a portal's number; if none is, the portal when the line has registered by that
  /// name; else the first.
  func call(by invitation: Invitation, in accounts: any Accounts) -> IncomingCall {
    let routing = CallRouting(
      requestURI: invitation.requestURI,
      headers: HeaderFields(invitation.headers.map { ($0.name, $0.value) }),
      caller: caller(of: invitation, in: accounts))
    var call = routing.call
    call.company = company
    call.source = isShared(invitation.source) ? nil : invitation.source.network
    let isOwnName = routing.targets.contains(where: ownNames.contains)
    guard routing.targets.count > 1 || isOwnName, let all = try? accounts.companies() else {
      return call
    }
    let companies = all.filter { company == nil || $0.id == company }
    func first(_ fits: (String, Company) -> Bool) -> String? {
      routing.targets.first { target in companies.contains { fits(target, $0) } }
    }
    let mailbox = first { (try? accounts.user(withNumber: $0, of: $1.id)) ?? nil != nil }
    let portal = first { $0 == $1.accessCode || $1.comparableForm(of: $0) == $1.portalKey }
    let own = isOwnName ? companies.first?.portalNumber : nil
    call.to = mailbox ?? portal ?? own ?? call.to
    return call
  }

  /// Who calls. The signalling has asked for every password that is to be asked for; where the store
  /// cannot tell whether two numbers are one user's, they are not.
  private func caller(of invitation: Invitation, in accounts: any Accounts) -> IdentifiedCaller {
    let identity = try? invitation.evidence.identify(
      numbersOfDevices: numbersOfDevices,
      isSameParty: { try $0 == $1 || accounts.isSameParty($0, $1) })
    switch identity {
    case .known(let caller): return caller
    case .challenged, .misdirected, nil: return IdentifiedCaller(number: "", trust: .claimed)
    }
  }
}

extension IncomingCall {
  /// Goes where another call has gone, for the same reason (RFC 3891): her caller has reached a mailbox
  /// and sends this one there. Who calls stays as it is, so nobody comes into a mailbox by the login of
  /// another. She does not wait for rings again.
  mutating func takePlace(of other: IncomingCall) {
    (to, condition, passed) = (other.to, other.condition, other.passed)
    rings = max(other.rings ?? 0, Self.manyRings)
  }

  /// As many as anybody can have set.
  private static var manyRings: Int { 20 }
}

extension Accounts {
  /// Whether two numbers are one user's, or one number in two notations, in some company.
  fileprivate func isSameParty(_ one: String, _ other: String) throws(StoreError) -> Bool {
    for company in try companies() {
      if company.comparableForm(of: one) == company.comparableForm(of: other) { return true }
      if let first = try user(withNumber: one, of: company.id),
        let second = try user(withNumber: other, of: company.id), first.id == second.id
      {
        return true
      }
    }
    return false
  }
}
