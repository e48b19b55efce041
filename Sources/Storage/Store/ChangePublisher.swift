import Synchronization

/// Passes on whose messages or settings may have changed, to all who follow; see
/// ``MailboxStore/follow(_:)``.
final class ChangePublisher: Sendable {
  private let followers = Mutex<[@Sendable ([Int64]?) -> Void]>([])

  func add(_ follower: @escaping @Sendable ([Int64]?) -> Void) {
    followers.withLock { $0.append(follower) }
  }

  /// Tells of these users; of nobody, nothing. `nil`: perhaps everybody.
  func tell(_ users: Set<Int64>?) {
    if let users, users.isEmpty { return }
    let followers = followers.withLock { $0 }
    guard !followers.isEmpty else { return }
    let sorted = users?.sorted()
    for follower in followers { follower(sorted) }
  }
}
