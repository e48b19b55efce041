import Commands
import Configuration
import Dispatch
import Foundation
import Mailbox
import Store
import Synchronization

/// `accounts generate`: many mailboxes at once, for load tests.
enum GenerateSubcommand {
  static var all: [Subcommand] {
    [
      Subcommand(
        "generate", "COUNT",
        "makes mailboxes for load tests, from extension 10000 up, in a new company if there is none; "
          + "prints extension;passcode",
        options: [.flag("--cheap", "passcodes quick to check, and to guess")], run: run)
    ]
  }

  private static func run(_ arguments: Arguments, _ context: AccountsContext) throws -> ExitCode {
    let text = try arguments.exactly("COUNT")[0]
    guard let count = Int(text), (1...500_000).contains(count) else {
      throw UsageError(reason: "COUNT is a whole number from 1 to 500000, not '\(text)'.")
    }
    let accounts = try context.accounts(
      arguments, mayMake: true, cost: arguments.has("--cheap") ? .cheap : .standard)
    let company = try company(arguments, context, accounts)
    let mailboxes = try mailboxes(count, of: company, in: accounts)
    let (done, failure) = store(mailboxes, in: accounts)
    for mailbox in done { context.write("\(mailbox.user.extension);\(mailbox.passcode.digits)") }
    if let failure { throw failure }
    return .good
  }

  /// The one that is named, the only one, or a new one if there is none.
  private static func company(
    _ arguments: Arguments, _ context: AccountsContext, _ accounts: any Accounts
  ) throws -> Company {
    guard try accounts.companies().isEmpty else { return try context.company(arguments) }
    let plan = NumberingPlan(countryCode: "49", trunkPrefix: "0")
    return try accounts.add(
      Company(
        name: arguments.value("--company") ?? "Load test", plan: plan, portalNumber: "2000"))
  }
}

/// A mailbox that is to be made.
private struct NewMailbox: Sendable {
  var user: User
  var passcode: Passcode
}

extension PasscodeCost {
  /// For load tests, which measure calls and not argon2id: 1 pass over 64 KiB.
  static let cheap = PasscodeCost(passes: 1, bytes: 64 << 10)
}

extension GenerateSubcommand {
  /// Users with the first extensions from 10000 and numbers that nobody has.
  private static func mailboxes(
    _ count: Int, of company: Company, in accounts: any Accounts
  ) throws -> [NewMailbox] {
    var taken: Set<String> = []
    for other in try accounts.companies() {
      taken.insert(other.portalKey)
      for user in try accounts.users(of: other.id) {
        taken.formUnion(([user.mainNumber] + user.aliases).map(\.e164))
        if other.id == company.id { taken.insert(user.extension.digits) }
      }
    }
    taken.insert(company.accessCode)
    var generator = SystemRandomNumberGenerator()
    var mailboxes: [NewMailbox] = []
    var line = 0
    for short in 10_000...999_999 where !taken.contains("\(short)") {
      guard mailboxes.count < count else { break }
      while taken.contains(number(line, of: company)) { line += 1 }
      guard let number = PhoneNumber(e164: number(line, of: company)) else { break }
      line += 1
      let user = User(
        company: company.id, firstName: "User", lastName: "\(short)", mainNumber: number,
        extension: try Extension("\(short)"), language: company.language,
        timeZone: company.timeZone)
      let digits = try company.policy.generate(for: user.passcodeOwner, using: &generator)
      mailboxes.append(NewMailbox(user: user, passcode: Passcode(digits)))
    }
    guard mailboxes.count == count else {
      throw Failure("\(company.name) has only \(mailboxes.count) extensions and numbers left.")
    }
    return mailboxes
  }

  /// Behind 555, which few countries give to anybody.
  private static func number(_ line: Int, of company: Company) -> String {
    let digits = String(line)
    return "+\(company.plan.countryCode)555"
      + String(repeating: "0", count: max(0, 7 - digits.count)) + digits
  }

  /// Stores them all, or as many as come before the first failure.
  ///
  /// More threads than cores: while some hash passcodes the others wait for the disk, and what waits
  /// together is written together.
  private static func store(
    _ mailboxes: [NewMailbox], in accounts: any Accounts
  ) -> (done: [NewMailbox], failure: (any Error)?) {
    let next = Atomic(0)
    let outcome = Mutex((done: Set<Int>(), failure: (any Error)?.none))
    let group = DispatchGroup()
    for _ in 0..<max(8, 2 * ProcessInfo.processInfo.activeProcessorCount) {
      group.enter()
      Thread.detachNewThread {
        defer { group.leave() }
        while outcome.withLock({ $0.failure == nil }) {
          let index = next.add(1, ordering: .relaxed).oldValue
          guard index < mailboxes.count else { return }
          do {
            let user = try accounts.add(mailboxes[index].user)
            try accounts.setPasscode(mailboxes[index].passcode, of: user.id, assigned: false)
            outcome.withLock { _ = $0.done.insert(index) }
          } catch {
            outcome.withLock { $0.failure = $0.failure ?? error }
          }
        }
      }
    }
    group.wait()
    return outcome.withLock { outcome in
      (outcome.done.sorted().map { mailboxes[$0] }, outcome.failure)
    }
  }
}
