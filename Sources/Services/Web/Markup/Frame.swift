import HTTP
import Mailbox
import Store
import Wording

/// What stands around the content of every page.
enum Frame {
  /// A page of a user who is signed in.
  /// - Parameters:
  ///   - current: Which place of the menu it is.
  ///   - lead: A sentence under the title.
  ///   - acts: Buttons beside it.
  ///   - known: How many new messages there are, where it is known already.
  static func page(
    _ visit: SignedInRequest, _ current: PagePath, title: String, lead: String = "",
    acts: [Markup] = [], isRefused: Bool = false, status: Int = 200, new known: Int? = nil,
    _ content: [Markup]
  ) throws -> HTTPResponse {
    let new = try known ?? Int(visit.waiting().new)
    let body: Markup = """
      <div class="frame">
      <header class="bar">\(brand(visit.company.name, .page(.messages)))\
      <button class="btn quiet" type="button" popovertarget="menu">\(Icon.menu.markup)\(visit(.menu))</button></header>
      \(menu(visit, current, new: new))
      <main id="content" tabindex="-1">
      <div class="head"><div><h1>\(title)</h1>\("<p class=\"lead\">\(lead)</p>", if: !lead.isEmpty)</div>\
      \("<div class=\"acts\">\(acts)</div>", if: !acts.isEmpty)</div>
      \(content)
      </main>
      </div>
      <aside class="toast" id="toast" aria-label="\(visit(.notice))" data-events="/messages/events" hidden>
      <p role="status"></p><a class="btn" href="\(Link.page(.messages).address)">\(visit(.show))</a>\
      <button class="btn only js" type="button" data-close="toast" aria-label="\(visit(.close))">\
      \(Icon.cross.markup)</button></aside>
      """
    let count = new > 0 ? "(\(new)) " : ""
    return document(
      visit.language, title: count + (isRefused ? visit(.error) + ": " : "") + title, "", body,
      skip: visit(.skip), status: status)
  }

  /// A page without a menu: of signing in, and of errors.
  static func gate(
    _ visit: PageRequest, title: String, status: Int = 200, _ content: Markup
  ) -> HTTPResponse {
    let languages: [Markup] = Language.allCases.map { language in
      let isCurrent = language == visit.language
      return """
        <a href="?language=\(language.rawValue)" lang="\(language.rawValue)" hreflang="\(language.rawValue)"\
        \(" aria-current=\"true\"", if: isCurrent)>\(language.ownName)</a>
        """
    }
    let body: Markup = """
      <header>\(brand("", .page(.messages)))</header>
      <main id="content" tabindex="-1">\(content)</main>
      <footer>\(languages)</footer>
      """
    return document(
      visit.language, title: title, " class=\"gate\"", body, skip: visit(.skip), status: status)
  }

  private static func document(
    _ language: Language, title: String, _ attributes: Markup, _ body: Markup, skip: String,
    status: Int
  ) -> HTTPResponse {
    let page: Markup = """
      <!DOCTYPE html>
      <html lang="\(language.rawValue)">
      <head>
      <meta charset="utf-8">
      <title>\(title) – VoicePortal</title>
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta name="color-scheme" content="light dark">
      <link rel="stylesheet" href="\(Link.style.address)">
      <link rel="icon" href="\(Link.icon.address)" type="image/svg+xml">
      <script type="module" src="\(Link.script.address)"></script>
      </head>
      <body\(attributes)>
      <a class="skip" href="#content">\(skip)</a>
      \(body)
      </body>
      </html>

      """
    return HTTPResponse(
      page.bytes, type: "text/html; charset=utf-8", status: status
    ).adding("Cache-Control", "no-store").adding("Vary", "Accept-Language, Cookie")
  }

  private static func brand(_ company: String, _ link: Link) -> Markup {
    """
    <a class="brand" href="\(link.address)"><svg class="logo" viewBox="0 0 32 32" aria-hidden="true">\
    <rect width="32" height="32" rx="8"/><path d="M8 14v4M13 10v12M18.5 12.5v7M24 15v2"/></svg>\
    <span>VoicePortal\("<small>\(company)</small>", if: !company.isEmpty)</span></a>
    """
  }

