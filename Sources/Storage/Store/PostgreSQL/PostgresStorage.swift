import Mailbox
import Synchronization
import Threads

/// The mailboxes in a PostgreSQL database, sounds included, so that several nodes work on them. A node
/// keeps a folder of its own:
/// ```
/// incoming/   recordings that no row names yet, see ``PendingRecordingFolder``
/// cache/      sounds of the database that were fetched, see ``SoundCache``
/// secret      what passcodes are keyed with: the same on all nodes
/// node        the node's name
/// visits      where calls went, for the time without a database, see ``RememberedVisits``
/// lock        held by the server that runs on this folder
/// ```
/// See ``PostgresWriters`` for how calls share commits, and ``PostgresRows/note(_:)`` for the feed.
final class PostgresStorage: MailboxStorage {
  let writers: PostgresWriters
  let takeFolder: PendingRecordingFolder
  let options: PostgresStoreOptions
  let directory: DataDirectory
  private let address: PostgresAddress
  let node: NodeName
  let pool: PostgresPool
  let cachedSounds: SoundCache
  private let argon2: Argon2PasscodeHasher
  private let secret: PasscodeSecret
  let cache = RowCache()
  private let publisher = ChangePublisher()
  private let listener = Mutex<PostgresListener?>(nil)
  private let workers: Workers
  private let lock: Mutex<FileLock?>

  /// Connects, and makes the tables and the folder where they are missing.
  /// - Throws: ``StoreError``, naming the database or the file, and the reason.
  init(
    _ connectionString: String, spool: String, options: PostgresStoreOptions
  ) throws(StoreError) {
    self.options = options
    address = try PostgresAddress(connectionString)
    directory = DataDirectory(spool)
    try Disk.makeFolder(directory.path)
    try Disk.makeFolder(directory.incoming)
    lock = Mutex(options.isServer ? try FileLock.server(directory) : nil)
    cachedSounds = try SoundCache(folder: directory.cache, limit: options.cacheBytes)
    node = try NodeName(of: directory)
    pool = PostgresPool(
      address, limit: options.connections, within: options.isServer ? options.limits : nil
    ) { [cache] in cache.forgetAll() }
    let connection = try pool.take()
    do throws(StoreError) {
      try PostgresMigration(scripts: PostgresSchema.scripts).run(on: connection)
      secret = try PasscodeSecret(of: directory, connection)
      argon2 = try Argon2PasscodeHasher(secret, cost: options.passcodeCost)
      pool.giveBack(connection)
    } catch {
      pool.giveBack(connection)
      throw error
    }
    takeFolder = PendingRecordingFolder(directory)
    writers = PostgresWriters(pool, as: node, width: options.writers, telling: publisher)
    workers = Workers(width: options.workers)
  }

  var hasher: any PasscodeHasher { argon2 }

  /// Recordings go to files, which the recorder writes as the sound comes.
  var recordings: any PendingRecordings { takeFolder }

  var purges: Bool { options.isServer }

  func dispatch(_ work: @escaping @Sendable () -> Void) { workers.submit(work) }

  func read<Result>(
    _ body: (any MailboxRows) throws(StoreError) -> Result
  ) throws(StoreError) -> Result {
    try reading { (connection) throws(StoreError) in try body(rows(connection)) }
  }

  func submit<Result: Sendable>(
    _ body: @escaping @Sendable (any MailboxRows) throws(StoreError) -> Result,
    then: @escaping @Sendable (Swift.Result<Result, StoreError>) -> Void
  ) {
    writers.submit(
      { [self] (connection) throws(StoreError) in try body(rows(connection)) }, then: then)
  }

  func write<Result: Sendable>(
    _ body: @escaping @Sendable (any MailboxRows) throws(StoreError) -> Result
  ) throws(StoreError) -> Result {
    try writers.write { [self] (connection) throws(StoreError) in try body(rows(connection)) }
  }

  func writeAlone<Result>(_ body: (any MailboxRows) throws -> Result) throws -> Result {
    try writers.alone { connection in try body(rows(connection)) }
  }

  /// The bytes stay in their file until the row is written, which takes them along.
  func place(_ take: FinishedRecording) throws(StoreError) -> PlacedSound {
    let path = takeFolder.path(of: take.id)
    // Until it is delivered, this file is all that there is.
    if options.syncsRecordings { try Disk.sync(path) }
    let (hash, byteCount) = try ContentHash.of(path)
    return .file(
      PlacedAudio(
        hash: hash, milliseconds: take.milliseconds, byteCount: byteCount, source: path))
  }

  func place(_ samples: [Int16]) -> PlacedSound {
    .samples(samples, milliseconds: Int32(clamping: samples.count / 8))
  }

  func letGo(of sound: PlacedSound) {}

  func sharedKey(for purpose: String) -> String? {
    secret.keyed(Array("key for \(purpose)".utf8)).map { byte in
      (byte < 16 ? "0" : "") + String(byte, radix: 16)
    }.joined()
  }

