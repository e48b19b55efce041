import HTTP
import Mailbox
import Store

/// Single sign-on: a proxy in front has asked who it is, and tells it in a header, as oauth2-proxy
/// (`X-Forwarded-Email`) and Authelia (`Remote-Email`) do. It is off unless the server's file names the
/// header, and only the header of a trusted proxy counts; such a proxy must not pass on what a client has
/// sent under that name.
extension WebSite {
  /// Begins a session for whom the proxy names.
  /// - Returns: Back to the same page with a cookie; `nil`: the proxy names nobody of ours, or somebody
  ///   must sign in by herself.
  func signInByProxy(_ visit: PageRequest) throws -> HTTPResponse? {
    let request = visit.request
    guard let signInHeader, request.isFromTrustedProxy, [.get, .head].contains(request.method)
    else { return nil }
    let named = request.headers.all(signInHeader)
    // Two of them: one was not the proxy's.
    guard named.count == 1, let user = try userByAddress(named[0]) else { return nil }
    return try SignInPage.begin(
      visit, user.id, knowsWebPassword: user.role.administers, mustChangePasscode: false,
      to: request.target.raw)
  }

  /// The one user with an e-mail address, of all companies; `nil` if there is none, or if there are
  /// several.
  func userByAddress(_ address: String) throws(StoreError) -> User? {
    guard address.contains("@") else { return nil }
    let accounts = mailboxes.accounts
    var found: [User] = []
    for company in try accounts.companies() {
      found += try accounts.users(of: company.id).filter {
        $0.email?.lowercased() == address.lowercased()
      }
    }
    return found.count == 1 ? found[0] : nil
  }
}
