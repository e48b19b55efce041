import Foundation
import Mailbox
public import Operations
import Portal
public import Store
import Synchronization
import Threads

/// Writes the records of calls, on a thread of its own:
///
///     began, ended ──► inbox (bounded, one short lock) ──► a commit for what came in 0.1 s ──► disk
///
/// A call that begins is written too: if the server dies, the next start finds it unfinished and
/// marks it as failed. While the disk does not take them, records wait and are tried again; what
/// finds no room any more is counted as lost.
public final class CallRecordWriter: CallRecordKeeper {
  /// How records are kept.
  public struct Options: Equatable, Sendable {
    /// They are removed after so many days.
    public var days = 30
    /// At most so many are kept, the newest.
    public var most = 1_000_000
    /// So many may wait for the disk.
    public var mostWaiting = 20_000
    /// What comes within this time shares a commit.
    public var gatherMilliseconds = 100
    /// After a failure it is tried again so much later.
    public var retryMilliseconds = 5_000

    /// The usual ones.
    public init() {}
  }

  private enum Change: Sendable {
    case began(CallBeginning)
    case ended(CallRecord)
  }

  private struct State {
    var changes = Inbox<Change>()
    /// Steps of the journals that wait, which are most of the memory.
    var steps = 0
    /// On the writer's thread: rows that the disk did not take.
    var unwritten = 0
    var options: Options
    var isClosing = false
  }

  private static let mostWaitingSteps = 200_000
  private static let purgeMilliseconds: Int64 = 3_600_000

  private let directory: String
  private let accounts: any Accounts
  private let log: Log
  private let now: @Sendable () -> Int64
  private let state: Mutex<State>
  private let arrived = DispatchSemaphore(value: 0)
  private let ended = DispatchSemaphore(value: 0)
  private let failure = Mutex<String?>(nil)

  /// Begins the thread.
  /// - Parameters:
  ///   - directory: The data directory.
  ///   - accounts: Knows the companies.
  ///   - now: Milliseconds since 1970.
  public init(
    _ directory: String, accounts: any Accounts, options: Options = Options(), log: Log,
    now: @escaping @Sendable () -> Int64
  ) {
    self.directory = directory
    self.accounts = accounts
    (self.log, self.now) = (log, now)
    state = Mutex(State(options: options))
    let thread = Thread { [self] in
      var work = CallRecordWork()
      while run(&work) {}
      ended.signal()
    }
    thread.name = "call records"
    thread.start()
  }

  /// Adds a row; never waits.
  public func began(_ call: CallBeginning) { add(.began(call), steps: 0) }

  /// Adds or replaces a row; never waits.
  public func ended(_ record: CallRecord) { add(.ended(record), steps: record.journal.count) }

  /// How many records wait for the disk.
  public var waiting: Int { state.withLock { $0.changes.count + $0.unwritten } }

  /// Why the disk does not take records; `nil` if it does.
  public var fault: String? { failure.withLock { $0 } }

  /// From now on so many are kept.
  public func apply(_ options: Options) { state.withLock { $0.options = options } }

  /// Writes what waits and ends the thread. A disk that stalls is not waited for longer than this.
  /// - Returns: Whether everything was written.
  @discardableResult public func close(withinMilliseconds milliseconds: Int = 5_000) -> Bool {
    state.withLock { $0.isClosing = true }
    arrived.signal()
    guard ended.wait(timeout: .now() + .milliseconds(milliseconds)) == .success else {
      return false
    }
    ended.signal()
    return waiting == 0
  }

  private func add(_ change: Change, steps: Int) {
    let admission = state.withLock { state -> Inbox<Change>.Admission in
      guard state.changes.count + state.unwritten < state.options.mostWaiting,
        state.steps + steps <= Self.mostWaitingSteps
      else { return .full }
      state.steps += steps
      return state.changes.addAnyway(change)
    }
    switch admission {
    case .first: arrived.signal()
    case .behindOthers: break
    case .full: log.counters.add(.callRecordsLost)
    }
  }

  // MARK: On the thread

