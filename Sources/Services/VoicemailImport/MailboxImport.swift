import Mailbox
public import Store

/// Moves the mailboxes of another system into ours: first looked at, then carried out. What was
/// imported is noted by its name there, in the transaction that imports it, so a run that was cut off
/// goes on where it was, and a later run brings only what is new.
public struct MailboxImport {
  public private(set) var rows: [ImportRow] = []
  /// What does not come, and why, as far as it belongs to no mailbox.
  public let remarks: [String]
  private let system: String

  /// Looks at everything, the sounds included, and changes nothing.
  /// - Throws: ``StoreError`` if the mailboxes here cannot be read.
  public init(
    of found: ForeignMailboxes, into accounts: any Accounts, _ choices: ImportChoices
  ) throws {
    system = found.system
    let contexts = Set(found.mailboxes.map(\.context))
    remarks =
      found.remarks
      + Set(choices.companies.keys).union(choices.prefixes.keys).subtracting(contexts).sorted().map
    {
      "There is no mailbox in '\($0)'."
    }
    let maker = ImportRowMaker(
      system: system, accounts: accounts, companies: try accounts.companies(),
      contexts: contexts.count, choices: choices)
    for mailbox in found.mailboxes { rows.append(try maker.row(of: mailbox)) }
    try findClashes(in: accounts)
  }

  /// Adds all new users and undoes it: so what the store refuses is known before.
  private mutating func findClashes(in accounts: any Accounts) throws {
    var tried = rows
    do {
      try accounts.transaction { accounts in
        for index in tried.indices where !tried[index].isThere {
          guard let user = tried[index].user else { continue }
          do {
            try Self.attempt(user, in: &tried[index], accounts)
          } catch {
            tried[index].user = nil
            tried[index].remarks.insert("\(error)", at: 0)
          }
        }
        throw Undone()
      }
    } catch is Undone {
      rows = tried
    }
  }

  /// Adds a user; on a server that sends no e-mail, without what needs it: a mailbox with its messages
  /// counts for more than its copies by e-mail.
  private static func attempt(
    _ user: User, in row: inout ImportRow, _ accounts: any Accounts
  ) throws(StoreError) {
    do throws(StoreError) {
      _ = try accounts.add(user)
    } catch {
      guard case .refused(_, .partMissing(.mail)) = error else { throw error }
      var user = user
      user.settings.notification.storage = .unified
      user.settings.notification.noticeAddress = nil
      user.settings.notification.copyAddress = nil
      _ = try accounts.add(user)
      row.user = user
      row.remarks.append(
        "It comes without e-mail: the server sends none ('mail' in its file). Her address is kept.")
    }
  }

  /// Nothing was to be kept.
  private struct Undone: Error {}

  /// What a run has done.
  public struct Outcome: Sendable, Equatable {
    public var users = 0
    public var passcodes = 0
    public var greetings = 0
    public var messages = 0
    /// What could not be done after all. Whole sentences.
    public var faults: [String] = []
  }

  /// Imports all that comes. It may be cut off at any moment and be run again.
  /// - Parameter done: Is told of each mailbox that is finished.
  /// - Throws: ``StoreError`` if the mailboxes cannot be written; what was imported before stays.
  public func carryOut(
    on accounts: any Accounts, done: (ImportRow) -> Void = { _ in }
  ) throws -> Outcome {
    var outcome = Outcome()
    for row in rows where row.user != nil {
      let user = try add(row, to: accounts, &outcome)
      try setPasscode(row, of: user, accounts, &outcome)
      for greeting in row.mailbox.greetings {
        try add(greeting, of: row, to: user, accounts, &outcome)
      }
      for message in row.mailbox.messages {
        try add(message, of: row, to: user, accounts, &outcome)
      }
      done(row)
    }
    return outcome
  }

  private func add(
    _ row: ImportRow, to accounts: any Accounts, _ outcome: inout Outcome
  ) throws -> User {
    guard let user = row.user else { throw StoreError.missing(kind: "user", name: "") }
    if row.isThere { return user }
    let added = try accounts.transaction { accounts in
      let added = try accounts.add(user)
      _ = try accounts.noteImport(of: row.source(system, "mailbox"), for: added.id)
      return added
    }
    outcome.users += 1
    return added
  }

  private func setPasscode(
    _ row: ImportRow, of user: User, _ accounts: any Accounts, _ outcome: inout Outcome
  ) throws {
    guard row.passcode == .same || row.passcode == .mustChange,
      let digits = row.mailbox.passcode?.digits
    else { return }
    let prepared = try accounts.prepare(Passcode(digits))
    let isSet = try accounts.transaction { accounts in
      guard try accounts.noteImport(of: row.source(system, "passcode"), for: user.id) else {
        return false
      }
      try accounts.importPasscode(
        prepared, of: user.id, mustChange: row.passcode == .mustChange)
      return true
    }
    if isSet { outcome.passcodes += 1 }
  }

  private func add(
    _ greeting: ForeignGreeting, of row: ImportRow, to user: User, _ accounts: any Accounts,
    _ outcome: inout Outcome
  ) throws {
    let samples: [Int16]
    do {
      samples = try greeting.samples()
    } catch {
      outcome.faults.append("\(row.mailbox.title): \(greeting.name): \(error)")
      return
    }
    let slot = greeting.purpose.slot
    let isSet = try accounts.transaction { accounts in
      let source = row.source(system, "greeting \(greeting.name)")
      guard try accounts.noteImport(of: source, for: user.id) else { return false }
      try accounts.setGreeting(slot, of: user.id, to: samples)
      try accounts.change(user: user.id) {
        $0.settings.greetings.select(recorded: slot)
        // There it is played for as long as it is there.
        if greeting.purpose == .away { $0.settings.greetings.isAway = true }
      }
      return true
    }
    if isSet { outcome.greetings += 1 }
  }

  private func add(
    _ message: ForeignMessage, of row: ImportRow, to user: User, _ accounts: any Accounts,
    _ outcome: inout Outcome
  ) throws {
    let parts: [[Int16]]
    do {
      parts = try message.sounds.map { try $0.recording() }
    } catch {
      outcome.faults.append("\(row.mailbox.title): \(message.place): \(error)")
      return
    }
    let isAdded = try accounts.add(
      ImportedMessage(
        source: row.source(system, "message \(message.id)"), parts: parts, from: message.from,
        isUrgent: message.isUrgent, isSaved: message.state == .saved,
        received: (message.receivedSeconds ?? 0) * 1_000),
      to: user.id)
    if isAdded { outcome.messages += 1 }
  }
}
