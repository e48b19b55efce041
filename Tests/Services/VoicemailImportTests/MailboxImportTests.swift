import Foundation
import Mailbox
import SoundFiles
import Store
import Testing

@testable import VoicemailImport

/// What becomes of the mailboxes of `Fixtures/Asterisk`.
@Suite struct MailboxImportTests {
  private let mailboxes = Mailboxes(now: { 1_767_600_000_000 })
  private var accounts: any Accounts { mailboxes.accounts }

  /// Two companies for the two contexts.
  private func addCompanies(portal: String = "0221-555-0") throws {
    let plan = NumberingPlan(countryCode: "49", trunkPrefix: "0")
    _ = try accounts.add(Company(name: "Acme", plan: plan, portalNumber: portal))
    _ = try accounts.add(Company(name: "branch", plan: plan, portalNumber: "02116660100"))
  }

  private func plan(
    _ found: ForeignMailboxes? = nil, prefixes: [String: String] = [:]
  ) throws -> MailboxImport {
    var choices = ImportChoices()
    choices.companies = ["office": "Acme"]
    choices.prefixes = prefixes
    return try MailboxImport(
      of: try found ?? AsteriskReaderTests.found(), into: accounts, choices)
  }

  private func user(_ number: String) throws -> User {
    let company = try #require(try accounts.companies().first { $0.name == "Acme" })
    return try #require(try accounts.user(withNumber: number, of: company.id))
  }

  private func remarks(_ plan: MailboxImport, _ title: String) throws -> [String] {
    try #require(plan.rows.first { $0.mailbox.title == title }).remarks
  }

  @Test func `looking at it changes nothing`() throws {
    try addCompanies()
    _ = try plan()
    for company in try accounts.companies() {
      #expect(try accounts.users(of: company.id).isEmpty)
    }
  }

  @Test func `all that comes comes`() throws {
    try addCompanies()
    let outcome = try plan().carryOut(on: accounts)
    #expect(outcome.faults.isEmpty)
    #expect(outcome.users == 6)
    #expect(outcome.passcodes == 4)
    #expect(outcome.greetings == 4)
    #expect(outcome.messages == 7)
  }

  @Test func `a user has name, numbers, language, zone and addresses`() throws {
    try addCompanies()
    _ = try plan().carryOut(on: accounts)
    let mara = try user("3010")
    #expect(mara.fullName == "Mara Lind")
    #expect(mara.mainNumber.e164 == "+492215553010")
    #expect(mara.language == .de)
    #expect(mara.email == "mara@example.com")
    #expect(mara.settings.notification.copyAddress == "mara@example.com")
    #expect(mara.settings.quota.maximumMessages == 50)
    let ben = try user("3011")
    #expect(ben.firstName == "Ben" && ben.lastName == "Okafor")
    #expect(ben.timeZone == "Europe/London")
    #expect(ben.settings.notification.noticeAddress == "ben@example.com")
    let ida = try user("3012")
    #expect(ida.settings.notification.storage == .email)
    #expect(ida.settings.deposit.longestMinutes == 10)
  }

