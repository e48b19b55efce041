import Dispatch
import Foundation
public import Mailbox
public import Store
import Synchronization

/// Many mailboxes at once, for load tests.
public struct GeneratedMailboxes: Sendable {
  /// A mailbox that is to be made.
  public struct NewMailbox: Sendable {
    public let user: User
    public let passcode: Passcode
  }

  private let mailboxes: [NewMailbox]

  /// Users with the first extensions from 10000 and numbers that nobody has.
  /// - Throws: ``GeneratedMailboxesError`` if there are not so many, or what the store throws.
  public init(_ count: Int, of company: Company, in accounts: any Accounts) throws {
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
      while taken.contains(Self.number(line, of: company)) { line += 1 }
      guard let number = PhoneNumber(e164: Self.number(line, of: company)) else { break }
      line += 1
      let user = User(
        company: company.id, firstName: "User", lastName: "\(short)", mainNumber: number,
        extension: try Extension("\(short)"), language: company.language,
        timeZone: company.timeZone)
      let digits = try company.policy.generate(for: user.passcodeOwner, using: &generator)
      mailboxes.append(NewMailbox(user: user, passcode: Passcode(digits)))
    }
    guard mailboxes.count == count else {
      throw GeneratedMailboxesError(
        "\(company.name) has only \(mailboxes.count) extensions and numbers left.")
    }
    self.mailboxes = mailboxes
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
  public func store(
    in accounts: any Accounts
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

/// Why mailboxes cannot be generated, as a sentence.
public struct GeneratedMailboxesError: Error, CustomStringConvertible {
  public let description: String

  init(_ description: String) { self.description = description }
}
