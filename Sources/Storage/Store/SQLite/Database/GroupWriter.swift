import Dispatch
import Synchronization
import Threads

/// The one place that writes to the database, by group commit:
///
/// ```
/// call 1 ── job ─┐                     ┌ job 1 ─ kept ────────┐
/// call 2 ── job ─┼─► Inbox ─► BEGIN ─► ┼ job 2 ─ undone alone ┼─► COMMIT ─► 1, 3 answered
/// call 3 ── job ─┘     │               └ job 3 ─ kept ────────┘   one sync    2 its error
///                      └ .full: answered with an error at once
/// ```
/// The writer takes all jobs that wait, runs them in one transaction and commits once. So many calls
/// share one sync of the disk, which is what a write costs; and while it lasts the next jobs gather,
/// so that commits hold more the busier the server is. Each job has a savepoint of its own: one that
/// fails does not spoil the others. A caller is answered after the commit, never before.
final class GroupWriter: Sendable {
  /// How much was done, for the benchmark.
  struct Counts: Equatable {
    var jobs = 0
    var commits = 0
  }

  private struct Job: Sendable {
    /// Runs inside the transaction.
    var work: @Sendable (Database) -> StoreError?
    /// Runs after the commit; `nil`: the job's changes are safe on disk.
    var finish: @Sendable (StoreError?) -> Void
  }

  private struct State {
    var waiting = Inbox<Job>(limit: GroupWriter.mostWaiting)
    var isDraining = false
    var counts = Counts()
  }

  private let path: String
  private let database: Mutex<Database?>
  private let state = Mutex(State())
  private let publisher: ChangePublisher
  private let queue = DispatchQueue(label: "voiceportal.store.writer")
  private static let queueOwner = DispatchSpecificKey<ObjectIdentifier>()

  /// Writes by this connection, which nobody else may use from now on, and tells the publisher after
  /// each commit whom it concerned.
  init(_ database: Database, telling publisher: ChangePublisher) {
    path = database.path
    self.publisher = publisher
    self.database = Mutex(database)
    queue.setSpecific(key: Self.queueOwner, value: ObjectIdentifier(self))
  }

  var counts: Counts { state.withLock { $0.counts } }

  /// How many jobs wait.
  var waiting: Int { state.withLock { $0.waiting.count } }

  /// Leaves a job. `then` is called on the writer's queue after the commit; it must not wait for
  /// another write.
  func submit<Result: Sendable>(
    _ work: @escaping @Sendable (Database) throws(StoreError) -> Result,
    then: @escaping @Sendable (Swift.Result<Result, StoreError>) -> Void
  ) {
    let result = Answer<Result>()
    let job = Job(
      work: { database in
        do throws(StoreError) {
          let value = try work(database)
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
    let (admission, mustStart) = state.withLock { state in
      let admission = state.waiting.add(job)
      defer { state.isDraining = true }
      return (admission, !state.isDraining)
    }
    if mustStart { queue.async { self.drain() } }
    switch admission {
    case .first, .behindOthers: break
    case .full: then(.failure(.broken(place: path, reason: "too many writes wait")))
    }
  }

  /// Leaves a job and waits for its commit. Not for use on the writer's queue.
  func write<Result: Sendable>(
    _ work: @escaping @Sendable (Database) throws(StoreError) -> Result
  ) throws(StoreError) -> Result {
    let done = DispatchSemaphore(value: 0)
    let answer = Answer<Swift.Result<Result, StoreError>>()
    submit(work) { result in
      answer.value.withLock { $0 = result }
      done.signal()
    }
    done.wait()
    guard let result = answer.value.withLock({ $0 }) else {
      throw .broken(place: path, reason: "the writer has stopped")
    }
    return try result.get()
  }

  /// Runs `body` in a transaction of its own, on the thread that asks. Not for use on the writer's
  /// queue.
  func alone<Result>(_ body: (Database) throws -> Result) throws -> Result {
    try queue.sync {
      guard let database = database.withLock({ $0 }) else {
        throw StoreError.broken(place: path, reason: "the store is closed")
      }
      try database.run("BEGIN IMMEDIATE")
      do {
        let result = try body(database)
        try database.run("COMMIT")
        state.withLock { state in
          state.counts.commits += 1
          state.counts.jobs += 1
        }
        publisher.tell(database.takeChangedUsers())
        return result
      } catch {
        database.rollBack()
        throw error
      }
    }
  }

  /// Looks at the connection, between two transactions, soon.
  func look(_ body: @escaping @Sendable (Database) -> Void) {
    queue.async { [self] in
      database.withLock { database in
        if let database { body(database) }
      }
    }
  }

  /// Waits until nothing waits any more, and closes the connection.
  func close() {
    // Whoever is called after a commit may be the last to hold the store: waiting for the own
    // queue would never end.
    let isOnQueue = DispatchQueue.getSpecific(key: Self.queueOwner) == ObjectIdentifier(self)
    while !isOnQueue, state.withLock({ $0.isDraining }) { queue.sync {} }
    database.withLock { $0 = nil }
  }

  /// One commit. Jobs that came meanwhile take another turn on the queue, so that whoever wants to
  /// write alone gets a turn too.
  private func drain() {
    let jobs = state.withLock { state in
      let jobs = state.waiting.takeAll()
      if jobs.isEmpty { state.isDraining = false }
      return jobs
    }
    if jobs.isEmpty { return }
    let errors = run(jobs)
    for (job, error) in zip(jobs, errors) { job.finish(error) }
    queue.async { self.drain() }
  }

  /// The error of each job, `nil` where its changes are safe on disk.
  private func run(_ jobs: [Job]) -> [StoreError?] {
    var errors: [StoreError?] = []
    do throws(StoreError) {
      guard let database = database.withLock({ $0 }) else {
        throw .broken(place: path, reason: "the store is closed")
      }
      try database.writing { () throws(StoreError) in
        for job in jobs { errors.append(try run(job, database)) }
      }
      state.withLock { state in
        state.counts.commits += 1
        state.counts.jobs += jobs.count
      }
      publisher.tell(database.takeChangedUsers())
      return errors
    } catch {
      return jobs.map { _ in error }
    }
  }

  /// Throws only what spoils the whole transaction.
  private func run(_ job: Job, _ database: Database) throws(StoreError) -> StoreError? {
    try database.run("SAVEPOINT job")
    let error = job.work(database)
    if let error {
      guard database.isInTransaction else { throw error }
      try database.run("ROLLBACK TO job")
    }
    try database.run("RELEASE job")
    return error
  }

  /// A disk that has stopped must not fill the memory.
  private static let mostWaiting = 20_000
}

/// A value that one thread leaves and another picks up.
private final class Answer<Value: Sendable>: Sendable {
  let value = Mutex<Value?>(nil)
}
