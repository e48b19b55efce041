import CallFlow
import Foundation
import Mailbox
import Portal
public import Store
public import Telephony

/// The accounts that a call met, as the text of an accounts file in one line, so that a script made
/// from the call's journal needs nothing beside it.
///
/// Users, settings and lists are those of the mailboxes today; what the journal tells (how many
/// messages waited, which were heard, how the menus found the settings) is put back as the call
/// found it. Only users who occur in the call are there. Passcodes and sounds are made up.
public struct JournalAccounts {
  let journal: JournalText
  private let accounts: any Accounts
  private let company: Company
  private var users: [Int64: User] = [:]

  /// The text; `nil` if the call came to no company.
  /// - Throws: ``StoreError``.
  public static func text(
    of journal: JournalText, in accounts: any Accounts
  ) throws(StoreError) -> String? {
    let replies = journal.replies
    let number = journal.incoming.to
    let named = replies.lazy.compactMap(\.company).first
    for company in try accounts.companies() {
      var isCalled = company.comparableForm(of: number) == company.portalKey
      if number == company.accessCode { isCalled = true }
      if try accounts.user(withNumber: number, of: company.id) != nil { isCalled = true }
      guard named == company.id || named == nil && isCalled else { continue }
      var made = JournalAccounts(journal, accounts, company)
      return try made.text()
    }
    return nil
  }

  private init(_ journal: JournalText, _ accounts: any Accounts, _ company: Company) {
    (self.journal, self.accounts, self.company) = (journal, accounts, company)
  }

  private mutating func text() throws(StoreError) -> String {
    try findUsers()
    var entries: [[String: Any]] = []
    for user in users.values.sorted(by: { $0.extension < $1.extension }) {
      entries.append(try entry(user))
    }
    let file: [String: Any] = ["company": companyEntry, "users": entries]
    let data = try? JSONSerialization.data(
      withJSONObject: file, options: [.sortedKeys, .withoutEscapingSlashes])
    return String(decoding: data ?? Data(), as: UTF8.self)
  }

  // MARK: Who occurs

  private mutating func findUsers() throws(StoreError) {
    for number in [journal.incoming.to, journal.incoming.from] where !number.isEmpty {
      try add(withNumber: number)
    }
    for reply in journal.replies {
      for id in reply.users { try add(id) }
      guard case .settings(let settings) = reply else { continue }
      for number in settings.numbers { try add(withNumber: number) }
    }
    for number in journal.typedNumbers { try add(withNumber: number) }
    if journal.entries.contains(where: { $0.outcome.contains("send company") }) {
      for user in try accounts.users(of: company.id) { users[user.id] = user }
    }
    for owner in Array(users.keys) {
      for list in try accounts.lists(of: owner) { for member in list.members { try add(member) } }
    }
  }

  private mutating func add(withNumber number: String) throws(StoreError) {
    if let user = try accounts.user(withNumber: number, of: company.id) { users[user.id] = user }
  }

  /// A user who was removed since is left out.
  private mutating func add(_ id: Int64) throws(StoreError) {
    guard users[id] == nil, let user = try? accounts.user(id), user.company == company.id else {
      return
    }
    users[id] = user
  }

  // MARK: Entries

  private var companyEntry: [String: Any] {
    var entry: [String: Any] = [
      "name": company.name, "countryCode": company.plan.countryCode,
      "trunkPrefix": company.plan.trunkPrefix, "portalNumber": company.portalNumber,
      "accessCode": company.accessCode, "allowsCompanyMessages": company.allowsCompanyMessages,
      "language": company.language.rawValue, "timeZone": company.timeZone,
      "dialRules": ["allow": company.dialRules.allow, "deny": company.dialRules.deny],
    ]
    entry["policy"] = PasscodePolicy.profileNames.first {
      PasscodePolicy.profile(named: $0) == company.policy
    }
    return entry
  }

  private func entry(_ user: User) throws(StoreError) -> [String: Any] {
    var settings = user.settings
    var greetings: [String: Any] = [:]
    for slot in GreetingSlot.allCases {
      guard let sound = try accounts.greeting(slot, of: user.id) else { continue }
      greetings[slot.rawValue] = Self.seconds(sound.milliseconds)
    }
    restore(&settings, &greetings, of: user)
    var entry = Self.entry(settings)
    entry["firstName"] = user.firstName
    entry["lastName"] = user.lastName
    entry["number"] = user.mainNumber.e164
    entry["extension"] = user.extension.digits
    entry["language"] = user.language.rawValue
    entry["timeZone"] = user.timeZone
    entry["aliases"] = user.aliases.map(\.e164)
    entry["greetings"] = greetings
    entry["passcode"] = passcode(of: user)
    entry["lists"] = try lists(of: user)
    entry["messages"] = messages(of: user)
    if welcome(of: user)?.mustChange == .assigned { entry["mustChangePasscode"] = true }
    if let quota = quota(of: user) { entry["quota"] = quota }
    return entry
  }

  private func lists(of user: User) throws(StoreError) -> [[String: Any]] {
    try accounts.lists(of: user.id).map { list in
      [
        "number": list.number, "description": list.description,
        "openToOthers": list.isOpenToOthers,
        "members": list.members.compactMap { users[$0]?.extension.digits },
      ]
    }
  }

  /// One that the company's policy takes, and that no script changes it to.
  private func passcode(of user: User) -> String {
    ["702849", "830582", "517394", "2974063185", "15948"].first {
      company.policy.firstBroken(by: $0, of: user.passcodeOwner) == nil
    } ?? "70284936"
  }

  private static func entry(_ settings: UserSettings) -> [String: Any] {
    let handling = settings.handling
    var entry: [String: Any] = [
      "autoLogin": settings.autoLogin, "mailbox": handling.mailboxIsOn,
      "sendAll": handling.sendAll, "sendBusy": handling.sendBusy,
      "sendUnanswered": handling.sendUnanswered, "rings": handling.rings,
      "playsBusyGreeting": settings.greetings.playsBusy, "away": settings.greetings.isAway,
      "awayTakesMessages": settings.greetings.awayTakesMessages,
      "deposit": settings.deposit.mode.rawValue,
      "longestMinutes": settings.deposit.longestMinutes,
      "loginFromGreeting": settings.loginFromGreeting, "order": settings.order.rawValue,
      "sendsToCompany": settings.sendsToCompany,
    ]
    if settings.notification.storage == .email {
      // She hears so when she logs in. Her address is nobody's business.
      (entry["storage"], entry["email"]) = ("email", "owner@example.com")
    }
    entry["noAnswerGreeting"] = settings.greetings.noAnswer?.rawValue
    entry["depositTransferNumber"] = settings.deposit.transferNumber?.e164
    entry["redirectOnZero"] = settings.redirectOnZero?.e164
    var forwarding: [String: Any] = [:]
    for kind in ForwardingKind.allCases {
      guard let number = handling[kind].destination else { continue }
      forwarding[kind.rawValue] = ["on": handling[kind].isOn, "number": number.e164]
    }
    entry["forwarding"] = forwarding
    return entry
  }

  private static func seconds(_ milliseconds: Int32) -> Double {
    max(0.1, Double(milliseconds) / 1_000)
  }
}
