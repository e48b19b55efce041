/// Which mailboxes a caller has reached in the last minutes, for phone systems that do not tell where
/// a call has been: a call that we have sent from one user to another and that comes back to us looks
/// like a new one.
///
/// Only mailboxes whose owner sends callers on are noted, so the table stays small. It is a memory of
/// one server and is gone with it.
public struct RecentCalls: Sendable {
  private struct MailboxVisit {
    var caller: String
    var number: String
    var at: Int64
  }

  /// The oldest first.
  private var visits: [MailboxVisit] = []

  /// 20 rings, the most that a phone rings for one of our users, take 100 s.
  static let milliseconds: Int64 = 180_000
  static let mostVisits = 1_000

  /// Nobody has called.
  public init() {}

  /// The main numbers of the users whom this caller has reached lately.
  /// - Parameters:
  ///   - caller: The number as signalled; all withheld numbers are one.
  ///   - now: Milliseconds since 1970 UTC.
  public func numbers(calledBy caller: String, at now: Int64) -> [String] {
    visits.filter { $0.caller == caller && now - $0.at < Self.milliseconds }.map(\.number)
  }

  /// Notes that a call has reached a user.
  public mutating func note(_ user: User, calledBy caller: String, at now: Int64) {
    guard !user.destinations.isEmpty else { return }
    let number = user.mainNumber.e164
    visits.removeAll {
      now - $0.at >= Self.milliseconds || ($0.caller == caller && $0.number == number)
    }
    if visits.count >= Self.mostVisits { visits.removeFirst() }
    visits.append(MailboxVisit(caller: caller, number: number, at: now))
  }
}
