import Administration
import HTTP
import Mailbox
import Store
import Wording

/// The settings of the administrator's company, by the field table.
enum AdminCompanyPage {
  static let routes: [PageRoute] = [
    .admin(.get, PagePath.adminCompany.rawValue) { visit in try show(visit, form(visit)) },
    .admin(.post, PagePath.adminCompany.rawValue) { visit in
      var form = try form(visit)
      let isSaved = try form.save(visit) { try visit.accounts.update($0) }
      guard isSaved else { return try show(visit, form) }
      return .redirect(to: Link.page(.adminCompany).address + "?saved=1")
    },
  ]

  private static func form(_ visit: SignedInRequest) throws -> RecordForm<Company> {
    RecordForm(try visit.accounts.revised(company: visit.company.id), CompanyFields.parts)
  }

  private static func show(
    _ visit: SignedInRequest, _ form: RecordForm<Company>
  ) throws -> HTTPResponse {
    let controls = Controls(visit: visit, refusals: form.refusals)
    return try Frame.page(
      visit, .adminCompany, title: visit(AdminText.company), lead: visit(AdminText.companyLead),
      acts: [controls.saveButton("company-form")], isRefused: !form.refusals.isEmpty,
      status: form.refusals.isEmpty ? 200 : 422,
      [
        controls.summary(), SavedNote.markup(visit),
        """
        <form id="company-form" method="post" action="\(Link.page(.adminCompany).address)" novalidate>\
        \(Frame.token(visit))\(form.hidden)\
        \(form.markup(controls))<div class="foot"><button class="btn primary">\(visit(.save))</button>\
        <a class="btn quiet" href="\(Link.page(.adminCompany).address)">\(visit(.cancel))</a></div></form>
        """,
      ])
  }
}
