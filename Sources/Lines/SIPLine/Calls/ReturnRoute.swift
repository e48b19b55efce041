import SIP
import Signalling

/// The system to which a call goes on when it is transferred or forwarded: the one that it came by,
/// unless the configuration names another.
///
///     phone ── proxy ── portal      the call has come by the proxy, which has recorded itself
///        ◄───── REFER ─────┘
///        └──► proxy ──► target      Refer-To names the proxy: the phone knows no other way
///
/// 1. The route of the configuration, for the peer or for the line.
/// 2. The topmost Record-Route (RFC 3261 section 16.6): the proxy next to us.
/// 3. Contact: by TCP and TLS a system's calls come from a port where it takes none.
/// 4. The address that the call came from.
struct ReturnRoute {
  /// The system's address, without a user.
  private let system: SIPURI

  /// The way of an INVITE.
  init(of invitation: Invitation, by settings: SIPLineSettings) {
    let headers = HeaderFields(invitation.headers.map { ($0.name, $0.value) })
    let configured = settings.route(invitation.source).flatMap { SIPURI($0) }
    let recorded = headers.addresses("Record-Route").first?.uri
    let contact = headers.addresses("Contact").first?.uri
    let source = invitation.source
    let own = [recorded, contact].compactMap { Self.system($0) }.first
    system =
      configured ?? own
      ?? SIPURI(user: "", host: source.address, port: source.port)
  }

  /// A number or an extension at that system.
  func address(of number: String) -> String {
    var address = system
    address.user = number
    return address.description
  }

  /// Of a SIP address what is needed to reach it.
  private static func system(_ uri: SIPURI?) -> SIPURI? {
    guard var uri, uri.scheme != .tel else { return nil }
    (uri.user, uri.password, uri.headers) = ("", nil, Parameters())
    uri.parameters.all.removeAll { $0.name != "transport" }
    return uri
  }
}
