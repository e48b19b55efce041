import Foundation
import Synchronization
import Threads

/// A part of a server that is started and stopped with it.
///
/// ``Supervisor`` calls ``start()``, ``check(_:)``, ``apply(_:)``, ``drain()`` and ``stop()`` on one
/// thread, which may wait there; ``health`` and ``calls`` are asked on any thread and must not wait.
public protocol Service<Configuration>: AnyObject, Sendable {
  associatedtype Configuration
  /// In status and health: `mailboxes`, `sip 1`.
  var name: String { get }
  /// Begins to serve. After an error nothing is left behind.
  func start() throws
  /// Whether a new configuration can be followed. Changes nothing.
  /// - Throws: What is wrong with it.
  func check(_ configuration: Configuration) throws
  /// Follows a configuration that was checked.
  func apply(_ configuration: Configuration)
  /// Takes nothing new from now on; what is under way goes on.
  func drain()
  /// How many calls are on.
  var calls: Int { get }
  /// Ends what is still under way, keeps what must be kept, and lets go of everything.
  func stop()
  /// How it is.
  var health: Health { get }
}

extension Service {
  /// It follows every configuration.
  public func check(_ configuration: Configuration) throws {}
  /// It has nothing to follow.
  public func apply(_ configuration: Configuration) {}
  /// It takes nothing by itself.
  public func drain() {}
  /// It carries no calls.
  public var calls: Int { 0 }
  /// Nothing can be wrong with it.
  public var health: Health { .good }
}

/// Starts, configures, drains and stops the services of a server:
///
///     start   in order; if one cannot, those before it are stopped, the last first
///     apply   all check the new configuration, then all follow it; or none does
///     drain   all take nothing new; their calls may end
///     stop    the last one first
public final class Supervisor<Configuration>: Sendable {
  private let services: Mutex<[any Service<Configuration>]>
  private let current = Mutex(ServerState.starting)

  /// Nothing is started.
  public init() { services = Mutex([]) }

  /// Starts one more service.
  /// - Throws: Why it cannot; then those before it were stopped.
  public func start(_ service: any Service<Configuration>) throws {
    do {
      try service.start()
    } catch {
      stop()
      throw error
    }
    services.withLock { $0.append(service) }
  }

  /// All services are started.
  public func begin() { current.withLock { $0 = .running } }

  /// Lets all services follow a new configuration.
  /// - Throws: What is wrong with it; then nothing has changed.
  public func apply(_ configuration: Configuration) throws {
    let all = services.withLock(\.self)
    for service in all { try service.check(configuration) }
    for service in all { service.apply(configuration) }
  }

  /// Takes nothing new, and waits until no call is on.
  /// - Parameters:
  ///   - seconds: It waits no longer.
  ///   - look: Is told how many calls are on, at first and then 20 times a second.
  ///   - waiting: Is told how many calls are on, once, if there are any.
  public func drain(
    seconds: Int, look: (Int) -> Void = { _ in }, waiting: (Int) -> Void
  ) {
    current.withLock { $0 = .draining }
    for service in services.withLock(\.self) { service.drain() }
    let end = MonotonicTime.seconds + Double(seconds)
    look(calls)
    if calls > 0 { waiting(calls) }
    while calls > 0, MonotonicTime.seconds < end {
      Thread.sleep(forTimeInterval: 0.05)
      look(calls)
    }
  }

  /// Stops all services, the last one first.
  public func stop() {
    while let service = services.withLock({ $0.popLast() }) { service.stop() }
    current.withLock { $0 = .stopped }
  }

  /// How many calls are on.
  public var calls: Int { services.withLock(\.self).reduce(0) { $0 + $1.calls } }

  /// How the server is.
  public var health: HealthReport {
    HealthReport(
      state: current.withLock(\.self),
      parts: services.withLock(\.self).map { HealthReport.Part($0.name, $0.health) })
  }
}
