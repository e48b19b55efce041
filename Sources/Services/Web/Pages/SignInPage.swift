import HTTP
import Mailbox
import Store
import Wording

/// Signing in and out. A wrong number and a wrong passcode look the same, and the counts and locks are
/// those of the phone: per mailbox, and per network address (requirement C3).
enum SignInPage {
  static let routes: [PageRoute] = [
    PageRoute(.get, "/", .anybody { _ in .redirect(to: Link.page(.messages).address) }),
    PageRoute(.get, PagePath.signIn.rawValue, .anybody { show($0) }),
    PageRoute(.post, PagePath.signIn.rawValue, .anybody(signIn)),
    PageRoute(.post, PagePath.signOut.rawValue, .user(signOut)),
  ]

  /// Where one signs in and comes back to what she asked for.
  static func address(back request: HTTPRequest) -> String {
    let path = request.target.raw.prefix { $0 != "?" }
    guard request.method == .get, path != "/", path != Link.page(.messages).address[...] else {
      return Link.page(.signIn).address
    }
    return Link.page(.signIn).address + "?to=" + path
  }

  private static func show(_ visit: PageRequest, refused: SignInText? = nil) -> HTTPResponse {
    let language = visit.language
    let account = refused == nil ? "" : visit.request.field("account") ?? ""
    let error: Markup =
      refused.map {
        """
        <p class="error" id="passcode-error" role="alert">\(Icon.warning.markup)<span>\
        <span class="vh">\(visit(.error)): </span>\($0.text(in: language))</span></p>
        """
      } ?? .nothing
    let words = { (text: SignInText) in text.text(in: language) }
    let isBad = refused != nil
    let forgotten: Markup =
      visit.site.sendsLinks()
      ? """
      <a href="\(SignInLinkPage.askPath)">\(visit(SignInLinkText.offer))</a> \(visit(SignInLinkText.offerHelp))
      """ : "\(words(.forgotten))"
    let response = Frame.gate(
      visit, title: (isBad ? visit(.error) + ": " : "") + words(.title),
      status: isBad ? 422 : 200,
      """
      <form class="stack" method="post" action="\(PagePath.signIn.rawValue)?language=\(language.rawValue)" novalidate>
      <div><h1>\(words(.title))</h1><p class="lead">\(words(.lead))</p></div>
      <input type="hidden" name="to" value="\(destination(visit))">
      <div class="field"><label for="account">\(words(.account))</label>\
      <input id="account" name="account" type="text" autocomplete="username" value="\(account)" required \
      aria-describedby="account-help"><p class="help" id="account-help">\(words(.accountHelp))</p></div>
      <div class="field\(" bad", if: isBad)"><label for="passcode">\(words(.passcode))</label>\
      <div class="join"><input id="passcode" name="passcode" type="password" autocomplete="current-password" \
      required\(" aria-invalid=\"true\"", if: isBad) \
      aria-describedby="\("passcode-error ", if: isBad)passcode-help">\
      <button class="btn js" type="button" data-show="passcode" aria-pressed="false" \
      aria-controls="passcode">\(Icon.eye.markup)\(words(.show))</button></div>\
      \(error)<p class="help" id="passcode-help">\(words(.passcodeHelp))</p></div>
      <button class="btn primary">\(words(.signIn))</button>
      <p class="help">\(forgotten)</p>
      </form>
      """)
    guard let chosen = visit.request.target["language"], chosen == language.rawValue else {
      return response
    }
    return response.adding(
      "Set-Cookie", "language=\(chosen); Path=/; Max-Age=31536000; SameSite=Lax")
  }

  private static func signIn(_ visit: PageRequest) throws -> HTTPResponse {
    let (account, typed) = (visit.request.field("account") ?? "", visit.request.field("passcode"))
    let site = visit.site
    guard let typed, let company = try company(of: account, in: site) else {
      site.noteSignIn(.refused)
      return show(visit, refused: .refused)
    }
    let reply = site.mailboxes.perform(
      LogInRequest(
        company: company.id, number: company.number, mailbox: nil, passcode: Passcode(typed),
        from: "",
        trust: .claimed, source: source(of: visit.request.client), entrance: .page),
      of: CallToken(.random(in: 1 ... .max)))
    switch reply {
    case .welcome(let welcome):
      site.noteSignIn(.accepted)
      return try begin(visit, welcome)
    case .locked:
      site.noteSignIn(.locked)
      return show(visit, refused: .locked)
    case .refused:
      site.noteSignIn(.refused)
      return show(visit, refused: .refused)
    case nil:
      return show(visit, refused: .busy)
    }
  }

