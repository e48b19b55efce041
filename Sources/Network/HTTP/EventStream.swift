import Synchronization

/// Server-sent events to one client (HTML Living Standard, section 9.2). Any thread may send.
///
/// The server asks for bytes when the client can take some; what waits is bounded, and a client that
/// takes nothing for so long that this is reached is left.
public final class EventStream: Sendable {
  /// Bytes that may wait.
  public static let mostWaiting = 65_536

  private struct State {
    var waiting: [UInt8] = []
    var isOver = false
    var wake: (@Sendable () -> Void)?
    var closed: (@Sendable () -> Void)?
  }

  private let state = Mutex(State())

  /// An open stream.
  public init() {}

  /// Sends an event.
  /// - Parameters:
  ///   - name: Its kind, without line breaks.
  ///   - data: One line of it.
  ///   - id: What a client that comes back tells as `Last-Event-ID`.
  public func send(_ name: String, data: String, id: String? = nil) {
    let line = id.map { "id: \($0)\n" } ?? ""
    push("\(line)event: \(name)\ndata: \(data)\n\n")
  }

  /// Sends a comment, by which a proxy and we see that the client is still there.
  public func beat() { push(":\n\n") }

  /// Ends the stream when what waits has gone.
  public func end() {
    let wake = state.withLock { state in
      state.isOver = true
      return state.wake
    }
    wake?()
  }

  /// Calls `body` once when the client has left or the stream is over.
  public func onClose(_ body: @escaping @Sendable () -> Void) {
    state.withLock { $0.closed = body }
  }

  private func push(_ text: String) {
    let wake = state.withLock { state -> (@Sendable () -> Void)? in
      guard !state.isOver else { return nil }
      guard state.waiting.count + text.utf8.count <= Self.mostWaiting else {
        state.isOver = true
        return state.wake
      }
      state.waiting += text.utf8
      return state.wake
    }
    wake?()
  }

  // MARK: The server's side

  /// - Parameter wake: Is called by any thread when there is something to take, or the end.
  func connect(_ wake: @escaping @Sendable () -> Void) { state.withLock { $0.wake = wake } }

  /// What is there to send, at most so many bytes; empty: nothing yet; `nil` if the stream is over.
  func take(atMost count: Int) -> [UInt8]? {
    state.withLock { state in
      if state.waiting.isEmpty { return state.isOver ? nil : [] }
      let bytes = Array(state.waiting.prefix(count))
      state.waiting.removeFirst(bytes.count)
      return bytes
    }
  }

  /// The client has left, or all was sent.
  func close() {
    let closed = state.withLock { state in
      defer { (state.isOver, state.wake, state.closed) = (true, nil, nil) }
      return state.closed
    }
    closed?()
  }
}
