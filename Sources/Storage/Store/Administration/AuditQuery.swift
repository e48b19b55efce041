public import Mailbox

/// Which entries of the audit log are wanted.
public struct AuditQuery: Equatable, Sendable {
  /// Of this company; `nil`: of all.
  public var company: Int64?
  /// About this user; `nil`: about everybody and everything.
  public var user: Int64?
  /// Only what was done so; `nil`: all.
  public var kind: MailboxChange.Kind?
  /// Only entries before this one, to turn a page.
  public var before: Int64?
  public var limit: Int

  /// The latest entries.
  public init(company: Int64? = nil, user: Int64? = nil, before: Int64? = nil, limit: Int = 100) {
    self.company = company
    self.user = user
    self.before = before
    self.limit = limit
  }
}
