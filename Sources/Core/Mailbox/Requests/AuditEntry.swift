/// Who has changed what. Messages and logins are not in it: see the change feed and the call records.
public struct AuditEntry: Equatable, Sendable {
  public var id: Int64
  /// Milliseconds since 1970 UTC.
  public var at: Int64
  public var actor: Actor
  public var company: Int64
  public var user: Int64?
  /// What was changed, by name and number, as it was called then: `Anna Berg (111)`.
  public var subject: String
  public var kind: MailboxChange.Kind
  /// The fields with their old and new values; it holds no passcode.
  public var detail: String
  /// The network address from which it was done; `nil` on the phone and by command.
  public var origin: String?

  /// An entry; a storage gives it its number.
  public init(
    id: Int64 = 0, at: Int64, actor: Actor, company: Int64, user: Int64?, subject: String,
    kind: MailboxChange.Kind, detail: String, origin: String? = nil
  ) {
    self.id = id
    self.at = at
    self.actor = actor
    self.company = company
    self.user = user
    self.subject = subject
    self.kind = kind
    self.detail = detail
    self.origin = origin
  }
}
