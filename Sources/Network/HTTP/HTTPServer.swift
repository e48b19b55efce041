import Foundation
import Synchronization
import Threads

/// An HTTP/1.1 server. Requests are read whole, within limits, and answered on threads of its own, so
/// that an answer may wait (for a disk, a database, a hash) without holding up other connections.
public final class HTTPServer: Sendable {
  private let lifecycle: RequestLifecycle
  private let settings: HTTPServerSettings
  private let daemons = Mutex<[MicroHTTPDaemon]>([])
  private let isOver = Atomic(false)
  private let sweeperEnded = DispatchSemaphore(value: 0)

  private static let sweepSeconds = 0.25

  /// Listens to nothing before ``start()``.
  /// - Parameters:
  ///   - report: Is told what was refused and why, on any thread; must not wait.
  ///   - handler: Answers a request, on a thread that may wait.
  public init(
    settings: HTTPServerSettings, report: @escaping @Sendable (HTTPTrouble) -> Void = { _ in },
    handler: @escaping @Sendable (HTTPRequest) -> HTTPResponse
  ) {
    self.settings = settings
    lifecycle = RequestLifecycle(settings, report: report, handler: handler)
  }

  deinit { stop() }

  /// Begins to listen; once.
  /// - Throws: ``HTTPServerError``: why it cannot; then nothing listens.
  public func start() throws(HTTPServerError) {
    var made: [MicroHTTPDaemon] = []
    do throws(HTTPServerError) {
      for place in settings.listen { made.append(try MicroHTTPDaemon(place, lifecycle)) }
    } catch {
      for daemon in made { daemon.stop() }
      lifecycle.end()
      throw error
    }
    daemons.withLock { [made] in $0 = made }
    let thread = Thread { [lifecycle, settings, weak self] in
      var untilBeat = settings.beatSeconds
      while let self, !self.isOver.load(ordering: .relaxed) {
        Thread.sleep(forTimeInterval: Self.sweepSeconds)
        lifecycle.connections.sweep()
        untilBeat -= Self.sweepSeconds
        guard untilBeat <= 0 else { continue }
        untilBeat = settings.beatSeconds
        lifecycle.beat()
      }
    }
    thread.name = "web clock"
    thread.start()
  }

  /// The port of the first address.
  public var port: UInt16 { daemons.withLock { $0.first?.place.port ?? 0 } }

  /// Where it listens.
  public var places: [HTTPAddress] { daemons.withLock { $0.map(\.place) } }

  /// How many clients are connected.
  public var connections: Int { lifecycle.connections.count }

  /// Takes no new connection, ends the streams, and waits until requests that have come are answered.
  /// - Parameter seconds: It waits no longer.
  public func drain(seconds: Double) {
    for daemon in daemons.withLock(\.self) { daemon.quiesce() }
    lifecycle.drain()
    let end = MonotonicTime.seconds + seconds
    while lifecycle.openCount > 0, MonotonicTime.seconds < end {
      Thread.sleep(forTimeInterval: 0.01)
    }
  }

  /// Ends all that is still open. A handler that works goes on, for nobody.
  public func stop() {
    isOver.store(true, ordering: .relaxed)
    let all = daemons.withLock { daemons in
      defer { daemons = [] }
      return daemons
    }
    guard !all.isEmpty else { return }
    for daemon in all { daemon.quiesce() }
    lifecycle.drain()
    lifecycle.end()
    for daemon in all { daemon.stop() }
  }
}
