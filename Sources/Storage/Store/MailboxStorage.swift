import Mailbox

/// Where the rows and the sounds of mailboxes are kept. A storage knows no rule: ``Mailboxes`` runs
/// every rule once, over the rows of whichever storage there is. One conformance suite runs on all.
///
/// Any thread may call. `read` and `write` may wait for a disk, so the thread of the calls must not
/// call them: it uses `dispatch`.
protocol MailboxStorage: SharedStorage, AnyObject, Sendable {
  /// Turns passcodes into what a row may hold.
  var hasher: any PasscodeHasher { get }

  /// Recordings that no row names yet.
  var recordings: any PendingRecordings { get }

  /// Runs work that may wait for the disk, away from the thread that asks, where there is a disk.
  func dispatch(_ work: @escaping @Sendable () -> Void)

  /// Runs `body` on one state of the rows. `body` changes nothing.
  func read<Result>(
    _ body: (any MailboxRows) throws(StoreError) -> Result
  ) throws(StoreError) -> Result

  /// Runs `body` in a transaction that is all kept or, if it throws, all undone. Transactions of
  /// many threads may share one commit.
  /// - Parameters:
  ///   - body: May run on another thread, and again if the storage has to try again.
  ///   - then: Is called after the commit. The next commit waits for it, so it must be short.
  func submit<Result: Sendable>(
    _ body: @escaping @Sendable (any MailboxRows) throws(StoreError) -> Result,
    then: @escaping @Sendable (Swift.Result<Result, StoreError>) -> Void)

  /// The same; returns after the commit. Not to be called by a follower or from `then`.
  func write<Result: Sendable>(
    _ body: @escaping @Sendable (any MailboxRows) throws(StoreError) -> Result
  ) throws(StoreError) -> Result

  /// Runs `body` on the thread that asks, in a transaction of its own, while nobody else writes.
  func writeAlone<Result>(_ body: (any MailboxRows) throws -> Result) throws -> Result

  /// Brings a finished recording of a call to safety, before the row that names it is written. The
  /// recording itself stays until it is discarded.
  func place(_ take: FinishedRecording) throws(StoreError) -> PlacedSound

  /// The same for samples of 8 kHz.
  func place(_ samples: [Int16]) throws(StoreError) -> PlacedSound

  /// Lets go of what `place` needed beside the sound, after its row was written or could not be.
  func letGo(of sound: PlacedSound)

  /// The sound of a message, greeting or announcement.
  func audio(_ id: Int64) throws(StoreError) -> StoredAudio

  /// From now on tells whose rows have changed; see ``MailboxStore/follow(_:)``.
  func follow(_ changed: @escaping @Sendable ([Int64]?) -> Void)

  /// Removes for good the sounds that no row uses any more.
  func sweepSounds() throws(StoreError)

  /// Looks after what else lies there, every hour and at a server's start: lost sounds, for example.
  func tidy(at now: Int64)

  /// Whether old messages are removed from time to time: not by a command beside a server.
  var purges: Bool { get }

  /// How busy it is.
  var load: StorageLoad { get }

  /// Calls `then` when a write would have its turn: soon, unless the storage is stuck.
  func turn(_ then: @escaping @Sendable () -> Void)

  /// Finishes what was begun and lets go of everything. Requests after that fail.
  func close()
}

/// Recordings that no row names yet, and who has each of them: a take belongs to its call, and then
/// to the request that delivers it, until it is discarded or released. Only one that belongs to
/// nobody is tried again.
protocol PendingRecordings: RecordingStore {
  /// A request takes over a take that waits.
  /// - Returns: Whether nobody else has it.
  func hold(_ id: UInt64) -> Bool
  /// From now on the take waits to be delivered.
  func release(_ id: UInt64)
  /// Keeps what its caller has said of a message that could not be delivered, and lets it wait.
  func release(_ deposit: Deposit)
  /// All takes that belong to nobody, the oldest first.
  func waiting() throws(StoreError) -> [UnfinishedRecording]
  /// Copies recordings that wait in the folder of a node that does not come back; they belong to the
  /// caller until it releases them.
  func adopt(from folder: String) throws(StoreError) -> [UnfinishedRecording]
  /// Whether the sound of a take is still there.
  func hasSound(_ take: UnfinishedRecording) throws(StoreError) -> Bool
}

/// A sound that is safe, but has perhaps no row yet.
enum PlacedSound: Sendable {
  case file(PlacedAudio)
  case samples([Int16], milliseconds: Int32)
}

/// How busy a storage is.
public struct StorageLoad: Equatable, Sendable {
  /// Requests that wait for a thread of the storage.
  public var waitingRequests = 0
  /// Writes that wait for their commit.
  public var waitingWrites = 0
  /// Writes that were carried out so far.
  public var writes = 0
  /// In how many commits, each with one sync of the disk.
  public var commits = 0
}

/// Turns passcodes into what may be stored (requirement B7), and compares them.
protocol PasscodeHasher: Sendable {
  /// What is stored for a passcode.
  func hash(_ passcode: Passcode) throws(StoreError) -> String
  /// Whether the passcode is the one of `hash`. Without a hash it is not, and takes as long, so
  /// that timing does not tell which mailboxes exist (requirement C4).
  func isRight(_ passcode: Passcode, for hash: String?) -> Bool
  /// What is stored for a web password. It costs more than a passcode's.
  func hash(_ password: WebPassword) throws(StoreError) -> String
  /// As for a passcode: without a hash it is not, and takes as long.
  func isRight(_ password: WebPassword, for hash: String?) -> Bool
}
