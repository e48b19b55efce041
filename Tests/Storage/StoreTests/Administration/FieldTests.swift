import Mailbox
import Store
import Testing

/// What no store takes, whoever brings it.
@Suite struct FieldTests {
  private static let bad = ["An\nn", "\u{1B}[2J", "\u{202E}nnA", "A\u{9B}", "A\0"]

  private func company(_ change: (inout Company) -> Void) -> Company {
    var company = Company(
      name: "Acme", plan: NumberingPlan(countryCode: "49", trunkPrefix: "0"), portalNumber: "2000")
    change(&company)
    return company
  }

  @Test(arguments: bad) func `a name of a company is one line`(name: String) {
    let accounts = Mailboxes(now: { 0 }).accounts
    #expect(throws: StoreError.self) { try accounts.add(company { $0.name = name }) }
  }

  @Test(arguments: bad) func `names, addresses and senders of a user are one line`(name: String)
    throws
  {
    let accounts = Mailboxes(now: { 0 }).accounts
    let acme = try accounts.add(company { _ in })
    let user = User(
      company: acme.id, firstName: "Ann", lastName: "Bo",
      mainNumber: try #require(PhoneNumber(e164: "+492115551111")),
      extension: try Extension("111"), language: .en, timeZone: "Europe/Berlin")
    let stored = try accounts.add(user)
    let changes: [(inout User) -> Void] = [
      { $0.firstName = name }, { $0.lastName = name }, { $0.email = "\(name)@example.com" },
      { $0.settings.notification.noticeAddress = "ann@\(name)" },
      { $0.settings.notification.copyAddress = name },
    ]
    for change in changes {
      var changed = stored
      change(&changed)
      #expect(throws: StoreError.self) { try accounts.update(changed) }
    }
    #expect(throws: StoreError.self) {
      try accounts.setAnnouncement(name, of: .company(acme.id), to: [1, 2, 3])
    }
    #expect(throws: StoreError.self) {
      try accounts.addMessage(
        to: stored.id, samples: [1], from: name, isUrgent: false, isConfidential: false, received: 0
      )
    }
  }

  @Test func `numbers that lead nowhere are refused`() {
    let changes: [(inout Company) -> Void] = [
      { $0.lockout.firstLockMinutes = .max }, { $0.lockout.longestLockMinutes = .max },
      { $0.lockout.failuresToLock = .max }, { $0.lockout.failuresPerCaller = 0 },
      { $0.passcodeDays = .max }, { $0.keepsDeletedDays = .max }, { $0.keepsDeletedDays = -1 },
      { $0.policy.maximumLength = .max }, { $0.policy.historyLength = .max },
      { $0.dialRules.allow = ["+49\n"] }, { $0.dialRules.deny = ["0900"] },
    ]
    for change in changes {
      let accounts = Mailboxes(now: { 0 }).accounts
      #expect(throws: StoreError.self) { try accounts.add(company(change)) }
    }
  }
}
