/// Which nodes are there, and which one does what one does for all. Times are those of the database's
/// clock, because the nodes' own may differ.
extension PostgresStorage {
  var isShared: Bool { true }

  func keepLease() throws(StoreError) -> NodeDuties {
    let node = node
    let leads = try writers.write { (connection) throws(StoreError) in
      let now = try connection.milliseconds()
      try connection.run(
        """
        INSERT INTO nodes (node, seen) VALUES ($1, $2)
        ON CONFLICT (node) DO UPDATE SET seen = excluded.seen
        """, .bits(node.value), .integer(now))
      return try connection.run(
        """
        INSERT INTO duties (name, node, until) VALUES ('lead', $1, $2)
        ON CONFLICT (name) DO UPDATE SET node = excluded.node, until = excluded.until
          WHERE duties.node = excluded.node OR duties.until <= $3
        """, .bits(node.value), .integer(now + Self.leadMilliseconds), .integer(now)) > 0
    }
    return NodeDuties(leads: leads, deadNodes: try deadNodes())
  }

  private func deadNodes() throws(StoreError) -> [NodeName] {
    // No serialisable transaction: it would get in the way of every call that decides something.
    let connection = try pool.begin(.reading)
    defer { pool.giveBack(connection) }
    let now = try connection.milliseconds()
    let dead = try connection.all(
      """
      SELECT DISTINCT d.node FROM dispositions d JOIN nodes n ON n.node = d.node WHERE n.seen < $1
      """, .integer(now - Self.deadMilliseconds)
    ) { NodeName(value: UInt64(bitPattern: $0.integer(0))) }
    try connection.commit()
    return dead
  }

  func write<Result: Sendable>(
    inPlaceOf node: NodeName,
    _ body: @escaping @Sendable (any MailboxRows) throws(StoreError) -> Result
  ) throws(StoreError) -> Result {
    let cache = cache
    return try writers.write { (connection) throws(StoreError) in
      try body(PostgresRows(connection: connection, cache: cache, node: node))
    }
  }

  func takesTurnToPurge(at now: Int64, for milliseconds: Int64) throws(StoreError) -> Bool {
    let node = node
    // A turn that lasts longer was taken before a clock was set back.
    return try writers.write { (connection) throws(StoreError) in
      try connection.run(
        """
        INSERT INTO duties (name, node, until) VALUES ('purge', $1, $2)
        ON CONFLICT (name) DO UPDATE SET node = excluded.node, until = excluded.until
          WHERE duties.until <= $3 OR duties.until > $2
        """, .bits(node.value), .integer(now + milliseconds), .integer(now)) > 0
    }
  }

  /// Lets another node lead at once; called when this one ends.
  func giveUpLease() {
    let node = node
    _ = try? writers.write { (connection) throws(StoreError) in
      try connection.run(
        "DELETE FROM duties WHERE name = 'lead' AND node = $1", .bits(node.value))
    }
  }

  func keepOwn(visits: [UInt8]?) throws(StoreError) {
    guard options.isServer else { return }
    try cachedSounds.keepRows()
    if let visits { try Disk.replace(directory.visits, with: visits) }
  }

  func ownVisits() throws(StoreError) -> [UInt8]? {
    guard try Disk.status(of: directory.visits) != nil else { return nil }
    return try Disk.read(directory.visits)
  }

  private static let leadMilliseconds: Int64 = 30_000
  private static let deadMilliseconds: Int64 = 60_000
}

extension PostgresConnection {
  /// The database's clock, in milliseconds since 1970 UTC.
  fileprivate func milliseconds() throws(StoreError) -> Int64 {
    try first("SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint") { $0.integer(0) }
      ?? 0
  }
}

extension PostgresSchema {
  // When each node was last seen, and which one has which duty until when.
  static let leases = """
    CREATE TABLE nodes (
      node BIGINT PRIMARY KEY,
      seen BIGINT NOT NULL
    );
    CREATE TABLE duties (
      name TEXT PRIMARY KEY,
      node BIGINT NOT NULL,
      until BIGINT NOT NULL
    );
    """
}
