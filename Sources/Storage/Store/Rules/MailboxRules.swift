import Mailbox

/// The rules of the mailboxes over the rows of one transaction, whichever storage they are in. Each
/// rule is a method in a file of its noun; what needs no rows is in the room `Mailbox`.
struct MailboxRules {
  let rows: any MailboxRows
  /// Milliseconds since 1970 UTC.
  let now: Int64
  /// Who asks, for the audit log.
  let actor: Actor
  /// The network address from which it is asked, where there is one.
  let origin: String?
  /// Whether a server sends e-mail: else none is queued.
  let sendsMail: Bool
  /// Whether a server has an engine that turns messages into text.
  let transcribes: Bool
  let localTimes: LocalTimes

  /// A user who must be there.
  func known(_ id: Int64) throws(StoreError) -> User {
    guard let user = try rows.user(id) else { throw .missing(kind: "user", name: "\(id)") }
    return user
  }

  /// A company that must be there.
  func known(company id: Int64) throws(StoreError) -> Company {
    guard let company = try rows.company(id) else {
      throw .missing(kind: "company", name: "\(id)")
    }
    return company
  }
}

extension MailboxRules: Directory {
  func companies() throws(StoreError) -> [Company] { try rows.companies() }

  func company(_ id: Int64) throws(StoreError) -> Company? { try rows.company(id) }

  func company(portalKey: String) throws(StoreError) -> Company? {
    try rows.company(portalKey: portalKey)
  }

  func user(e164: String) throws(StoreError) -> User? { try rows.user(e164: e164) }

  func user(extension digits: String, of company: Int64) throws(StoreError) -> User? {
    try rows.user(extension: digits, of: company)
  }

  func facts(of user: User) throws(StoreError) -> MailboxFacts {
    let company = try rows.company(user.company)
    let contents = try rows.contents(of: user.id)
    let passcode = try rows.passcode(of: user.id)
    return MailboxFacts(
      counts: contents.counts,
      hasDeleted: try rows.hasDeletedMessages(
        of: user.id, after: company?.keptSince(now) ?? now),
      seconds: contents.milliseconds / 1_000,
      failedAttempts: Int32(
        clamping: try rows.loginGuard(.mailbox(user.id)).failuresSinceLogin),
      mustChange: passcode.flatMap {
        company?.changeReason(assigned: $0.isAssigned, setAt: $0.setAt, now: now)
      },
      isByMailOnly: goesByMailOnly(to: user),
      hasFailedMail: try !untoldFailures(of: user.id).isEmpty,
      recordings: try rows.recordings(of: user.id))
  }
}

extension Company {
  /// What was deleted after this moment can be brought back; milliseconds since 1970 UTC.
  func keptSince(_ now: Int64) -> Int64 { now - Int64(keepsDeletedDays) * millisecondsPerDay }
}

/// A day without changes of the clock.
let millisecondsPerDay: Int64 = 86_400_000
