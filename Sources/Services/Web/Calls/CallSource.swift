public import Store
public import Telephony

/// The calls of a server, as the page shows them. The page asks on threads that may wait.
public protocol CallSource: AnyObject, Sendable {
  /// The newest calls that fit, without their journals.
  func calls(_ filter: StoredCallFilter) throws -> [StoredCall]
  /// A call with its journal; `nil` if there is none of this key.
  func call(_ id: CallToken) throws -> StoredCall?
  /// The calls that are on, the oldest first.
  var live: [CallRegistry.LiveEntry] { get }
  /// Ends a call that is on.
  /// - Returns: Whether it was on.
  func hangUp(_ id: CallToken) -> Bool
  /// A call script that replays a call; `nil` if it has no journal yet.
  func script(of call: StoredCall) throws -> String?
  /// What waits in the server, and its disk.
  var load: ServerLoad { get throws }
  /// The places that a call was at, drawn on the flow that it followed, as SVG.
  func drawing(of journal: JournalText) -> String
}

/// What waits in a server, and how full its disk is.
public struct ServerLoad: Equatable, Sendable {
  /// Recordings of callers that are not in a mailbox yet.
  public var recordings = 0
  /// Requests of calls to the mailboxes, writes into them, and records of calls to be written.
  public var requests = 0
  public var writes = 0
  public var callRecords = 0
  /// E-mails that are tried now, that wait for a later try, and that were given up.
  public var mailDue = 0
  public var mailLater = 0
  public var mailGivenUp = 0
  /// Of the disk with the data directory.
  public var usedMegabytes = 0
  public var freeMegabytes = 0

  /// Nothing waits.
  public init() {}
}
