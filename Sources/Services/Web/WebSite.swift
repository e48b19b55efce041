public import HTTP
import Mailbox
public import Store
import Wording

/// The page: finds who asks and what for, and answers. It waits for the mailboxes, so it runs on threads
/// that may.
public final class WebSite: Sendable {
  /// How a try to sign in by passcode or password has ended, for figures.
  public enum SignIn: Sendable { case accepted, refused, locked }

  let mailboxes: any MailboxStore
  let sessions: Sessions
  let localTimes = LocalTimes()
  let inboxes: Inboxes
  /// The calls of the server; `nil` where the page stands without lines.
  let calls: (any CallSource)?
  /// The header in which a trusted proxy names who has signed in there; `nil` if none does.
  let signInHeader: String?
  /// Whether links for a new web password can be sent.
  let sendsLinks: @Sendable () -> Bool
  let linkRequests = SignInLinkRequests()
  /// The domain of `sip:` links that call back; `nil` if there are none.
  let sipDomain: String?
  let changeStreams: ChangeStreams
  /// Milliseconds since 1970 UTC.
  let now: @Sendable () -> Int64
  let noteSignIn: @Sendable (SignIn) -> Void
  private let report: @Sendable (String) -> Void

  /// - Parameters:
  ///   - calls: What the server tells of its calls; `nil`: nothing.
  ///   - signInHeader: The header in which a trusted proxy names a user by her e-mail address.
  ///   - sendsLinks: Whether e-mail is sent and the page has an address that may stand in it.
  ///   - sipDomain: The domain by which softphones call back; `nil`: by `tel:` links alone.
  ///   - now: Milliseconds since 1970 UTC.
  ///   - noteSignIn: Is told of each try to sign in.
  ///   - report: Is told what an operator should know.
  public init(
    _ mailboxes: any MailboxStore, calls: (any CallSource)? = nil,
    signInHeader: String? = nil, sipDomain: String? = nil,
    sendsLinks: @escaping @Sendable () -> Bool = { false }, now: @escaping @Sendable () -> Int64,
    noteSignIn: @escaping @Sendable (SignIn) -> Void = { _ in },
    report: @escaping @Sendable (String) -> Void
  ) {
    (self.mailboxes, self.now, self.report) = (mailboxes, now, report)
    (self.calls, self.signInHeader, self.sendsLinks) = (calls, signInHeader, sendsLinks)
    self.sipDomain = sipDomain
    self.noteSignIn = noteSignIn
    inboxes = Inboxes(mailboxes)
    changeStreams = ChangeStreams(mailboxes)
    sessions = Sessions(mailboxes)
  }

  /// Ends what lasts, such as streams of events.
  public func stop() {
    inboxes.stop()
    changeStreams.stop()
  }

  /// Tells an operator.
  func tell(_ sentence: String) { report(sentence) }

  /// Answers a request.
  public func answer(_ request: HTTPRequest) -> HTTPResponse {
    if APISite.serves(request) { return APISite(site: self).answer(request) }
    let language = Self.language(of: request)
    var others: [PageRoute] = []
    for route in Routes.all {
      guard let parameters = route.parameters(of: request.target.path) else { continue }
      let isMeant =
        route.method == request.method || route.method == .get && request.method == .head
      guard isMeant else {
        others.append(route)
        continue
      }
      let visit = PageRequest(
        request: request, site: self, language: language, parameters: parameters)
      return answer(visit, by: route)
    }
    let visit = inLanguageOfUser(
      PageRequest(request: request, site: self, language: language, parameters: []))
    guard others.isEmpty else {
      let methods = others.map(\.method.rawValue).joined(separator: ", ")
      return ErrorPage.methodNotAllowed(visit).adding("Allow", methods)
    }
    return ErrorPage.notFound(visit)
  }

  private func answer(_ visit: PageRequest, by route: PageRoute) -> HTTPResponse {
    do {
      if route.method != .get, !Self.isOfOurPage(visit.request) { throw WebFault.foreignForm }
      switch route.answer {
      case .anybody(let answer): return try answer(visit)
      case .user, .administrator, .operator:
        guard let own = try userVisit(visit) else {
          return try signInByProxy(visit)
            ?? .redirect(to: SignInPage.address(back: visit.request))
        }
        if route.method != .get, visit.request.field("token") != own.session.formToken {
          throw WebFault.foreignForm
        }
        if own.session.mustChangePasscode, !ProfilePage.serves(visit.request) {
          return .redirect(to: Link.page(.profile).address)
        }
        return try answer(own, by: route)
      }
    } catch WebFault.notFound {
      return ErrorPage.notFound(inLanguageOfUser(visit))
    } catch WebFault.foreignForm {
      return ErrorPage.foreignForm(inLanguageOfUser(visit))
    } catch StoreError.missing {
      return ErrorPage.notFound(inLanguageOfUser(visit))
    } catch {
      report("\(visit.request.method.rawValue) /\(visit.request.target.path.first ?? ""): \(error)")
      return ErrorPage.failed(visit)
    }
  }

