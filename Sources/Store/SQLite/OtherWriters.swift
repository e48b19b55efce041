import Dispatch
import Synchronization

/// Notices that another program, such as the command line beside a server, has written to the
/// database, and tells the board that everybody's messages may have changed. It asks on the
/// writer's connection, whose own commits do not count, and ends with this object.
final class OtherWriters: Sendable {
  private let writer: GroupWriter
  private let board: ChangeBoard
  private let interval: DispatchTimeInterval
  /// `nil`: not asked yet.
  private let known = Mutex<Int?>(nil)

  init(beside writer: GroupWriter, _ board: ChangeBoard, everyMilliseconds interval: Int) {
    self.writer = writer
    self.board = board
    self.interval = .milliseconds(interval)
    look()
  }

  private func look() {
    writer.look { [weak self] database in
      // A database that cannot be read now is asked again.
      if let version = try? database.version() { self?.compare(version) }
    }
    DispatchQueue.global(qos: .utility).asyncAfter(deadline: .now() + interval) { [weak self] in
      self?.look()
    }
  }

  private func compare(_ version: Int) {
    let last = known.withLock { known in
      defer { known = version }
      return known
    }
    if let last, last != version { board.tell(nil) }
  }
}
