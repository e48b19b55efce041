public import Mailbox

/// What calls and commands see of the mailboxes: ``Mailboxes``, or a stand-in for tests. All calls are
/// safe from any thread.
public protocol MailboxStore: AnyObject, Sendable {
  /// Answers one request of a call, and returns when what it changed is safe on disk. A failure
  /// of the store is the reply `.failed`, never a crash.
  func answer(_ request: MailboxRequest, of call: CallToken) -> MailboxReply

  /// The same without waiting: `then` is called from the store's thread. Requests of many calls
  /// share one commit and so one sync of the disk.
  func submit(
    _ request: MailboxRequest, of call: CallToken,
    then: @escaping @Sendable (MailboxReply) -> Void)

  /// The sound of a stored message or greeting.
  /// - Throws: ``StoreError`` when there is no such sound.
  func audio(_ id: Int64) throws(StoreError) -> StoredAudio

  /// Where recordings wait until a request takes or drops them.
  var takes: any RecordingStore { get }

  /// Companies, users and what belongs to them, for administration.
  /// - Parameters:
  ///   - actor: Who changes something, for the audit log.
  ///   - origin: The network address from which it is done, where there is one.
  func accounts(as actor: Actor, from origin: String?) -> any Accounts

  /// Entries of the change feed behind a cursor, rising: what has happened, each kept in the
  /// transaction of the change. An entry stays for 14 days.
  func changes(after sequence: Int64, limit: Int) throws(StoreError) -> [MailboxChange]

  /// The number of the last entry of the change feed, for a cursor that begins now; 0: there was
  /// none.
  func lastChange() throws(StoreError) -> Int64

  /// From now on tells whose messages or settings may have changed, by the users' keys and never
  /// too few of them; `nil`: perhaps those of everybody. It is a hint to look; what has happened is in
  /// the feed.
  ///
  /// It is told when the change is kept and before the request is answered, on any thread. Whoever
  /// is told must neither wait there nor ask the store.
  func follow(_ changed: @escaping @Sendable ([Int64]?) -> Void)
}

extension MailboxStore {
  /// Answers one request by its own reply, and returns when what it changed is safe on disk.
  /// - Returns: `nil` if the store could not do it. Nothing was changed.
  public func perform<Request: TypedRequest>(
    _ request: Request, of call: CallToken
  ) -> Request.Reply? {
    Request.Reply(answer(request.request, of: call))
  }
}

extension MailboxStore {
  /// Administration by the portal itself.
  public var accounts: any Accounts { accounts(as: .portal) }

  /// Administration from this machine.
  public func accounts(as actor: Actor) -> any Accounts { accounts(as: actor, from: nil) }
}

/// Names one call, so that its decisions about messages are its own until it ends. Every run of
/// the program starts with tokens that were never used before.
public struct CallToken: Hashable, Sendable {
  public var value: UInt64

  /// Wraps a number that no other call has.
  public init(_ value: UInt64) { self.value = value }
}

/// A sound as the store has it.
public enum StoredAudio: Equatable, Sendable {
  /// 8 kHz mono PCM16.
  case samples([Int16])
  /// A file that libsndfile reads.
  case file(path: String)
}

/// Where recordings wait. A depot in memory keeps samples, one on disk keeps files.
///
/// The thread of the calls plans takes and abandons them, and neither waits for a disk. What else a
/// take needs is done by threads that may wait.
public protocol RecordingStore: AnyObject, Sendable {
  /// Names a take and says where its sound will go. Nothing is on the disk yet.
  func plan(_ purpose: RecordingPurpose) -> RecordingDestination
  /// Notes what a planned take is for, so that it outlives the process: before its sound begins, on
  /// the thread that writes it.
  /// - Throws: ``StoreError`` when the disk does not take it, or its call has abandoned it.
  func prepare(_ destination: RecordingDestination) throws(StoreError)
  /// Hands over the samples of a take that lives in memory; takes on disk ignore it.
  func finish(_ id: UInt64, samples: [Int16])
  /// The sound of a take that has ended and that no request has taken yet.
  /// - Throws: ``StoreError`` when there is no such take.
  func audio(of id: UInt64) throws(StoreError) -> StoredAudio
  /// Drops a take that nobody wants. Unknown ids are ignored.
  func discard(_ id: UInt64)
  /// Drops it soon, on a thread of the store.
  func abandon(_ id: UInt64)
}

extension RecordingStore {
  /// Plans and prepares a take, for a thread that may wait for the disk.
  /// - Throws: ``StoreError`` when the disk does not take it.
  public func begin(_ purpose: RecordingPurpose) throws(StoreError) -> RecordingDestination {
    let destination = plan(purpose)
    do throws(StoreError) {
      try prepare(destination)
    } catch {
      discard(destination.id)
      throw error
    }
    return destination
  }
}

/// Where the sound of a new take goes.
public struct RecordingDestination: Equatable, Sendable {
  public var id: UInt64
  /// The file to write, or `nil`: keep samples and hand them over at the end.
  public var path: String?
  public var purpose: RecordingPurpose

  /// A destination for the take `id`.
  public init(id: UInt64, path: String?, purpose: RecordingPurpose) {
    (self.id, self.path, self.purpose) = (id, path, purpose)
  }
}

/// Why the store could not do something. Each description is one sentence with place and reason.
public enum StoreError: Error, Equatable, Sendable {
  /// A row of this kind and name is not there.
  case missing(kind: String, name: String)
  /// Somebody else has changed the record since its editor saw it.
  case changedMeanwhile(kind: String, name: String)
  /// A field of an account is not acceptable.
  case refused(field: String, reason: FieldRefusal)
  /// The database file was made by a later version of the program.
  case newerSchema(path: String, found: Int, known: Int)
  /// There is no data directory of this name, and it may not be made.
  case noDirectory(path: String)
  /// Another server runs on the same data directory.
  case inUse(path: String)
  /// The disk, the database or a file failed.
  case broken(place: String, reason: String)
}

extension StoreError {
  /// The reason without the place, where there is one.
  var reason: String {
    if case .broken(_, let reason) = self { reason } else { description }
  }
}

extension StoreError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .missing(let kind, let name): "There is no \(kind) '\(name)'."
    case .changedMeanwhile(let kind, let name):
      "The \(kind) '\(name)' was changed by somebody else meanwhile."
    case .refused(let field, let reason): "\(field): \(reason)"
    case .newerSchema(let path, let found, let known):
      "\(path): the database has schema \(found), this program knows up to \(known). "
        + "Use the program that wrote it, or a later one."
    case .noDirectory(let path):
      "\(path): there is no such data directory (no voiceportal.db there). "
        + "'voiceportal accounts company add' makes one; so does 'voiceportal serve --create'."
    case .inUse(let path): "\(path): another voiceportal runs on this data directory."
    case .broken(let place, let reason): "\(place): \(reason)"
    }
  }
}
