import Administration
import HTTP
import Mailbox
import Store
import Wording

/// Access tokens on the profile: made, shown once, revoked.
struct TokenSection {
  private let visit: SignedInRequest
  private(set) var refusals: [FormRefusal] = []
  private var secret: String?

  init(_ visit: SignedInRequest) { self.visit = visit }

  private static let days = [30, 90, 365, 3_650]

  /// Who has proved to administer may give her rights to a program.
  private var scopes: [AccessToken.Scope] {
    AccessToken.Scope.allCases.filter { scope in
      scope == .user || visit.session.knowsWebPassword && scope.isGranted(to: visit.user)
    }
  }

  /// Makes the token of the form; its secret is shown once.
  mutating func make() throws {
    let request = visit.request
    let days = request.field("token-days").flatMap(Int.init) ?? 0
    let scope = AccessToken.Scope(rawValue: request.field("token-scope") ?? "") ?? .user
    guard Self.days.contains(days), scopes.contains(scope) else { throw WebFault.notFound }
    let token = AccessToken(
      user: visit.user.id, name: request.field("token-name") ?? "",
      scope: scope, made: visit.site.now(), days: days)
    do {
      secret = try token.make(in: visit.accounts).secret
    } catch StoreError.refused {
      refusals.append(FormRefusal(control: "token-name", text: visit(TokenText.badName)))
    }
  }

  /// Revokes the token of the form, which must be the user's.
  func revoke() throws {
    let id = visit.request.field("token-id") ?? ""
    guard try AccessToken.revoke(id, of: visit.user.id, in: visit.accounts) else {
      throw WebFault.notFound
    }
  }

  // MARK: Showing

  func markup(_ controls: Controls) throws -> Markup {
    let words = { (text: TokenText) in visit(text) }
    let tokens = try AccessToken.all(of: visit.user.id, in: visit.accounts)
    let made: Markup = """
      <div class="note" role="status">\(Icon.tick.markup)<p>\(words(.made)) \
      <code>\(secret ?? "")</code></p></div>
      """
    return controls.section(
      "tokens", words(.title), words(.help),
      ["\(made, if: secret != nil)", "\(table(tokens), if: !tokens.isEmpty)", form(controls)])
  }

  private func table(_ tokens: [AccessToken]) -> Markup {
    let words = { (text: TokenText) in visit(text) }
    let dates = DateText(visit)
    let rows: [Markup] = tokens.map { token in
      """
      <tr><th scope="row">\(token.name)<small>\(words(.uses(token.scope.rawValue)))</small></th>\
      <td data-th="\(words(.madeOn))">\(dates.short(token.made))</td>\
      <td data-th="\(words(.expires))">\(dates.short(token.expires))</td>\
      <td data-th="\(words(.lastUsed))">\(token.lastUsed.map(dates.short) ?? "\(words(.never))")</td>\
      <td class="act"><button class="btn quiet danger" name="token-id" value="\(token.id)">\(words(.revoke))\
      <span class="vh">: \(token.name)</span></button></td></tr>
      """
    }
    return """
      <form method="post" action="/profile/tokens/revoke" class="stack">\(Frame.token(visit))\
      <div class="scroll"><table class="cards"><caption class="vh">\(words(.title))</caption><thead><tr>\
      <th scope="col">\(words(.name))</th><th scope="col">\(words(.madeOn))</th>\
      <th scope="col">\(words(.expires))</th><th scope="col">\(words(.lastUsed))</th>\
      <th scope="col"><span class="vh">\(visit(ProfileText.action))</span></th></tr></thead>\
      <tbody>\(rows)</tbody></table></div></form>
      """
  }

  private func form(_ controls: Controls) -> Markup {
    let words = { (text: TokenText) in visit(text) }
    let scopes = scopes.map { ($0.rawValue, words(.uses($0.rawValue))) }
    let typed = refusals.isEmpty ? "" : visit.request.field("token-name") ?? ""
    return """
      <form method="post" action="/profile/tokens" class="stack" novalidate>\(Frame.token(visit))\
      \(controls.text("token-name", words(.name), help: words(.nameHelp), value: typed, width: .large))\
      <div class="pair">\(controls.select("token-scope", words(.scope), value: "user", scopes))\
      \(controls.select(
        "token-days", words(.goodFor), value: "90", Self.days.map { ("\($0)", words(.days($0))) }))</div>\
      <div><button class="btn">\(Icon.add.markup)\(words(.make))</button></div></form>
      """
  }
}
