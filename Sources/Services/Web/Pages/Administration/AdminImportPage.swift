import Administration
import HTTP
import Mailbox
import Store
import Wording

/// Users out of a table and into one (requirement H2). What a table would change, and each bad row, is
/// shown before anything is changed.
enum AdminImportPage {
  static let routes: [PageRoute] = [
    .admin(.get, "/admin/users/import") { visit in try show(visit) },
    .admin(.post, "/admin/users/import", read),
    .admin(.get, "/admin/users/export.csv") { visit in
      let users = try visit.accounts.users(of: visit.company.id)
      // The mark tells spreadsheets that the text is UTF-8.
      let text = "\u{FEFF}" + UserTable.text(of: [(visit.company, users)])
      return HTTPResponse(Array(text.utf8), type: "text/csv; charset=utf-8")
        .adding("Cache-Control", "no-store")
        .adding("Content-Disposition", "attachment; filename=\"users.csv\"")
    },
  ]

  /// What a table would do.
  private struct Preview {
    let text: String
    let mayUpdate: Bool
    let plan: ImportPlan
    let faults: [ImportPlan.Fault]
  }

  /// Shows what an uploaded table would change, or carries out one that was shown before.
  private static func read(_ visit: SignedInRequest) throws -> HTTPResponse {
    let request = visit.request
    let file = request.form.first { $0.name == "file" && $0.fileName != nil && !$0.bytes.isEmpty }
    let isConfirmed = request.field("confirm") != nil
    guard
      let text = isConfirmed
        ? request.field("table") : file.flatMap({ TableText.text(of: $0.bytes) })
    else { return try show(visit, refusal: visit(ImportText.noTable)) }
    let table: UserTable
    do throws(CSVError) {
      table = try UserTable(text)
    } catch {
      let place = visit(ImportText.row(error.row))
      return try show(visit, refusal: "\(place): \(error.reason)")
    }
    let mayUpdate = request.field("update") == "on"
    let plan = try ImportPlan(
      table, into: visit.accounts, company: visit.company.name, isAlone: true,
      mayUpdate: mayUpdate)
    let preview = Preview(
      text: text, mayUpdate: mayUpdate, plan: plan, faults: plan.faults(by: visit.user))
    guard isConfirmed, preview.faults.isEmpty else { return try show(visit, preview) }
    do {
      try plan.carryOut(on: visit.accounts)
    } catch is ImportPlan.Outdated {
      return try show(visit, preview, refusal: visit(.changedMeanwhile))
    }
    return .redirect(to: Link.page(.adminUsers).address + "?saved=1")
  }

  // MARK: Showing

  private static func show(
    _ visit: SignedInRequest, _ preview: Preview? = nil, refusal: String? = nil
  ) throws -> HTTPResponse {
    let refusals = refusal.map { [FormRefusal(control: "file", text: $0)] } ?? []
    let controls = Controls(visit: visit, refusals: refusals)
    let isBad = refusal != nil || preview?.faults.isEmpty == false
    return try Frame.page(
      visit, .adminUsers, title: visit(ImportText.title), lead: visit(ImportText.lead),
      isRefused: isBad, status: isBad ? 422 : 200,
      [controls.summary(), preview.map { markup(visit, $0) } ?? .nothing, upload(controls)])
  }

  private static func upload(_ controls: Controls) -> Markup {
    let visit = controls.visit
    return """
      <form class="stack" method="post" action="/admin/users/import" enctype="multipart/form-data" novalidate>\
      \(Frame.token(visit))<div class="field"><label for="file">\(visit(ImportText.file))</label>\
      <input id="file" name="file" type="file" accept=".csv,text/csv" aria-describedby="file-help">\
      <p class="help" id="file-help">\(visit(ImportText.fileHelp))</p></div>\
      \(controls.tick("update", visit(ImportText.update), help: visit(ImportText.updateHelp), isOn: false))\
      <div><button class="btn primary">\(visit(ImportText.check))</button></div></form>
      """
  }

  private static func markup(_ visit: SignedInRequest, _ preview: Preview) -> Markup {
    let added = preview.plan.changes.count { $0.before == nil }
    let changed = preview.plan.changes.count - added
    guard preview.faults.isEmpty else { return faults(visit, preview.faults) }
    return """
      <div class="note" role="status">\(Icon.tick.markup)<p>\
      \(visit(ImportText.wouldDo(added: added, changed: changed)))</p></div>
      <form method="post" action="/admin/users/import" enctype="multipart/form-data">\(Frame.token(visit))\
      <textarea name="table" hidden>
      \(preview.text)</textarea>\
      <input type="hidden" name="update" value="\(preview.mayUpdate ? "on" : "off")">\
      <button class="btn primary" name="confirm" value="1">\(visit(ImportText.confirm))</button></form>
      """
  }

  private static func faults(_ visit: SignedInRequest, _ faults: [ImportPlan.Fault]) -> Markup {
    let words = { (text: ImportText) in visit(text) }
    let rows: [Markup] = faults.prefix(200).map { fault in
      """
      <tr><th scope="row">\(words(.row(fault.row)))</th>\
      <td data-th="\(words(.field))">\(visit(NamedText(.field, fault.field)))</td>\
      <td data-th="\(words(.reason))">\(fault.reason.text(in: visit.language))</td></tr>
      """
    }
    return """
      <div class="note bad-note" role="alert">\(Icon.warning.markup)<p>\
      \(words(.bad(Set(faults.map(\.row)).count)))</p></div>
      <div class="scroll"><table class="cards"><caption class="vh">\(words(.badRows))</caption><thead><tr>\
      <th scope="col">\(words(.rowHead))</th><th scope="col">\(words(.field))</th>\
      <th scope="col">\(words(.reason))</th></tr></thead><tbody>\(rows)</tbody></table></div>
      """
  }
}
