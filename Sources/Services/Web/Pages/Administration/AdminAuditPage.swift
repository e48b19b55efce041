import Administration
import HTTP
import Mailbox
import Store
import Wording

/// Who has changed what in the administrator's company, the latest first.
enum AdminAuditPage {
  static let routes: [PageRoute] = [
    .admin(.get, PagePath.adminAudit.rawValue, show),
    .admin(.get, "/admin/audit.csv", export),
  ]

  private static let pageLength = 100

  /// The most entries of an exported table.
  private static let exported = 10_000

  /// What the filter asks for.
  private static func query(_ visit: SignedInRequest, limit: Int) throws -> AuditQuery {
    var query = AuditQuery(company: visit.company.id, limit: limit)
    let target = visit.request.target
    query.before = target["before"].flatMap { Int64($0) }
    query.kind = target["kind"].flatMap(MailboxChange.Kind.init(rawValue:))
    if let typed = target["user"], !typed.isEmpty {
      // A number that nobody has finds nothing.
      query.user = try visit.accounts.user(withNumber: typed, of: visit.company.id)?.id ?? -1
    }
    return query
  }

  private static func names(_ visit: SignedInRequest) throws -> [Int64: String] {
    Dictionary(try visit.accounts.users(of: visit.company.id).map { ($0.id, $0.fullName) }) { $1 }
  }

  /// The same as a table, in UTC.
  private static func export(_ visit: SignedInRequest) throws -> HTTPResponse {
    let names = try names(visit)
    var text = "\u{FEFF}" + CSV.line(["when", "who", "from", "what", "about", "detail"])
    for entry in try visit.accounts.audit(query(visit, limit: exported)) {
      text += CSV.line([
        APIVisit.time(entry.at).text ?? "", who(visit, entry.actor, names), entry.origin ?? "",
        entry.kind.rawValue, entry.subject, entry.detail,
      ])
    }
    return HTTPResponse(Array(text.utf8), type: "text/csv; charset=utf-8")
      .adding("Cache-Control", "no-store")
      .adding("Content-Disposition", "attachment; filename=\"audit.csv\"")
  }

  private static func show(_ visit: SignedInRequest) throws -> HTTPResponse {
    let typed = visit.request.target["user"] ?? ""
    let query = try query(visit, limit: pageLength)
    let (entries, names) = (try visit.accounts.audit(query), try names(visit))
    let export: Markup = """
      <a class="btn" href="/admin/audit.csv?user=\(typed)&amp;kind=\(query.kind?.rawValue ?? "")" download>\
      \(Icon.download.markup)\(visit(ImportText.export))</a>
      """
    return try Frame.page(
      visit, .adminAudit, title: visit(AdminText.audit), lead: visit(AdminText.auditLead),
      acts: [export],
      [
        filter(visit, typed, query.kind), table(visit, entries, names),
        older(visit, typed, query.kind, entries),
      ])
  }

  private static func filter(
    _ visit: SignedInRequest, _ typed: String, _ kind: MailboxChange.Kind?
  ) -> Markup {
    let kinds: [Markup] = MailboxChange.Kind.allCases.map { one in
      """
      <option value="\(one.rawValue)"\(" selected", if: one == kind)>\
      \(visit(NamedText(.change, one.rawValue)))</option>
      """
    }
    return """
      <form class="filter" role="search" method="get" action="\(Link.page(.adminAudit).address)">
      <div class="field grow"><label for="user">\(visit(AdminText.auditUser))</label>
      <input id="user" name="user" type="search" value="\(typed)"></div>
      <div class="field"><label for="kind">\(visit(AdminText.what))</label><select id="kind" name="kind">\
      <option value="">\(visit(CallText.any))</option>\(kinds)</select></div>
      <button class="btn">\(Icon.search.markup)\(visit(AdminText.search))</button>
      </form>
      """
  }

  private static func table(
    _ visit: SignedInRequest, _ entries: [AuditEntry], _ names: [Int64: String]
  ) -> Markup {
    guard !entries.isEmpty else { return "<p class=\"muted\">\(visit(AdminText.auditEmpty))</p>" }
    let words = { (text: AdminText) in visit(text) }
    let dates = DateText(visit)
    let details = AuditDetailText(visit: visit, names: names)
    let rows: [Markup] = entries.map { entry in
      """
      <tr><td data-th="\(words(.when))">\(dates.long(entry.at))</td>\
      <td data-th="\(words(.who))">\(who(visit, entry.actor, names))\
      \("<small class=\"num\">\(entry.origin ?? "")</small>", if: entry.origin != nil)</td>\
      <td data-th="\(words(.what))">\(visit(NamedText(.change, entry.kind.rawValue)))</td>\
      <td data-th="\(words(.about))">\(entry.subject)</td>\
      <td data-th="\(words(.detail))"><span class="small">\(details.text(of: entry))</span></td></tr>
      """
    }
    return """
      <div class="scroll"><table class="cards"><caption class="vh">\(words(.audit))</caption>
      <thead><tr><th scope="col">\(words(.when))</th><th scope="col">\(words(.who))</th>\
      <th scope="col">\(words(.what))</th><th scope="col">\(words(.about))</th>\
      <th scope="col">\(words(.detail))</th></tr></thead><tbody>\(rows)</tbody></table></div>
      """
  }

  private static func who(_ visit: SignedInRequest, _ actor: Actor, _ names: [Int64: String])
    -> String
  {
    // An operator may be a user of another company.
    func name(_ user: Int64) -> String {
      names[user] ?? (try? visit.accounts.user(user))?.fullName ?? "\(user)"
    }
    return switch actor {
    case .call(let user): "\(name(user)) (\(visit(AdminText.byPhone)))"
    case .page(let user): "\(name(user)) (\(visit(AdminText.onPage)))"
    case .administrator(let name): "\(name) (\(visit(AdminText.byCommand)))"
    case .client(let name): name
    case .portal: "VoicePortal"
    }
  }

  private static func older(
    _ visit: SignedInRequest, _ typed: String, _ kind: MailboxChange.Kind?, _ entries: [AuditEntry]
  ) -> Markup {
    guard entries.count == pageLength, let last = entries.last else { return .nothing }
    return """
      <form class="pages" method="get" action="\(Link.page(.adminAudit).address)">\
      <input type="hidden" name="user" value="\(typed)">\
      <input type="hidden" name="kind" value="\(kind?.rawValue ?? "")">\
      <button class="btn" name="before" value="\(last.id)">\(visit(AdminText.older))</button></form>
      """
  }
}
