import Administration
import Commands
import Mailbox
import Store
import Testing

@testable import voiceportal

@Suite struct AccountsCommandTests {
  @Test func `every field of a user can be set, and is shown as it was set`() throws {
    let values = [
      "first-name": "Änne", "last-name": "Borg", "main-number": "+492115559999",
      "extension": "115", "language": "nl", "time-zone": "Europe/Amsterdam",
      "email": "a@example.com", "aliases": "+492115558881,+492115558882", "auto-login": "on",
      "forward-always": "off +492115551112", "forward-busy": "+492115551112",
      "forward-no-answer": "on", "send-all": "on", "send-busy": "off", "send-unanswered": "off",
      "rings": "20", "mailbox": "off", "redirect-on-zero": "+492115551112",
      "login-from-greeting": "off", "busy-greeting": "own", "no-answer-greeting": "alternate-2",
      "away": "on", "away-messages": "off", "instructions": "off", "deposit": "transfer",
      "deposit-transfer": "+492115551112", "longest-message": "9", "order": "newest-first",
      "quota-messages": "7", "quota-seconds": "70", "company-messages": "off",
      "storage": "email", "notice-address": "n@example.com", "copy-address": "c@example.com",
      "mwi": "off", "transcription": "on", "role": "administrator",
    ]
    #expect(Set(UserFields.all.map(\.name)) == Set(values.keys))
    let accounts = try TestAccounts()
    let id = try #require(try accounts.user("111")).id
    for field in UserFields.all {
      let value = try #require(values[field.name])
      let before = try accounts.store.accounts.user(id)
      #expect(field.read(before) != value, "\(field.name)")
      try accounts.run("user set \(before.extension) --\(field.name)", value)
      #expect(field.read(try accounts.store.accounts.user(id)) == value)
    }
    let lines = try accounts.output(of: "show 115")
    for (name, value) in values {
      #expect(lines.contains { $0.hasPrefix(name + " ") && $0.hasSuffix(" " + value) }, "\(name)")
    }
  }

