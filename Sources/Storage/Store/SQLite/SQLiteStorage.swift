import Mailbox
import Synchronization

/// The mailboxes in a SQLite database, with their sounds in files beside it. See
/// ``DataDirectory`` for the layout and ``GroupWriter`` for how calls share commits.
final class SQLiteStorage: MailboxStorage {
  let options: SQLiteStoreOptions
  let directory: DataDirectory
  let sounds: AudioFolder
  let takeFolder: PendingRecordingFolder
  let readers: ReaderPool
  let writer: GroupWriter
  let argon2: Argon2PasscodeHasher
  private let cache = RowCache()
  private let publisher = ChangePublisher()
  private let elsewhere = Mutex<ExternalChangePoller?>(nil)
  private let workers: Workers
  private let lock: Mutex<FileLock?>

  /// Opens a data directory, and makes it if it is not there and may be made. A directory that has
  /// lost its database or its secret is refused, see ``OpeningCheck``.
  /// - Throws: ``StoreError``, naming the file and the reason.
  init(directory path: String, options: SQLiteStoreOptions) throws(StoreError) {
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
    argon2 = try Argon2PasscodeHasher(
      PasscodeSecret(of: directory, database: database, beginningWith: options.firstSecret),
      cost: options.passcodeCost)
    sounds = AudioFolder(directory: directory)
    takeFolder = PendingRecordingFolder(directory)
    readers = ReaderPool(path: directory.database)
    writer = GroupWriter(database, telling: publisher)
    workers = Workers(width: options.workers)
    self.lock = Mutex(lock)
  }

  var hasher: any PasscodeHasher { argon2 }

  /// Recordings go to files, which the recorder writes as the sound comes.
  var recordings: any PendingRecordings { takeFolder }

  var purges: Bool { options.isServer }

  func dispatch(_ work: @escaping @Sendable () -> Void) { workers.submit(work) }

  func read<Result>(
    _ body: (any MailboxRows) throws(StoreError) -> Result
  ) throws(StoreError) -> Result {
    try readers.read { (database) throws(StoreError) in try body(rows(database)) }
  }

  func submit<Result: Sendable>(
    _ body: @escaping @Sendable (any MailboxRows) throws(StoreError) -> Result,
    then: @escaping @Sendable (Swift.Result<Result, StoreError>) -> Void
  ) {
    writer.submit(
      { [self] (database) throws(StoreError) in try body(rows(database)) }, then: then)
  }

  func write<Result: Sendable>(
    _ body: @escaping @Sendable (any MailboxRows) throws(StoreError) -> Result
  ) throws(StoreError) -> Result {
    try writer.write { [self] (database) throws(StoreError) in try body(rows(database)) }
  }

  func writeAlone<Result>(_ body: (any MailboxRows) throws -> Result) throws -> Result {
    try writer.alone { database in try body(rows(database)) }
  }

  func place(_ take: FinishedRecording) throws(StoreError) -> PlacedSound {
    .file(try sounds.place(takeFolder.path(of: take.id), milliseconds: take.milliseconds))
  }

  func place(_ samples: [Int16]) throws(StoreError) -> PlacedSound {
    .file(try sounds.place(samples))
  }

  /// What stays behind is removed at the next start of a server.
  func letGo(of sound: PlacedSound) {
    if case .file(let file) = sound { try? Disk.remove(file.source) }
  }

  /// The file of a sound. It stays until no message and no greeting uses the sound any more.
  func audio(_ id: Int64) throws(StoreError) -> StoredAudio {
    let hash = try readers.read { (database) throws(StoreError) in
      try database.first("SELECT hash FROM audio WHERE id = ?", .integer(id)) { $0.text(0) }
    }
    guard let hash else { throw .missing(kind: "sound", name: "\(id)") }
    return .file(path: sounds.path(of: hash))
  }

  /// Tells on the thread that commits. What other programs write is noticed within
  /// ``SQLiteStoreOptions/looksElsewhereMilliseconds``.
  func follow(_ changed: @escaping @Sendable ([Int64]?) -> Void) {
    publisher.add(changed)
    elsewhere.withLock { elsewhere in
      guard elsewhere == nil else { return }
      elsewhere = ExternalChangePoller(
        beside: writer, publisher, everyMilliseconds: options.looksElsewhereMilliseconds)
    }
  }

  var load: StorageLoad {
    let counts = writer.counts
    return StorageLoad(
      waitingRequests: workers.waiting, waitingWrites: writer.waiting, writes: counts.jobs,
      commits: counts.commits)
  }

  func turn(_ then: @escaping @Sendable () -> Void) { writer.look { _ in then() } }

  func close() {
    elsewhere.withLock { $0 = nil }
    workers.finish()
    takeFolder.finish()
    writer.close()
    readers.close()
    lock.withLock { $0 = nil }
  }

  private func rows(_ database: Database) -> SQLiteRows {
    SQLiteRows(database: database, cache: cache, sounds: sounds)
  }
}

extension Mailboxes {
  /// Opens a data directory, and makes it if it is not there and may be made. A server first carries
  /// out what unfinished calls decided and removes what nobody needs any more; see also
  /// ``unfinishedTakes()``.
  /// - Throws: ``StoreError``, naming the file and the reason.
  public convenience init(
    directory path: String, options: SQLiteStoreOptions = .init()
  ) throws(StoreError) {
    let storage = try SQLiteStorage(directory: path, options: options)
    self.init(storage, now: options.now, report: options.report)
    guard options.isServer else { return }
    try settleAtStart()
    try storage.removeScraps()
    try purge()
    storage.findLostSounds(at: options.now())
  }

  /// After the loss of the passcode secret of a data directory: makes another one and removes all
  /// passcodes. No server may run there.
  /// - Returns: How many users had a passcode.
  public static func renewSecret(in directory: String) throws(StoreError) -> Int {
    try PasscodeSecret.replace(in: DataDirectory(directory))
  }
}
