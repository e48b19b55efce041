public import Mailbox
import Synchronization

/// The mailboxes in a SQLite database, with their sounds in files beside it. See
/// ``DataDirectory`` for the layout and ``GroupWriter`` for how calls share commits.
///
/// What only reads is answered on the thread that asks. What writes is prepared there, recordings
/// are brought to safety there, and only the rows go through the writer.
public final class SQLiteStore: MailboxStore {
  let options: SQLiteStoreOptions
  let directory: DataDirectory
  let sounds: AudioFolder
  let takeFolder: TakeFolder
  let readers: ReaderPool
  let writer: GroupWriter
  let vault: PasscodeVault
  let cache = RowCache()
  let clock = Mutex(LocalClock())
  let lastPurge: Mutex<Int64>
  let recentCalls = Mutex(RecentCalls())
  let callsOut = Mutex(CallsOut())
  private let board = ChangeBoard()
  private let elsewhere = Mutex<OtherWriters?>(nil)
  private let workers: Workers
  private let lock: Mutex<FileLock?>

  /// Opens a data directory, and makes it if it is not there and may be made. A directory that has
  /// lost its database or its secret is refused, see ``OpeningCheck``. A server first carries out
  /// what unfinished calls decided and removes what nobody needs any more; see also
  /// ``unfinishedTakes()``.
  /// - Throws: ``StoreError``, naming the file and the reason.
  public init(
    directory path: String, options: SQLiteStoreOptions = .init()
  ) throws(StoreError) {
    self.options = options
    directory = DataDirectory(path, syncs: options.synchronous != .off)
    let check = OpeningCheck(directory: directory)
    try check.checkFiles(mayMake: options.makesDirectory)
    try directory.make()
    var lock = options.isServer ? try FileLock.server(directory) : nil
    let database = try Database(path: directory.database, access: .readWrite)
    let migration = Migration(scripts: Schema.scripts)
    try check.check(database)
    if try migration.isNeeded(by: database) {
      // Nobody may run on a database whose tables change.
      if lock == nil { lock = try .server(directory) }
      try database.useWriteAheadLog()
      try migration.run(on: database)
      if !options.isServer { lock = nil }
    } else {
      // One that was copied or restored has lost its mode.
      try database.useWriteAheadLog()
    }
    try database.run("PRAGMA synchronous = \(options.synchronous.rawValue)")
    vault = try PasscodeVault(
      PasscodeSecret(of: directory, database: database), cost: options.passcodeCost)
    sounds = AudioFolder(directory: directory)
    takeFolder = TakeFolder(directory)
    readers = ReaderPool(path: directory.database)
    writer = GroupWriter(database, telling: board)
    workers = Workers(width: options.workers)
    lastPurge = Mutex(options.now())
    self.lock = Mutex(lock)
    if options.isServer { try cleanUpAtStart() }
  }

  /// Recordings go to files, which the recorder writes as the sound comes.
  public var takes: any TakeDepot { takeFolder }

  /// Administration of the same data; each change is a commit of its own or shares one.
  public var accounts: any Accounts { SQLiteAccounts(store: self) }

  /// Tells on the thread that commits. What other programs write is noticed within
  /// ``SQLiteStoreOptions/looksElsewhereMilliseconds``.
  public func follow(_ changed: @escaping @Sendable ([Int64]?) -> Void) {
    board.add(changed)
    elsewhere.withLock { elsewhere in
      guard elsewhere == nil else { return }
      elsewhere = OtherWriters(
        beside: writer, board, everyMilliseconds: options.looksElsewhereMilliseconds)
    }
  }

  /// How many writes were carried out so far, and in how many commits, each with one sync.
  public var writes: (jobs: Int, commits: Int) {
    let counts = writer.counts
    return (counts.jobs, counts.commits)
  }

  /// How many requests wait for a thread of the store, and how many writes for their commit.
  public var waiting: (requests: Int, writes: Int) { (workers.waiting, writer.waiting) }

  /// Calls `then` when the writer is between two commits: soon, unless it is stuck.
  public func turn(_ then: @escaping @Sendable () -> Void) { writer.look { _ in then() } }

  /// Answers on the thread that asks; a write waits for its commit.
  public func answer(_ request: MailboxRequest, of call: CallToken) -> MailboxReply {
    do throws(StoreError) {
      switch try step(for: request, of: call) {
      case .reply(let reply):
        return reply
      case .write(let work, let cleanUp):
        let reply = try writer.write(work)
        cleanUp(reply)
        return reply
      }
    } catch {
      return failed(request, error)
    }
  }

  /// Answers on a thread of the store. Requests that write share commits; `then` is called after
  /// the commit and must be short, because the next commit waits for it.
  public func submit(
    _ request: MailboxRequest, of call: CallToken,
    then: @escaping @Sendable (MailboxReply) -> Void
  ) {
    workers.submit { [self] in
      do throws(StoreError) {
        switch try step(for: request, of: call) {
        case .reply(let reply):
          then(reply)
        case .write(let work, let cleanUp):
          writer.submit(work) { [self] result in
            switch result {
            case .success(let reply):
              cleanUp(reply)
              then(reply)
            case .failure(let error):
              then(failed(request, error))
            }
          }
        }
      } catch {
        then(failed(request, error))
      }
    }
  }

  /// The file of a sound. It stays until no message and no greeting uses the sound any more.
  public func audio(_ id: Int64) throws(StoreError) -> StoredAudio {
    let hash = try readers.read { (database) throws(StoreError) in
      try database.first("SELECT hash FROM audio WHERE id = ?", .integer(id)) { $0.text(0) }
    }
    guard let hash else { throw .missing(kind: "sound", name: "\(id)") }
    return .file(path: sounds.path(of: hash))
  }

  /// Finishes what was begun and lets go of the data directory. Requests after that fail.
  public func close() {
    elsewhere.withLock { $0 = nil }
    workers.finish()
    writer.close()
    readers.close()
    lock.withLock { $0 = nil }
  }

  /// A recording that could not be delivered goes on waiting, and is tried again.
  private func failed(_ request: MailboxRequest, _ error: StoreError) -> MailboxReply {
    options.report(error)
    if case .deposit(let deposit) = request { takeFolder.release(deposit) }
    return .failed
  }
}

/// What a request comes to.
enum Step {
  /// The answer.
  case reply(MailboxReply)
  /// What must be written before it can be answered, and what is done after the commit.
  case write(
    @Sendable (Database) throws(StoreError) -> MailboxReply,
    cleanUp: @Sendable (MailboxReply) -> Void)

  /// A write that leaves nothing behind.
  static func write(
    _ work: @escaping @Sendable (Database) throws(StoreError) -> MailboxReply
  ) -> Step {
    .write(work, cleanUp: { _ in })
  }
}