  @Test func `on a server that sends no e-mail a mailbox comes without it, and that is told`()
    throws
  {
    try addCompanies()
    try mailboxes.setParts(ServerParts())
    let plan = try plan()
    let outcome = try plan.carryOut(on: accounts)
    #expect(outcome.users == 6 && outcome.messages == 7)
    let mara = try user("3010")
    #expect(mara.email == "mara@example.com")
    #expect(mara.settings.notification.copyAddress == nil)
    #expect(
      try remarks(plan, "office/3010").contains { $0.hasPrefix("It comes without e-mail: ") })
  }

  @Test func `a passcode stays hers unless it is weak or fixed`() throws {
    try addCompanies()
    let plan = try plan()
    _ = try plan.carryOut(on: accounts)
    #expect(plan.rows.map(\.passcode) == [.same, .mustChange, .mustChange, .none, .none, .same])
    #expect(try !accounts.loginState(of: user("3010").id).mustChange)
    #expect(try accounts.loginState(of: user("3011").id).mustChange)
    #expect(
      try remarks(plan, "office/3011").contains(
        "Its user may not change the passcode there; here she must, at the first login."))
    #expect(
      try remarks(plan, "office/3012").contains(
        "The passcode is too short. Another one must be chosen at the first login."))
    #expect(
      try remarks(plan, "office/3014").contains(
        "Its passcode is not made of digits: assign another one."))
    let log = LogInRequest(
      company: 1, number: "3012", mailbox: nil, passcode: Passcode("4321"), from: "",
      trust: .claimed)
    guard case .welcome = mailboxes.answer(.logIn(log), of: CallToken(1)) else {
      Issue.record("the old passcode does not open the mailbox")
      return
    }
  }

  @Test func `messages keep folder, time, caller and urgency`() throws {
    try addCompanies()
    _ = try plan().carryOut(on: accounts)
    let messages = try accounts.messages(of: user("3010").id)
    #expect(messages.map(\.rank) == [.urgentNew, .new, .new, .saved, .saved])
    #expect(
      messages.map { $0.received / 1_000 } == [
        1_767_528_000, 1_767_520_800, 1_767_524_400, 1_767_348_000, 1_767_434_400,
      ])
    #expect(
      messages.map(\.from) == [
        "3011", "+492215550123", nil, "+492215550123", "+442079460018",
      ])
    #expect(messages.map(\.isUrgent) == [true, false, false, true, false])
    #expect(messages.allSatisfy { $0.parts.count == 1 && $0.parts[0].milliseconds > 1_400 })
  }

  @Test func `greetings are played for the same reason as before`() throws {
    try addCompanies()
    _ = try plan().carryOut(on: accounts)
    let mara = try user("3010")
    #expect(mara.settings.greetings.slot(for: .noAnswer) == .personal)
    #expect(mara.settings.greetings.slot(for: .busy) == .busy)
    for slot in [GreetingSlot.personal, .busy, .name] {
      #expect(try accounts.greeting(slot, of: mara.id) != nil)
    }
    let ben = try user("3011")
    #expect(ben.settings.greetings.slot(for: .busy) == .away)
    #expect(try accounts.greeting(.away, of: ben.id) != nil)
  }

  @Test func `what does not come is told with the reason`() throws {
    try addCompanies()
    let plan = try plan()
    let ben = try remarks(plan, "office/3011")
    #expect(ben.contains("INBOX/msg0000 has no sound that can be read: it does not come."))
    #expect(ben.contains("INBOX/msg0001 has no msg0001.txt: it comes without caller and time."))
    #expect(
      ben.contains { $0.hasPrefix("INBOX/msg0002 does not come: ") && $0.contains("not a sound") })
    let mara = try remarks(plan, "office/3010")
    #expect(mara.contains("Messages in its folder Deleted do not come."))
    #expect(mara.contains("Messages in its folder Work come as saved ones."))
    let nobody = try remarks(plan, "office/3013")
    #expect(nobody.contains("Its language 'fr' is not spoken here: it is en."))
    #expect(nobody.contains("'Mars/Olympus' is no known time zone: it is Europe/Berlin."))
    #expect(nobody.contains(#""no address" is no e-mail address."#))
    #expect(nobody.contains { $0.hasPrefix("It has no passcode: ") })
  }

  @Test func `what came once does not come again, also after the user has deleted it`() throws {
    try addCompanies()
    _ = try plan().carryOut(on: accounts)
    let mara = try user("3010")
    _ = mailboxes.answer(.deleteAll(mailbox: mara.id), of: CallToken(5))
    _ = mailboxes.answer(.finish(mailbox: mara.id), of: CallToken(5))
    try accounts.setGreeting(.busy, of: mara.id, to: nil)
    let again = try plan()
    #expect(again.rows.first?.messagesThere == 5)
    #expect(try again.carryOut(on: accounts) == MailboxImport.Outcome())
    #expect(try accounts.messages(of: mara.id).allSatisfy(\.isDeleted))
  }

  @Test func `a run that was cut off goes on where it was`() throws {
    try addCompanies()
    // As if the process had ended after the second mailbox.
    var part = try AsteriskReaderTests.found()
    part.mailboxes = Array(part.mailboxes.prefix(2))
    _ = try plan(part).carryOut(on: accounts)
    let rest = try plan().carryOut(on: accounts)
    #expect(rest.users == 4)
    #expect(rest.messages == 1)
  }

  @Test func `a message that has come meanwhile comes with the next run`() throws {
    try addCompanies()
    var found = try AsteriskReaderTests.found()
    let last = found.mailboxes[0].messages.removeLast()
    _ = try plan(found).carryOut(on: accounts)
    found.mailboxes[0].messages.append(last)
    // It was moved to another folder since, which makes no difference.
    found.mailboxes[0].messages[0].place = "Old/msg0009"
    let outcome = try plan(found).carryOut(on: accounts)
    #expect(outcome.messages == 1)
    #expect(outcome.users == 0)
  }

  @Test func `a user who is there keeps her settings and gets her messages`() throws {
    try addCompanies()
    let company = try #require(try accounts.companies().first { $0.name == "Acme" })
    var mara = User(
      company: company.id, firstName: "Mara", lastName: "Lind-Okafor",
      mainNumber: try #require(PhoneNumber(e164: "+492215559999")),
      extension: try Extension("3010"), language: .nl, timeZone: "Europe/Berlin")
    mara = try accounts.add(mara)
    try accounts.setPasscode(Passcode("908172"), of: mara.id, assigned: false)
    let plan = try plan()
    #expect(plan.rows.first?.passcode == .kept)
    #expect(
      try remarks(plan, "office/3010").contains(
        "Mara Lind-Okafor is there already and keeps her settings."))
    _ = try plan.carryOut(on: accounts)
    #expect(try user("3010").language == .nl)
    #expect(try accounts.messages(of: mara.id).count == 5)
    #expect(try accounts.greeting(.busy, of: mara.id) != nil)
  }

  @Test func `a context without a company is told`() throws {
    let plan = NumberingPlan(countryCode: "49", trunkPrefix: "0")
    _ = try accounts.add(Company(name: "Acme", plan: plan, portalNumber: "0221-555-0"))
    let rows = try self.plan().rows
    #expect(
      rows.last?.remarks.first
        == "It goes to no company: say which by --context branch=COMPANY.")
    #expect(rows.last?.user == nil)
  }

  @Test(arguments: [
    ("0221-555-0", "+492215553010"), ("0221-5550100", "+492215553010"),
    ("+49 221 5550100", "+492215553010"), ("2000", "+9990013010"),
  ])
  func `the main number is an extension of the portal's number`(
    portal: String, number: String
  ) throws {
    try addCompanies(portal: portal)
    #expect(try plan().rows.first?.user?.mainNumber.e164 == number)
  }

  @Test func `a prefix gives the main numbers`() throws {
    try addCompanies(portal: "2000")
    let row = try plan(prefixes: ["office": "0221777"]).rows[0]
    #expect(row.user?.mainNumber.e164 == "+492217773010")
    #expect(!row.remarks.contains { $0.contains("no number outside") })
  }

  @Test func `a number that belongs to somebody else is told before`() throws {
    try addCompanies(portal: "3013")
    let row = try #require(try plan().rows.first { $0.mailbox.title == "office/3013" })
    #expect(row.user == nil)
    #expect(row.remarks.first == "extension: 3013 reaches the portal.")
  }

  @Test func `the source is only read`() throws {
    func times() throws -> [String: Date] {
      var times: [String: Date] = [:]
      let files = FileManager.default.enumerator(atPath: AsteriskReaderTests.fixture)
      while let file = files?.nextObject() as? String {
        let path = AsteriskReaderTests.fixture + "/" + file
        times[file] =
          try FileManager.default.attributesOfItem(atPath: path)[.modificationDate] as? Date
      }
      return times
    }
    let before = try times()
    try addCompanies()
    _ = try plan().carryOut(on: accounts)
    #expect(try times() == before)
  }
}
