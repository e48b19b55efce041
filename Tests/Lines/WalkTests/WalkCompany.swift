import Mailbox
import Store

/// The people whose mailboxes a walk calls.
struct WalkCompany {
  let store: WatchedStore
  let clock = FakeClock()
  private(set) var company: Company
  private(set) var users: [User] = []
  /// By user. The walk knows them as their owners would.
  var passcodes: [Int64: String] = [:]

  static let portal = "+492115550000"
  static let stranger = "+4930123456"
  static let samples = Array(repeating: Int16(3_000), count: 80)

  init() throws {
    store = WatchedStore(clock: clock)
    let plan = NumberingPlan(countryCode: "49", trunkPrefix: "0")
    var company = Company(name: "Walk", plan: plan, portalNumber: Self.portal)
    company.passcodeDays = 90
    self.company = try store.accounts.add(company)
    for index in 0..<24 {
      users.append(try add(index, plan))
    }
    var list = try DistributionList(number: 2, description: "team")
    for user in users.prefix(2) { try list.add(user.id, typedAs: "\(user.id)") }
    for user in users { try store.accounts.set(list, of: user.id) }
  }

  private mutating func add(_ index: Int, _ plan: NumberingPlan) throws -> User {
    var user = User(
      company: company.id, firstName: "Person", lastName: "\(index)",
      mainNumber: try PhoneNumber(typed: "+49211555\(1_100 + index)", in: plan),
      extension: try Extension("\(200 + index)"),
      language: Language.allCases[index % Language.allCases.count], timeZone: "Europe/Berlin")
    user.settings.autoLogin = index % 4 == 1
    if index % 5 != 0 {
      user.settings.redirectOnZero = try PhoneNumber(typed: "030778899", in: plan)
    }
    switch index {
    case 4: user.settings.handling.mailboxIsOn = false
    case 5:
      user.settings.handling.sendBusy = false
      user.settings.handling.sendUnanswered = false
    case 6:
      user.settings.handling.forwardAlways = CallForwarding(
        isOn: true, destination: try PhoneNumber(typed: "030998877", in: plan))
    case 7:
      user.settings.deposit.mode = .transfer
      user.settings.deposit.transferNumber = try PhoneNumber(typed: "030665544", in: plan)
    case 8: user.settings.deposit.mode = .off
    case 9: user.settings.quota.maximumMessages = 1
    default: break
    }
    user = try store.accounts.add(user)
    try assign(index % 3 == 0 ? "765190" : "495028", to: user.id, mustChange: false)
    for number in 0..<(index % 4) {
      try store.accounts.addMessage(
        to: user.id, samples: Self.samples,
        from: number % 2 == 0 ? "+492115551101" : number == 3 ? "" : Self.stranger,
        isUrgent: number == 1, isConfidential: number == 2, received: clock.now - 90_000_000)
    }
    return user
  }

  /// Gives somebody a passcode as an administrator does.
  mutating func assign(_ passcode: String, to user: Int64, mustChange: Bool) throws {
    guard passcodes[user] != passcode else { return }
    try store.accounts.setPasscode(Passcode(passcode), of: user, assigned: mustChange)
    passcodes[user] = passcode
  }
}

extension WalkCompany {
  /// Somebody calls: an owner, or a stranger who wants to leave a message.
  func incoming(_ random: inout SeededGenerator) -> IncomingCall {
    let user = random.pick(users)
    let trust = random.pick(Trust.allCases)
    switch Int.random(in: 0..<100, using: &random) {
    case 0..<50:
      return IncomingCall(from: user.mainNumber.e164, trust: trust, to: Self.portal)
    case 50..<55:
      return IncomingCall(from: user.mainNumber.e164, trust: trust, to: user.mainNumber.e164)
    case 55..<60: return IncomingCall(from: Self.stranger, trust: trust, to: Self.portal)
    case 60..<62: return IncomingCall(from: Self.stranger, trust: trust, to: "+3112345678")
    default:
      let from = random.pick([Self.stranger, "", random.pick(users).mainNumber.e164])
      return IncomingCall(
        from: from, trust: trust, to: user.mainNumber.e164,
        condition: random.pick([.busy, .noAnswer, .unconditional, .doNotDisturb, nil]),
        rings: random.pick([nil, nil, 1]))
    }
  }

  /// Whose mailbox a call is about, as far as its caller would say.
  func user(calling call: IncomingCall) -> User? {
    users.first { $0.mainNumber.e164 == call.to } ?? users.first { $0.mainNumber.e164 == call.from }
  }
}
