import Media
import Synchronization

/// How many keys of a call wait for the thread of the calls. A peer sends keys as fast as it likes, so
/// of one call no more wait than a caller can have pressed while that thread was late.
final class WaitingKeys: Sendable {
  /// More than the flow keeps of keys that are typed ahead.
  static let most = 64

  private let count = Atomic(0)

  /// Lets an event wait; on the thread of the sound, the only one that adds.
  /// - Returns: Whether there is room. What the call has asked for always has room.
  func admit(_ event: MediaEvent) -> Bool {
    guard let most = Self.most(of: event) else { return true }
    guard count.load(ordering: .relaxed) < most else { return false }
    count.add(1, ordering: .relaxed)
    return true
  }

  /// An event waits no more.
  func release(_ event: MediaEvent) {
    if Self.most(of: event) != nil { count.subtract(1, ordering: .relaxed) }
  }

  /// A key that was let in also goes up.
  private static func most(of event: MediaEvent) -> Int? {
    switch event {
    case .key: most
    case .keyUp: 2 * most
    case .played, .captured, .pressed, .silence: nil
    }
  }
}
