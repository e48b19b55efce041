import FoundationEssentials
import Mailbox
import Synchronization

/// Where calls went that reached a mailbox as callers do, so that the next ones find it while the database
/// is away. What has changed since is not known then; who comes in without a passcode is not remembered.
/// A node keeps it as a file, so that one that was started again knows it too.
final class RememberedVisits: Sendable {
  /// All by which callers who reach a mailbox are told apart.
  private struct Key: Codable, Hashable {
    var to: String
    var condition: CallCondition?
    var company: Int64?
    var passed: [String]

    init(_ call: IncomingCall) {
      (to, condition, company, passed) = (call.to, call.condition, call.company, call.passed)
    }
  }

  /// One of them in the file.
  private struct Entry: Codable {
    var key: Key
    var arrival: Arrival
  }

  private struct State {
    var visits: [Key: Arrival] = [:]
    /// Whether the file has all of them.
    var isKept = true
  }

  private let state = Mutex(State())

  private static let most = 20_000

  /// Where a call like this went the last time.
  subscript(call: IncomingCall) -> Arrival? { state.withLock { $0.visits[Key(call)] } }

  /// Notes where a call goes.
  func note(_ arrival: Arrival, of call: IncomingCall) {
    let key = Key(call)
    state.withLock { state in
      switch arrival {
      case .visit:
        guard state.visits[key] != arrival else { return }
        // Any one goes: the most called ones soon come again.
        if state.visits.count >= Self.most, state.visits[key] == nil,
          let other = state.visits.keys.first
        {
          state.visits[other] = nil
        }
        state.visits[key] = arrival
      case .ring, .logIn, .welcome:
        return
      case .forward, .mailboxOff, .busy, .noAnswer, .notInService:
        guard state.visits.removeValue(forKey: key) != nil else { return }
      }
      state.isKept = false
    }
  }

  /// What the file is to hold; `nil` if it holds that.
  func unkept() -> [UInt8]? {
    let visits = state.withLock { state -> [Key: Arrival]? in
      if state.isKept { return nil }
      state.isKept = true
      return state.visits
    }
    guard let entries = visits?.map({ Entry(key: $0.key, arrival: $0.value) }) else { return nil }
    return (try? JSONEncoder().encode(entries)).map { Array($0) }
  }

  /// Takes over what a file holds. One that cannot be read, perhaps of another version, is worth nothing.
  func load(_ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    guard let entries = try? JSONDecoder().decode([Entry].self, from: Data(text.utf8)) else {
      return
    }
    let visits = entries.prefix(Self.most).map { ($0.key, $0.arrival) }
    state.withLock { state in
      state.visits.merge(visits) { known, _ in known }
    }
  }
}
