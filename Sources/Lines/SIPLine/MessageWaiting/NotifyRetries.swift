import Signalling
import Threads

/// Addresses that have refused a NOTIFY though somebody is there: a proxy whose telephone has not
/// registered yet (480), a phone system that has not read its accounts yet (404). Each is tried again
/// after 5, 10, 20 … s and at last every ten minutes, until it takes one. A pure value; times are
/// milliseconds of any clock that never goes back.
struct NotifyRetries {
  private var refused: [String: (times: Int, ticket: Deadlines<String>.Ticket)] = [:]
  private var due = Deadlines<String>()

  private static let firstRetry: Int64 = 5_000
  private static let longestRetry: Int64 = 600_000

  /// An address has answered a NOTIFY.
  mutating func answered(_ uri: String, _ status: SIPStatus, at now: Int64) {
    let before = refused.removeValue(forKey: uri)
    if let before { due.cancel(before.ticket) }
    guard status.saysLater else { return }
    let times = before?.times ?? 0
    let wait = min(Self.longestRetry, Self.firstRetry << min(times, 7))
    refused[uri] = (times + 1, due.add(uri, at: now + wait))
  }

  /// Whom to try again now.
  mutating func next(at now: Int64) -> String? { due.takeDue(at: now) }

  /// Nobody is told anything there any more.
  mutating func forget(_ uri: String) { refused[uri] = nil }

  /// When somebody is to be tried again.
  var deadline: Int64? { due.earliest }
}

extension SIPStatus {
  /// Whether nobody was there to take a request, rather than refusing it.
  var saysAway: Bool { [408, 500, 503, 504].contains(code) }

  /// Whether a NOTIFY was refused that may be taken another time, unlike one that is not understood.
  fileprivate var saysLater: Bool {
    !isSuccess && !saysAway && ![405, 415, 481, 489, 501].contains(code)
  }
}
