import Mailbox

/// What a storage adds on which several nodes may work. One that a process has for itself needs none of
/// it, and gets that from the extension below.
protocol SharedStorage: Sendable {
  /// Whether other nodes may work on the same rows.
  var isShared: Bool { get }

  /// Says that this node is there.
  func keepLease() throws(StoreError) -> NodeDuties

  /// Runs `body` in a transaction whose rows take this process for another node, one that is not there
  /// any more.
  func write<Result: Sendable>(
    inPlaceOf node: NodeName,
    _ body: @escaping @Sendable (any MailboxRows) throws(StoreError) -> Result
  ) throws(StoreError) -> Result

  /// Whether this node is to remove old messages now; then no other one does so in the next hour.
  /// - Parameters:
  ///   - now: Milliseconds since 1970 UTC.
  ///   - milliseconds: How long the turn lasts.
  func takesTurnToPurge(at now: Int64, for milliseconds: Int64) throws(StoreError) -> Bool

  /// Keeps on this node's own disk what it has to know while the rows cannot be reached.
  /// - Parameter visits: Where calls went; `nil` if that is kept as it is.
  func keepOwn(visits: [UInt8]?) throws(StoreError)

  /// Where calls went, as it was kept last; `nil` if it never was.
  func ownVisits() throws(StoreError) -> [UInt8]?

  /// A key that all nodes have and nobody else, one for each purpose; `nil`: there is one node alone.
  func sharedKey(for purpose: String) -> String?
}

/// What a node has to do beside its own calls.
struct NodeDuties: Equatable, Sendable {
  /// Whether it does what one node does for all, until it asks again.
  var leads = true
  /// Nodes that have left decisions of calls behind and have not been there for a minute.
  var deadNodes: [NodeName] = []
}

extension SharedStorage where Self: MailboxStorage {
  var isShared: Bool { false }

  func keepLease() throws(StoreError) -> NodeDuties { NodeDuties() }

  func write<Result: Sendable>(
    inPlaceOf node: NodeName,
    _ body: @escaping @Sendable (any MailboxRows) throws(StoreError) -> Result
  ) throws(StoreError) -> Result { try write(body) }

  func takesTurnToPurge(at now: Int64, for milliseconds: Int64) throws(StoreError) -> Bool { true }

  func keepOwn(visits: [UInt8]?) throws(StoreError) {}

  func ownVisits() throws(StoreError) -> [UInt8]? { nil }

  func sharedKey(for purpose: String) -> String? { nil }
}

/// What several nodes do together.
extension Mailboxes {
  /// Whether other nodes may work on the same mailboxes.
  public var isShared: Bool { storage.isShared }

  /// Keeps on this node's disk where calls went and which sounds they heard, so that callers can leave
  /// messages there while the database is away, also when this node was started again meanwhile.
  public func keepVisits() throws(StoreError) {
    if isShared { try storage.keepOwn(visits: rememberedVisits.unkept()) }
  }

  /// Says that this node is there, and carries out what the calls of nodes had decided that are not there
  /// any more. A server does so every ten seconds.
  /// - Returns: Whether this node does what one node does for all, such as telling other systems of
  ///   waiting messages.
  public func keepLease() throws(StoreError) -> Bool {
    let duties = try storage.keepLease()
    for node in duties.deadNodes {
      let moment = now()
      try storage.write(inPlaceOf: node) { [self] (rows) throws(StoreError) in
        try rules(rows, .portal, from: nil, at: moment).finishAll()
      }
    }
    return duties.leads
  }

  /// A key that all nodes have and nobody else, one for each purpose; `nil`: there is one node alone.
  public func sharedKey(for purpose: String) -> String? { storage.sharedKey(for: purpose) }
}
