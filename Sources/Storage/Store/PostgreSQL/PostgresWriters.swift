import Dispatch
import Glibc
import Synchronization
import Threads

/// The threads that write. Whoever wants to write leaves a job; a thread that is free takes all that
/// wait, runs them in one transaction and commits once, so that many calls share one sync of the
/// server's disk. Each job has a savepoint of its own: one that fails does not spoil the others.
///
/// A transaction that gets in the way of another one, of this process or of any, is run again, the third
/// time alone; so a job may run several times, but is kept once.
final class PostgresWriters: Sendable {
  /// How much was done.
  struct Counts: Equatable {
    var jobs = 0
    var commits = 0
    /// Transactions that were run again.
    var retries = 0
  }

  private struct Job: Sendable {
    /// Runs inside the transaction.
    var work: @Sendable (PostgresConnection) -> StoreError?
    /// Runs after the commit; `nil`: the job's changes are safe.
    var finish: @Sendable (StoreError?) -> Void
  }

  private struct State {
    var waiting = Inbox<Job>(limit: PostgresWriters.mostWaiting)
    /// The queues that do nothing.
    var idle: [DispatchQueue] = []
    var counts = Counts()
    var isClosed = false
  }

  /// What came of running jobs in one transaction.
  private enum Outcome {
    case kept([StoreError?])
    /// Nothing is kept, and it may be kept if it is run again.
    case again(StoreError)
    case failed(StoreError)
  }

  private let pool: PostgresPool
  private let node: NodeName
  private let publisher: ChangePublisher
  private let state = Mutex(State())
  /// Each has a thread of its own. Those of one concurrent queue would come from the pool that the
  /// threads which wait for them may fill.
  private let queues: [DispatchQueue]
  private static let queueOwner = DispatchSpecificKey<ObjectIdentifier>()

  /// Tells the publisher after each commit whom it concerned.
  /// - Parameter width: How many threads there are at most.
  init(_ pool: PostgresPool, as node: NodeName, width: Int, telling publisher: ChangePublisher) {
    (self.pool, self.node, self.publisher) = (pool, node, publisher)
    queues = (0..<max(1, width)).map { DispatchQueue(label: "voiceportal.store.writer\($0)") }
    for queue in queues { queue.setSpecific(key: Self.queueOwner, value: ObjectIdentifier(self)) }
    state.withLock { $0.idle = queues }
  }

  var counts: Counts { state.withLock { $0.counts } }

  /// How many jobs wait.
  var waiting: Int { state.withLock { $0.waiting.count } }

  /// Leaves a job. `then` is called on a thread that writes, after the commit.
  func submit<Result: Sendable>(
    _ work: @escaping @Sendable (PostgresConnection) throws(StoreError) -> Result,
    then: @escaping @Sendable (Swift.Result<Result, StoreError>) -> Void
  ) {
    let result = Answer<Result>()
    let job = Job(
      work: { connection in
        do throws(StoreError) {
          let value = try work(connection)
          result.value.withLock { $0 = value }
          return nil
        } catch {
          return error
        }
      },
      finish: { error in
        if let error { return then(.failure(error)) }
        guard let value = result.value.withLock({ $0 }) else { return }
        then(.success(value))
      })
    let refusal = state.withLock { (state) -> String? in
      if state.isClosed { return "the store is closed" }
      switch state.waiting.add(job) {
      case .full: return "too many writes wait"
      case .first, .behindOthers: break
      }
      if let queue = state.idle.popLast() { queue.async { self.drain(on: queue) } }
      return nil
    }
    if let refusal { then(.failure(.broken(place: pool.place, reason: refusal))) }
  }

  /// Leaves a job and waits for its commit. Not for use on a thread that writes.
  func write<Result: Sendable>(
    _ work: @escaping @Sendable (PostgresConnection) throws(StoreError) -> Result
  ) throws(StoreError) -> Result {
    let done = DispatchSemaphore(value: 0)
    let answer = Answer<Swift.Result<Result, StoreError>>()
    submit(work) { result in
      answer.value.withLock { $0 = result }
      done.signal()
    }
    done.wait()
    guard let result = answer.value.withLock({ $0 }) else {
      throw .broken(place: pool.place, reason: "the writer has stopped")
    }
    return try result.get()
  }