  private static func begin(_ visit: PageRequest, _ welcome: LoggedInOwner) throws -> HTTPResponse {
    let login = try visit.site.mailboxes.accounts.loginState(of: welcome.user)
    // Who came in by another secret need not change the passcode first.
    return try begin(
      visit, welcome.user, knowsWebPassword: login.hasWebPassword,
      mustChangePasscode: welcome.mustChange != nil && !login.hasWebPassword,
      to: destination(visit))
  }

  /// Begins a session of a user who has shown who she is.
  static func begin(
    _ visit: PageRequest, _ user: Int64, knowsWebPassword: Bool, mustChangePasscode: Bool,
    to place: String
  ) throws -> HTTPResponse {
    let (request, site, now) = (visit.request, visit.site, visit.site.now())
    // A session that the browser had before ends, so that nobody can prepare one for her.
    if let old = request.cookie(SessionCookie.name(for: request)),
      let session = try site.sessions.session(of: old, at: now)
    {
      try site.sessions.end(session.id, of: session.user)
    }
    let cookie = try site.sessions.begin(
      WebSession(
        user: user, began: now, lastSeen: now,
        browser: String((request.headers["user-agent"] ?? "").prefix(300)),
        client: request.client, loginStamp: try site.mailboxes.accounts.loginStamp(of: user),
        knowsWebPassword: knowsWebPassword, mustChangePasscode: mustChangePasscode))
    return HTTPResponse.redirect(to: place)
      .adding("Set-Cookie", SessionCookie.set(cookie, for: request))
      .adding("Cache-Control", "no-store")
  }

  private static func signOut(_ visit: SignedInRequest) throws -> HTTPResponse {
    try visit.site.sessions.end(visit.session.id, of: visit.user.id)
    return HTTPResponse.redirect(to: Link.page(.signIn).address)
      .adding("Set-Cookie", SessionCookie.end(for: visit.request))
      .adding("Clear-Site-Data", "\"cache\"")
  }

  /// Whose number or address this may be: the company in which it is looked for, and the number there.
  /// For one that nobody has, any company will do: the login takes as long, and is refused.
  static func company(
    of account: String, in site: WebSite
  ) throws(StoreError) -> (id: Int64, number: String)? {
    let accounts = site.mailboxes.accounts(as: .portal)
    let companies = try accounts.companies()
    let typed = account.filter { $0 != " " }
    if typed.contains("@") {
      // All are looked at, so that the time does not tell where an address was found; one of two users is
      // nobody's.
      var found: [User] = []
      for company in companies {
        found += try accounts.users(of: company.id).filter {
          $0.email?.lowercased() == typed.lowercased()
        }
      }
      if found.count == 1 { return (found[0].company, found[0].mainNumber.e164) }
    } else {
      var meant: [Company] = []
      for company in companies {
        if try accounts.user(withNumber: typed, of: company.id) != nil { meant.append(company) }
      }
      // An extension of two companies is nobody's.
      if meant.count == 1 { return (meant[0].id, typed) }
    }
    return companies.first.map { ($0.id, "?" + typed) }
  }

  /// A network address as wrong passcodes are counted by it: of IPv6 its /64.
  static func source(of client: String) -> String {
    guard client.contains(":") else { return client }
    let groups = client.split(separator: ":", omittingEmptySubsequences: false).prefix(4)
    return groups.joined(separator: ":") + "::/64"
  }

  /// A page of ours to which she wanted to go; else her messages. Never another site.
  private static func destination(_ visit: PageRequest) -> String {
    let wish = visit.request.field("to") ?? visit.request.target["to"] ?? ""
    return PagePath.allCases.first { $0.rawValue == wish && $0 != .signIn && $0 != .signOut }
      .map { Link.page($0).address } ?? Link.page(.messages).address
  }
}
