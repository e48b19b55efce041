import Dispatch
import Synchronization

/// Notices that another program, such as the command line beside a server, has written to the
/// database, and tells the publisher of the users that the change feed names since. It asks on the
/// writer's connection, whose own commits do not count, and ends with this object.
final class ExternalChangePoller: Sendable {
  private struct Known {
    var version: Int
    /// The last entry of the change feed that was looked at.
    var sequence: Int64
  }

  private let writer: GroupWriter
  private let publisher: ChangePublisher
  private let interval: DispatchTimeInterval
  /// `nil`: not asked yet.
  private let known = Mutex<Known?>(nil)

  init(beside writer: GroupWriter, _ publisher: ChangePublisher, everyMilliseconds interval: Int) {
    self.writer = writer
    self.publisher = publisher
    self.interval = .milliseconds(interval)
    look()
  }

  private func look() {
    writer.look { [weak self] database in
      // A database that cannot be read now is asked again.
      try? self?.compare(database)
    }
    DispatchQueue.global(qos: .utility).asyncAfter(deadline: .now() + interval) { [weak self] in
      self?.look()
    }
  }

  private func compare(_ database: Database) throws(StoreError) {
    let version = try database.version()
    let last = known.withLock { $0 }
    if last?.version == version { return }
    let sequence = try database.lastChange()
    // Own changes since are told once more, which costs a look and harms nothing.
    if let last { publisher.tell(try database.changedUsers(after: last.sequence)) }
    known.withLock { $0 = Known(version: version, sequence: sequence) }
  }
}
