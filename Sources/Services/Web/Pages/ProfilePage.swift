import Foundation
import HTTP
import Mailbox
import Store
import Wording

/// Passcode, name, language, and the browsers in which the user is signed in.
enum ProfilePage {
  static let routes: [PageRoute] = [
    .get(PagePath.profile.rawValue) { visit in try show(visit) },
    .post(PagePath.profile.rawValue, save),
    .post("/profile/passcode", changePasscode),
    .post("/profile/web-password", changeWebPassword),
    .post("/profile/sessions", endSessions),
    .post("/profile/tokens") { visit in
      var tokens = TokenSection(visit)
      try tokens.make()
      return try show(visit, tokens: tokens)
    },
    .post("/profile/tokens/revoke") { visit in
      try TokenSection(visit).revoke()
      return .redirect(to: Link.page(.profile).address + "?saved=1")
    },
  ]

  /// Whether a request may be answered before an assigned passcode was changed (requirement B8).
  static func serves(_ request: HTTPRequest) -> Bool {
    let path = request.target.path
    return path == ["profile"] && request.method != .post || path == ["profile", "passcode"]
      || path == ["sign-out"]
  }

  private static func save(_ visit: SignedInRequest) throws -> HTTPResponse {
    let request = visit.request
    let form = try SettingsForm.save(
      visit,
      [
        ("first-name", request.field("first-name") ?? ""),
        ("last-name", request.field("last-name") ?? ""), ("email", request.optional("email")),
        ("language", request.field("language") ?? ""),
        ("time-zone", request.field("time-zone") ?? ""),
      ])
    if let form { return try show(visit, form: form) }
    return .redirect(to: Link.page(.profile).address + "?saved=1")
  }

  private static func changePasscode(_ visit: SignedInRequest) throws -> HTTPResponse {
    let request = visit.request
    var passcode = PasscodeForm(visit)
    if request.field("generate") != nil {
      passcode.generate()
      return try show(visit, passcode: passcode)
    }
    let isChanged = try passcode.save(
      old: request.field("passcode-old") ?? "", new: request.field("passcode-new") ?? "",
      again: request.field("passcode-again") ?? "")
    guard isChanged else { return try show(visit, passcode: passcode) }
    try visit.site.sessions.endAll(of: visit.user.id, but: visit.session.id)
    try visit.site.sessions.passcodeIsChanged(
      visit.session.id, stamp: try visit.accounts.loginStamp(of: visit.user.id))
    return .redirect(to: Link.page(.profile).address + "?saved=1")
  }

  private static func changeWebPassword(_ visit: SignedInRequest) throws -> HTTPResponse {
    var form = try WebPasswordForm(visit)
    guard try form.save() else { return try show(visit, webPassword: form) }
    return .redirect(to: Link.page(.profile).address + "?saved=1")
  }

  private static func endSessions(_ visit: SignedInRequest) throws -> HTTPResponse {
    let wish = visit.request.field("end") ?? ""
    if wish == "others" {
      try visit.site.sessions.endAll(of: visit.user.id, but: visit.session.id)
    } else {
      try visit.site.sessions.end(wish, of: visit.user.id)
    }
    return .redirect(to: Link.page(.profile).address + "?saved=1")
  }

  // MARK: Showing

  private static func show(
    _ visit: SignedInRequest, form: SettingsForm? = nil, passcode: PasscodeForm? = nil,
    webPassword: WebPasswordForm? = nil, tokens: TokenSection? = nil
  ) throws -> HTTPResponse {
    let passcode = passcode ?? PasscodeForm(visit)
    let form = try form ?? SettingsForm(visit)
    let webPassword = try webPassword ?? WebPasswordForm(visit)
    let tokens = tokens ?? TokenSection(visit)
    let refusals =
      form.refusals + passcode.refusals + webPassword.refusals + tokens.refusals
    let controls = Controls(visit: visit, refusals: refusals)
    let must: Markup = """
      <div class="note warn">\(Icon.warning.markup)<p>\(visit(ProfileText.mustChange))</p></div>
      """
    let others = [
      webPassword.markup(controls), about(controls, form), try sessions(controls),
      try tokens.markup(controls),
    ]
    let mustChange = visit.session.mustChangePasscode
    return try Frame.page(
      visit, .profile, title: visit(.profile), lead: visit(ProfileText.lead),
      isRefused: !refusals.isEmpty, status: refusals.isEmpty ? 200 : 422,
      [
        controls.summary(), SavedNote.markup(visit), "\(must, if: mustChange)",
        passcode.markup(controls),
      ] + (mustChange ? [] : others))
  }

