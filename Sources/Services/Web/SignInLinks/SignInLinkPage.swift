import HTTP
import Mailbox
import Store
import Wording

/// A forgotten web password: one asks for a link, and sets a new one by it.
enum SignInLinkPage {
  /// Where one asks.
  static let askPath = "/sign-in/forgotten"

  static let routes: [PageRoute] = [
    PageRoute(.get, askPath, .anybody(ask)),
    PageRoute(.post, askPath, .anybody(send)),
    PageRoute(.get, SignInLink.path + "*", .anybody { try show($0) }),
    PageRoute(.post, SignInLink.path + "*", .anybody(set)),
  ]

  // MARK: Asking

  private static func ask(_ visit: PageRequest) throws -> HTTPResponse {
    guard visit.site.sendsLinks() else { throw WebFault.notFound }
    return Frame.gate(
      visit, title: visit(SignInLinkText.askTitle),
      """
      <form class="stack" method="post" action="\(askPath)?language=\(visit.language.rawValue)" novalidate>
      <div><h1>\(visit(SignInLinkText.askTitle))</h1><p class="lead">\(visit(SignInLinkText.askLead))</p></div>
      <div class="field"><label for="account">\(visit(SignInText.account))</label>\
      <input id="account" name="account" type="text" autocomplete="username" required></div>
      <button class="btn primary">\(visit(SignInLinkText.send))</button>
      <p class="help"><a href="\(Link.page(.signIn).address)">\(visit(SignInLinkText.back))</a></p>
      </form>
      """)
  }

  /// Answers everybody the same, before it is known who is meant.
  private static func send(_ visit: PageRequest) throws -> HTTPResponse {
    let site = visit.site
    guard site.sendsLinks() else { throw WebFault.notFound }
    let account = visit.request.field("account") ?? ""
    let source = SignInPage.source(of: visit.request.client)
    site.linkRequests.take(from: source, at: site.now()) {
      request(for: account, in: site, from: visit.request.client)
    }
    return Frame.gate(
      visit, title: visit(SignInLinkText.sentTitle),
      """
      <div class="stack"><div><h1>\(visit(SignInLinkText.sentTitle))</h1>\
      <p class="lead">\(visit(SignInLinkText.sentLead))</p></div>
      <p class="help"><a href="\(Link.page(.signIn).address)">\(visit(SignInLinkText.back))</a></p></div>
      """)
  }

  private static func request(for account: String, in site: WebSite, from client: String) {
    do throws(StoreError) {
      guard let (company, number) = try SignInPage.company(of: account, in: site) else { return }
      let accounts = site.mailboxes.accounts(as: .portal, from: client)
      guard let user = try accounts.user(withNumber: number, of: company) else { return }
      try accounts.requestSignInLink(for: user.id)
    } catch {
      site.tell("A link for a new web password: \(error)")
    }
  }

  // MARK: Setting

  private static func accounts(_ visit: PageRequest, _ user: User) -> any Accounts {
    visit.site.mailboxes.accounts(as: .page(user: user.id), from: visit.request.client)
  }

  private static func show(
    _ visit: PageRequest, refusal: FormRefusal? = nil
  ) throws -> HTTPResponse {
    let token = visit.parameters[0]
    guard let user = try visit.site.mailboxes.accounts.user(ofSignInLink: token) else {
      return isOver(visit)
    }
    let title = visit(SignInLinkText.setTitle)
    return Frame.gate(
      visit, title: (refusal == nil ? "" : visit(.error) + ": ") + title,
      status: refusal == nil ? 200 : 422,
      """
      <form class="stack" method="post" action="\(SignInLink.path)\(token)?language=\(visit.language.rawValue)" novalidate>
      <div><h1>\(title)</h1><p class="lead">\(visit(SignInLinkText.setLead))</p></div>
      <input type="text" name="username" value="\(user.mainNumber.e164)" autocomplete="username" hidden>
      \(field("web-password-new", visit(WebPasswordText.new), help: visit(WebPasswordText.newHelp), refusal, visit))
      \(field("web-password-again", visit(WebPasswordText.again), help: "", refusal, visit))
      <button class="btn primary">\(visit(WebPasswordText.save))</button>
      </form>
      """
    ).adding("Cache-Control", "no-store")
  }

  private static func field(
    _ name: String, _ label: String, help: String, _ refusal: FormRefusal?, _ visit: PageRequest
  ) -> Markup {
    let fault = refusal.flatMap { $0.control == name ? $0.text : nil }
    let error: Markup =
      fault.map {
        """
        <p class="error" id="\(name)-error" role="alert">\(Icon.warning.markup)<span>\
        <span class="vh">\(visit(.error)): </span>\($0)</span></p>
        """
      } ?? .nothing
    let hint: Markup = help.isEmpty ? .nothing : "<p class=\"help\" id=\"\(name)-help\">\(help)</p>"
    let described = [fault == nil ? "" : "\(name)-error", help.isEmpty ? "" : "\(name)-help"]
      .filter { !$0.isEmpty }.joined(separator: " ")
    return """
      <div class="field\(" bad", if: fault != nil)"><label for="\(name)">\(label)</label>\
      <input id="\(name)" name="\(name)" type="password" autocomplete="new-password" required\
      \(" aria-invalid=\"true\"", if: fault != nil)\(" aria-describedby=\"\(described)\"", if: !described.isEmpty)>\
      \(error)\(hint)</div>
      """
  }

  private static func set(_ visit: PageRequest) throws -> HTTPResponse {
    let new = visit.request.field("web-password-new") ?? ""
    guard new == visit.request.field("web-password-again") else {
      return try show(
        visit,
        refusal: FormRefusal(control: "web-password-again", text: visit(WebPasswordText.differs)))
    }
    let token = visit.parameters[0]
    guard let user = try visit.site.mailboxes.accounts.user(ofSignInLink: token) else {
      return isOver(visit)
    }
    let owner: User?
    do throws(StoreError) {
      owner = try accounts(visit, user).setWebPassword(WebPassword(new), bySignInLink: token)
    } catch {
      guard case .refused(_, let reason) = error else { throw error }
      return try show(
        visit,
        refusal: FormRefusal(control: "web-password-new", text: reason.text(in: visit.language)))
    }
    guard owner != nil else { return isOver(visit) }
    return try SignInPage.begin(
      visit, user.id, knowsWebPassword: true, mustChangePasscode: false,
      to: Link.page(.messages).address)
  }

  /// The same for a link that was used, is too old, or was never one.
  private static func isOver(_ visit: PageRequest) -> HTTPResponse {
    let again: Markup = """
      <p><a class="btn" href="\(askPath)">\(visit(SignInLinkText.askAgain))</a></p>
      """
    return Frame.gate(
      visit, title: visit(SignInLinkText.overTitle), status: 404,
      """
      <div class="stack"><div><h1>\(visit(SignInLinkText.overTitle))</h1>\
      <p class="lead">\(visit(SignInLinkText.overLead))</p></div>\(again, if: visit.site.sendsLinks())</div>
      """)
  }
}
