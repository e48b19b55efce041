import Mailbox
import SIP
import Signalling
import Store

extension SIPLineSettings {
  /// The call that an INVITE means: the first of its targets that has a mailbox; if none has, the
  /// first that is a portal's number; else the first.
  func call(by invitation: Invitation, in accounts: any Accounts) -> IncomingCall {
    let routing = CallRouting(
      requestURI: invitation.requestURI,
      headers: HeaderFields(invitation.headers.map { ($0.name, $0.value) }),
      isTrusted: isTrusted(invitation.source),
      device: invitation.device.map { numbersOfDevices[$0] ?? $0 })
    var call = routing.call
    guard routing.targets.count > 1, let companies = try? accounts.companies() else { return call }
    func first(_ fits: (String, Company) -> Bool) -> String? {
      routing.targets.first { target in companies.contains { fits(target, $0) } }
    }
    let mailbox = first { (try? accounts.user(withNumber: $0, of: $1.id)) ?? nil != nil }
    let portal = first { $0 == $1.accessCode || $1.comparableForm(of: $0) == $1.portalKey }
    call.to = mailbox ?? portal ?? call.to
    return call
  }
}
