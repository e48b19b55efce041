public import Mailbox
import Store

/// One mailbox of another system, and what becomes of it.
public struct ImportRow: Sendable {
  /// As it is there, with the messages and greetings alone that come now.
  public internal(set) var mailbox: ForeignMailbox
  /// `nil` if it goes to no company.
  public internal(set) var company: Company?
  /// The user that it becomes or belongs to; `nil` if it does not come.
  public internal(set) var user: User?
  /// Whether the user is there already.
  public internal(set) var isThere = false
  public internal(set) var passcode = PasscodePlan.none
  /// How many of its messages came before.
  public internal(set) var messagesThere = 0
  /// What does not come, or comes otherwise, and why. Whole sentences.
  public internal(set) var remarks: [String] = []

  /// What becomes of a passcode.
  public enum PasscodePlan: Sendable, Equatable {
    /// An administrator has to assign one.
    case none
    /// The user has one already.
    case kept
    /// It stays hers.
    case same
    /// It works once: at the first login she must choose another one.
    case mustChange
  }

  /// The name of something in this mailbox under which it is noted that it was imported.
  func source(_ system: String, _ part: String) -> String { "\(system) \(mailbox.title) \(part)" }
}

/// Makes a row by looking at all that the mailbox holds. It changes nothing.
struct ImportRowMaker {
  let system: String
  let accounts: any Accounts
  let companies: [Company]
  let contexts: Int
  let choices: ImportChoices

  func row(of mailbox: ForeignMailbox) throws -> ImportRow {
    var row = ImportRow(mailbox: mailbox, remarks: mailbox.remarks)
    do throws(ImportRefusal) {
      let company = try choices.company(
        of: mailbox.context, among: companies, contexts: contexts)
      row.company = company
      let imported = try ImportedUser(mailbox, in: company, choices)
      row.user = imported.user
      row.remarks += imported.remarks
    } catch {
      row.remarks.insert(error.reason, at: 0)
      return row
    }
    try findUser(&row)
    try planPasscode(&row)
    try chooseGreetings(&row)
    try chooseMessages(&row)
    return row
  }

  /// A user who was there before keeps what she has.
  private func findUser(_ row: inout ImportRow) throws {
    guard let company = row.company,
      let there = try accounts.user(withNumber: row.mailbox.number, of: company.id)
    else { return }
    (row.user, row.isThere) = (there, true)
    if try !accounts.hasImported(row.source(system, "mailbox")) {
      row.remarks = row.mailbox.remarks
      row.remarks.append("\(there.fullName) is there already and keeps her settings.")
    }
  }

  private func planPasscode(_ row: inout ImportRow) throws {
    guard let company = row.company, let user = row.user else { return }
    if row.isThere, try accounts.loginState(of: user.id).hasPasscode {
      row.passcode = .kept
      return
    }
    guard let passcode = row.mailbox.passcode, !passcode.digits.isEmpty else {
      row.remarks.append("It has no passcode: 'accounts passcode assign' gives it one.")
      return
    }
    let broken = company.policy.firstBroken(by: passcode.digits, of: user.passcodeOwner)
    guard broken != .digitsOnly else {
      row.remarks.append("Its passcode is not made of digits: assign another one.")
      return
    }
    row.passcode = broken == nil && passcode.mayChange ? .same : .mustChange
    if let broken {
      row.remarks.append("\(broken.reason) Another one must be chosen at the first login.")
    }
    if !passcode.mayChange {
      row.remarks.append(
        "Its user may not change the passcode there; here she must, at the first login.")
    }
  }

  private func chooseGreetings(_ row: inout ImportRow) throws {
    var chosen: [ForeignGreeting] = []
    for greeting in row.mailbox.greetings {
      if try accounts.hasImported(row.source(system, "greeting \(greeting.name)")) { continue }
      if row.isThere, let user = row.user,
        try accounts.greeting(greeting.purpose.slot, of: user.id) != nil
      {
        row.remarks.append("The greeting \(greeting.name) does not come: she has one.")
        continue
      }
      do {
        _ = try greeting.samples()
        chosen.append(greeting)
      } catch {
        row.remarks.append("The greeting \(greeting.name) does not come: \(error)")
      }
    }
    row.mailbox.greetings = chosen
  }

  private func chooseMessages(_ row: inout ImportRow) throws {
    var chosen: [ForeignMessage] = []
    for message in row.mailbox.messages {
      if try accounts.hasImported(row.source(system, "message \(message.id)")) {
        row.messagesThere += 1
        continue
      }
      do {
        for sound in message.sounds { _ = try sound.recording() }
        chosen.append(message)
      } catch {
        row.remarks.append("\(message.place) does not come: \(error)")
      }
    }
    row.mailbox.messages = chosen
    if let most = row.user?.settings.quota.maximumMessages, chosen.count >= most {
      row.remarks.append("It holds \(chosen.count) messages and may hold \(most): it is full.")
    }
  }
}

extension ForeignGreeting {
  /// The greeting for callers.
  /// - Throws: Why it cannot be one.
  func samples() throws -> [Int16] {
    let longest = purpose == .name ? OwnSoundLimit.nameSeconds : OwnSoundLimit.seconds
    let samples = try sound.greeting(limitSeconds: longest)
    // A name may be short.
    if purpose != .name, samples.count < Int(FinishedRecording.shortestMilliseconds) * 8 {
      throw ForeignSoundError(description: "It lasts less than a second.")
    }
    return samples
  }
}

extension ForeignGreeting.Purpose {
  /// Where it is kept here.
  var slot: GreetingSlot {
    switch self {
    case .noAnswer: .personal
    case .busy: .busy
    case .away: .away
    case .name: .name
    }
  }
}
