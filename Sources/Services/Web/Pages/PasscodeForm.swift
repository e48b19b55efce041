import Mailbox
import Store
import Wording

/// Changing the passcode: the old one, the new one twice, and the rules of the company.
struct PasscodeForm {
  private let visit: SignedInRequest
  private(set) var refusals: [FormRefusal] = []
  private var generated = ""

  init(_ visit: SignedInRequest) { self.visit = visit }

  /// Puts a passcode into both fields that the rules allow; it is not set before it is saved.
  mutating func generate() {
    var generator = SystemRandomNumberGenerator()
    let accounts = visit.accounts
    let found = try? visit.company.policy.generate(
      for: visit.user.passcodeOwner, using: &generator,
      isRefused: { code in
        ((try? accounts.brokenRule(by: Passcode(code), of: visit.user.id, assigned: false)) ?? nil)
          != nil
      })
    guard let found else { return refuse("passcode-new", .noneGenerated) }
    generated = found
  }

  /// Changes it. The old one is asked for by the rules of a login: who guesses it is locked out.
  /// - Returns: Whether it is changed; else it is said what is wrong.
  mutating func save(old: String, new: String, again: String) throws -> Bool {
    let reply = visit.site.mailboxes.perform(
      LogInRequest(
        company: visit.company.id, number: visit.user.mainNumber.e164, mailbox: nil,
        passcode: Passcode(old),
        from: "", trust: .claimed),
      of: CallToken(.random(in: 1 ... .max)))
    switch reply {
    case .welcome: break
    case .locked: refuse("passcode-old", .locked)
    case .refused: refuse("passcode-old", .wrongOld)
    case nil:
      throw StoreError.broken(place: "login", reason: "the mailboxes could not do it")
    }
    if new != again { refuse("passcode-again", .differs) }
    guard refusals.isEmpty else { return false }
    do {
      try visit.accounts.setPasscode(Passcode(new), of: visit.user.id, assigned: false)
    } catch StoreError.refused(_, let reason) {
      refusals.append(
        FormRefusal(control: "passcode-new", text: reason.text(in: visit.language)))
    }
    return refusals.isEmpty
  }

  private mutating func refuse(_ control: String, _ text: ProfileText) {
    refusals.append(FormRefusal(control: control, text: visit(text)))
  }

  // MARK: Showing

  func markup(_ controls: Controls) -> Markup {
    let show: Markup = """
      <button class="btn js" type="button" data-show="passcode-new passcode-again" aria-pressed="false" \
      aria-controls="passcode-new passcode-again">\(Icon.eye.markup)\(visit(ProfileText.show))</button>\
      <button class="btn" name="generate" value="1" formnovalidate>\(Icon.generate.markup)\
      \(visit(ProfileText.generate))</button>
      """
    let fields: [Markup] = [
      controls.text(
        "passcode-old", visit(ProfileText.oldPasscode), value: "", type: .password),
      controls.text(
        "passcode-new", visit(ProfileText.newPasscode), value: generated, type: .password,
        more: show),
      rules,
      controls.text(
        "passcode-again", visit(ProfileText.newPasscodeAgain),
        help: visit(ProfileText.generatedHelp), value: generated, type: .password),
      "<div><button class=\"btn primary\">\(visit(ProfileText.changePasscode))</button></div>",
    ]
    return """
      <form method="post" action="/profile/passcode" novalidate>\(Frame.token(visit))\
      <input type="text" name="username" value="\(visit.user.mainNumber.e164)" autocomplete="username" hidden>\
      \(controls.section("passcode", visit(ProfileText.passcode), visit(ProfileText.passcodeHelp), fields))</form>
      """
  }

  /// The rules, which a script checks as one types. What only the store knows is checked on saving.
  private var rules: Markup {
    let policy = visit.company.policy
    let owner = visit.user
    var rows: [Markup] = [
      row(
        .lengths(policy.minimumLength, policy.maximumLength), "length",
        "\(policy.minimumLength) \(policy.maximumLength)")
    ]
    if let most = policy.longestAscendingRun { rows.append(row(.ascending(most), "up", "\(most)")) }
    if let most = policy.longestDescendingRun {
      rows.append(row(.descending(most), "down", "\(most)"))
    }
    if let most = policy.longestRepeat { rows.append(row(.repeated(most), "same", "\(most)")) }
    if policy.refusesRepeatedGroups { rows.append(row(.groups, "", "")) }
    if policy.refusesSequence { rows.append(row(.sequence, "", "")) }
    if policy.refusesKeypadLines { rows.append(row(.keypadLines, "", "")) }
    if policy.refusesOwnNumber {
      let own = "\(owner.mainNumber.nationalNumber) \(owner.extension.digits)"
      rows.append(row(.ownNumber, "without", own))
    }
    if policy.refusesOwnNumberReversed { rows.append(row(.ownNumberReversed, "", "")) }
    if policy.refusesName { rows.append(row(.name, "", "")) }
    if policy.historyLength > 0 { rows.append(row(.history(policy.historyLength), "", "")) }
    return """
      <ul class="rules" id="passcode-rules" data-rules="passcode-new" data-kept="\(visit(ProfileText.kept))" \
      data-broken="\(visit(ProfileText.broken))" aria-label="\(visit(ProfileText.rules))">\(rows)</ul>
      """
  }

  private func row(_ text: ProfileText, _ rule: String, _ value: String) -> Markup {
    """
    <li class="open" data-rule="\(rule)" data-value="\(value)">\(Icon.dot.markup)<span>\
    <span class="vh"></span>\(visit(text))</span></li>
    """
  }
}
