import Administration
import HTTP
import Mailbox
import Store
import Wording

/// One user: all fields, passcode, web password, lock, removal (requirements B5 to B8, C3, H2).
enum AdminUserPage {
  static let routes: [PageRoute] = [
    .admin(.get, "/admin/users/new") { visit in try showNew(visit, []) },
    .admin(.post, "/admin/users/new", add),
    .admin(.get, "/admin/users/*") { visit in
      try show(visit, RecordForm(visit.managedUser(), UserFields.parts))
    },
    .admin(.post, "/admin/users/*", save),
    .admin(.post, "/admin/users/*/passcode", setPasscode),
    .admin(.post, "/admin/users/*/web-password", setWebPassword),
    .admin(.post, "/admin/users/*/unlock") { visit in
      let user = try visit.managedUser().value
      try visit.accounts.unlock(user.id)
      return .redirect(to: "/admin/users/\(user.id)?saved=1")
    },
    .admin(.get, "/admin/users/*/remove", confirm),
    .admin(.post, "/admin/users/*/remove") { visit in
      let user = try visit.managedUser().value
      // Somebody must be left who can give the rights back.
      guard user.id != visit.user.id else { throw WebFault.notFound }
      try visit.accounts.removeUser(user.id)
      return .redirect(to: Link.page(.adminUsers).address + "?saved=1")
    },
  ]

  // MARK: Adding

  /// What a new user begins with; all else is set after it.
  private static let firstFields = UserFields.required + ["language", "email"]

  private static func add(_ visit: SignedInRequest) throws -> HTTPResponse {
    let (accounts, company) = (visit.accounts, visit.company)
    let typed = firstFields.compactMap { name in
      visit.request.field(name).flatMap { $0.isEmpty ? nil : (name, $0) }
    }
    let values = Dictionary(typed) { first, _ in first }
    do {
      let added = try accounts.transaction { accounts in
        let user = try User(
          fields: { values[$0] }, in: FieldContext(company: company, accounts: accounts))
        return try accounts.add(user)
      }
      return .redirect(to: "/admin/users/\(added.id)?saved=1")
    } catch StoreError.refused(let field, let reason) {
      let text =
        values[field] == nil ? visit(AdminText.missing) : reason.text(in: visit.language)
      return try showNew(visit, [FormRefusal(control: field, text: text)])
    }
  }

  private static func showNew(
    _ visit: SignedInRequest, _ refusals: [FormRefusal]
  ) throws -> HTTPResponse {
    let controls = Controls(visit: visit, refusals: refusals)
    let fields: [Markup] = UserFields.all.filter { firstFields.contains($0.name) }.map { field in
      let usual = field.name == "language" ? visit.company.language.rawValue : ""
      return RecordForm<User>.control(field, visit.request.field(field.name) ?? usual, controls)
    }
    return try Frame.page(
      visit, .adminUsers, title: visit(AdminText.addUser), lead: visit(AdminText.addUserLead),
      isRefused: !refusals.isEmpty, status: refusals.isEmpty ? 200 : 422,
      [
        controls.summary(),
        """
        <form method="post" class="stack" action="/admin/users/new" novalidate>\(Frame.token(visit))\
        \(fields)<div class="foot"><button class="btn primary">\(visit(.add))</button>\
        <a class="btn quiet" href="\(Link.page(.adminUsers).address)">\(visit(.cancel))</a></div></form>
        """,
      ])
  }

  // MARK: Changing

  private static func save(_ visit: SignedInRequest) throws -> HTTPResponse {
    var form = RecordForm(try visit.managedUser(), UserFields.parts)
    let before = form.record
    let role = visit.request.field("role") ?? before.role.rawValue
    if before.id == visit.user.id, role != before.role.rawValue {
      form.refuse("role", visit(FieldRefusal.ownRole))
      return try show(visit, form)
    }
    let isSaved = try form.save(visit) { changed in
      try visit.accounts.transaction { accounts in
        try accounts.checkDestinations(of: changed.value, before: before)
        try accounts.update(changed)
      }
    }
    guard isSaved else { return try show(visit, form) }
    return .redirect(to: "/admin/users/\(before.id)?saved=1")
  }

  private static func setPasscode(_ visit: SignedInRequest) throws -> HTTPResponse {
    var form = RecordForm(try visit.managedUser(), UserFields.parts)
    let (user, accounts) = (form.record, visit.accounts)
    let isGenerated = visit.request.field("generate") != nil
    var digits = visit.request.field("passcode") ?? ""
    if isGenerated {
      var generator = SystemRandomNumberGenerator()
      digits = try visit.company.policy.generate(
        for: user.passcodeOwner, using: &generator,
        isRefused: { code in
          ((try? accounts.brokenRule(by: Passcode(code), of: user.id, assigned: true)) ?? nil)
            != nil
        })
    }
    let passcode = Passcode(digits)
    let fault = try refusal(visit) {
      try accounts.setPasscode(passcode, of: user.id, assigned: true)
    }
    if let fault { form.refuse("passcode", fault) }
    guard form.refusals.isEmpty else { return try show(visit, form) }
    guard isGenerated else { return .redirect(to: "/admin/users/\(user.id)?saved=1") }
    return try show(visit, form, generated: digits)
  }

