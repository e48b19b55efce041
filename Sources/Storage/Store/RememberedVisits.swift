import Mailbox
import Synchronization

/// Where calls went that reached a mailbox as callers do, so that the next ones find it while the database
/// is away. What has changed since is not known then; who comes in without a passcode is not remembered.
final class RememberedVisits: Sendable {
  /// All by which callers who reach a mailbox are told apart.
  private struct Key: Hashable {
    var to: String
    var condition: CallCondition?
    var company: Int64?
    var passed: [String]

    init(_ call: IncomingCall) {
      (to, condition, company, passed) = (call.to, call.condition, call.company, call.passed)
    }
  }

  private let visits = Mutex<[Key: Arrival]>([:])

  private static let most = 20_000

  /// Where a call like this went the last time.
  subscript(call: IncomingCall) -> Arrival? { visits.withLock { $0[Key(call)] } }

  /// Notes where a call goes.
  func note(_ arrival: Arrival, of call: IncomingCall) {
    let key = Key(call)
    visits.withLock { visits in
      switch arrival {
      case .visit:
        // Any one goes: the most called ones soon come again.
        if visits.count >= Self.most, visits[key] == nil, let other = visits.keys.first {
          visits[other] = nil
        }
        visits[key] = arrival
      case .ring, .logIn, .welcome:
        break
      case .forward, .mailboxOff, .busy, .noAnswer, .notInService:
        visits[key] = nil
      }
    }
  }
}
