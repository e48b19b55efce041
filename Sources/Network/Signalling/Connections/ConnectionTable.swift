/// The TCP and TLS connections that others have opened to us, and which of them have to go. A value:
/// it closes nothing itself.
///
/// Idle connections cost a file each, and calls need files too. So there is a limit for each source
/// and one in all. A source that is at its limit is refused. At the limit in all, the connection
/// that is needed least makes room: one that has not brought a message yet before one that has, and
/// then the one that has been quiet for longest. A connection with a call, a registration or a
/// subscription never does.
struct ConnectionTable {
  /// The most connections, in all and for one source.
  struct Limits: Equatable {
    var most: Int
    var perSource: Int
  }

  /// What to do with a new connection.
  enum Verdict: Equatable {
    case accept
    /// Accept it and close this one for it.
    case replace(descriptor: Int32)
    case refuse(Refusal)
  }

  /// Why a connection is refused.
  enum Refusal: Equatable {
    /// Its source has too many.
    case source(String)
    /// There are too many, and each of them is needed.
    case all
  }

  struct Connection: Equatable {
    var descriptor: Int32
    var peer: ConnectionPeer
    /// When it began, or when its last message came, in seconds.
    var time: Double
    var hasSpoken = false
  }

  private var connections: [Int32: Connection] = [:]
  private var descriptors: [ConnectionPeer: Int32] = [:]
  private var counts: [String: Int] = [:]

  var count: Int { connections.count }
  var all: [Connection] { Array(connections.values) }

  /// Judges a new connection; it is added where it is accepted.
  /// - Parameters:
  ///   - isUnlimited: Whether its source has no limit of its own.
  ///   - needed: The peers whose connections must stay; asked for only when there are too many.
  mutating func judge(
    _ descriptor: Int32, from peer: ConnectionPeer, at time: Double, _ limits: Limits,
    isUnlimited: Bool, needed: () -> Set<ConnectionPeer>
  ) -> Verdict {
    // The number of a connection that has been closed meanwhile is given again.
    remove(descriptor)
    let source = peer.source
    if !isUnlimited, counts[source, default: 0] >= limits.perSource {
      return .refuse(.source(source))
    }
    var verdict = Verdict.accept
    if count >= limits.most {
      guard let victim = leastNeeded(needed()) else { return .refuse(.all) }
      remove(victim.descriptor)
      verdict = .replace(descriptor: victim.descriptor)
    }
    if let old = descriptors[peer] { remove(old) }
    connections[descriptor] = Connection(descriptor: descriptor, peer: peer, time: time)
    descriptors[peer] = descriptor
    counts[source, default: 0] += 1
    return verdict
  }

  /// A whole message has come from a peer.
  mutating func receive(from peer: ConnectionPeer, at time: Double) {
    guard let descriptor = descriptors[peer] else { return }
    connections[descriptor]?.time = time
    connections[descriptor]?.hasSpoken = true
  }

  /// Forgets the connections that are no longer open.
  mutating func keep(where isOpen: (Connection) -> Bool) {
    for connection in all where !isOpen(connection) { remove(connection.descriptor) }
  }

  /// Takes out the connections that began before a time and have brought no message.
  mutating func takeSilent(since time: Double) -> [Int32] {
    let silent = all.filter { !$0.hasSpoken && $0.time <= time }.map(\.descriptor)
    for descriptor in silent { remove(descriptor) }
    return silent
  }

  private func leastNeeded(_ needed: Set<ConnectionPeer>) -> Connection? {
    connections.values.filter { !needed.contains($0.peer) }.min {
      $0.hasSpoken == $1.hasSpoken ? $0.time < $1.time : !$0.hasSpoken
    }
  }

  private mutating func remove(_ descriptor: Int32) {
    guard let old = connections.removeValue(forKey: descriptor) else { return }
    if descriptors[old.peer] == descriptor { descriptors[old.peer] = nil }
    let left = counts[old.peer.source, default: 1] - 1
    counts[old.peer.source] = left > 0 ? left : nil
  }
}

/// The other end of a connection.
struct ConnectionPeer: Hashable {
  /// As text, without brackets.
  var address: String
  var port: UInt16

  init(_ address: TransportAddress) { (self.address, port) = (address.address, address.port) }

  /// What is counted as one source: an IPv4 address, or the first 64 bits of an IPv6 address,
  /// which one subscriber has to herself.
  var source: String { sourceNetwork(of: address) }
}