  /// Runs `body` on the thread that asks, while nobody else writes. It has no conflicts.
  func alone<Result>(_ body: (PostgresConnection) throws -> Result) throws -> Result {
    let connection = try pool.begin(.writingAlone)
    defer { pool.giveBack(connection) }
    let result = try body(connection)
    let users = try connection.publishChanges(from: node)
    try connection.commit()
    count(jobs: 1)
    publisher.tell(users)
    return result
  }

  /// Waits until nothing waits any more; what comes later is refused.
  func close() {
    state.withLock { $0.isClosed = true }
    // Whoever is called after a commit may be the last to hold the store.
    if DispatchQueue.getSpecific(key: Self.queueOwner) == ObjectIdentifier(self) { return }
    for queue in queues { queue.sync {} }
  }

  private func drain(on queue: DispatchQueue) {
    while true {
      let jobs = state.withLock { state in
        let taken = state.waiting.take(atMost: Self.mostAtOnce)
        if taken.isEmpty { state.idle.append(queue) }
        return taken
      }
      if jobs.isEmpty { return }
      for (job, error) in zip(jobs, run(jobs)) { job.finish(error) }
    }
  }

  /// The error of each job, `nil` where its changes are safe.
  private func run(_ jobs: [Job]) -> [StoreError?] {
    var delay = Delay()
    while true {
      // At the third time nobody else writes, so that no conflict is left: without that, busy writers
      // would undo each other's work over and over.
      switch attempt(jobs, delay.count < 2 ? .writing : .writingAlone) {
      case .kept(let errors):
        return errors
      case .failed(let error):
        return jobs.map { _ in error }
      case .again(let error):
        guard delay.wait() else { return jobs.map { _ in error } }
        state.withLock { $0.counts.retries += 1 }
      }
    }
  }

  private func attempt(_ jobs: [Job], _ purpose: PostgresConnection.Purpose) -> Outcome {
    let connection: PostgresConnection
    do throws(StoreError) {
      connection = try pool.begin(purpose)
    } catch {
      return .failed(error)
    }
    defer { pool.giveBack(connection) }
    var isCommitting = false
    do throws(StoreError) {
      var errors: [StoreError?] = []
      for job in jobs { errors.append(try run(job, connection, isOnly: jobs.count == 1)) }
      if errors.allSatisfy({ $0 != nil }) { return .kept(errors) }
      let users = try connection.publishChanges(from: node)
      isCommitting = true
      try connection.commit()
      count(jobs: jobs.count)
      publisher.tell(users)
      return .kept(errors)
    } catch {
      switch connection.fault {
      case .conflict: return .again(error)
      // What was lost before it was to be kept is not kept.
      case .lost where !isCommitting: return .again(error)
      case .lost, .refused, nil: return .failed(error)
      }
    }
  }

  /// Throws only what spoils the whole transaction.
  private func run(
    _ job: Job, _ connection: PostgresConnection, isOnly: Bool
  ) throws(StoreError) -> StoreError? {
    let count = connection.changes.count
    if !isOnly { try connection.command("SAVEPOINT job") }
    let error = job.work(connection)
    if let error, connection.fault == .conflict || connection.fault == .lost { throw error }
    if isOnly { return error }
    if error != nil {
      try connection.command("ROLLBACK TO job")
      connection.forget(since: count)
    }
    try connection.command("RELEASE job")
    return error
  }

  private func count(jobs: Int) {
    state.withLock { state in
      state.counts.commits += 1
      state.counts.jobs += jobs
    }
  }

  /// A server that cannot be reached must not fill the memory.
  private static let mostWaiting = 10_000
  private static let mostAtOnce = 100
}

/// How long a transaction waits before it is run again: a random time, so that two do not meet again,
/// of at most twice the time before.
private struct Delay {
  private(set) var count = 0

  /// - Returns: Whether it may be tried again.
  mutating func wait() -> Bool {
    guard count < Self.most else { return false }
    let longest = UInt32(1_000 << count)
    usleep(UInt32.random(in: 0...longest))
    count += 1
    return true
  }

  private static let most = 7
}

/// A value that one thread leaves and another picks up.
private final class Answer<Value: Sendable>: Sendable {
  let value = Mutex<Value?>(nil)
}
