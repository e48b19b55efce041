import Administration
import HTTP
import Mailbox
import Store
import Testing

@testable import Web

/// Where callers may not be sent on, by the API and on the page (requirement D0). Ada (111) forwards
/// all her calls to Ben (112); the portal is 2000 and `*62`.
@Suite struct LeadingBackTests {
  private let system: TestAPI
  private var pages: TestPages { system.pages }

  init() throws {
    system = try TestAPI()
    let ben = pages.user.mainNumber
    try pages.accounts.change(user: pages.admin.id) {
      $0.settings.handling.forwardAlways = CallForwarding(isOn: true, destination: ben)
    }
  }

  @Test(
    arguments: ["forward-always", "forward-no-answer", "redirect-on-zero", "deposit-transfer"],
    ["112", "+492115550112", "2000", "*62", "111"])
  func `the API refuses a number that leads back`(field: String, number: String) throws {
    for user in [pages.user, pages.admin] {
      let token = try system.token(of: user, user.id == pages.user.id ? .user : .company).secret
      let answer = try system.ask(
        .patch, "/users/\(pages.user.id)", secret: token, .object([field: .text(number)]),
        ("If-Match", "*"))
      #expect(answer.status == 422)
      #expect(answer.json["field"]?.text == field)
    }
    #expect(try pages.accounts.user(pages.user.id) == pages.user)
  }

  @Test func `the API takes the alias of a user as a number of its own`() throws {
    let token = try system.token(of: pages.user, .user).secret
    let answer = try system.ask(
      .patch, "/users/\(pages.user.id)", secret: token,
      ["aliases": ["+491712223333"], "redirect-on-zero": "0171 2223333"], ("If-Match", "*"))
    #expect(answer.status == 200)
    #expect(answer.json["redirect-on-zero"] == "+491712223333")
  }

  @Test(arguments: [
    ("112", "leads back to this mailbox"), ("2000", "reaches the portal"), ("111", "leads back"),
  ])
  func `the page refuses it with the reason`(number: String, reason: String) throws {
    let browser = try pages.signIn(pages.user)
    let revision = try pages.accounts.revised(user: pages.user.id).revision
    let answer = try pages.ask(
      .post, "/forwarding", as: browser,
      [
        "revision": "\(revision)", "forward-busy": "on", "forward-busy-number": number,
        "rings": "3",
      ])
    #expect(answer.status == 422)
    #expect(answer.text.contains(reason))
    #expect(try pages.accounts.user(pages.user.id) == pages.user)
  }

  @Test func `an access code of the company is nobody's number`() throws {
    let token = try system.token(of: pages.admin, .company).secret
    for code in ["112", "2000"] {
      let answer = try system.ask(
        .patch, "/companies/\(pages.company.id)", secret: token, ["access-code": .text(code)],
        ("If-Match", "*"))
      #expect(answer.status == 422)
      #expect(answer.json["field"]?.text == "access-code")
    }
  }
}
