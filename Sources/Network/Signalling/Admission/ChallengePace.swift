/// How long a sender waits for the next challenge: some phones send a request again at once when
/// they are asked for a password that they do not have, for ever. The first challenges come at once,
/// each later one after twice the time, at most half a minute. A right password or two quiet minutes
/// begin anew.
struct ChallengePace {
  private struct Entry {
    var count: Int
    var time: Double
  }

  private struct Sender: Hashable {
    var network: String
    var from: String
  }

  private static let freeChallenges = 3
  private static let firstWaitSeconds = 0.5
  private static let forgottenAfterSeconds = 120.0
  private var entries = RecentTable<Sender, Entry>(capacity: 10_000)

  /// Counts a challenge.
  /// - Returns: Seconds to wait before it is sent.
  mutating func wait(_ network: String, _ from: String, at seconds: Double) -> Double {
    let sender = Sender(network: network, from: from)
    var entry = entries[sender] ?? Entry(count: 0, time: seconds)
    if seconds - entry.time > Self.forgottenAfterSeconds { entry.count = 0 }
    entry = Entry(count: entry.count + 1, time: seconds)
    entries[sender] = entry
    let late = entry.count - Self.freeChallenges
    guard late > 0 else { return 0 }
    let longest = Double(SignallingLimits().longestChallengeWaitSeconds)
    return min(Self.firstWaitSeconds * Double(1 << min(late - 1, 16)), longest)
  }

  /// The sender has given a right password.
  mutating func forget(_ network: String, _ from: String) {
    entries[Sender(network: network, from: from)] = nil
  }
}
