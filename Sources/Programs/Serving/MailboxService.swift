import Configuration
import Foundation
import Glibc
import Mailbox
import Operations
import Store
import Synchronization
import Telephony
import Threads
import Web

/// The mailboxes of a server: delivers what a server that died had not, tries again what the
/// mailboxes could not take, and watches the disk.
final class MailboxService: Service {
  typealias Configuration = ServedConfiguration

  /// Less space than this, or a twentieth of a small disk, is a full disk: messages need some of it.
  private static let leastBytes: UInt64 = 32 << 20
  private static let watchMilliseconds = 2_000
  /// A writer that takes longer for one commit is stuck.
  private static let longestCommitMilliseconds: Int64 = 10_000
  /// So long an error of the mailboxes is told.
  private static let errorMilliseconds: Int64 = 60_000
  /// More e-mails are not counted.
  private static let mostMail = 10_000

  let name = "mailboxes"
  let store: Mailboxes
  private let folder: String
  private let log: Log
  private let delivery: DeliveryRetry
  private let errors: StoreErrors
  private let queue = DispatchQueue(label: "voiceportal.watch", qos: .utility)
  private let isOver = Atomic(false)
  private let freeBytes = Atomic(UInt64.max)
  private let isFull = Atomic(false)
  /// When the writer was asked for a turn that it has not had yet; 0: it had.
  private let askedAt = Atomic<Int64>(0)

  /// Opens the mailboxes.
  /// - Throws: ``StoreError``.
  init(_ configuration: ServerConfiguration, log: Log) throws {
    let errors = StoreErrors()
    var options = SQLiteStoreOptions()
    options.passcodeCost = configuration.passcodeCost
    options.makesDirectory = configuration.makesDataFolder || configuration.isDemo
    options.now = { [now = options.now, ahead = Int64(configuration.clockAheadSeconds)] in
      now() + ahead * 1_000
    }
    options.report = { error in
      errors.note("\(error)")
      log.counters.add(.mailboxErrors)
      log.error("The mailboxes: \(error)")
    }
    options.notice = { log.warning("The mailboxes: \($0)") }
    store = try configuration.storage.open(configuration.dataFolder, options)
    try configuration.storage.note(in: configuration.dataFolder)
    if configuration.storage != .sqlite, MailboxPlace.hasDatabase(configuration.dataFolder) {
      log.warning(
        "The mailboxes are on PostgreSQL; the database in \(configuration.dataFolder) is not used.")
    }
    folder = configuration.dataFolder
    (self.log, self.errors) = (log, errors)
    delivery = DeliveryRetry(store, log: log)
    errors.follow { [weak delivery] in delivery?.hurry() }
  }

  func start() throws {
    let delivered: Int
    do {
      delivered = try delivery.attempt().delivered
    } catch {
      store.close()
      throw error
    }
    if delivered > 0 {
      log.info("Messages that were being left when the last server died: \(delivered).")
    }
    delivery.begin()
    watch()
  }

  func stop() {
    isOver.store(true, ordering: .relaxed)
    queue.sync {}
    delivery.end()
    store.close()
  }

  var health: Health {
    let asked = askedAt.load(ordering: .relaxed)
    if asked > 0, MonotonicTime.milliseconds - asked > Self.longestCommitMilliseconds {
      return .failed("\(folder): nothing was written for 10 s.")
    }
    if isFull.load(ordering: .relaxed) {
      let free = freeBytes.load(ordering: .relaxed)
      return .failed("\(folder): the disk is full, or nearly so: \(free >> 20) MB are left.")
    }
    if let error = errors.last(since: MonotonicTime.milliseconds - Self.errorMilliseconds) {
      return .limited(error)
    }
    return .good
  }

  /// What waits, and how full the disk is, for the page of operators.
  /// - Parameter records: Records of calls that wait to be written.
  func load(records: Int, counters: Counters) throws -> ServerLoad {
    let waiting = store.load
    var load = ServerLoad()
    load.recordings = counters[.recordingsWaiting]
    (load.requests, load.writes) = (waiting.waitingRequests, waiting.waitingWrites)
    load.callRecords = records
    let now = ServerClock.now()
    for mail in try store.mail(limit: Self.mostMail) {
      switch mail.state {
      case .waiting: if mail.due <= now { load.mailDue += 1 } else { load.mailLater += 1 }
      case .refused, .expired: load.mailGivenUp += 1
      }
    }
    var status = statvfs()
    if unsafe statvfs(folder, &status) == 0 {
      let block = UInt64(status.f_frsize)
      load.freeMegabytes = Int(UInt64(status.f_bavail) * block / 1_000_000)
      load.usedMegabytes = Int(
        (UInt64(status.f_blocks) - UInt64(status.f_bfree)) * block / 1_000_000)
    }
    return load
  }

  private func watch() {
    guard !isOver.load(ordering: .relaxed) else { return }
    var status = statvfs()
    if unsafe statvfs(folder, &status) == 0 {
      let free = UInt64(status.f_bavail) * UInt64(status.f_frsize)
      let least = min(Self.leastBytes, UInt64(status.f_blocks) * UInt64(status.f_frsize) / 20)
      freeBytes.store(free, ordering: .relaxed)
      isFull.store(free < least, ordering: .relaxed)
    }
    if askedAt.load(ordering: .relaxed) == 0 {
      askedAt.store(MonotonicTime.milliseconds, ordering: .relaxed)
      store.turn { [weak self] in self?.askedAt.store(0, ordering: .relaxed) }
    }
    queue.asyncAfter(deadline: .now() + .milliseconds(Self.watchMilliseconds)) { [weak self] in
      self?.watch()
    }
  }
}

/// The last error of the mailboxes.
private final class StoreErrors: Sendable {
  private let found = Mutex<(time: Int64, text: String)?>(nil)
  private let follower = Mutex<(@Sendable () -> Void)?>(nil)

  func note(_ text: String) {
    found.withLock { $0 = (MonotonicTime.milliseconds, text) }
    follower.withLock(\.self)?()
  }

  /// From now on tells of each error.
  func follow(_ noted: @escaping @Sendable () -> Void) { follower.withLock { $0 = noted } }

  func last(since time: Int64) -> String? {
    found.withLock { found in found.flatMap { $0.time >= time ? $0.text : nil } }
  }
}

/// The wall clock of a server.
package enum ServerClock {
  /// Milliseconds since 1970.
  @Sendable package static func now() -> Int64 { WallTime.milliseconds }
}
