import Foundation
import Mailbox
import Testing

@testable import Store

@Suite struct SQLitePasscodeTests {
  let folder: DataFolder
  let home: Household

  init() throws {
    folder = try DataFolder()
    home = try Household(folder.open())
  }

  @Test func `a new directory may begin with the secret of another one`() throws {
    let other = try DataFolder()
    let secret = folder.path + "/secret"
    _ = try other.open { $0.firstSecret = secret }
    let bytes = try Data(contentsOf: URL(filePath: secret))
    #expect(try Data(contentsOf: URL(filePath: other.path + "/secret")) == bytes)
  }

  @Test func `no file holds a passcode`() throws {
    let second = Passcode("820594613377")
    let wrong = Passcode("902716354829")
    _ = home.logIn(passcode: wrong)
    #expect(
      home.store.answer(
        .changePasscode(user: home.anna.id, second, repeated: second), of: CallToken(1)) == .done)
    for name in try folder.files() {
      let bytes = try Data(contentsOf: URL(fileURLWithPath: folder.path + "/" + name))
      for passcode in [Household.passcode, second, wrong] {
        #expect(bytes.range(of: Data(passcode.digits.utf8)) == nil, "in \(name)")
      }
    }
  }

  @Test func `the same passcode is stored differently each time`() throws {
    let argon2 = home.store.sqlite.argon2
    let (a, b) = (try argon2.hash(Household.passcode), try argon2.hash(Household.passcode))
    #expect(a != b)
    #expect(a.hasPrefix("$argon2id$"))
    #expect(
      argon2.isRight(Household.passcode, for: a) && argon2.isRight(Household.passcode, for: b))
    #expect(!argon2.isRight(Passcode("495028"), for: a))
    #expect(!argon2.isRight(Household.passcode, for: nil))
  }

  @Test func `a changed cost still knows the passcodes of before`() throws {
    home.store.close()
    let store = try folder.open { $0.passcodeCost = PasscodeCost(passes: 2, bytes: 16 << 10) }
    let request = LogInRequest(
      company: home.company.id, number: "111", mailbox: nil, passcode: Household.passcode,
      from: "", trust: .claimed)
    guard case .welcome = store.answer(.logIn(request), of: CallToken(1)) else {
      Issue.record("the passcode was not taken")
      return
    }
  }

  @Test func `guesses at the same time do not get round the lock`() throws {
    let wrong = Passcode("902716354829")
    for _ in 0..<4 { #expect(home.logIn(passcode: wrong) == .refused) }
    // Four more are judged by what stands before any of them is counted.
    let request = LogInRequest(
      company: home.company.id, number: nil, mailbox: home.anna.id, passcode: wrong,
      from: "+4930123456", trust: .claimed)
    let right = LogInRequest(
      company: home.company.id, number: nil, mailbox: home.anna.id, passcode: Household.passcode,
      from: "+4930123456", trust: .claimed)
    let steps = try [request, request, right].map {
      try home.store.plan(.logIn($0), of: CallToken(1))
    }
    var replies: [MailboxReply] = []
    for case .written(let work, _) in steps { replies.append(try home.store.write(work)) }
    #expect(replies == [.refused, .locked, .locked])
  }

  @Test(arguments: [
    GuardName.mailbox(7), .nobody(company: 1, number: "99/9"), .source("2001:db8::/64"),
    .caller(number: "+49301234", company: nil, .verified),
    .caller(number: "12/3", company: 4, .claimed),
  ])
  func `the name of a guard comes back from its key`(name: GuardName) {
    #expect(GuardName(key: name.key) == name)
  }

  @Test func `counts of strangers are forgotten after a day`() throws {
    let request = LogInRequest(
      company: home.company.id, number: "999", mailbox: nil, passcode: Household.passcode,
      from: "+4930123456", trust: .claimed)
    #expect(home.store.answer(.logIn(request), of: CallToken(1)) == .refused)
    func rows() throws -> Int {
      try home.store.sqlite.readers.read { (database) throws(StoreError) in
        try database.all("SELECT 1 FROM login_guards") { _ in 1 }.count
      }
    }
    try home.store.purge()
    #expect(try rows() == 2)
    folder.now += 86_400_000
    try home.store.purge()
    #expect(try rows() == 0)
  }

  @Test func `a full table of strangers drops its oldest, and no mailbox`() throws {
    _ = home.logIn(passcode: Passcode("902716354829"))
    for address in 0..<20 {
      folder.now += 1
      _ = home.store.answer(
        .logIn(
          LogInRequest(
            company: home.company.id, number: "111", mailbox: nil,
            passcode: Passcode("902716354829"), from: "", trust: .verified,
            source: "192.0.2.\(address)")), of: CallToken(1))
    }
    try home.store.write { (rules) throws(StoreError) in try rules.forgetLoginGuards(keeping: 5) }
    let names = try home.store.sqlite.readers.read { (database) throws(StoreError) in
      try database.all("SELECT name FROM login_guards ORDER BY last_failure") { $0.text(0) }
    }
    #expect(names.filter { $0.hasPrefix("mailbox/") } == ["mailbox/\(home.anna.id)"])
    #expect(names.filter { !$0.hasPrefix("mailbox/") }.count == 5)
  }

  @Test func `counts that a fast clock left in the future are corrected by the next tidying`()
    throws
  {
    let year: Int64 = 365 * 86_400_000
    folder.now += year
    for _ in 0..<5 { _ = home.logIn(passcode: Passcode("902716354829")) }
    folder.now -= year
    try home.store.purge()
    folder.now += 30 * 60_000
    guard case .welcome = home.logIn() else {
      Issue.record("the lock was not limited")
      return
    }
  }
}