  private static func about(_ controls: Controls, _ form: SettingsForm) -> Markup {
    let visit = controls.visit
    let name = { (field: String, text: ProfileText) in
      controls.text(field, visit(text), value: form.value(field), width: .large)
    }
    let zones = TimeZone.knownTimeZoneIdentifiers.filter { $0.contains("/") }
    let zone = form.value("time-zone")
    let fields: [Markup] = [
      "<div class=\"pair\">\(name("first-name", .firstName))\(name("last-name", .lastName))</div>",
      controls.text(
        "email", visit(SettingText.mailAddress), help: visit(ProfileText.mailHelp),
        value: form.text("email"), type: .email, width: .large),
      """
      <div class="pair">\(controls.select(
        "language", visit(ProfileText.language), help: visit(ProfileText.languageHelp),
        value: form.value("language"), Language.allCases.map { ($0.rawValue, $0.ownName) }))\
      \(controls.select(
        "time-zone", visit(ProfileText.timeZone), help: visit(ProfileText.timeZoneHelp), value: zone,
        (zones.contains(zone) ? zones : [zone] + zones).map { ($0, $0.replacing("_", with: " ")) }))</div>
      """,
    ]
    return controls.form(
      "about-form", .profile, form,
      [controls.section("about", visit(ProfileText.about), visit(ProfileText.aboutHelp), fields)])
  }

  private static func sessions(_ controls: Controls) throws -> Markup {
    let visit = controls.visit
    let open = try visit.site.sessions.sessions(of: visit.user.id, at: visit.site.now())
    let dates = DateText(visit)
    let rows: [Markup] = open.map { session in
      let isOwn = session.id == visit.session.id
      let name = "\(BrowserName.of(session.browser)), \(session.client)"
      let end: Markup = """
        <button class="btn quiet danger" name="end" value="\(session.id)">\(visit(ProfileText.end))\
        <span class="vh">: \(name)</span></button>
        """
      let own: Markup = "<span class=\"badge teal\">\(visit(ProfileText.thisSession))</span>"
      return """
        <tr><th scope="row">\(BrowserName.of(session.browser))<small>\(session.client)</small></th>\
        <td data-th="\(visit(ProfileText.signedIn))">\(dates.short(session.began))</td>\
        <td data-th="\(visit(ProfileText.lastActive))">\(dates.short(session.lastSeen))</td>\
        <td class="act">\(isOwn ? own : end)</td></tr>
        """
    }
    let table: Markup = """
      <form method="post" action="/profile/sessions" class="stack">\(Frame.token(visit))<div class="scroll">\
      <table class="cards"><thead><tr><th scope="col">\(visit(ProfileText.browser))</th>\
      <th scope="col">\(visit(ProfileText.signedIn))</th><th scope="col">\(visit(ProfileText.lastActive))</th>\
      <th scope="col"><span class="vh">\(visit(ProfileText.action))</span></th></tr></thead>\
      <tbody>\(rows)</tbody></table></div>
      <div><button class="btn danger" name="end" value="others">\(visit(ProfileText.endOthers))</button></div></form>
      """
    return controls.section(
      "sessions", visit(ProfileText.sessions), visit(ProfileText.sessionsHelp), [table])
  }
}

/// What a browser calls itself, as a person would.
enum BrowserName {
  static func of(_ agent: String) -> String {
    let browsers = [
      ("Firefox/", "Firefox"), ("Edg/", "Edge"), ("OPR/", "Opera"), ("Chrome/", "Chrome"),
      ("Safari/", "Safari"), ("curl/", "curl"),
    ]
    let systems = [
      ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"),
      ("Mac OS X", "macOS"), ("Linux", "Linux"),
    ]
    let names = [browsers, systems].compactMap { list in
      list.first { agent.contains($0.0) }?.1
    }
    return names.isEmpty ? "–" : names.joined(separator: ", ")
  }
}
