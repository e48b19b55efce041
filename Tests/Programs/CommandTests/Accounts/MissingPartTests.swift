import Administration
import Mailbox
import ProjectFiles
import Store
import Testing

@testable import voiceportal

/// Settings that need a part of the server which is not configured, on the command line and in CSV files.
@Suite struct MissingPartTests {
  private func accounts(_ parts: ServerParts = ServerParts()) throws -> TestAccounts {
    let accounts = try TestAccounts()
    try #require(accounts.store as? Mailboxes).setParts(parts)
    return accounts
  }

  private static let mail = "no mail server is configured"
  private static let settings = [
    ("notice-address", "anna@example.com", mail), ("copy-address", "anna@example.com", mail),
    ("storage", "email", mail), ("transcription", "on", "no engine is configured"),
  ]

  @Test(arguments: settings)
  func `one is refused with the reason, of a user who is there and of a new one`(
    field: String, value: String, reason: String
  ) throws {
    let accounts = try accounts()
    try accounts.run("user set 111 --email anna@example.com")
    let change = accounts.refusal(of: "user set 111 --\(field) \(value)")
    #expect(change?.contains(reason) == true)
    let new = accounts.refusal(
      of: "user add --first-name Cy --last-name Dow --main-number +492115551113 --extension 113 "
        + "--email cy@example.com --\(field) \(value)")
    #expect(new?.contains(reason) == true)
    #expect(try accounts.user("113") == nil)
  }

  @Test(arguments: settings)
  func `one is refused in a CSV file, with its row, before anything changes`(
    field: String, value: String, reason: String
  ) throws {
    let accounts = try accounts()
    let text =
      "first-name,last-name,main-number,extension,email,\(field)\n"
      + "Ada,Bloom,+492115551113,113,ada@example.com,\n"
      + "Cy,Dow,+492115551114,114,cy@example.com,\(value)\n"
    let faults = try faults(text, accounts)
    #expect(faults.count == 1)
    #expect(faults.first?.hasPrefix("row 3: \(field): ") == true)
    #expect(faults.first?.contains(reason) == true)
    let folder = try Folder()
    let path = try folder.write(text)
    #expect(
      accounts.refusal(of: "import \(path)") == "1 of 2 rows are bad. Nothing was imported.")
    #expect(try accounts.user("113") == nil)
  }

  @Test func `e-mail only without an address is refused on both ways`() throws {
    let accounts = try accounts(ServerParts(mail: true))
    let reason = "Messages by e-mail only need an e-mail address of this user."
    #expect(accounts.refusal(of: "user set 111 --storage email")?.contains(reason) == true)
    let text =
      "first-name,last-name,main-number,extension,storage\nCy,Dow,+492115551114,114,email\n"
    #expect(try faults(text, accounts).count == 1)
    #expect(try faults(text, accounts).first?.contains(reason) == true)
    // And with one it is taken.
    try accounts.run("user set 111 --storage email --email anna@example.com")
  }

  private func faults(_ text: String, _ accounts: TestAccounts) throws -> [String] {
    try ImportPlan(
      UserTable(text, path: "users.csv"), into: accounts.store.accounts, company: nil,
      mayUpdate: false
    ).faults.map(\.description)
  }
}
