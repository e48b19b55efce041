import Administration
import Commands
import Configuration
import Foundation
import Mailbox
import Store

/// What the subcommands work with: the mailboxes, what they print, and where passcodes come from.
final class AccountsContext {
  /// Where the data is without `--data` and `$VOICEPORTAL_DATA`.
  static let usualFolder = "./voiceportal-data"

  /// Opens the mailboxes of a folder.
  typealias Opening = (_ folder: String, _ mayMake: Bool, _ cost: PasscodeCost) throws ->
    any MailboxStore

  private let open: Opening
  private let output: (String) -> Void
  private let passcodeInput: (_ question: String) throws -> Passcode
  private var opened: (any MailboxStore)?

  /// That of the command line.
  convenience init() {
    self.init(
      open: { folder, mayMake, cost in
        var options = SQLiteStoreOptions()
        options.isServer = false
        options.makesDirectory = mayMake
        options.passcodeCost = cost
        return try MailboxPlace.open(folder, options)
      },
      output: { print($0) }, passcodeInput: PasscodeEntry.read)
  }

  /// One with other parts, for tests.
  init(
    open: @escaping Opening, output: @escaping (String) -> Void,
    passcodeInput: @escaping (_ question: String) throws -> Passcode
  ) {
    self.open = open
    self.output = output
    self.passcodeInput = passcodeInput
  }

  /// Prints a line.
  func write(_ line: String) { output(line) }

  /// A passcode from whoever sits there. It never stands among the arguments, which `ps` shows.
  func askPasscode(_ question: String) throws -> Passcode { try passcodeInput(question) }

  /// The mailboxes, opened once.
  /// - Parameters:
  ///   - mayMake: Whether a data directory that is not there is made.
  ///   - cost: What new passcodes cost to guess.
  func store(
    _ arguments: Arguments, mayMake: Bool = false, cost: PasscodeCost = .standard
  ) throws -> any MailboxStore {
    if let opened { return opened }
    let store = try open(Self.folder(arguments.value("--data")), mayMake, cost)
    opened = store
    return store
  }

  func accounts(
    _ arguments: Arguments, mayMake: Bool = false, cost: PasscodeCost = .standard
  ) throws -> any Accounts {
    // For the audit log: who works here, by the name that the system gives her.
    try store(arguments, mayMake: mayMake, cost: cost)
      .accounts(as: .administrator(NSUserName()))
  }

  /// Lets go of the data directory.
  func close() {
    (opened as? Mailboxes)?.close()
    opened = nil
  }

  /// The data directory: the one named, else the environment's, else the usual one.
  static func folder(_ named: String?) -> String {
    named ?? ProcessInfo.processInfo.environment["VOICEPORTAL_DATA"] ?? usualFolder
  }
}

// MARK: - Finding companies and users

extension AccountsContext {
  /// The company that `--company` names, or the only one.
  func company(_ arguments: Arguments) throws -> Company {
    let companies = try accounts(arguments).companies()
    if let name = arguments.value("--company") { return try Self.company(name, among: companies) }
    guard companies.count <= 1 else {
      throw UsageError(
        reason: "there are several companies; name one by --company: "
          + companies.map(\.name).joined(separator: ", ") + ".")
    }
    guard let company = companies.first else {
      throw Failure("There is no company yet. 'accounts company add' adds one.")
    }
    return company
  }

  /// The company of a name.
  static func company(_ name: String, among companies: [Company]) throws -> Company {
    guard let company = companies.first(where: { $0.name == name }) else {
      throw StoreError.missing(kind: "company", name: name)
    }
    return company
  }

  /// The user whom a number names in the company.
  func user(_ number: String, _ arguments: Arguments) throws -> User {
    let company = try company(arguments)
    guard let user = try accounts(arguments).user(withNumber: number, of: company.id) else {
      throw Failure("There is no user with the number '\(number)' in \(company.name).")
    }
    return user
  }

  /// What fields of this company's users may refer to.
  func fieldContext(of company: Company, _ arguments: Arguments) throws -> FieldContext {
    FieldContext(company: company, accounts: try accounts(arguments))
  }
}