  /// One commit.
  /// - Returns: `false`: the end.
  private func run(_ work: inout CallRecordWork) -> Bool {
    let (options, isEnding) = state.withLock { ($0.options, $0.isClosing) }
    if !isEnding {
      waitForWork(work, options)
      Thread.sleep(forTimeInterval: Double(options.gatherMilliseconds) / 1_000)
    }
    let (changes, isClosing) = state.withLock { state in
      let changes = state.changes.takeAll()
      state.steps = 0
      state.unwritten = work.rows.count + changes.count
      return (changes, state.isClosing)
    }
    let companies = changes.isEmpty ? nil : CompanyNames(accounts)
    for change in changes {
      switch change {
      case .began(let call): work.add(StoredCall(call))
      case .ended(let record): work.add(StoredCall(record, company: companies?.company(of: record)))
      }
    }
    do throws(StoreError) {
      try write(&work, options)
      note(nil)
    } catch {
      work.failedAt = now()
      note("\(error)")
      if isClosing { lose(work.rows.count) }
    }
    state.withLock { $0.unwritten = work.rows.count }
    return !isClosing || state.withLock { $0.changes.count > 0 && work.failedAt == nil }
  }

  private func waitForWork(_ work: CallRecordWork, _ options: Options) {
    guard work.failedAt == nil else {
      let retry = DispatchTime.now() + .milliseconds(options.retryMilliseconds)
      while arrived.wait(timeout: retry) == .success, !state.withLock({ $0.isClosing }) {}
      return
    }
    guard work.store != nil else { return }
    let purge = max(0, work.purgedAt + Self.purgeMilliseconds - now())
    _ = arrived.wait(timeout: .now() + .milliseconds(Int(clamping: purge)))
  }

  private func write(_ work: inout CallRecordWork, _ options: Options) throws(StoreError) {
    let store = try open(&work)
    if !work.rows.isEmpty {
      try store.write(work.rows)
      work.clear()
    }
    work.failedAt = nil
    guard now() - work.purgedAt >= Self.purgeMilliseconds else { return }
    let oldest = now() - Int64(options.days) * 86_400_000
    if try store.purge(beganBefore: oldest, most: options.most) == 0 { work.purgedAt = now() }
  }

  private func open(_ work: inout CallRecordWork) throws(StoreError) -> CallRecordStore {
    if let store = work.store { return store }
    let store = try CallRecordStore(writingIn: directory) { [log] in log.error($0) }
    let count = try store.endUnfinished(
      ending: CallEnding.Kind.failure.rawValue, reason: "the server died")
    if count > 0 { log.warning("Calls that were on when the last server died: \(count).") }
    work.store = store
    return store
  }

  private func note(_ reason: String?) {
    let before = failure.withLock { failure in
      defer { failure = reason }
      return failure
    }
    if let reason, before != reason { log.error("Records of calls wait: \(reason)") }
    if reason == nil, before != nil { log.info("Records of calls are written again.") }
  }

  private func lose(_ count: Int) {
    for _ in 0..<count { log.counters.add(.callRecordsLost) }
    if count > 0 { log.error("Records of \(count) calls are lost.") }
  }
}

/// What the writer's thread holds.
private struct CallRecordWork {
  var store: CallRecordStore?
  /// What is to be written, one row a call.
  private(set) var rows: [StoredCall] = []
  private var places: [CallToken: Int] = [:]
  var failedAt: Int64?
  var purgedAt: Int64 = 0

  mutating func add(_ row: StoredCall) {
    if let place = places[row.id] {
      rows[place] = row
    } else {
      places[row.id] = rows.count
      rows.append(row)
    }
  }

  mutating func clear() {
    rows.removeAll()
    places.removeAll()
  }
}

/// The companies, for the records that share a commit.
private struct CompanyNames {
  private let accounts: any Accounts
  private let companies: [Company]

  init(_ accounts: any Accounts) {
    self.accounts = accounts
    companies = (try? accounts.companies()) ?? []
  }

  /// The company that a call came to: as the mailboxes said, or by the called number.
  func company(of record: CallRecord) -> (id: Int64, name: String)? {
    let number = record.beginning.incoming.to
    let found = companies.first { company in
      if let id = record.company { return company.id == id }
      return company.comparableForm(of: number) == company.portalKey
        || number == company.accessCode
        || (try? accounts.user(withNumber: number, of: company.id)) ?? nil != nil
    }
    return found.map { ($0.id, $0.name) }
  }
}