  private static func setWebPassword(_ visit: SignedInRequest) throws -> HTTPResponse {
    var form = RecordForm(try visit.managedUser(), UserFields.parts)
    let isRemoved = visit.request.field("clear") != nil
    let password = isRemoved ? nil : WebPassword(visit.request.field("web-password") ?? "")
    let (id, accounts) = (form.record.id, visit.accounts)
    let fault = try refusal(visit) { try accounts.setWebPassword(password, of: id) }
    if let fault { form.refuse("web-password", fault) }
    guard form.refusals.isEmpty else { return try show(visit, form) }
    return .redirect(to: "/admin/users/\(form.record.id)?saved=1")
  }

  /// Why the store refuses something; `nil` if it is done.
  private static func refusal(
    _ visit: SignedInRequest, _ body: () throws -> Void
  ) throws -> String? {
    do {
      try body()
      return nil
    } catch StoreError.refused(_, let reason) {
      return reason.text(in: visit.language)
    }
  }

  // MARK: Showing

  private static func show(
    _ visit: SignedInRequest, _ form: RecordForm<User>, generated: String? = nil
  ) throws -> HTTPResponse {
    let (user, controls) = (form.record, Controls(visit: visit, refusals: form.refusals))
    let note: Markup = """
      <div class="note" role="status">\(Icon.tick.markup)<p>\(visit(AdminText.generatedPasscode)) \
      <strong class="num">\(generated ?? "")</strong> \(visit(AdminText.generatedOnce))</p></div>
      """
    let remove: Markup = """
      <a class="btn danger" href="/admin/users/\(user.id)/remove">\(Icon.trash.markup)\(visit(.remove))</a>
      """
    let greetings: Markup = """
      <a class="btn" href="/admin/users/\(user.id)/greetings">\(Icon.greeting.markup)\(visit(.greetings))</a>
      """
    return try Frame.page(
      visit, .adminUsers, title: user.fullName,
      acts: user.id == visit.user.id ? [greetings] : [greetings, remove],
      isRefused: !form.refusals.isEmpty, status: form.refusals.isEmpty ? 200 : 422,
      [
        controls.summary(), SavedNote.markup(visit), "\(note, if: generated != nil)",
        try login(controls, user),
        """
        <form id="user" method="post" action="/admin/users/\(user.id)" novalidate>\(Frame.token(visit))\
        \(form.hidden)\(form.markup(controls))\
        <div class="foot"><button class="btn primary">\(visit(.save))</button>\
        <a class="btn quiet" href="\(Link.page(.adminUsers).address)">\(visit(.cancel))</a></div></form>
        """,
      ])
  }

  private static func login(_ controls: Controls, _ user: User) throws -> Markup {
    let visit = controls.visit
    let state = try visit.accounts.loginState(of: user.id)
    let words = { (text: AdminText) in visit(text) }
    let unlock: Markup = """
      <form method="post" action="/admin/users/\(user.id)/unlock">\(Frame.token(visit))\
      <button class="btn">\(words(.unlock))</button></form>
      """
    let clear: Markup = """
      <button class="btn danger" name="clear" value="1">\(words(.clearWebPassword))</button>
      """
    let isCounted = state.lockedUntil != nil || state.failures > 0
    let generate: Markup = """
      <button class="btn" name="generate" value="1">\(Icon.generate.markup)\(words(.generate))</button>
      """
    return controls.section(
      "login", words(.login), words(.loginHelp),
      [
        """
        <p>\(try AdminUsersPage.state(visit, user))</p><p class="muted">\
        \(words(.failures(state.failures))) \(words(state.hasWebPassword ? .hasWebPassword : .hasNoWebPassword))</p>
        """,
        "\(unlock, if: isCounted)",
        """
        <form method="post" class="stack" action="/admin/users/\(user.id)/passcode" novalidate>\
        \(Frame.token(visit))\(controls.text(
          "passcode", words(.newPasscode), help: words(.newPasscodeHelp), value: "",
          type: .password, more: generate))\
        <div><button class="btn">\(words(.assignPasscode))</button></div></form>
        """,
        """
        <form method="post" class="stack" action="/admin/users/\(user.id)/web-password" novalidate>\
        \(Frame.token(visit))\(controls.text(
          "web-password", visit(WebPasswordText.new), help: visit(WebPasswordText.newHelp),
          value: "", type: .newWebPassword, width: .large))\
        <div class="acts"><button class="btn">\(visit(WebPasswordText.save))</button>\
        \(clear, if: state.hasWebPassword)</div></form>
        """,
      ])
  }

  private static func confirm(_ visit: SignedInRequest) throws -> HTTPResponse {
    let user = try visit.managedUser().value
    guard user.id != visit.user.id else { throw WebFault.notFound }
    let counts = try visit.accounts.waitingMessages(of: [user.id]).first?.counts
    return try Frame.page(
      visit, .adminUsers, title: visit(AdminText.removeTitle(user.fullName)),
      [
        """
        <div class="note warn">\(Icon.warning.markup)<p>\
        \(visit(AdminText.removeHelp(Int(counts?.new ?? 0))))</p></div>
        <form method="post" class="acts" action="/admin/users/\(user.id)/remove">\(Frame.token(visit))\
        <button class="btn danger">\(Icon.trash.markup)\(visit(.remove))</button>\
        <a class="btn quiet" href="/admin/users/\(user.id)">\(visit(.cancel))</a></form>
        """
      ])
  }
}
