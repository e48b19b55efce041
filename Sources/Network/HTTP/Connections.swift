import Synchronization
import Threads

/// A client's connection: what it is at, and until when.
final class Connection: Sendable {
  let descriptor: Int32
  let address: NetworkAddress
  let isEncrypted: Bool
  /// One too many: its request is refused.
  let isSurplus: Bool
  fileprivate let phase: Mutex<Phase>

  /// Each since a moment on ``MonotonicTime/seconds``.
  fileprivate enum Phase {
    case head(since: Double, hasLine: Bool)
    case body(since: Double, bytes: Int)
    /// We work.
    case working
    case sending(since: Double, bytes: Int)
    case idle(since: Double)
  }

  fileprivate init(
    _ descriptor: Int32, _ address: NetworkAddress, isEncrypted: Bool, isSurplus: Bool
  ) {
    (self.descriptor, self.address) = (descriptor, address)
    (self.isEncrypted, self.isSurplus) = (isEncrypted, isSurplus)
    phase = Mutex(.head(since: MonotonicTime.seconds, hasLine: false))
  }

  /// The first line of a request has come.
  func lineCame() {
    phase.withLock { phase in
      switch phase {
      case .head(let since, _): phase = .head(since: since, hasLine: true)
      case .body, .working, .sending, .idle:
        phase = .head(since: MonotonicTime.seconds, hasLine: true)
      }
    }
  }

  /// A head is whole.
  func headCame() { phase.withLock { $0 = .body(since: MonotonicTime.seconds, bytes: 0) } }

  /// A part of a body has come.
  func bodyCame(_ count: Int) {
    phase.withLock { phase in
      if case .body(let since, let bytes) = phase {
        phase = .body(since: since, bytes: bytes + count)
      }
    }
  }

  /// A request is whole.
  func requestCame() { phase.withLock { $0 = .working } }

  /// The answer is being sent, which has so many bytes; `nil` if it has no end.
  func answers(_ count: Int?) {
    phase.withLock {
      $0 = count.map { .sending(since: MonotonicTime.seconds, bytes: $0) } ?? .working
    }
  }

  /// An answer has gone.
  func isIdle() { phase.withLock { $0 = .idle(since: MonotonicTime.seconds) } }
}

/// All connections of a server. libmicrohttpd itself ends only those that are silent; whoever sends
/// a byte now and then is ended here.
final class Connections: Sendable {
  private struct State {
    var all: [ObjectIdentifier: Connection] = [:]
    var ofAddress: [[UInt8]: Int] = [:]
  }

  /// So many more than may be are told that they are too many; the others are closed at once.
  private static let mostSurplus = 100
  private static let surplusSeconds = 2.0

  private let settings: HTTPServerSettings
  private let report: @Sendable (HTTPTrouble) -> Void
  private let state = Mutex(State())

  init(_ settings: HTTPServerSettings, report: @escaping @Sendable (HTTPTrouble) -> Void) {
    (self.settings, self.report) = (settings, report)
  }

  /// A client has connected.
  func opened(_ descriptor: Int32, _ address: NetworkAddress, isEncrypted: Bool) -> Connection {
    let isProxy = settings.isTrustedProxy(address.text)
    let (connection, isTooMuch) = state.withLock { state in
      let others = state.ofAddress[address.network, default: 0]
      let isSurplus =
        state.all.count >= settings.connections
        || (!isProxy && others >= settings.connectionsPerAddress)
      let isTooMuch =
        state.all.count >= settings.connections + Self.mostSurplus
        || (!isProxy && others >= settings.connectionsPerAddress + Self.mostSurplus)
      let connection = Connection(
        descriptor, address, isEncrypted: isEncrypted, isSurplus: isSurplus)
      state.all[ObjectIdentifier(connection)] = connection
      state.ofAddress[address.network] = others + 1
      return (connection, isTooMuch)
    }
    if connection.isSurplus {
      report(
        HTTPTrouble(
          kind: .tooManyConnections,
          sentence: "There are too many connections; one more of \(address.text) is refused."))
    }
    if isTooMuch { Sockets.cut(descriptor) }
    return connection
  }

  /// A connection is about to be closed.
  func closed(_ connection: Connection) {
    state.withLock { state in
      state.all[ObjectIdentifier(connection)] = nil
      let left = state.ofAddress[connection.address.network, default: 1] - 1
      state.ofAddress[connection.address.network] = left == 0 ? nil : left
    }
  }

  /// How many there are.
  var count: Int { state.withLock(\.all.count) }

  /// Ends those that are too slow.
  func sweep() {
    let now = MonotonicTime.seconds
    // Cut under the lock: the descriptor of a closed one may be another's already.
    let troubles = state.withLock { state in
      state.all.values.compactMap { cut($0, ifLateAt: now) }
    }
    troubles.forEach(report)
  }

  private func cut(_ connection: Connection, ifLateAt now: Double) -> HTTPTrouble? {
    let (since, seconds, what, isSending) = connection.phase.withLock { phase in
      switch phase {
      case .head(let since, let hasLine):
        let seconds = connection.isSurplus ? Self.surplusSeconds : settings.headSeconds
        // Browsers open connections before they need them.
        let hasBegun =
          hasLine || !connection.isEncrypted && Sockets.received(connection.descriptor) > 0
        return (since, seconds, hasBegun ? "head" : nil, false)
      case .body(let since, let bytes):
        // What a client that has gone has not sent will never come.
        if Sockets.hasEnded(connection.descriptor) { return (now, 0, nil, false) }
        return (since, settings.bodySeconds + Double(bytes) / settings.goodRate, "body", false)
      case .working: return (now, 1, nil, false)
      case .sending(let since, let bytes):
        return (since, settings.bodySeconds + Double(bytes) / settings.goodRate, "answer", true)
      case .idle(let since): return (since, settings.idleSeconds, nil, false)
      }
    }
    guard now - since >= seconds else { return nil }
    // A second look is not needed: a cut connection is closed by libmicrohttpd at once.
    connection.requestCame()
    if what != nil, !isSending, !connection.isEncrypted {
      Sockets.sayTimeout(connection.descriptor)
    }
    Sockets.cut(connection.descriptor)
    guard let what else { return nil }
    return HTTPTrouble(
      kind: .slow,
      sentence: "\(connection.address.text) was too slow with \(isSending ? "an" : "a") \(what).")
  }
}