  /// The sound as a file of this node, which stays for some time. While the database is away, one that
  /// was fetched before is found all the same.
  func audio(_ id: Int64) throws(StoreError) -> StoredAudio {
    do throws(StoreError) {
      return try fetchedAudio(id)
    } catch {
      guard case .broken = error, let path = cachedSounds.file(ofRow: id) else { throw error }
      return .file(path: path)
    }
  }

  private func fetchedAudio(_ id: Int64) throws(StoreError) -> StoredAudio {
    try reading { (connection) throws(StoreError) in
      let hash = try connection.first("SELECT hash FROM audio WHERE id = $1", .integer(id)) {
        $0.text(0)
      }
      guard let hash else { throw .missing(kind: "sound", name: "\(id)") }
      let path = try cachedSounds.file(of: hash) { (piece) throws(StoreError) in
        try connection.visitContent(of: hash, piece)
      }
      cachedSounds.note(hash, ofRow: id)
      return .file(path: path)
    }
  }

  /// Own changes are told on the thread that commits, those of other processes as the server tells
  /// of them.
  func follow(_ changed: @escaping @Sendable ([Int64]?) -> Void) {
    publisher.add(changed)
    listener.withLock { listener in
      guard listener == nil else { return }
      listener = PostgresListener(address, as: node, telling: publisher)
    }
  }

  /// The bytes of a sound go with its row.
  func sweepSounds() throws(StoreError) {
    while try writers.write({ (connection) throws(StoreError) in
      try connection.run(
        "DELETE FROM audio WHERE id IN (SELECT id FROM audio WHERE uses = 0 LIMIT $1)",
        .integer(Self.sweptAtOnce))
    }) == Self.sweptAtOnce {}
  }

  func tidy(at now: Int64) {}

  var load: StorageLoad {
    let counts = writers.counts
    return StorageLoad(
      waitingRequests: workers.waiting, waitingWrites: writers.waiting, writes: counts.jobs,
      commits: counts.commits)
  }

  func turn(_ then: @escaping @Sendable () -> Void) {
    writers.submit({ _ in }, then: { _ in then() })
  }

  func close() {
    listener.withLock { listener in
      listener?.close()
      listener = nil
    }
    workers.finish()
    takeFolder.finish()
    if options.isServer { giveUpLease() }
    writers.close()
    pool.close()
    lock.withLock { $0 = nil }
  }

  /// What only reads may run again: on another connection, if the first one is lost.
  private func reading<Result>(
    _ body: (PostgresConnection) throws(StoreError) -> Result
  ) throws(StoreError) -> Result {
    var mayTryAgain = true
    while true {
      let connection = try pool.begin(.reading)
      defer { pool.giveBack(connection) }
      do throws(StoreError) {
        let result = try body(connection)
        try connection.commit()
        return result
      } catch {
        // A standby ends readers that stand in the way of what it copies: a conflict too.
        // The caller has waited long enough for a server that stands still.
        guard mayTryAgain, !connection.isSilent,
          connection.fault == .lost || connection.fault == .conflict
        else { throw error }
        mayTryAgain = false
      }
    }
  }

  private func rows(_ connection: PostgresConnection) -> PostgresRows {
    PostgresRows(connection: connection, cache: cache, node: node)
  }

  private static let sweptAtOnce = 500
}

extension PostgresConnection {
  /// Hands the bytes of a sound over in pieces.
  fileprivate func visitContent(
    of hash: String, _ visit: ([UInt8]) throws(StoreError) -> Void
  ) throws(StoreError) {
    let pieceCount = 1 << 18
    var start = 1
    while true {
      let piece = try first(
        "SELECT substring(content FROM $2 FOR $3) FROM sounds WHERE hash = $1", .text(hash),
        .integer(start), .integer(pieceCount)
      ) { $0.blob(0) }
      guard let piece else { throw .missing(kind: "sound", name: hash) }
      try visit(piece)
      if piece.count < pieceCount { return }
      start += pieceCount
    }
  }
}

extension Mailboxes {
  /// Opens the mailboxes of a PostgreSQL database, and makes its tables if there are none. A server
  /// first carries out what unfinished calls of this node decided; see also ``unfinishedTakes()``.
  /// - Parameters:
  ///   - connection: As libpq takes it: `host=HOST dbname=NAME user=USER`, for example.
  ///   - spool: The node's folder; see ``PostgresStorage``. Its `secret` must be on all nodes.
  /// - Throws: ``StoreError``, naming the database or the file, and the reason.
  public convenience init(
    postgresql connection: String, spool: String, options: PostgresStoreOptions = .init()
  ) throws(StoreError) {
    let storage = try PostgresStorage(connection, spool: spool, options: options)
    self.init(storage, now: options.now, report: options.report)
    guard options.isServer else { return }
    if let visits = try storage.ownVisits() { rememberedVisits.load(visits) }
    try settleAtStart()
    try storage.takeFolder.removeScraps(changedBefore: WallTime.milliseconds - 600_000)
    try purgeInTurn()
  }
}
