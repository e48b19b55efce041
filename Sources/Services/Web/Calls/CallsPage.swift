import HTTP
import Mailbox
import Store
import Telephony
import Wording

/// The calls of a company for its administrators, of all companies for operators, and of her own mailbox
/// for a user: those that are on, and the records of the others.
enum CallsPage {
  static let routes: [PageRoute] =
    [
      .get(PagePath.calls.rawValue) { visit in try show(visit, .own(visit)) },
      .get("/calls/*") { visit in try CallPage.show(visit, .own(visit)) },
      .get("/calls/*/path.svg") { visit in try CallPage.drawing(visit, .own(visit)) },
    ] + administration(.adminCalls, PageRoute.admin, CallScope.company)
    + administration(.operatorCalls, PageRoute.operator, CallScope.all)

  private typealias Answer = @Sendable (SignedInRequest) throws -> HTTPResponse

  /// The same for a company and for all of them.
  private static func administration(
    _ page: PagePath, _ route: (HTTPRequest.Method, String, @escaping Answer) -> PageRoute,
    _ scope: @escaping @Sendable (SignedInRequest) throws -> CallScope
  ) -> [PageRoute] {
    let folder = page.rawValue
    return [
      route(.get, folder) { visit in try show(visit, scope(visit)) },
      route(.get, folder + "/*") { visit in try CallPage.show(visit, scope(visit)) },
      route(.get, folder + "/*/path.svg") { visit in try CallPage.drawing(visit, scope(visit)) },
      route(.get, folder + "/*/script") { visit in try CallPage.script(visit, scope(visit)) },
      route(.post, folder + "/*/end") { visit in
        let id = try scope(visit).live(CallPage.id(visit)).beginning.id
        guard let source = visit.site.calls, source.hangUp(id) else { throw WebFault.notFound }
        return .redirect(to: folder + "?saved=1")
      },
    ]
  }

  private static let pageLength = 50

  private static func show(_ visit: SignedInRequest, _ scope: CallScope) throws -> HTTPResponse {
    let target = visit.request.target
    var filter = scope.filter
    filter.most = pageLength
    let number = (target["number"] ?? "").filter { $0 != " " }
    if !number.isEmpty {
      filter.number = number.hasPrefix("0") ? String(number.dropFirst()) : number
    }
    filter.ending = CallEnding.Kind(rawValue: target["ended"] ?? "")?.rawValue
    let days = target["days"].flatMap { Int64($0) } ?? 0
    if (1...366).contains(days) { filter.since = visit.site.now() - days * 86_400_000 }
    filter.before = target["before"].flatMap { Int64($0) }
    guard let source = visit.site.calls else { throw WebFault.notFound }
    let live = source.live.filter(scope.covers)
    let on = Set(live.map(\.beginning.id))
    let calls = try source.calls(filter).filter { !on.contains($0.id) }
    let overview: Markup = """
      <a class="btn" href="\(scope.folder)/overview">\(visit(OverviewText.title))</a>
      """
    return try Frame.page(
      visit, scope.page, title: visit(CallText.title), lead: visit(scope.lead),
      acts: scope.administers ? [overview] : [],
      [
        SavedNote.markup(visit), liveTable(visit, scope, live), form(visit, scope, filter, days),
        table(visit, scope, calls), older(visit, calls),
      ])
  }

  // MARK: Calls that are on

  private static func liveTable(
    _ visit: SignedInRequest, _ scope: CallScope, _ live: [CallRegistry.LiveEntry]
  ) -> Markup {
    guard !live.isEmpty else { return .nothing }
    let words = { (text: CallText) in visit(text) }
    let dates = DateText(visit)
    let rows: [Markup] = live.map { entry in
      let call = entry.beginning
      let end: Markup = """
        <form method="post" action="\(scope.folder)/\(call.id.text)/end">\(Frame.token(visit))\
        <button class="btn quiet danger">\(words(.endCall))<span class="vh">: \
        \(scope.party(visit, call.incoming.from, entry.company))</span></button></form>
        """
      return """
        <tr><td data-th="\(words(.when))">\(dates.long(call.began))</td>\
        <td data-th="\(words(.from))" class="num">\(scope.party(visit, call.incoming.from, entry.company))</td>\
        <td data-th="\(words(.to))" class="num">\(scope.party(visit, call.incoming.to, entry.company))\
        \(scope.companyNote(entry.company))</td>\
        <td class="act">\(end, if: scope.administers)</td></tr>
        """
    }
    return """
      <section><h2>\(words(.live))</h2><div class="scroll"><table class="cards">\
      <caption class="vh">\(words(.live))</caption><thead><tr><th scope="col">\(words(.when))</th>\
      <th scope="col">\(words(.from))</th><th scope="col">\(words(.to))</th>\
      <th scope="col"><span class="vh">\(words(.endCall))</span></th></tr></thead>\
      <tbody>\(rows)</tbody></table></div></section>
      """
  }

