import HTTP
import Mailbox
import Store
import Testing

@testable import Web

@Suite struct ImportPageTests {
  let system: TestPages

  init() throws { system = try TestPages() }

  @Test func `a table is checked first, and each bad row is named before anything changes`() throws
  {
    let admin = try system.signIn(system.admin)
    let header = "first-name,last-name,main-number,extension\n"
    let before = try system.accounts.users(of: system.company.id)
    func upload(_ text: String) throws -> HTTPResponse {
      try system.ask(
        .post, "/admin/users/import", as: admin,
        files: [FormField("file", file: Array(text.utf8), named: "users.csv")])
    }
    let bad = try upload(
      header + "Cleo,New,02115550113,113\nDora,New,02115550112,114\nEve,New,none,115\n")
    #expect(bad.status == 422 && bad.text.contains("Row 3") && bad.text.contains("Row 4"))
    #expect(!bad.text.contains("Row 2"))
    let good = header + "Cleo,New,02115550113,113\n"
    #expect(try upload(good).text.contains("new users: 1"))
    #expect(try system.accounts.users(of: system.company.id) == before)
    let done = try system.ask(
      .post, "/admin/users/import", as: admin, ["table": good, "confirm": "1"])
    #expect(done.location?.hasPrefix("/admin/users") == true)
    #expect(try system.accounts.users(of: system.company.id).count == before.count + 1)
    let table = try system.ask(.get, "/admin/users/export.csv", as: admin).text
    #expect(table.contains("Cleo") && !table.contains("Zoe"))
  }

  @Test func `a table reaches no other company, and takes nobody's own role`() throws {
    let admin = try system.signIn(system.admin)
    let other = "company,first-name,last-name,main-number,extension\nTal,Eve,New,02115550119,119\n"
    let own = "main-number,role\n\(system.admin.mainNumber.e164),user\n"
    for table in [other, own] {
      let answer = try system.ask(
        .post, "/admin/users/import", as: admin,
        ["table": table, "confirm": "1", "update": "on"])
      #expect(answer.status == 422, "\(table)")
    }
    #expect(try system.accounts.users(of: system.stranger.company).count == 1)
    #expect(try system.accounts.user(system.admin.id).role == .administrator)
  }
}
