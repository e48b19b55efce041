import Mailbox

/// What a change leaves beside itself: an entry of the change feed, and, where somebody has edited
/// something, one of the audit log. Both are kept or undone with it.
extension MailboxRules {
  /// An entry of the feed about a mailbox.
  func note(
    _ kind: MailboxChange.Kind, of user: User, message: Int64? = nil
  ) throws(StoreError) {
    try rows.note(
      MailboxChange(
        kind: kind, company: user.company, user: user.id, message: message, at: now))
  }

  /// An entry of the feed and one of the audit log about a mailbox.
  func record(
    _ kind: MailboxChange.Kind, of user: User, _ detail: String = ""
  ) throws(StoreError) {
    try note(kind, of: user)
    try rows.add(
      AuditEntry(
        at: now, actor: actor, company: user.company, user: user.id,
        subject: "\(user.fullName) (\(user.extension))", kind: kind, detail: detail,
        origin: origin))
  }

  /// The same about a company.
  func record(
    _ kind: MailboxChange.Kind, of company: Company, _ detail: String = ""
  ) throws(StoreError) {
    try rows.note(MailboxChange(kind: kind, company: company.id, at: now))
    try rows.add(
      AuditEntry(
        at: now, actor: actor, company: company.id, user: nil, subject: company.name, kind: kind,
        detail: detail, origin: origin))
  }

  /// The same about a company's or a user's announcements.
  func record(
    _ kind: MailboxChange.Kind, of owner: AnnouncementOwner, _ detail: String
  ) throws(StoreError) {
    switch owner {
    case .company(let id): try record(kind, of: try known(company: id), detail)
    case .user(let id): try record(kind, of: try known(id), detail)
    }
  }

  /// Forgets old entries of the feed and of the audit log.
  func forgetOldChanges() throws(StoreError) {
    try rows.forgetChanges(before: now - Self.feedDays * millisecondsPerDay)
    try rows.forgetAudit(before: now - Self.auditDays * millisecondsPerDay)
    try forgetOldMail(madeBefore: now - Self.failedMailDays * millisecondsPerDay)
    try forgetOldHooks(before: now - Self.feedDays * millisecondsPerDay)
  }

  // Longer than any reader of the feed is away; and as long as one asks who has changed something.
  private static var feedDays: Int64 { 14 }
  private static var auditDays: Int64 { 400 }
  // Five of them a mail is tried.
  private static var failedMailDays: Int64 { 30 }
}

/// The fields in which two states of a record differ: `settings.order: "oldestFirst" → "newestFirst"`,
/// sorted by name. A record that cannot be written as JSON gives no detail.
func differences<Value: Encodable>(from old: Value, to new: Value) -> String {
  guard let old = try? JSONValue(encoding: old), let new = try? JSONValue(encoding: new) else {
    return ""
  }
  let (before, after) = (old.leaves, new.leaves)
  return Set(before.keys).union(after.keys).sorted()
    .filter { before[$0] != after[$0] }
    .map { path in
      // What signs events is for nobody who reads the log.
      if path.hasSuffix(".secret") { return "\(path): changed" }
      return "\(path): \(before[path] ?? "none") → \(after[path] ?? "none")"
    }
    .joined(separator: "; ")
}

extension JSONValue {
  /// What stands at the ends of all paths, as JSON.
  fileprivate var leaves: [String: String] {
    guard case .object(let fields) = self else { return ["": (try? json()) ?? ""] }
    var leaves: [String: String] = [:]
    for (name, value) in fields {
      for (path, text) in value.leaves { leaves[path.isEmpty ? name : "\(name).\(path)"] = text }
    }
    return leaves
  }
}
