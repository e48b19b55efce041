/// The calls of the last hour that users had made on their company's bill: transfers of their callers
/// and call-backs. Who has broken into a mailbox earns by such calls (toll fraud), so they are limited
/// for each user and for the company. It is a memory of one server and is gone with it.
public struct CallsOut: Sendable {
  /// When each was made, the oldest first; milliseconds since 1970 UTC.
  private var byUser: [Int64: [Int64]] = [:]
  private var byCompany: [Int64: [Int64]] = [:]

  static let milliseconds: Int64 = 3_600_000

  /// None yet.
  public init() {}

  /// Counts a call of a user, unless a limit is reached.
  /// - Returns: Whether the call may be made.
  public mutating func permits(callOf user: Int64, in company: Company, at now: Int64) -> Bool {
    let past = now - Self.milliseconds
    byUser[user]?.removeAll { $0 <= past }
    byCompany[company.id]?.removeAll { $0 <= past }
    guard byUser[user]?.count ?? 0 < company.callsOutPerUser,
      byCompany[company.id]?.count ?? 0 < company.callsOutPerCompany
    else { return false }
    byUser[user, default: []].append(now)
    byCompany[company.id, default: []].append(now)
    return true
  }
}
