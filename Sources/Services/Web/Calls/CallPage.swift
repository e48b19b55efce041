import HTTP
import Mailbox
import Store
import Telephony
import Wording

/// One call: its facts, its path on the drawing of the flow, and its time line (requirement K3).
enum CallPage {
  /// The call of the address.
  static func id(_ visit: SignedInRequest) throws -> CallToken {
    guard visit.parameters[0].count == 16, let value = UInt64(visit.parameters[0], radix: 16) else {
      throw WebFault.notFound
    }
    return CallToken(value)
  }

  static func show(_ visit: SignedInRequest, _ scope: CallScope) throws -> HTTPResponse {
    let call = try scope.call(id(visit))
    let journal = try? JournalText(call.journal)
    let place = "\(scope.folder)/\(call.id.text)"
    let script: Markup = """
      <a class="btn" href="\(place)/script" download>\(Icon.download.markup)\(visit(CallText.script))</a>
      """
    return try Frame.page(
      visit, scope.page,
      title: visit(CallText.one(visit.time(call.began).long(in: visit.language))),
      acts: scope.administers && journal != nil ? [script] : [],
      [facts(visit, scope, call), path(visit, place, journal), timeLine(visit, journal)])
  }

  /// The path on the drawing, which has a style of its own.
  static func drawing(_ visit: SignedInRequest, _ scope: CallScope) throws -> HTTPResponse {
    let call = try scope.call(id(visit))
    guard let journal = try? JournalText(call.journal), let source = visit.site.calls else {
      throw WebFault.notFound
    }
    return HTTPResponse(Array(source.drawing(of: journal).utf8), type: "image/svg+xml")
      .adding("Cache-Control", "private, max-age=600")
      .adding(
        "Content-Security-Policy",
        "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'")
  }

  static func script(_ visit: SignedInRequest, _ scope: CallScope) throws -> HTTPResponse {
    let call = try scope.call(id(visit))
    guard let text = try visit.site.calls?.script(of: call) else { throw WebFault.notFound }
    return HTTPResponse(Array(text.utf8), type: "text/plain; charset=utf-8")
      .adding("Cache-Control", "no-store")
      .adding("Content-Disposition", "attachment; filename=\"call-\(call.id.text).txt\"")
  }

  // MARK: Parts

  private static func facts(
    _ visit: SignedInRequest, _ scope: CallScope, _ call: StoredCall
  ) -> Markup {
    let words = { (text: CallText) in visit(text) }
    var rows: [(CallText, String)] = [
      (.from, scope.party(visit, call.from, call.companyID)),
      (.to, scope.party(visit, call.to, call.companyID)),
      (.length, CallsPage.length(call)), (.ended, CallsPage.ending(visit, call)),
      (.line, call.line),
    ]
    if let answered = call.answered {
      rows.append((.setUp, words(.milliseconds(Int(clamping: answered - call.began)))))
    }
    if let quality = call.quality {
      rows.append((.packets, words(.received(quality.received, lost: quality.lost))))
      rows.append((.jitter, words(.milliseconds(quality.jitterMicroseconds / 1_000))))
    }
    let lines: [Markup] = rows.map { "<div><dt>\(words($0.0))</dt><dd>\($0.1)</dd></div>" }
    return "<dl class=\"facts\">\(lines)</dl>"
  }

  private static func path(_ visit: SignedInRequest, _ place: String, _ journal: JournalText?)
    -> Markup
  {
    guard let journal else { return .nothing }
    let count = journal.entries.count
    return """
      <section><h2>\(visit(CallText.path))</h2><p class="muted">\(visit(CallText.pathHelp(count)))</p>
      <div class="scroll" tabindex="0" role="region" aria-label="\(visit(CallText.path))">\
      <a href="\(place)/path.svg"><img src="\(place)/path.svg" alt="\(visit(CallText.path))"></a></div></section>
      """
  }

  private static func timeLine(_ visit: SignedInRequest, _ journal: JournalText?) -> Markup {
    let words = { (text: CallText) in visit(text) }
    guard let journal else { return "<p class=\"muted\">\(words(.noTimeLine))</p>" }
    let rows: [Markup] = TimeLineEntry.all(of: journal).map { step in
      """
      <tr><td data-th="\(words(.at))" class="num">\(tenths(step.at))</td>\
      <th scope="row">\(words(.step(step.kind.rawValue)))</th>\
      <td data-th="\(words(.place))"><code>\(step.place)</code></td>\
      <td data-th="\(words(.detail))"><code>\(step.detail)</code></td></tr>
      """
    }
    return """
      <section><h2>\(words(.timeLine))</h2><div class="scroll"><table class="cards">\
      <caption class="vh">\(words(.timeLine))</caption><thead><tr><th scope="col">\(words(.at))</th>\
      <th scope="col">\(words(.what))</th><th scope="col">\(words(.place))</th>\
      <th scope="col">\(words(.detail))</th></tr></thead><tbody>\(rows)</tbody></table></div></section>
      """
  }

  private static func tenths(_ milliseconds: Int64) -> String {
    "\(clock(Int(clamping: milliseconds))).\(milliseconds / 100 % 10)"
  }
}
