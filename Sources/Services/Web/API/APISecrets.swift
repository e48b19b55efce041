import Administration
import HTTP
import Mailbox
import Store

/// Passcodes, web passwords and locks (requirements B5 to B8, C3). No answer but that to generating holds
/// one.
enum APISecrets {
  static let operations: [APIOperation] = [
    APIOperation(
      method: .get, path: "/users/{user}/login", name: "getLogin",
      summary: "Whether a user has a passcode and is locked", access: .token,
      content: .json("Login")
    ) { visit in
      let state = try visit.accounts.loginState(of: visit.user.id)
      return try visit.json([
        "has-passcode": .flag(state.hasPasscode), "must-change": .flag(state.mustChange),
        "failures": .integer(Int64(state.failures)),
        "locked-until": state.lockedUntil.map(APIVisit.time) ?? .null,
        "has-web-password": .flag(state.hasWebPassword),
      ])
    },
    APIOperation(
      method: .delete, path: "/users/{user}/lock", name: "unlock",
      summary: "Lift the lock of a user's login", access: .company, status: 204
    ) { visit in
      try visit.accounts.unlock(visit.user.id)
      return HTTPResponse(204)
    },
    APIOperation(
      method: .put, path: "/users/{user}/passcode", name: "setPasscode",
      summary:
        "Set the passcode: one's own with the present one, or an assigned one, which its user "
        + "must change", access: .token, body: .json("PasscodeChange"), status: 204,
      answer: setPasscode),
    APIOperation(
      method: .post, path: "/users/{user}/passcode/generated", name: "generatePasscode",
      summary: "Assign a passcode that the company's rules allow, and tell it this once",
      access: .company, content: .json("GeneratedPasscode"), answer: generatePasscode),
    APIOperation(
      method: .put, path: "/users/{user}/web-password", name: "setWebPassword",
      summary: "Set the web password: one's own with what signs in now, or that of another user",
      access: .token, body: .json("WebPasswordChange"), status: 204
    ) { visit in
      let (fields, user) = (try visit.fields(), try visit.user)
      guard case .text(let text) = fields["password"] else {
        throw APIFault.refused("password", "It must be a text.")
      }
      if isOwn(visit, user) { try check(fields["present"], of: user, at: .page, visit) }
      try visit.accounts.setWebPassword(WebPassword(text), of: user.id)
      return HTTPResponse(204)
    },
    APIOperation(
      method: .delete, path: "/users/{user}/web-password", name: "removeWebPassword",
      summary: "Remove the web password; its user signs in with the passcode", access: .company,
      status: 204
    ) { visit in
      try visit.accounts.setWebPassword(nil, of: visit.user.id)
      return HTTPResponse(204)
    },
  ]

  private static func setPasscode(_ visit: APIVisit) throws -> HTTPResponse {
    let (fields, user) = (try visit.fields(), try visit.user)
    guard case .text(let new) = fields["passcode"] else {
      throw APIFault.refused("passcode", "It must be a text of digits.")
    }
    let isOwn = isOwn(visit, user)
    if isOwn { try check(fields["present"], of: user, at: .phone, visit) }
    try visit.accounts.setPasscode(Passcode(new), of: user.id, assigned: !isOwn)
    return HTTPResponse(204)
  }

  /// Whoever has found a token of hers must not lock the user out.
  private static func isOwn(_ visit: APIVisit, _ user: User) -> Bool {
    visit.bearer?.scope == .user || visit.bearer?.user?.id == user.id
  }

  /// By the rules of a login: who guesses it is locked out.
  private static func check(
    _ typed: JSONValue?, of user: User, at entrance: LogInRequest.Entrance, _ visit: APIVisit
  ) throws {
    guard case .text(let present)? = typed else {
      throw APIFault.refused("present", "It must be what signs in at present.")
    }
    let reply = visit.site.mailboxes.perform(
      LogInRequest(
        company: user.company, number: user.mainNumber.e164, mailbox: nil,
        passcode: Passcode(present), from: "", trust: .claimed, entrance: entrance),
      of: CallToken(.random(in: 1 ... .max)))
    switch reply {
    case .welcome: return
    case .locked: throw APIFault.refused("present", "The login is locked.")
    case .refused: throw APIFault.refused("present", "It is not what signs in at present.")
    case nil:
      throw StoreError.broken(place: "login", reason: "the mailboxes could not do it")
    }
  }

  private static func generatePasscode(_ visit: APIVisit) throws -> HTTPResponse {
    let (user, company, accounts) = (try visit.user, try visit.company, visit.accounts)
    var generator = SystemRandomNumberGenerator()
    let digits = try company.policy.generate(
      for: user.passcodeOwner, using: &generator,
      isRefused: { code in
        ((try? accounts.brokenRule(by: Passcode(code), of: user.id, assigned: true)) ?? nil) != nil
      })
    try accounts.setPasscode(Passcode(digits), of: user.id, assigned: true)
    return try visit.json(["passcode": .text(digits)]).adding("Cache-Control", "no-store")
  }
}
