import Administration
import HTTP
import Mailbox
import Store
import Wording

/// All companies, for operators: one is chosen, and the pages of administrators are about it.
enum CompaniesPage {
  private static let folder = PagePath.operatorCompanies.rawValue

  static let routes: [PageRoute] = [
    .operator(.get, folder, show),
    .operator(.post, folder, choose),
    .operator(.get, folder + "/new") { visit in try showNew(visit, []) },
    .operator(.post, folder + "/new", add),
  ]

  private static func choose(_ visit: SignedInRequest) throws -> HTTPResponse {
    let id = visit.request.field("company").flatMap { Int64($0) }
    guard let company = try visit.accounts.companies().first(where: { $0.id == id }) else {
      throw WebFault.notFound
    }
    try visit.site.sessions.manages(company.id, in: visit.session.id)
    return .redirect(to: Link.page(.adminUsers).address)
  }

  private static func show(_ visit: SignedInRequest) throws -> HTTPResponse {
    let accounts = visit.accounts
    let companies = try accounts.companies().sorted { ($0.name, $0.id) < ($1.name, $1.id) }
    let rows: [Markup] = try companies.map { company in
      let isManaged = company.id == visit.managed.id
      let badge: Markup = """
        <span class="badge green">\(visit(OperatorText.administered))</span>
        """
      let button: Markup = """
        <button class="btn" name="company" value="\(company.id)">\(visit(OperatorText.administer))\
        <span class="vh">: \(company.name)</span></button>
        """
      return """
        <tr><th scope="row">\(company.name)</th>\
        <td data-th="\(visit(NamedText(.field, "portal-number")))" class="num">\(company.portalNumber)</td>\
        <td data-th="\(visit(OperatorText.users))" class="num">\(try accounts.users(of: company.id).count)</td>\
        <td class="act">\(isManaged ? badge : button)</td></tr>
        """
    }
    let add: Markup = """
      <a class="btn primary" href="\(folder)/new">\(Icon.add.markup)\(visit(OperatorText.addCompany))</a>
      """
    return try Frame.page(
      visit, .operatorCompanies, title: visit(OperatorText.companies),
      lead: visit(OperatorText.companiesLead), acts: [add],
      [
        SavedNote.markup(visit),
        """
        <form method="post" action="\(folder)">\(Frame.token(visit))\
        <div class="scroll"><table class="cards"><caption class="vh">\(visit(OperatorText.companies))</caption>\
        <thead><tr><th scope="col">\(visit(NamedText(.field, "name")))</th>\
        <th scope="col">\(visit(NamedText(.field, "portal-number")))</th>\
        <th scope="col">\(visit(OperatorText.users))</th>\
        <th scope="col"><span class="vh">\(visit(OperatorText.administer))</span></th></tr></thead>\
        <tbody>\(rows)</tbody></table></div></form>
        """,
      ])
  }

  // MARK: Adding

  /// What a new company begins with; all else is set after it.
  private static let firstFields = CompanyFields.required + ["language"]

  private static func add(_ visit: SignedInRequest) throws -> HTTPResponse {
    // There are countries without a trunk prefix.
    let typed = firstFields.compactMap { name in
      visit.request.field(name).flatMap { $0.isEmpty && name != "trunk-prefix" ? nil : (name, $0) }
    }
    let missing = CompanyFields.required.filter { name in !typed.contains { $0.0 == name } }
    guard missing.isEmpty else {
      return try showNew(
        visit, missing.map { FormRefusal(control: $0, text: visit(AdminText.missing)) })
    }
    do {
      let added = try visit.accounts.transaction { accounts in
        try accounts.add(Company(fields: Dictionary(typed) { $1 }, in: accounts))
      }
      try visit.site.sessions.manages(added.id, in: visit.session.id)
      return .redirect(to: Link.page(.adminCompany).address + "?saved=1")
    } catch StoreError.refused(let field, let reason) {
      return try showNew(
        visit, [FormRefusal(control: field, text: reason.text(in: visit.language))])
    }
  }

  private static func showNew(
    _ visit: SignedInRequest, _ refusals: [FormRefusal]
  ) throws -> HTTPResponse {
    let controls = Controls(visit: visit, refusals: refusals)
    let fields: [Markup] = CompanyFields.all.filter { firstFields.contains($0.name) }.map { field in
      let usual = field.name == "language" ? visit.language.rawValue : ""
      return RecordForm<Company>.control(field, visit.request.field(field.name) ?? usual, controls)
    }
    return try Frame.page(
      visit, .operatorCompanies, title: visit(OperatorText.addCompany),
      lead: visit(OperatorText.addCompanyLead), isRefused: !refusals.isEmpty,
      status: refusals.isEmpty ? 200 : 422,
      [
        controls.summary(),
        """
        <form method="post" class="stack" action="\(folder)/new" novalidate>\(Frame.token(visit))\
        \(fields)<div class="foot"><button class="btn primary">\(visit(.add))</button>\
        <a class="btn quiet" href="\(folder)">\(visit(.cancel))</a></div></form>
        """,
      ])
  }
}
