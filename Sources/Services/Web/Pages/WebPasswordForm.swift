import HTTP
import Mailbox
import Store
import Wording

/// Setting, changing and removing the web password. What the page asks for at present must be typed.
struct WebPasswordForm {
  private let visit: SignedInRequest
  private let hasOne: Bool
  private(set) var refusals: [FormRefusal] = []

  init(_ visit: SignedInRequest) throws {
    self.visit = visit
    hasOne = try visit.accounts.loginState(of: visit.user.id).hasWebPassword
  }

  /// Carries out what was sent.
  /// - Returns: Whether it is done; else it is said what is wrong.
  mutating func save() throws -> Bool {
    let request = visit.request
    let isPresent = try presentIsRight(request.field("web-password-old") ?? "")
    guard isPresent else { return false }
    let isSet = request.field("clear") == nil
    if isSet {
      try set(
        request.field("web-password-new") ?? "", again: request.field("web-password-again") ?? "")
    } else {
      try visit.accounts.setWebPassword(nil, of: visit.user.id)
    }
    guard refusals.isEmpty else { return false }
    let sessions = visit.site.sessions
    try sessions.endAll(of: visit.user.id, but: visit.session.id)
    let stamp = try visit.accounts.loginStamp(of: visit.user.id)
    try sessions.webPasswordIsChanged(visit.session.id, isSet: isSet, stamp: stamp)
    return true
  }

  private mutating func set(_ new: String, again: String) throws {
    guard new == again else {
      return refuse("web-password-again", visit(WebPasswordText.differs))
    }
    do {
      try visit.accounts.setWebPassword(WebPassword(new), of: visit.user.id)
    } catch StoreError.refused(_, let reason) {
      refuse("web-password-new", reason.text(in: visit.language))
    }
  }

  /// By the rules of a login: who guesses it is locked out.
  private mutating func presentIsRight(_ typed: String) throws -> Bool {
    let reply = visit.site.mailboxes.perform(
      LogInRequest(
        company: visit.company.id, number: visit.user.mainNumber.e164, mailbox: nil,
        passcode: Passcode(typed), from: "", trust: .claimed, entrance: .page),
      of: CallToken(.random(in: 1 ... .max)))
    switch reply {
    case .welcome: return true
    case .locked: refuse("web-password-old", visit(WebPasswordText.locked))
    case .refused: refuse("web-password-old", visit(WebPasswordText.wrongPresent))
    case nil:
      throw StoreError.broken(place: "login", reason: "the mailboxes could not do it")
    }
    return false
  }

  private mutating func refuse(_ control: String, _ text: String) {
    refusals.append(FormRefusal(control: control, text: text))
  }

  func markup(_ controls: Controls) -> Markup {
    let words = { (text: WebPasswordText) in visit(text) }
    let isNeeded = visit.user.role.administers && !hasOne
    let note: Markup = """
      <div class="note warn">\(Icon.warning.markup)<p>\(words(.administratorNote))</p></div>
      """
    let clear: Markup = """
      <button class="btn danger" name="clear" value="1">\(words(.clear))</button>
      """
    let fields: [Markup] = [
      "\(note, if: isNeeded)",
      controls.text(
        "web-password-old", words(hasOne ? .present : .presentPasscode), value: "",
        type: .webPassword, width: .large),
      controls.text(
        "web-password-new", words(.new), help: words(.newHelp), value: "", type: .newWebPassword,
        width: .large),
      controls.text(
        "web-password-again", words(.again), value: "", type: .newWebPassword, width: .large),
      """
      <div class="acts"><button class="btn primary">\(words(.save))</button>\(clear, if: hasOne)</div>
      """,
    ]
    return """
      <form method="post" action="/profile/web-password" novalidate>\(Frame.token(visit))\
      <input type="text" name="username" value="\(visit.user.mainNumber.e164)" autocomplete="username" hidden>\
      \(controls.section("web-password", words(.title), words(hasOne ? .help : .helpWithout), fields))</form>
      """
  }
}
