import Foundation
import Synchronization

/// SIP by the C library libre on a thread of its own.
///
/// libre gives transports, transactions and message parsing; dialogs, digest, session timers
/// (RFC 4028), UPDATE (RFC 3311), REFER (RFC 3515), SUBSCRIBE (RFC 6665) and the registrar stand in
/// this room, since libre 1.1.0 lacks some of them and hides others.
public final class LibreSignalling: Signalling {
  /// What it has refused.
  public let refusals = SignallingRefusals()
  private let options: SignallingOptions
  private let limits: SignallingLimits
  private let queue = CommandQueue()
  private let running = DispatchGroup()
  private let hasStarted = Mutex(false)

  /// An agent that listens nowhere yet.
  public convenience init(_ options: SignallingOptions) {
    self.init(options, SignallingLimits())
  }

  /// With times of a test.
  init(_ options: SignallingOptions, _ limits: SignallingLimits) {
    (self.options, self.limits) = (options, limits)
  }

  /// Binds the addresses on a thread of its own.
  /// See ``Signalling/start(_:)``. The listener is held until `stop`. The wildcard address is bound
  /// as every address of this machine; an agent is started once.
  public func start(
    _ listener: any SignallingListener
  ) throws(SignallingError) -> [TransportAddress] {
    let isFirst = hasStarted.withLock { hasStarted in
      defer { hasStarted = true }
      return !hasStarted
    }
    guard isFirst else { throw SignallingError("this agent has been started before") }
    let answer = StartAnswer()
    let (options, limits, queue, running) = (options, limits, queue, running)
    let refusals = refusals
    running.enter()
    let thread = Thread {
      Reactor.run(options, limits, listener, queue, counting: refusals) { answer.set($0) }
      running.leave()
    }
    thread.name = "signalling"
    thread.stackSize = 1 << 20
    thread.start()
    return try answer.wait().get()
  }

  /// Queues a command for that thread.
  /// See ``Signalling/perform(_:)``.
  public func perform(_ command: SignallingCommand) { queue.put(.command(command)) }

  /// Ends every dialog and the thread.
  /// See ``Signalling/stop()``. Waits at most a second or so; from the listener it does not wait.
  public func stop() {
    queue.put(.stop)
    guard Thread.current.name != "signalling" else { return }
    running.wait()
  }
}

/// What the reactor's thread tells the one that has started it.
private final class StartAnswer: Sendable {
  private let result = Mutex<Result<[TransportAddress], SignallingError>?>(nil)
  private let isThere = DispatchSemaphore(value: 0)

  func set(_ value: Result<[TransportAddress], SignallingError>) {
    result.withLock { $0 = value }
    isThere.signal()
  }

  func wait() -> Result<[TransportAddress], SignallingError> {
    isThere.wait()
    return result.withLock { $0 } ?? .failure(SignallingError("the reactor did not start"))
  }
}
