import HTTP
import Mailbox
import Store
import Wording

/// Who has changed what in the administrator's company, the latest first.
enum AdminAuditPage {
  static let routes: [Route] = [
    .admin(.get, PagePath.adminAudit.rawValue, show)
  ]

  private static let pageLength = 100

  private static func show(_ visit: UserVisit) throws -> HTTPResponse {
    var query = AuditQuery(company: visit.company.id, limit: pageLength)
    let typed = visit.request.target["user"] ?? ""
    query.before = visit.request.target["before"].flatMap { Int64($0) }
    if !typed.isEmpty {
      // A number that nobody has finds nothing.
      query.user = try visit.accounts.user(withNumber: typed, of: visit.company.id)?.id ?? -1
    }
    let entries = try visit.accounts.audit(query)
    let names = Dictionary(
      try visit.accounts.users(of: visit.company.id).map { ($0.id, $0.fullName) }
    ) { $1 }
    return try Frame.page(
      visit, .adminAudit, title: visit(AdminText.audit), lead: visit(AdminText.auditLead),
      [filter(visit, typed), table(visit, entries, names), older(visit, typed, entries)])
  }

  private static func filter(_ visit: UserVisit, _ typed: String) -> Markup {
    """
    <form class="filter" role="search" method="get" action="\(Link.page(.adminAudit).address)">
    <div class="field grow"><label for="user">\(visit(AdminText.auditUser))</label>
    <input id="user" name="user" type="search" value="\(typed)"></div>
    <button class="btn">\(Icon.search.markup)\(visit(AdminText.search))</button>
    </form>
    """
  }

  private static func table(
    _ visit: UserVisit, _ entries: [AuditEntry], _ names: [Int64: String]
  ) -> Markup {
    guard !entries.isEmpty else { return "<p class=\"muted\">\(visit(AdminText.auditEmpty))</p>" }
    let words = { (text: AdminText) in visit(text) }
    let dates = DateText(visit)
    let rows: [Markup] = entries.map { entry in
      """
      <tr><td data-th="\(words(.when))">\(dates.long(entry.at))</td>\
      <td data-th="\(words(.who))">\(who(visit, entry.actor, names))\
      \("<small class=\"num\">\(entry.origin ?? "")</small>", if: entry.origin != nil)</td>\
      <td data-th="\(words(.what))">\(visit(ChangeText(entry.kind.rawValue)))</td>\
      <td data-th="\(words(.about))">\(entry.subject)</td>\
      <td data-th="\(words(.detail))"><span class="small">\(entry.detail)</span></td></tr>
      """
    }
    return """
      <div class="scroll"><table class="cards"><caption class="vh">\(words(.audit))</caption>
      <thead><tr><th scope="col">\(words(.when))</th><th scope="col">\(words(.who))</th>\
      <th scope="col">\(words(.what))</th><th scope="col">\(words(.about))</th>\
      <th scope="col">\(words(.detail))</th></tr></thead><tbody>\(rows)</tbody></table></div>
      """
  }

  private static func who(_ visit: UserVisit, _ actor: Actor, _ names: [Int64: String]) -> String {
    switch actor {
    case .call(let user): "\(names[user] ?? "\(user)") (\(visit(AdminText.byPhone)))"
    case .page(let user): "\(names[user] ?? "\(user)") (\(visit(AdminText.onPage)))"
    case .administrator(let name): "\(name) (\(visit(AdminText.byCommand)))"
    case .client(let name): name
    case .portal: "VoicePortal"
    }
  }

  private static func older(
    _ visit: UserVisit, _ typed: String, _ entries: [AuditEntry]
  ) -> Markup {
    guard entries.count == pageLength, let last = entries.last else { return .nothing }
    return """
      <form class="pages" method="get" action="\(Link.page(.adminAudit).address)">\
      <input type="hidden" name="user" value="\(typed)">\
      <button class="btn" name="before" value="\(last.id)">\(visit(AdminText.older))</button></form>
      """
  }
}
