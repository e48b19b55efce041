import Dispatch

/// Hears of the changes that other processes make, on a connection of its own, and tells the publisher. What
/// happened while the connection was lost is not known, so after that perhaps everybody's rows have
/// changed.
///
/// It is `@unchecked Sendable` because its variables are used on its queue alone.
final class PostgresListener: @unchecked Sendable {
  private let address: PostgresAddress
  private let node: NodeName
  private let publisher: ChangePublisher
  private let queue = DispatchQueue(label: "voiceportal.store.listener")
  private static let queueOwner = DispatchSpecificKey<ObjectIdentifier>()
  private var connection: PostgresConnection?
  private var source: (any DispatchSourceRead)?
  /// Whether something may have been missed.
  private var hasMissed = false
  private var isClosed = false

  private static let connectsAfter = DispatchTimeInterval.milliseconds(500)
  private static let looksAfter = DispatchTimeInterval.seconds(10)

  /// Begins to listen before it returns, if the server can be reached; else it goes on trying.
  init(_ address: PostgresAddress, as node: NodeName, telling publisher: ChangePublisher) {
    (self.address, self.node, self.publisher) = (address, node, publisher)
    queue.setSpecific(key: Self.queueOwner, value: ObjectIdentifier(self))
    queue.sync { connect() }
  }

  /// Nothing is told after that.
  func close() {
    func close() {
      isClosed = true
      disconnect()
    }
    let isOnQueue = DispatchQueue.getSpecific(key: Self.queueOwner) == ObjectIdentifier(self)
    if isOnQueue { close() } else { queue.sync { close() } }
  }

  private func connect() {
    if isClosed { return }
    do throws(StoreError) {
      let connection = try PostgresConnection(address)
      try connection.command("LISTEN \(ChangeNotification.channel)")
      listen(on: connection)
    } catch {
      hasMissed = true
      queue.asyncAfter(deadline: .now() + Self.connectsAfter) { [weak self] in self?.connect() }
    }
  }

  private func listen(on connection: PostgresConnection) {
    let source = DispatchSource.makeReadSource(fileDescriptor: connection.socket, queue: queue)
    source.setEventHandler { [weak self] in self?.hear(connection) }
    // The socket must not be closed while it is waited for: the handler holds the connection.
    source.setCancelHandler { withExtendedLifetime(connection) {} }
    (self.connection, self.source) = (connection, source)
    source.resume()
    if hasMissed { publisher.tell(nil) }
    hasMissed = false
    look(at: connection)
  }

  private func hear(_ connection: PostgresConnection) {
    guard self.connection === connection else { return }
    do throws(StoreError) {
      tell(try connection.notifications())
    } catch {
      reconnect()
    }
  }

  private func tell(_ payloads: [String]) {
    for news in payloads.map(ChangeNotification.init) where news.node != node {
      publisher.tell(news.users)
    }
  }

  /// A server that is gone without a word is noticed when it is asked.
  private func look(at connection: PostgresConnection) {
    queue.asyncAfter(deadline: .now() + Self.looksAfter) { [weak self, weak connection] in
      guard let self, let connection, self.connection === connection else { return }
      do throws(StoreError) {
        try connection.command("SELECT 1")
        tell(try connection.notifications())
        look(at: connection)
      } catch {
        reconnect()
      }
    }
  }

  private func reconnect() {
    disconnect()
    connect()
  }

  private func disconnect() {
    source?.cancel()
    (source, connection, hasMissed) = (nil, nil, true)
  }
}
