import Foundation
import Mailbox
import ProjectFiles
import Testing

@testable import Store

/// Rows that an older version wrote, kept in `Fixtures/Store` by the number of their schema, are read
/// by this one (requirement D7 in the long run: an update loses nothing).
@Suite struct StoredRecordTests {
  private static let folder = ProjectFiles.fixtures.appending(path: "Store/12")

  private func text(_ name: String) throws -> String {
    try String(contentsOf: Self.folder.appending(path: name), encoding: .utf8)
      .trimmingCharacters(in: .newlines)
  }

  /// Nothing in it is as in a new user, so that a field that was renamed is noticed.
  private static func user() throws -> User {
    func number(_ text: String) throws -> PhoneNumber { try #require(PhoneNumber(e164: text)) }
    var user = User(
      company: 3, firstName: "Anna", lastName: "Berg", mainNumber: try number("+492115550111"),
      extension: try Extension("111"), language: .de, timeZone: "Europe/Vienna",
      email: "anna@example.com")
    user.id = 7
    user.aliases = [try number("+492115551111")]
    user.role = .administrator
    user.settings.autoLogin = true
    for (index, kind) in ForwardingKind.allCases.enumerated() {
      user.settings.handling[kind] = CallForwarding(
        isOn: true, destination: try number("+49211555090\(index)"))
    }
    user.settings.handling.sendAll = true
    user.settings.handling.sendBusy = false
    user.settings.handling.sendUnanswered = false
    user.settings.handling.mailboxIsOn = false
    try user.settings.handling.setRings(5)
    user.settings.greetings.noAnswer = .alternate2
    user.settings.greetings.playsBusy = true
    user.settings.greetings.isAway = true
    user.settings.greetings.awayTakesMessages = false
    user.settings.greetings.saysInstructions = true
    user.settings.deposit.mode = .transfer
    user.settings.deposit.transferNumber = try number("+492115550199")
    user.settings.deposit.longestMinutes = 7
    user.settings.redirectOnZero = try number("+492115550198")
    user.settings.loginFromGreeting = false
    user.settings.order = .newestFirst
    user.settings.quota = MailboxQuota(maximumMessages: 12, maximumSeconds: 340)
    user.settings.notification.storage = .email
    user.settings.notification.noticeAddress = "notice@example.com"
    user.settings.notification.copyAddress = "copy@example.com"
    user.settings.notification.messageWaiting = false
    user.settings.notification.transcription = true
    user.settings.sendsToCompany = false
    return user
  }

  private static func company() -> Company {
    var company = Company(
      name: "Berg", plan: NumberingPlan(countryCode: "43", trunkPrefix: "00"),
      portalNumber: "2000")
    company.id = 3
    company.accessCode = "*99"
    company.policy = PasscodePolicy(
      minimumLength: 7, maximumLength: 20, longestAscendingRun: 2, longestDescendingRun: 4,
      longestRepeat: 5, refusesRepeatedGroups: true, refusesSequence: true,
      refusesKeypadLines: true, refusesOwnNumber: true, refusesOwnNumberReversed: true,
      refusesName: true, historyLength: 11, refusesReverseOfOld: true)
    company.lockout.failuresToLock = 6
    company.lockout.firstLockMinutes = 31
    company.lockout.longestLockMinutes = 1_000
    company.lockout.failuresPerCaller = 16
    company.lockout.failuresPerSource = 21
    company.passcodeDays = 90
    company.allowsCompanyMessages = false
    company.saysInstructions = false
    company.webSignIn = .passcode
    company.dialRules = DialRules(allow: ["+4"], deny: ["+49900"])
    company.callsOutPerUser = 50
    company.callsOutPerCompany = 500
    company.keepsDeletedDays = 15
    company.mail.administrator = "admin@example.com"
    company.mail.attachesConfidential = true
    company.mail.replyTo = "office@example.com"
    company.mail.sound = .mp3
    company.hooks.urls = ["https://crm.example.com/events"]
    company.hooks.secret = HookSecret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
    company.language = .nl
    company.timeZone = "Europe/Amsterdam"
    return company
  }

  private static func mail() -> MailJob {
    var mail = MailJob(
      company: 3, user: 7, kind: .delivery, recipient: "anna@example.com", token: "abc",
      message: MailedMessage(
        from: "+4930123456", sender: 6, received: 950, leftAt: 900,
        forwarders: [Forwarder(user: 4, number: "+49211555111")], isUrgent: true,
        isConfidential: true, parts: [AudioReference(id: 5, milliseconds: 2_000)], take: 77),
      created: 1_000)
    (mail.state, mail.due, mail.leasedUntil) = (.refused, 2_000, 3_000)
    (mail.tries, mail.lastAnswer) = (2, "451 later")
    mail.message?.id = 12
    mail.isToldByPhone = true
    return mail
  }

  private static func hook() throws -> HookJob {
    var job = HookJob(
      company: 3, user: 7, url: "https://crm.example.com/events",
      event: HookEvent(
        kind: .messageNew, id: "evt_1", at: 1_000, company: "Berg",
        mailbox: HookedMailbox(try user()),
        message: HookedMessage(
          id: 12, from: "+4930123456", received: 950, milliseconds: 2_000, isUrgent: true,
          isConfidential: true)))
    (job.state, job.due, job.leasedUntil) = (.expired, 2_000, 3_000)
    (job.tries, job.lastAnswer) = (2, "HTTP 500")
    return job
  }

  private static func transcript() -> TranscriptJob {
    var job = TranscriptJob(message: 12, user: 7, language: .de, due: 2_000)
    job.transcript = Transcript(text: "Guten Tag", language: "de", engine: "ours")
    (job.state, job.leasedUntil, job.tries, job.lastFault) = (.done, 3_000, 2, "slow")
    return job
  }

  private static func guardian() -> LoginGuard {
    var guardian = LoginGuard()
    for now: Int64 in [1, 2, 3, 4, 5, 6] {
      guardian.fail(at: now, rules: LockoutRules(), guarding: .mailbox)
    }
    return guardian
  }

  @Test func `the rows of this version are read as they were written`() throws {
    let user = try Self.user()
    #expect(try fromJSON(text("user.json"), as: User.self, place: "here") == user)
    #expect(try fromJSON(text("company.json"), as: Company.self, place: "here") == Self.company())
    #expect(
      try fromJSON(text("login-guard.json"), as: LoginGuard.self, place: "here")
        == Self.guardian())
    #expect(
      try fromJSON(text("deposit.json"), as: RecordingPurpose.self, place: "here")
        == .deposit(
          mailbox: 7, from: "+49301234567",
          marks: DepositMarks(isUrgent: true, isConfidential: true)))
    #expect(try fromJSON(text("draft.json"), as: RecordingPurpose.self, place: "here") == .draft)
  }

  @Test func `the rows of the versions before have defaults for what is new`() throws {
    func company(_ version: Int) throws -> Company {
      let file = Self.folder.deletingLastPathComponent().appending(
        path: "\(version)/company.json")
      return try fromJSON(
        String(contentsOf: file, encoding: .utf8), as: Company.self, place: "here")
    }
    let user = try fromJSON(
      String(
        contentsOf: Self.folder.deletingLastPathComponent().appending(path: "7/user.json"),
        encoding: .utf8), as: User.self, place: "here")
    var expectedUser = try Self.user()
    expectedUser.role = .user
    #expect(user == expectedUser)
    var expected = Self.company()
    expected.hooks = CompanyHooks()
    #expect(try company(9) == expected)
    expected.webSignIn = .either
    #expect(try company(8) == expected)
    expected.mail = CompanyMail()
    expected.saysInstructions = true
    #expect(try company(5) == expected)
    expected.callsOutPerUser = 60
    expected.callsOutPerCompany = 1_000
    #expect(try company(4) == expected)
  }

  @Test func `the rows of this version stand among the fixtures`() throws {
    // A new field belongs into the values above and into the file.
    #expect(try toJSON(Self.user()) == text("user.json"))
    #expect(try toJSON(Self.company()) == text("company.json"))
    #expect(try toJSON(Self.guardian()) == text("login-guard.json"))
    #expect(try toJSON(Self.mail()) == text("mail.json"))
    #expect(try toJSON(Self.hook()) == text("hook.json"))
    #expect(try toJSON(Self.transcript()) == text("transcript.json"))
  }

  /// Each object of a JSON without one of its fields, by the path of the field.
  private func withoutEachField(_ value: JSONValue) -> [(path: [String], value: JSONValue)] {
    guard case .object(let fields) = value else { return [] }
    return fields.flatMap { name, field in
      var others = fields
      others[name] = nil
      let inside = withoutEachField(field).map { path, changed in
        (path: [name] + path, value: JSONValue.object(fields.merging([name: changed]) { $1 }))
      }
      return [(path: [name], value: JSONValue.object(others))] + inside
    }
  }

  private func readsWithoutEachField<Record: StoredRecord>(
    _ type: Record.Type, _ name: String, but needed: Set<[String]>
  ) throws {
    let whole = try JSONDecoder().decode(JSONValue.self, from: Data(text(name).utf8))
    for (path, value) in withoutEachField(whole) {
      let text = String(decoding: try JSONValue.encoder.encode(value), as: UTF8.self)
      if needed.contains(path) {
        #expect(throws: StoreError.self, "without \(path)") {
          try fromJSON(text, as: type, place: "here")
        }
      } else {
        #expect(throws: Never.self, "without \(path)") {
          try fromJSON(text, as: type, place: "here")
        }
      }
    }
  }

  @Test func `a row without any one field is read, if something can stand for the field`() throws {
    try readsWithoutEachField(
      User.self, "user.json",
      but: Set(User.requiredFields.map { [$0] }))
    try readsWithoutEachField(
      Company.self, "company.json", but: Set(Company.requiredFields.map { [$0] }))
    try readsWithoutEachField(LoginGuard.self, "login-guard.json", but: [])
    let withheld = try fromJSON(
      #"{"deposit":{"mailbox":7}}"#, as: RecordingPurpose.self, place: "here")
    #expect(withheld == .deposit(mailbox: 7, from: ""))
  }

  @Test func `a field that is not there has its default, and the others stay`() throws {
    var row = try text("user.json")
    for field in [#""rings":5,"#, #""playsBusy":true"#] {
      #expect(row.contains(field))
      row = row.replacingOccurrences(of: field, with: field.hasSuffix(",") ? "" : #""old":true"#)
    }
    let user = try fromJSON(row, as: User.self, place: "here")
    #expect(user.settings.handling.rings == 3 && !user.settings.greetings.playsBusy)
    #expect(user.settings.greetings.noAnswer == .alternate2 && user.settings.handling.sendAll)
    let company = try fromJSON(
      text("company.json").replacingOccurrences(of: #","failuresPerSource":21"#, with: ""),
      as: Company.self, place: "here")
    #expect(company.lockout.failuresPerSource == 20 && company.lockout.failuresPerCaller == 16)
  }

  @Test func `a word that this version does not know is refused with its place`() throws {
    let row = try text("user.json").replacingOccurrences(of: #""de""#, with: #""xx""#)
    #expect {
      try fromJSON(row, as: User.self, place: "database, row 7")
    } throws: { error in
      "\(error)".hasPrefix("database, row 7: this is not a User")
    }
  }

  @Test func `a store opens rows of an older version and changes them`() throws {
    let folder = try DataFolder()
    let home = try Household(folder.open())
    let user = home.anna.id
    try home.store.sqlite.writer.write { (database) throws(StoreError) in
      try database.run(
        "UPDATE users SET revision = revision + 1, value = json_remove(value, '$.settings.order', "
          + "'$.settings.quota', '$.aliases') WHERE id = ?", .integer(user))
      try database.run(
        "UPDATE companies SET revision = revision + 1, value = json_remove(value, '$.lockout')")
    }
    #expect(try home.store.accounts.user(user).settings == UserSettings())
    try home.store.accounts.change(user: user) { $0.settings.autoLogin = true }
    #expect(try home.store.accounts.user(user).settings.autoLogin)
    guard case .welcome = home.logIn() else {
      Issue.record("not let in")
      return
    }
  }
}