  // MARK: Records

  private static func form(
    _ visit: SignedInRequest, _ scope: CallScope, _ filter: StoredCallFilter, _ days: Int64
  ) -> Markup {
    let words = { (text: CallText) in visit(text) }
    let kinds: [Markup] = CallEnding.Kind.allCases.map { kind in
      """
      <option value="\(kind.rawValue)"\(" selected", if: kind.rawValue == filter.ending)>\
      \(visit(NamedText(.callEnding, kind.rawValue)))</option>
      """
    }
    let spans: [Markup] = [1, 7, 30].map { (count: Int64) in
      "<option value=\"\(count)\"\(" selected", if: count == days)>\(words(.days(Int(count))))</option>"
    }
    return """
      <form class="filter" role="search" method="get" action="\(scope.folder)">
      <div class="field grow"><label for="number">\(words(.number))</label>
      <input id="number" name="number" type="search" value="\(visit.request.target["number"] ?? "")"></div>
      <div class="field"><label for="ended">\(words(.ended))</label><select id="ended" name="ended">\
      <option value="">\(words(.any))</option>\(kinds)</select></div>
      <div class="field"><label for="days">\(words(.since))</label><select id="days" name="days">\
      <option value="">\(words(.any))</option>\(spans)</select></div>
      <button class="btn">\(Icon.search.markup)\(words(.search))</button></form>
      """
  }

  private static func table(
    _ visit: SignedInRequest, _ scope: CallScope, _ calls: [StoredCall]
  ) -> Markup {
    let words = { (text: CallText) in visit(text) }
    guard !calls.isEmpty else { return "<p class=\"muted\">\(words(.none))</p>" }
    let dates = DateText(visit)
    let rows: [Markup] = calls.map { call in
      """
      <tr><th scope="row"><a href="\(scope.folder)/\(call.id.text)">\(dates.long(call.began))</a></th>\
      <td data-th="\(words(.from))" class="num">\(scope.party(visit, call.from, call.companyID))</td>\
      <td data-th="\(words(.to))" class="num">\(scope.party(visit, call.to, call.companyID))\
      \(scope.companyNote(call.companyID))</td>\
      <td data-th="\(words(.length))" class="num">\(length(call))</td>\
      <td data-th="\(words(.ended))">\(ending(visit, call))</td></tr>
      """
    }
    return """
      <div class="scroll"><table class="cards"><caption class="vh">\(words(.title))</caption><thead><tr>\
      <th scope="col">\(words(.when))</th><th scope="col">\(words(.from))</th>\
      <th scope="col">\(words(.to))</th><th scope="col">\(words(.length))</th>\
      <th scope="col">\(words(.ended))</th></tr></thead><tbody>\(rows)</tbody></table></div>
      """
  }

  private static func older(_ visit: SignedInRequest, _ calls: [StoredCall]) -> Markup {
    guard calls.count == pageLength, let last = calls.last else { return .nothing }
    let target = visit.request.target
    let hidden: [Markup] = ["number", "ended", "days"].map { name in
      "<input type=\"hidden\" name=\"\(name)\" value=\"\(target[name] ?? "")\">"
    }
    return """
      <form class="pages" method="get">\(hidden)<button class="btn" name="before" \
      value="\(last.began)">\(visit(AdminText.older))</button></form>
      """
  }

  // MARK: Words

  static func length(_ call: StoredCall) -> String {
    call.ended.map { clock(Int(clamping: max(0, $0 - call.began))) } ?? "–"
  }

  static func ending(_ visit: SignedInRequest, _ call: StoredCall) -> String {
    call.ending.map { visit(NamedText(.callEnding, $0)) } ?? visit(CallText.unfinished)
  }
}
