import Audio
import Foundation
import Mailbox
import Synchronization
import Testing

@testable import Store

/// A store with one company and three users: Anna (111), Ben (112) and Carla (113).
final class TestSystem: Sendable {
  let store: any MailboxStore
  let company: Company
  let anna: User
  let ben: User
  let carla: User
  private let clock: TestClock
  private let cleanUp: @Sendable () -> Void

  /// Friday, 2024-03-15 12:00 UTC.
  static let start: Int64 = 1_710_504_000_000
  static let portal = "+492115550"
  static let stranger = "+4915112345678"
  static let annasCode = "495028"

  init(_ maker: StoreMaker, adjust: (inout Company) -> Void = { _ in }) throws {
    let clock = TestClock()
    let made = try maker.make { clock.now }
    let accounts = made.store.accounts
    var company = Company(
      name: "Berg", plan: NumberingPlan(countryCode: "49", trunkPrefix: "0"),
      portalNumber: "0211-555-0")
    company.lockout.failuresToLock = 3
    company.lockout.failuresPerCaller = 5
    adjust(&company)
    company = try accounts.add(company)
    func user(_ name: String, _ number: String, _ short: String, _ language: Language) throws
      -> User
    {
      var user = User(
        company: company.id, firstName: name, lastName: "Berg",
        mainNumber: try #require(PhoneNumber(e164: number)), extension: try Extension(short),
        language: language, timeZone: "Europe/Berlin")
      if short == "111" { user.aliases = [try #require(PhoneNumber(e164: "+491701111111"))] }
      user = try accounts.add(user)
      try accounts.setPasscode(Passcode(TestSystem.annasCode), of: user.id, assigned: false)
      return user
    }
    anna = try user("Anna", "+492115551111", "111", .de)
    ben = try user("Ben", "+492115552222", "112", .en)
    carla = try user("Carla", "+492115553333", "113", .nl)
    self.clock = clock
    self.company = company
    store = made.store
    cleanUp = made.cleanUp
  }

  deinit { cleanUp() }

  var accounts: any Accounts { store.accounts }

  /// Whose mailbox entries of a kind in the audit log are about, the latest first.
  func audited(_ kind: MailboxChange.Kind) throws -> [Int64?] {
    try accounts.audit(AuditQuery(company: company.id)).filter { $0.kind == kind }.map(\.user)
  }

  func pass(minutes: Int) { clock.pass(minutes: minutes) }

  func ask(_ request: MailboxRequest, call: UInt64 = 1) -> MailboxReply {
    store.answer(request, of: CallToken(call))
  }

  func arrive(
    from: String, trust: Trust = .claimed, to: String, _ condition: CallCondition? = nil,
    rings: Int? = nil
  ) throws -> Arrival {
    let call = IncomingCall(from: from, trust: trust, to: to, condition: condition, rings: rings)
    guard case .arrival(let arrival) = ask(.arrive(call)) else { throw Surprise() }
    return arrival
  }

  func visit(to user: User, _ condition: CallCondition? = nil) throws -> MailboxVisit {
    guard
      case .visit(let visit) = try arrive(
        from: Self.stranger, to: user.mainNumber.e164, condition)
    else { throw Surprise() }
    return visit
  }

  func logIn(
    _ code: String, as user: User, from: String = stranger, trust: Trust = .claimed
  ) -> MailboxReply {
    logIn(code, number: user.extension.digits, from: from, trust: trust)
  }

  func logIn(
    _ code: String, number: String, from: String = stranger, trust: Trust = .claimed
  ) -> MailboxReply {
    ask(
      .logIn(
        LogInRequest(
          company: company.id, number: number, mailbox: nil, passcode: Passcode(code),
          from: from, trust: trust)))
  }

  func welcome(_ user: User) throws -> LoggedInOwner {
    guard case .welcome(let welcome) = logIn(Self.annasCode, as: user) else { throw Surprise() }
    return welcome
  }

  /// Changes the settings of a user who is read anew.
  func adjust(_ user: User, _ change: (inout User) -> Void) throws {
    var user = try accounts.user(user.id)
    change(&user)
    try accounts.update(user)
  }

  /// Records some sound, as a recorder does.
  func record(milliseconds: Int = 2_000, hasSound: Bool = true) throws -> FinishedRecording {
    let samples = [Int16](repeating: 1_000, count: milliseconds * 8)
    let destination = try store.takes.begin(.draft)
    if let path = destination.path {
      try Data(WAVHeader.file(of: samples)).write(to: URL(filePath: path))
    }
    store.takes.finish(destination.id, samples: samples)
    return FinishedRecording(
      id: destination.id, milliseconds: Int32(milliseconds), hasSound: hasSound, ending: .key)
  }

  @discardableResult
  func deposit(
    to user: User, from: String = stranger, isUrgent: Bool = false, isConfidential: Bool = false,
    milliseconds: Int = 2_000
  ) throws -> MailboxReply {
    ask(
      .deposit(
        Deposit(
          mailbox: user.id, take: try record(milliseconds: milliseconds), from: from,
          isUrgent: isUrgent, isConfidential: isConfidential)))
  }

  func message(_ move: MessageMove, of user: User, call: UInt64 = 1) throws -> MessageView? {
    switch ask(.message(mailbox: user.id, move), call: call) {
    case .message(let view): return view
    case .noMessage: return nil
    case let reply: throw Surprise(reply)
    }
  }

  /// All messages in the order in which a call hears them.
  func heard(by user: User, call: UInt64 = 1) throws -> [MessageView] {
    var heard: [MessageView] = []
    var next = try message(.first, of: user, call: call)
    while let view = next {
      heard.append(view)
      next = try message(.after(view.id), of: user, call: call)
    }
    return heard
  }

  /// A reply that the test does not expect.
  struct Surprise: Error {
    var reply: MailboxReply?

    init(_ reply: MailboxReply? = nil) { self.reply = reply }
  }
}

/// A clock that stands until it is moved.
final class TestClock: Sendable {
  private let time = Mutex(TestSystem.start)

  var now: Int64 { time.withLock { $0 } }

  func pass(minutes: Int) { time.withLock { $0 += Int64(minutes) * 60_000 } }
}

/// The tests that every store passes.
@Suite struct MailboxStoreTests {}
