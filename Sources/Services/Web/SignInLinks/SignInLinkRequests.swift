import Dispatch
import Synchronization

/// Requests for links, looked at behind the back of who asks: she is answered at once and the same
/// whoever she is, so neither words nor time tell whether there is such a user.
final class SignInLinkRequests: Sendable {
  /// So many requests of one network address are looked at in an hour.
  static let mostOfSource = 10
  private static let hour: Int64 = 3_600_000
  /// So many may wait, and so many addresses are remembered; a request beyond is dropped.
  private static let mostWaiting = 100
  private static let mostSources = 10_000

  private let queue = DispatchQueue(label: "sign-in links")
  private let state = Mutex(State())

  private struct State {
    var waiting = 0
    /// When each address has asked in the last hour.
    var times: [String: [Int64]] = [:]
  }

  /// - Parameters:
  ///   - source: The network address that asks.
  ///   - now: Milliseconds since 1970 UTC.
  ///   - work: Looks up who it is for; on a thread of its own.
  func take(from source: String, at now: Int64, _ work: @escaping @Sendable () -> Void) {
    let isTaken = state.withLock { state in
      if state.times.count >= Self.mostSources, state.times[source] == nil {
        state.times = state.times.filter { now - ($0.value.last ?? 0) < Self.hour }
      }
      let own = (state.times[source] ?? []).filter { now - $0 < Self.hour }
      guard own.count < Self.mostOfSource, state.waiting < Self.mostWaiting,
        state.times.count < Self.mostSources
      else { return false }
      state.times[source] = own + [now]
      state.waiting += 1
      return true
    }
    guard isTaken else { return }
    queue.async { [self] in
      work()
      state.withLock { $0.waiting -= 1 }
    }
  }

  /// Returns when all that waits has been looked at.
  func finish() { queue.sync {} }
}
