import HTTP
import Mailbox
import Store
import Wording

/// All users of the administrator's company (requirement H2).
enum AdminUsersPage {
  static let routes: [PageRoute] = [
    .admin(.get, PagePath.adminUsers.rawValue, show)
  ]

  private static let pageLength = 50

  private static func show(_ visit: SignedInRequest) throws -> HTTPResponse {
    let query = (visit.request.target["q"] ?? "").lowercased()
    let all = try visit.accounts.users(of: visit.company.id)
    let found = all.filter { query.isEmpty || matches($0, query, visit) }
      .sorted { ($0.lastName, $0.firstName, $0.id) < ($1.lastName, $1.firstName, $1.id) }
    let first = min(
      max(0, visit.request.target["from"].flatMap { Int($0) } ?? 0), max(0, found.count - 1))
    let users = found.dropFirst(first).prefix(pageLength)
    let add: Markup = """
      <a class="btn primary" href="/admin/users/new">\(Icon.add.markup)\(visit(AdminText.addUser))</a>
      """
    let transfer: Markup = """
      <a class="btn" href="/admin/users/import">\(visit(ImportText.title))</a>\
      <a class="btn" href="/admin/users/export.csv" download>\(Icon.download.markup)\(visit(ImportText.export))</a>
      """
    return try Frame.page(
      visit, .adminUsers, title: visit(AdminText.users),
      lead: visit(AdminText.count(all.count, visit.company.name)), acts: [transfer, add],
      [
        SavedNote.markup(visit), search(visit), try table(visit, Array(users)),
        pages(visit, first, users.count, found.count),
      ])
  }

  private static func matches(_ user: User, _ query: String, _ visit: SignedInRequest) -> Bool {
    let digits = query.filter(\.isNumber)
    let texts = [user.fullName, "\(user.lastName), \(user.firstName)", user.email ?? ""]
    if texts.contains(where: { $0.lowercased().contains(query) }) { return true }
    guard !digits.isEmpty, query.allSatisfy({ $0.isNumber || " +-/()".contains($0) }) else {
      return false
    }
    return ([user.mainNumber] + user.aliases).contains {
      $0.e164.contains(digits) || visit.written($0).filter(\.isNumber).contains(digits)
    } || user.extension.digits.hasPrefix(digits)
  }

  private static func search(_ visit: SignedInRequest) -> Markup {
    """
    <form class="filter" role="search" method="get" action="\(Link.page(.adminUsers).address)">
    <div class="field grow"><label for="q">\(visit(AdminText.searchUsers))</label>
    <input id="q" name="q" type="search" value="\(visit.request.target["q"] ?? "")" aria-describedby="q-help">\
    <p class="help" id="q-help">\(visit(AdminText.searchHelp))</p></div>
    <button class="btn">\(Icon.search.markup)\(visit(AdminText.search))</button>
    </form>
    """
  }

  private static func table(_ visit: SignedInRequest, _ users: [User]) throws -> Markup {
    guard !users.isEmpty else {
      return "<p class=\"muted\">\(visit(AdminText.nobodyFound))</p>"
    }
    let words = { (text: AdminText) in visit(text) }
    let rows: [Markup] = try users.map { user in
      let name = "\(user.lastName), \(user.firstName)"
      let link: Markup = "<a class=\"row-link\" href=\"/admin/users/\(user.id)\">\(name)</a>"
      return """
        <tr><th scope="row">\(visit.manages(user) ? link : "\(name)")\
        <small>\(user.email ?? "")</small></th>\
        <td data-th="\(words(.mainNumber))" class="num">\(visit.written(user.mainNumber))</td>\
        <td data-th="\(words(.extension))" class="num">\(user.extension.digits)</td>\
        <td data-th="\(words(.language))" lang="\(user.language.rawValue)">\(user.language.ownName)</td>\
        <td data-th="\(words(.state))"><span>\(try state(visit, user))</span></td></tr>
        """
    }
    return """
      <div class="scroll"><table class="cards"><caption class="vh">\(words(.tableCaption))</caption>
      <thead><tr><th scope="col" aria-sort="ascending">\(words(.name))</th>\
      <th scope="col">\(words(.mainNumber))</th><th scope="col">\(words(.extension))</th>\
      <th scope="col">\(words(.language))</th><th scope="col">\(words(.state))</th></tr></thead>
      <tbody>\(rows)</tbody></table></div>
      """
  }

  /// How a user's login and mailbox stand.
  static func state(_ visit: SignedInRequest, _ user: User) throws -> Markup {
    let login = try visit.accounts.loginState(of: user.id)
    let role: Markup = "<small>\(visit(NamedText(.choice, user.role.rawValue)))</small>"
    return "\(badge(visit, user, login))\(role, if: user.role.administers)"
  }

  private static func badge(_ visit: SignedInRequest, _ user: User, _ login: LoginState) -> Markup {
    if let end = login.lockedUntil {
      return """
        <span class="badge red">\(visit(AdminText.locked))</span><small>\(visit(AdminText.until)) \
        \(DateText(visit).short(end))</small>
        """
    }
    if !login.hasPasscode {
      return "<span class=\"badge amber\">\(visit(AdminText.noPasscode))</span>"
    }
    if login.mustChange {
      return "<span class=\"badge amber\">\(visit(AdminText.assignedPasscode))</span>"
    }
    if !user.settings.handling.mailboxIsOn {
      return "<span class=\"badge\">\(visit(AdminText.mailboxOff))</span>"
    }
    return "<span class=\"badge green\">\(visit(AdminText.active))</span>"
  }

  private static func pages(
    _ visit: SignedInRequest, _ first: Int, _ count: Int, _ found: Int
  ) -> Markup {
    guard found > pageLength else { return .nothing }
    func button(_ from: Int?, _ text: AdminText) -> Markup {
      guard let from else {
        return "<span class=\"btn\" aria-disabled=\"true\">\(visit(text))</span>"
      }
      return "<button class=\"btn\" name=\"from\" value=\"\(from)\">\(visit(text))</button>"
    }
    let next = first + pageLength
    return """
      <nav class="pages" aria-label="\(visit(AdminText.pages))"><p class="muted small">\
      \(visit(AdminText.range(first + 1, first + count, found)))</p>\
      <form class="acts" method="get" action="\(Link.page(.adminUsers).address)">\
      <input type="hidden" name="q" value="\(visit.request.target["q"] ?? "")">\
      \(button(first > 0 ? max(0, first - pageLength) : nil, .previous))\
      \(button(next < found ? next : nil, .next))</form></nav>
      """
  }
}

extension SignedInRequest {
  /// The user whom the address names, if she is of the administrator's company. Nobody else is there.
  func managedUser() throws -> Revised<User> {
    let found = try accounts.revised(user: key(0))
    guard found.value.company == company.id, manages(found.value) else { throw WebFault.notFound }
    return found
  }

  /// Whether she may change a user of the company: who could give an operator another password would be
  /// one herself.
  func manages(_ other: User) -> Bool { other.role != .operator || user.role == .operator }
}
