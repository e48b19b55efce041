import Foundation
import Mailbox
import ProjectFiles
import Testing

@testable import voiceportal

/// Where calls may be sent on, by command line and by table (requirement D0).
@Suite struct DestinationCommandTests {
  @Test(arguments: [
    ("--forward-always 111", "forward-always: +492115551111 leads back to Anna Berg"),
    ("--forward-busy 0211-5551111", "forward-busy: +492115551111 leads back"),
    ("--redirect-on-zero 100", "redirect-on-zero: 100 reaches the portal"),
    ("--deposit-transfer *62", "deposit-transfer: *62 reaches the portal"),
    (
      "--aliases 02115551199 --redirect-on-zero 02115551199",
      "redirect-on-zero: +492115551199 leads back"
    ),
    // Ben forwards all his calls to Anna.
    ("--forward-busy 112", "forward-busy: +492115551112 leads back to Anna Berg, because"),
  ])
  func `a number that leads back is refused, and nothing is changed`(
    words: String, reason: String
  ) throws {
    let accounts = try TestAccounts()
    try accounts.run("user set 112 --forward-always 111")
    let before = try accounts.user("111")
    #expect(accounts.refusal(of: "user set 111 \(words)")?.hasPrefix(reason) == true)
    #expect(try accounts.user("111") == before)
    let folder = try Folder()
    let fields = words.split(separator: " ").map(String.init)
    let columns = stride(from: 0, to: fields.count, by: 2).map { fields[$0].dropFirst(2) }
    let cells = stride(from: 1, to: fields.count, by: 2).map { fields[$0] }
    let path = try folder.write(
      "extension,\(columns.joined(separator: ","))\n111,\(cells.joined(separator: ","))\n")
    #expect(accounts.refusal(of: "import \(path) --update") != nil)
    #expect(try accounts.user("111") == before)
  }

  @Test func `an alias is a number of its own`() throws {
    let accounts = try TestAccounts()
    try accounts.run("alias add 111 0171-2223333")
    try accounts.run("user set 111 --forward-always 0171-2223333 --redirect-on-zero 0171-2223333")
    try accounts.run("user set 112 --forward-busy 0171-2223333")
    let anna = try #require(try accounts.user("111"))
    let ben = try #require(try accounts.user("112"))
    #expect(anna.settings.handling.forwardAlways.target?.e164 == "+491712223333")
    #expect(anna.settings.redirectOnZero?.e164 == "+491712223333")
    #expect(ben.settings.handling.forwardBusy.target?.e164 == "+491712223333")
  }

  @Test func `a number that becomes the user's own is refused`() throws {
    let accounts = try TestAccounts()
    try accounts.run("user set 111 --forward-busy 02115559999")
    #expect(
      accounts.refusal(of: "user set 111 --main-number 02115559999")?.hasPrefix("forward-busy:")
        == true
    )
    #expect(accounts.refusal(of: "alias add 111 02115559999")?.hasPrefix("forward-busy:") == true)
    #expect(accounts.refusal(of: "alias add 111 02115551999") == nil)
  }

  @Test func `a rule that became stricter stands in the way of nothing else`() throws {
    let accounts = try TestAccounts()
    try accounts.run("user set 111 --forward-busy 0221-1234567")
    try accounts.run("company set --deny +49221")
    #expect(accounts.refusal(of: "user set 111 --rings 5") == nil)
    #expect(accounts.refusal(of: "user set 111 --forward-busy on") == nil)
    #expect(accounts.refusal(of: "user set 111 --forward-always 0221-1234567") != nil)
  }

  @Test func `a new user may close a ring, which her calls then find out`() throws {
    let accounts = try TestAccounts()
    try accounts.run("user set 111 --forward-always 02115551113")
    let new =
      "user add --first-name C --last-name D --main-number 02115551113 --extension 113"
      + " --forward-always 111"
    #expect(accounts.refusal(of: new) == nil)
    #expect(accounts.refusal(of: "user set 113 --forward-always 112 --forward-busy 111") != nil)
  }

  @Test(arguments: [
    ("--access-code 111", "access-code: 111 belongs to Anna Berg (extension 111)."),
    ("--access-code 100", "access-code: 100 is the number of the portal itself."),
    ("--access-code 02115551111", "access-code: 02115551111 belongs to Anna Berg (extension 111)."),
    ("--portal-number 112", "portal-number: 112 belongs to Bob Lee (extension 112)."),
  ])
  func `an access code that is somebody's number is refused`(words: String, reason: String) throws {
    let accounts = try TestAccounts()
    #expect(accounts.refusal(of: "company set \(words)") == reason)
  }

  @Test func `a new number that is the access code is refused`() throws {
    let accounts = try TestAccounts()
    try accounts.run("company set --access-code 199")
    #expect(
      accounts.refusal(of: "user set 111 --extension 199") == "extension: 199 reaches the portal.")
    try accounts.run("company set --access-code 02115550000")
    #expect(
      accounts.refusal(of: "user set 111 --main-number 02115550000")
        == "main-number: +492115550000 reaches the portal.")
    #expect(accounts.refusal(of: "alias add 111 02115550000") != nil)
  }
}
