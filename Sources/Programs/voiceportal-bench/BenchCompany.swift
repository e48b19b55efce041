import Commands
import Configuration
import Dispatch
import Mailbox
import Portal
import Store
import Threads

/// A company whose people are called in measurements. All have the same passcode.
struct BenchCompany {
  static let passcode = "765190"

  let store: any MailboxStore
  /// The first one sends the messages and is not called.
  private(set) var users: [User] = []

  /// Puts the company in.
  /// - Parameter people: How many can be called.
  init(in store: any MailboxStore, people: Int) throws {
    self.store = store
    let plan = NumberingPlan(countryCode: "49", trunkPrefix: "0")
    let company = try store.accounts.add(
      Company(name: "Bench", plan: plan, portalNumber: "+492115550000"))
    for index in 0...people {
      var user = User(
        company: company.id, firstName: "Person", lastName: "Number \(index)",
        mainNumber: try PhoneNumber(typed: "+492116\(100_000 + index)", in: plan),
        extension: try Extension("\(100_000 + index)"), language: .en,
        timeZone: "Europe/Berlin")
      user.settings.quota = MailboxQuota.greatest
      user = try store.accounts.add(user)
      try store.accounts.setPasscode(Passcode(Self.passcode), of: user.id, assigned: false)
      users.append(user)
    }
    try store.accounts.addMessage(
      to: users[0].id, samples: Array(repeating: 1_000, count: 8_000), from: "",
      isUrgent: false, isConfidential: false, received: WallTime.milliseconds)
  }

  /// The company that was put in before.
  init(existingIn store: any MailboxStore) throws {
    self.store = store
    for company in try store.accounts.companies() {
      users += try store.accounts.users(of: company.id)
    }
  }

  /// Calls from one's own phone to the portal; `index` counts round all who can be called.
  func call(_ index: Int) -> IncomingCall {
    let user = users[1 + index % (users.count - 1)]
    return IncomingCall(from: user.mainNumber.e164, trust: .claimed, to: "+492115550000")
  }

  /// Sends `count` messages to everybody who can be called.
  func sendToAll(_ count: Int) throws { try send(count, to: .company) }

  /// Sends `count` messages to one of those who can be called.
  func send(_ count: Int, toPerson index: Int) throws {
    try send(count, to: .users([users[1 + index].id]))
  }

  /// Forwards the first one's message, so that its sound is stored once.
  private func send(_ count: Int, to audience: SendOrder.Audience) throws {
    guard let sender = users.first, let message = try store.accounts.messages(of: sender.id).first
    else { throw Failure("The company for the measurement has no message to send.") }
    let order = SendOrder(
      sender: sender.id, take: nil, forwarded: message.id, audience: audience)
    let failures = FailureCount()
    let group = DispatchGroup()
    for _ in 0..<count {
      group.enter()
      store.submit(.send(order), of: CallToken(0)) { reply in
        if case .sent(_, failed: []) = reply {} else { failures.add() }
        group.leave()
      }
    }
    group.wait()
    guard failures.value == 0 else {
      throw Failure("The messages for the measurement could not be sent.")
    }
  }
}
