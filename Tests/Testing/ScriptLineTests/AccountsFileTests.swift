import Foundation
import Mailbox
import Store
import Testing

/// Companies with their mailboxes in JSON5 files.
@Suite struct AccountsFileTests {
  private let anna =
    "firstName: 'Anna', lastName: 'Berg', number: '+49 2115551111', extension: '111'"

  private func install(
    company: String = "", users: String, in store: any MailboxStore = Mailboxes(now: { 0 })
  ) throws -> Company {
    let text = """
      // With a comment.
      { company: { name: 'One Net', countryCode: '49', portalNumber: '2000', \(company) },
        users: [\(users)] }
      """
    let file = try AccountsFile(Data(text.utf8), name: "a.json5", folder: "/nowhere")
    return try file.install(in: store, now: 1_000_000_000)
  }

  private func fault(company: String = "", users: String) -> String {
    do {
      _ = try install(company: company, users: users)
      return "nothing wrong"
    } catch {
      return "\(error)"
    }
  }

  @Test(arguments: [
    ("alias: ['1']", "a.json5: user 1, alias: There is no such field. Known are "),
    ("passcode: 123567", "a.json5: user 1, passcode: It must be text in quotes."),
    ("aliases: '1'", "a.json5: user 1, aliases: It must be a list."),
    ("autoLogin: 'yes'", "a.json5: user 1, autoLogin: It must be true or false."),
    ("language: 'fr'", "a.json5: user 1, language: \"fr\" is none of en, de, nl."),
    ("greetings: { hello: 2 }", "a.json5: user 1, greetings: \"hello\" is none of busy, "),
    ("greetings: { name: 0 }", "a.json5: user 1, greetings name: A made sound lasts "),
    ("messages: [{ seconds: 2, ago: 'soon' }]", "a.json5: user 1, messages 1 ago: \"soon\" is no "),
    ("messages: [{}]", "a.json5: user 1, messages 1 seconds: It is missing."),
    ("quota: { minutes: 1 }", "a.json5: user 1, quota minutes: There is no such field."),
    ("passcode: '123456'", "a.json5: user Anna Berg, passcode: The passcode has too many "),
    ("aliases: ['0049211']", "a.json5: user Anna Berg, aliases: "),
    ("rings: 1", "a.json5: user Anna Berg, rings: 1 is no number of rings"),
    ("timeZone: 'Mars'", "a.json5: user Anna Berg, time-zone: \"Mars\" is no known time zone"),
    ("lists: [{ number: 16, description: 'x' }]", "a.json5: user Anna Berg, lists: "),
    (
      "lists: [{ number: 1, description: 'x', members: ['999'] }]",
      "a.json5: user Anna Berg, lists: "
    ),
    ("greetings: { name: 'x.wav' }", "a.json5: user Anna Berg, greetings: Sound files cannot "),
  ])
  func `a fault is named with file, user, field and reason`(field: String, message: String) {
    let fault = fault(users: "{ \(anna), \(field) }")
    #expect(fault.hasPrefix(message), "\(fault)")
  }

  @Test(arguments: [
    ("policy: 'web'", "a.json5: company, policy: \"web\" is none of one-net, webex, "),
    ("portal: '1'", "a.json5: company, portal: There is no such field."),
    ("lockout: { tries: 3 }", "a.json5: company, lockout tries: There is no such field."),
    ("passcodeDays: 0", "a.json5: company, passcode-days: It must be 1 to 3650, not 0."),
  ])
  func `a fault of the company is named`(field: String, message: String) {
    let fault = fault(company: field, users: "")
    #expect(fault.hasPrefix(message), "\(fault)")
  }

  @Test func `a number that two have is refused with the second user`() {
    let fault = fault(
      users: "{ \(anna) }, { firstName: 'Bob', lastName: 'Smith', number: '0211-555-1111', "
        + "extension: '112' }")
    #expect(fault.hasPrefix("a.json5: user Bob Smith, main-number: +492115551111 belongs to "))
  }

  @Test(arguments: [
    ("{\n  company }", "a.json5:2: Here stands \"}\" where a colon is due."),
    ("{ company: ", "a.json5:1: Here stands the end of the file where a value is due."),
    ("// x\n{ a: 1,\n b: ]}", "a.json5:3: Here stands \"]\" where a value is due."),
    ("{ a: 'x\n' }", "a.json5:1: Here stands \"\n\" where a closing quote is due."),
    ("{ a: [1 2] }", "a.json5:1: Here stands \"2\" where a comma or \"]\" is due."),
    ("{ a: 1 } }", "a.json5:1: Here stands \"}\" where the end of the file is due."),
    ("/* nothing", "a.json5:1: Here stands the end of the file where a value is due."),
    ("{ users: [] }", "a.json5: company: It is missing."),
  ])
  func `a text that is no JSON5 is told with its line`(text: String, message: String) {
    #expect {
      try AccountsFile(Data(text.utf8), name: "a.json5", folder: ".")
    } throws: { error in
      "\(error)" == message
    }
  }

  @Test func `a file that is not there is named`() {
    #expect(throws: AccountsFileError.self) { try AccountsFile(path: "/nowhere/a.json5") }
  }

  @Test func `everything that is written is in the store`() throws {
    let store = Mailboxes(now: { 1_000_000_000 })
    let company = try install(
      company: "policy: 'webex', lockout: { failuresToLock: 3 }, dialRules: { deny: ['+49900'] }",
      users: """
        { \(anna), language: 'de', passcode: '495028', mustChangePasscode: true,
          aliases: ['0211-555-2222'], autoLogin: true, rings: 5, sendBusy: false,
          forwarding: { busy: { number: '0211-555-3333' }, always: { on: false } },
          redirectOnZero: '0211-555-4444', deposit: 'transfer',
          depositTransferNumber: '0211-555-5555', greetings: { name: 1.5 },
          noAnswerGreeting: 'alternate-1', order: 'newestFirst', quota: { messages: 7 },
          lists: [{ number: 3, description: 'All', members: ['111'] }],
          messages: [{ from: '0221-4710123', seconds: 2, urgent: true, ago: '2h' },
                     { seconds: 3, saved: true }] }
        """, in: store)
    #expect(company.policy == .webex)
    #expect(company.lockout.failuresToLock == 3)
    let accounts = store.accounts
    let user = try #require(try accounts.user(withNumber: "02115552222", of: company.id))
    #expect(user.settings.autoLogin)
    #expect(user.settings.handling.rings == 5)
    #expect(!user.settings.handling.sendBusy)
    #expect(user.settings.handling.forwardBusy.target?.e164 == "+492115553333")
    #expect(user.settings.redirectOnZero?.e164 == "+492115554444")
    #expect(user.settings.deposit.mode == .transfer)
    #expect(user.settings.deposit.transferNumber?.e164 == "+492115555555")
    #expect(user.settings.greetings.noAnswer == .alternate1)
    #expect(user.settings.order == .newestFirst)
    #expect(user.settings.quota.maximumMessages == 7)
    #expect(try accounts.loginState(of: user.id).mustChange)
    #expect(try accounts.greeting(.name, of: user.id)?.milliseconds == 1_500)
    #expect(try accounts.lists(of: user.id).first?.members == [user.id])
    let messages = try accounts.messages(of: user.id)
    #expect(messages.map(\.rank) == [.urgentNew, .saved])
    #expect(messages.first?.received == 992_800_000)
    #expect(messages.first?.from == "+492214710123")
  }
}
