import CRe
import Glibc
import Synchronization
import Threads

/// Stands where libre accepts TCP and TLS connections, and closes those that are too many. One for
/// each agent, used on its thread only; in a lock because a C function finds it.
final class ConnectionGate: Sendable {
  private struct State {
    var table = ConnectionTable()
    var limits: ConnectionTable.Limits
    var isUnlimited: @Sendable (String) -> Bool
    /// The peers whose connections must stay, as they were at a time.
    var needed: Set<ConnectionPeer> = []
    var refusals = ConnectionRefusals()
    /// Listening sockets for which no file was left.
    var waiting: Set<Int32> = []
    var lastCheck = 0.0
  }

  private let state: Mutex<State>
  private let share: Double
  private let refusals: SignallingRefusals

  init(
    _ options: SignallingOptions, _ limits: SignallingLimits,
    counting refusals: SignallingRefusals
  ) {
    (share, self.refusals) = (limits.shareOfFiles, refusals)
    state = Mutex(
      State(
        limits: Self.limits(options, share: limits.shareOfFiles),
        isUnlimited: options.isUnlimited))
  }

  /// From now on other limits hold.
  func follow(_ options: SignallingOptions) {
    let limits = Self.limits(options, share: share)
    state.withLock { ($0.limits, $0.isUnlimited) = (limits, options.isUnlimited) }
  }

  /// A whole message has come by a connection.
  func receive(from source: TransportAddress, at seconds: Double) {
    state.withLock { $0.table.receive(from: ConnectionPeer(source), at: seconds) }
  }

  // MARK: Accepting

  /// Accepts a connection for libre.
  /// - Returns: Its descriptor; -1 if there is none, or if it was closed again at once.
  func accept(on listener: Int32) -> Int32 {
    var peer = sa()
    unsafe sa_init(&peer, AF_UNSPEC)
    let descriptor = unsafe peer.withSocketAddress {
      unsafe accept4(listener, $0, $1, Int32(SOCK_CLOEXEC.rawValue))
    }
    guard descriptor >= 0 else {
      if [EMFILE, ENFILE, ENOBUFS, ENOMEM].contains(errno) { wait(on: listener) }
      return -1
    }
    let source = TransportAddress(.tcp, peer)
    let verdict = state.withLock { state in
      Self.judge(descriptor, source, &state)
    }
    switch verdict {
    case .accept: return descriptor
    case .replace(let other):
      // libre sees the end of the connection and closes it.
      shutdown(other, Int32(SHUT_RDWR))
      return descriptor
    case .refuse:
      refusals.add(.mostConnections)
      close(descriptor)
      return -1
    }
  }

  private static func judge(
    _ descriptor: Int32, _ source: TransportAddress, _ state: inout State
  ) -> ConnectionTable.Verdict {
    let now = MonotonicTime.seconds
    let peer = ConnectionPeer(source)
    let isUnlimited = state.isUnlimited(source.address)
    func verdict() -> ConnectionTable.Verdict {
      let needed = state.needed
      return state.table.judge(
        descriptor, from: peer, at: now, state.limits, isUnlimited: isUnlimited,
        needed: { needed })
    }
    var first = verdict()
    if first != .accept, now - state.lastCheck > leastCheckSeconds {
      // Some of them may have been closed since they were looked at.
      forgetClosed(&state, at: now)
      if case .refuse = first { first = verdict() }
    }
    if case .refuse(let refusal) = first { state.refusals.add(refusal, state.limits) }
    return first
  }

  /// No file is left. The connection stays in the queue of the listening socket, which libre would
  /// look at again and again: so it does not for a while.
  private func wait(on listener: Int32) {
    fd_close(listener)
    state.withLock { state in
      state.waiting.insert(listener)
      state.refusals.isOutOfFiles = true
    }
  }

  // MARK: Looking at them

  /// What is done every second.
  struct Check {
    /// Whether listening sockets wait until they are listened on again.
    var hasWaiting: Bool
    /// What is to be told about connections that were refused.
    var sentences: [String]
  }

  /// Closes the connections that stay silent, and forgets those that are gone.
  /// - Parameter needed: The peers whose connections must stay.
  func check(_ needed: Set<ConnectionPeer>, at seconds: Double, _ limits: SignallingLimits) -> Check
  {
    state.withLock { state in
      state.needed = needed
      Self.forgetClosed(&state, at: seconds)
      let silent = state.table.takeSilent(since: seconds - limits.silentConnectionSeconds)
      for descriptor in silent { shutdown(descriptor, Int32(SHUT_RDWR)) }
      let hasWaiting = !state.waiting.isEmpty
      state.waiting = []
      return Check(
        hasWaiting: hasWaiting,
        sentences: state.refusals.take(at: seconds, every: limits.refusalReportSeconds))
    }
  }

  private static func forgetClosed(_ state: inout State, at seconds: Double) {
    state.lastCheck = seconds
    state.table.keep { connection in
      var peer = sa()
      unsafe sa_init(&peer, AF_UNSPEC)
      // libre closes descriptors, and the system gives their numbers to others.
      let isNamed = unsafe peer.withSocketAddress {
        unsafe getpeername(connection.descriptor, $0, $1)
      }
      guard isNamed == 0 else {
        return false
      }
      return ConnectionPeer(TransportAddress(.tcp, peer)) == connection.peer
    }
  }

  /// The limits as far as the files of the process allow them.
  private static func limits(
    _ options: SignallingOptions, share: Double
  ) -> ConnectionTable.Limits {
    var files = rlimit()
    let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
    var most = options.mostConnections
    if unsafe getrlimit(resource, &files) == 0 {
      most = min(most, Int(share * Double(min(files.rlim_cur, 1 << 30))))
    }
    return ConnectionTable.Limits(most: most, perSource: options.mostConnectionsPerSource)
  }
}

/// More often the connections are not looked at in a flood.
private let leastCheckSeconds = 0.1