  @Test(arguments: [
    ("--rings 1", "rings: 1 is no number of rings: it must be 0, or 2 to 20."),
    ("--rings x", "rings: 'x' is no whole number."),
    ("--mwi maybe", "mwi: It is one of on, off, not 'maybe'."),
    ("--language fr", "language: It is one of en, de, nl, not 'fr'."),
    ("--longest-message 11", "longest-message: It must be a whole number from 1 to 10, not '11'."),
    ("--extension 1", #"extension: The extension "1" has 1 digits: it must have 2 to 6."#),
    ("--extension 112", "extension: 112 belongs to Bob Lee (extension 112)."),
    ("--extension 100", "extension: 100 reaches the portal."),
    ("--main-number 02115551112", "main-number: +492115551112 belongs to Bob Lee (extension 112)."),
    (
      "--aliases 0049211555",
      "aliases: \"0049211555\" begins with two zeros: only one 0 is allowed at the start; "
        + "write + before a country code."
    ),
    (
      "--time-zone Mars",
      "time-zone: \"Mars\" is no known time zone; write it like Europe/Amsterdam."
    ),
    ("--email anna", "email: \"anna\" is no e-mail address."),
    (
      "--redirect-on-zero +18005551212",
      "redirect-on-zero: The dial rules of Nord do not allow calls to +18005551212."
    ),
    ("--forward-busy 113", "forward-busy: Nord has no user with the extension 113."),
    (
      "--order newest",
      "order: It is one of oldest-first, newest-first, not 'newest'. "
        + "Did you mean newest-first?"
    ),
    ("--quota-messages 0", "quota-messages: It must be a whole number from 1 to 1000000, not '0'."),
    ("--rnigs 4", "there is no option --rnigs."),
    ("", "it needs a field to change, such as --first-name VALUE."),
  ])
  func `a bad value is refused with its field and the reason`(
    words: String, reason: String
  ) throws {
    let accounts = try TestAccounts()
    let before = try accounts.user("111")
    // The first field is good; it must not be changed either.
    let good = words.isEmpty ? "" : "--away on "
    #expect(accounts.refusal(of: "user set 111 \(good)\(words)") == reason)
    #expect(try accounts.user("111") == before)
  }

  @Test(arguments: [
    ("user add --first-name A --last-name B --extension 113", "main-number: It is missing."),
    ("user show 999", "There is no user with the number '999' in Nord."),
    ("user show", "USER is missing."),
    ("user show 111 112", "'112' is not understood here."),
    ("usr list", "there is no subcommand 'usr'. Did you mean user?"),
    ("user frob", "'user' is followed by add, list, show, set, remove."),
    ("", "it needs a subcommand."),
    ("company add Nord --portal-number 101", "name: There is a company 'Nord' already."),
    ("company add Sued", "--portal-number is missing."),
    ("company remove West", "There is no company 'West'."),
    (
      "company remove Nord",
      "Nord has 2 users. Remove them first, or add --with-users: all their messages are lost."
    ),
    (
      "company set --policy hard",
      "policy: It is one of one-net, webex, webex-government, "
        + "not 'hard'."
    ),
    ("company set --deny 0900", "deny: '0900' is not + and the first digits of a number."),
    ("alias add 111 02115551112", "aliases: +492115551112 belongs to Bob Lee (extension 112)."),
    ("alias remove 111 02115550000", "alias: +492115550000 is no alias of Anna Berg."),
    ("list show 111 3", "number: There is no list 3."),
    ("list add 111 Sales --number 16", "list: 16 is no list number: it must be 1 to 15."),
    ("list add 111 Sales --open maybe", "open: It is on or off, not 'maybe'."),
    (
      "greeting set 111 morning x.wav",
      "slot: It is one of busy, personal, away, name, alternate-1, alternate-2, alternate-3, "
        + "not 'morning'."
    ),
    ("greeting set 111 busy /none.wav", "greeting: There is no file /none.wav."),
    ("greeting export 111 busy x.txt", "x.txt: the name must end with .wav, .flac, .ogg or .opus."),
    ("greeting export 111 busy x.wav", "Anna Berg has no greeting busy."),
  ])
  func `wrong words are refused with the reason`(words: String, reason: String) throws {
    #expect(try TestAccounts().refusal(of: words) == reason)
  }

  @Test func `all three notations of a number name the same user`() throws {
    let accounts = try TestAccounts()
    try accounts.run("alias add 111", "+49 2115552222")
    for number in ["02115552222", "0211-555-2222", "+492115552222"] {
      #expect(try accounts.user(number)?.firstName == "Anna")
      #expect(accounts.refusal(of: "alias add 112 \(number)") != nil)
    }
    try accounts.run("alias remove 111 0211-555-2222")
    #expect(try accounts.output(of: "alias list 111").isEmpty)
  }

  @Test func `a company is named where there are several`() throws {
    let accounts = try TestAccounts()
    try accounts.run("company add Sued --portal-number 101")
    #expect(accounts.refusal(of: "user list")?.contains("Nord, Sued") == true)
    #expect(try accounts.output(of: "user list --company Nord").count == 2)
    #expect(accounts.refusal(of: "user list --company West") == "There is no company 'West'.")
  }

  @Test func `every field of a company can be read back`() throws {
    let accounts = try TestAccounts()
    try accounts.run(
      "company set --policy webex --passcode-history 24 --passcode-days 90 --deny +49900")
    let company = try #require(try accounts.store.accounts.companies().first)
    #expect(company.policy == .webexGovernment)
    #expect(company.dialRules.deny == ["+49900"])
    let context = FieldContext(company: company) { _ in nil }
    var copy = Company(name: "x", plan: company.plan, portalNumber: "1")
    try write(CompanyFields.all, named: { $0.read(company) }, to: &copy, in: context)
    copy.id = company.id
    #expect(copy == company)
  }

  @Test func `a list takes the next free number, and colleagues once`() throws {
    let accounts = try TestAccounts()
    try accounts.run("list add 111", "Sales team")
    try accounts.run("list add 111 Support --open on")
    #expect(
      accounts.refusal(of: "list add 111 More --number 2")
        == "number: There is a list 2 already. The next free number is 3.")
    try accounts.run("list member add 111 2 112")
    #expect(
      accounts.refusal(of: "list member add 111 2 112")
        == #"member: "112" cannot be added to list 2: this user is in it already."#)
    #expect(accounts.refusal(of: "list member add 111 2 113")?.contains("no user") == true)
    #expect(
      try accounts.output(of: "list show 111") == [
        "1  Sales team  0 members", "2  Support     1 member   open to others",
      ])
    try accounts.run("list member remove 111 2 112")
    try accounts.run("list remove 111 1")
    #expect(try accounts.output(of: "list show 111") == ["2  Support  0 members  open to others"])
  }
}

/// What `--help` shows of one subcommand.
@Suite struct AccountsHelpTests {
  @Test func `every subcommand has a help of its own`() {
    for subcommand in AccountsCommand.subcommands {
      let help = AccountsCommand.help(for: subcommand.words + ["--help"])
      #expect(help.hasPrefix("usage: voiceportal \(subcommand.form.name)"))
    }
    let group = AccountsCommand.help(for: ["alias", "--help"])
    #expect(group.contains("alias add") && !group.contains("list add"))
    #expect(AccountsCommand.help(for: ["user", "set", "21", "-h"]).contains("--rings"))
  }
}