  /// An error is told to a user who is signed in as all other pages are.
  private func inLanguageOfUser(_ visit: PageRequest) -> PageRequest {
    (try? userVisit(visit))?.visit ?? visit
  }

  /// The answer to who may ask for it. Pages of administrators and operators are
  /// not there for anybody else.
  private func answer(_ visit: SignedInRequest, by route: PageRoute) throws -> HTTPResponse {
    switch route.answer {
    case .anybody(let answer): return try answer(visit.visit)
    case .user(let answer): return try answer(visit)
    case .administrator(let answer):
      guard visit.user.role.administers else { throw WebFault.notFound }
      guard visit.session.knowsWebPassword else { return ErrorPage.needsWebPassword(visit) }
      var managing = visit
      managing.company = visit.managed
      return try answer(managing)
    case .operator(let answer):
      guard visit.user.role == .operator else { throw WebFault.notFound }
      guard visit.session.knowsWebPassword else { return ErrorPage.needsWebPassword(visit) }
      return try answer(visit)
    }
  }

  /// Who asks; `nil`: nobody who is signed in.
  private func userVisit(_ visit: PageRequest) throws -> SignedInRequest? {
    guard let cookie = visit.request.cookie(SessionCookie.name(for: visit.request)),
      let session = try sessions.session(of: cookie, at: now())
    else { return nil }
    let accounts = mailboxes.accounts(as: .page(user: session.user))
    let user: User
    do throws(StoreError) {
      user = try accounts.user(session.user)
    } catch {
      if case .missing = error { return nil }
      throw error
    }
    guard try accounts.loginStamp(of: user.id) == session.loginStamp else {
      try sessions.end(session.id, of: user.id)
      return nil
    }
    let companies = try accounts.companies()
    guard let company = companies.first(where: { $0.id == user.company }) else { return nil }
    let chosen = user.role == .operator ? session.managedCompany : nil
    let managed = companies.first { $0.id == chosen } ?? company
    let own = PageRequest(
      request: visit.request, site: self, language: user.language, parameters: visit.parameters)
    return SignedInRequest(
      visit: own, session: session, user: user, company: company, managed: managed)
  }

  /// Whether a form was sent by a page of ours: browsers say so by `Sec-Fetch-Site`, older ones by
  /// `Origin` or `Referer`. Each form of a session has its token besides.
  private static func isOfOurPage(_ request: HTTPRequest) -> Bool {
    if let site = request.headers["sec-fetch-site"] { return site == "same-origin" }
    guard let host = request.headers["host"] else { return false }
    let scheme = request.isSecure ? "https" : "http"
    if let origin = request.headers["origin"] { return origin == "\(scheme)://\(host)" }
    return request.headers["referer"]?.hasPrefix("\(scheme)://\(host)/") ?? false
  }

  /// That of the address or of the browser, before it is known who asks.
  private static func language(of request: HTTPRequest) -> Language {
    if let asked = request.target["language"].flatMap(Language.init(rawValue:)) { return asked }
    if let chosen = request.cookie("language").flatMap(Language.init(rawValue:)) { return chosen }
    for part in (request.headers["accept-language"] ?? "").split(separator: ",") {
      let tag = part.drop { $0 == " " }.prefix { $0.isLetter }
      if let language = Language(rawValue: tag.lowercased()) { return language }
    }
    return .en
  }
}

/// The cookie of a session. With `__Host-` a browser takes it over TLS only, and for this host alone.
enum SessionCookie {
  static func name(for request: HTTPRequest) -> String {
    request.isSecure ? "__Host-session" : "session"
  }

  static func set(_ value: String, for request: HTTPRequest) -> String {
    "\(name(for: request))=\(value); Path=/; HttpOnly; SameSite=Lax"
      + (request.isSecure ? "; Secure" : "")
  }

  static func end(for request: HTTPRequest) -> String {
    set("", for: request) + "; Max-Age=0"
  }
}