  private static func menu(_ visit: SignedInRequest, _ current: PagePath, new: Int) -> Markup {
    let count: Markup = """
      <span class="count">\(new)<span class="vh"> \(visit(.newMessages))</span></span>
      """
    let services: [(PagePath, Icon, PageText)] = [
      (.portal, .portal, .portal), (.aliases, .alias, .aliases), (.mailbox, .mailbox, .mailbox),
      (.greetings, .greeting, .greetings), (.announcements, .announcements, .announcements),
      (.lists, .lists, .lists),
      (.forwarding, .forwarding, .forwarding),
    ]
    return """
      <nav class="side" id="menu" popover aria-label="\(visit(.sections))">
      \(brand(visit.company.name, .page(.messages)))
      <ul>\(place(visit, current, .messages, .messages, visit(.messages), count))\
      \(place(visit, current, .calls, .callBack, visit(CallText.title)), if: visit.site.calls != nil)\
      \(place(visit, current, .profile, .profile, visit(.profile)))</ul>
      <div><p class="nav-head" id="nav-services">\(visit(.callServices))</p>
      <ul aria-labelledby="nav-services">
      \(services.map { place(visit, current, $0.0, $0.1, visit($0.2)) })
      </ul></div>\(administration(visit, current), if: visit.user.role.administers)\
      \(operation(visit, current), if: visit.user.role == .operator)
      <form class="me" method="post" action="\(Link.page(.signOut).address)">\(token(visit))\
      <span class="small">\(visit.user.fullName)<br>\
      <span class="muted num">\(visit.written(visit.user.mainNumber))</span></span>\
      <button class="btn quiet only" aria-label="\(visit(.signOut))" title="\(visit(.signOut))">\
      \(Icon.signOut.markup)</button></form>
      </nav>
      """
  }

  private static func administration(_ visit: SignedInRequest, _ current: PagePath) -> Markup {
    let calls: [(PagePath, Icon, String)] =
      visit.site.calls == nil ? [] : [(.adminCalls, .callBack, visit(CallText.title))]
    let places =
      [
        (PagePath.adminUsers, Icon.profile, visit(AdminText.users)),
        (.adminCompany, .company, visit(AdminText.company)),
        (.adminAnnouncements, .announcements, visit(.announcements)),
      ] + calls + [(.adminAudit, .log, visit(AdminText.audit))]
    let isOfAnother = visit.managed.id != visit.user.company
    return """
      <div><p class="nav-head" id="nav-admin">\(visit(AdminText.administration))\
      \(": \(visit.managed.name)", if: isOfAnother)</p>
      <ul aria-labelledby="nav-admin">
      \(places.map { place(visit, current, $0.0, $0.1, $0.2) })
      </ul></div>
      """
  }

  /// What only operators have: all companies.
  private static func operation(_ visit: SignedInRequest, _ current: PagePath) -> Markup {
    let calls = place(
      visit, current, .operatorCalls, .callBack, visit(OperatorText.allCalls))
    return """
      <div><p class="nav-head" id="nav-operator">\(visit(OperatorText.title))</p>
      <ul aria-labelledby="nav-operator">
      \(place(visit, current, .operatorCompanies, .company, visit(OperatorText.companies)))\
      \(calls, if: visit.site.calls != nil)</ul></div>
      """
  }

  private static func place(
    _ visit: SignedInRequest, _ current: PagePath, _ path: PagePath, _ icon: Icon, _ name: String,
    _ more: Markup = ""
  ) -> Markup {
    """
    <li><a href="\(Link.page(path).address)"\(" aria-current=\"page\"", if: path == current)>\
    \(icon.markup)\(name)\(more)</a></li>
    """
  }

  /// What every form of a session holds.
  static func token(_ visit: SignedInRequest) -> Markup {
    "<input type=\"hidden\" name=\"token\" value=\"\(visit.session.formToken)\">"
  }
}

extension Language {
  /// As people who speak it call it.
  var ownName: String {
    switch self {
    case .en: "English"
    case .de: "Deutsch"
    case .nl: "Nederlands"
    }
  }
}
