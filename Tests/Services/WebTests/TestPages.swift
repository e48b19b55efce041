import HTTP
import Mailbox
import Store
import Synchronization
import Testing

@testable import Web

/// A page over mailboxes in memory: two companies, an administrator and a user each.
final class TestPages: Sendable {
  let mailboxes: Mailboxes
  let site: WebSite
  let calls = TestCalls()
  /// What the page has told of sign-ins.
  let signIns = SignInNotes()
  let company: Company
  let admin: User
  let user: User
  let stranger: User

  static let passcode = "495028"
  static let webPassword = "correct horse battery"

  init() throws {
    let clock = SharedClock()
    mailboxes = Mailboxes(now: { clock.now })
    site = WebSite(
      mailboxes, calls: calls, sendsLinks: { [mailboxes] in mailboxes.sendsMail },
      now: { clock.now }, noteSignIn: { [signIns] in signIns.add($0) },
      report: { Issue.record("\($0)") })
    sharedClock = clock
    let accounts = mailboxes.accounts(as: .administrator("root"))
    let plan = NumberingPlan(countryCode: "49", trunkPrefix: "0")
    company = try accounts.add(Company(name: "Berg", plan: plan, portalNumber: "2000"))
    let other = try accounts.add(Company(name: "Tal", plan: plan, portalNumber: "3000"))
    admin = try Self.add("Ada", "111", company, .administrator, to: accounts)
    user = try Self.add("Ben", "112", company, .user, to: accounts)
    stranger = try Self.add("Zoe", "211", other, .administrator, to: accounts)
  }

  /// A user more of the first company.
  func addUser(_ first: String, _ short: String) throws -> User {
    try Self.add(first, short, company, .user, to: accounts)
  }

  private static func add(
    _ first: String, _ short: String, _ company: Company, _ role: User.Role,
    to accounts: any Accounts
  ) throws -> User {
    var user = User(
      company: company.id, firstName: first, lastName: "Test",
      mainNumber: try #require(PhoneNumber(e164: "+492115550\(short)")),
      extension: try Extension(short), language: .en, timeZone: "Europe/Berlin")
    user.role = role
    user = try accounts.add(user)
    try accounts.setPasscode(Passcode(passcode), of: user.id, assigned: false)
    if role == .administrator {
      try accounts.setWebPassword(WebPassword(webPassword), of: user.id)
    }
    return user
  }

  let sharedClock: SharedClock

  var accounts: any Accounts { mailboxes.accounts(as: .administrator("root")) }

  func pass(minutes: Int64) { sharedClock.pass(minutes * 60_000) }

  /// A request as a browser sends it from one of our pages.
  func ask(
    _ method: HTTPRequest.Method = .get, _ path: String, as browser: Browser? = nil,
    _ form: [String: String] = [:], files: [FormField] = [], origin: String = "http://portal.test"
  ) throws -> HTTPResponse {
    var headers = [("Host", "portal.test")]
    if method != .get { headers.append(("Origin", origin)) }
    if let browser { headers.append(("Cookie", "session=\(browser.cookie)")) }
    var fields = form.map { FormField($0.key, $0.value) } + files
    if let browser, form["token"] == nil { fields.append(FormField("token", browser.token)) }
    return site.answer(
      HTTPRequest(
        method, try #require(HTTPTarget(path)), headers: HTTPHeaders(headers),
        form: method == .get ? [] : fields, client: "192.0.2.7"))
  }

  /// A browser in which somebody is signed in.
  struct Browser {
    var cookie: String
    var token: String
  }

  func trySignIn(_ account: String, _ secret: String) throws -> HTTPResponse {
    try ask(.post, "/sign-in", ["account": account, "passcode": secret])
  }

  func signIn(_ user: User, _ secret: String? = nil) throws -> Browser {
    let secret = secret ?? (user.role == .administrator ? Self.webPassword : Self.passcode)
    let answer = try trySignIn(user.mainNumber.e164, secret)
    let header = try #require(
      answer.headers.all("set-cookie").first { $0.hasPrefix("session=") })
    let cookie = String(header.dropFirst(8).prefix { $0 != ";" })
    let session = try #require(try site.sessions.session(of: cookie, at: sharedClock.now))
    return Browser(cookie: cookie, token: session.formToken)
  }
}

/// Sign-ins in their order.
final class SignInNotes: Sendable {
  private let notes = Mutex<[WebSite.SignIn]>([])

  var all: [WebSite.SignIn] { notes.withLock { $0 } }

  func add(_ note: WebSite.SignIn) { notes.withLock { $0.append(note) } }
}

/// The time of a test.
final class SharedClock: Sendable {
  private let time = Mutex<Int64>(1_710_504_000_000)

  var now: Int64 { time.withLock { $0 } }

  func pass(_ milliseconds: Int64) { time.withLock { $0 += milliseconds } }
}

extension HTTPResponse {
  /// The body of a page.
  var text: String {
    switch body {
    case .bytes(let bytes): String(decoding: bytes, as: UTF8.self)
    case .events: ""
    }
  }

  var location: String? { headers["location"] }
}
