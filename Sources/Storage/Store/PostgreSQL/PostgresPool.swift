import Dispatch
import Synchronization
import Threads

/// The connections of one process, lent to one thread at a time. One that was lost is replaced.
final class PostgresPool: Sendable {
  private let address: PostgresAddress
  private let limits: PostgresLimits?
  private let whenLost: @Sendable () -> Void
  /// `nil`: closed.
  private let idle = Mutex<[PostgresConnection]?>([])
  /// Why there was no connection when one was last tried, and until when none is.
  private let failure = Mutex<(error: StoreError, until: Double)?>(nil)
  /// How many more may be lent.
  private let free: DispatchSemaphore

  /// - Parameters:
  ///   - limit: How many connections are lent at a time at most.
  ///   - limits: How long the server may take to answer; `nil`: for ever.
  ///   - whenLost: Is called when one was lost: the next one may lead to another server.
  init(
    _ address: PostgresAddress, limit: Int, within limits: PostgresLimits?,
    whenLost: @escaping @Sendable () -> Void
  ) {
    (self.address, self.limits, self.whenLost) = (address, limits, whenLost)
    free = DispatchSemaphore(value: limit)
  }

  /// Which database, for errors.
  var place: String { address.place }

  /// Lends a connection on which a transaction has begun. It is to be given back.
  func begin(
    _ purpose: PostgresConnection.Purpose
  ) throws(StoreError) -> PostgresConnection {
    let connection = try take()
    do throws(StoreError) {
      try connection.begin(purpose, within: limits)
      return connection
    } catch {
      giveBack(connection)
      // It was idle while the server went: then so were the others, and nothing was begun yet.
      guard connection.fault == .lost, !connection.isSilent else { throw error }
    }
    let another = try take()
    do throws(StoreError) {
      try another.begin(purpose, within: limits)
      return another
    } catch {
      giveBack(another)
      throw error
    }
  }

  /// Lends a connection outside of any transaction. It is to be given back.
  func take() throws(StoreError) -> PostgresConnection {
    guard free.wait(timeout: .now() + .seconds(10)) == .success else {
      throw .broken(place: place, reason: "all connections are in use")
    }
    do throws(StoreError) {
      let (isOpen, connection) = idle.withLock { idle in (idle != nil, idle?.popLast()) }
      guard isOpen else { throw .broken(place: place, reason: "the store is closed") }
      if let connection { return connection }
      return try connect()
    } catch {
      free.signal()
      throw error
    }
  }

  /// A server that does not answer is not tried by everybody who waits for it: each try takes seconds.
  private func connect() throws(StoreError) -> PostgresConnection {
    let start = MonotonicTime.seconds
    let known = failure.withLock { failure -> StoreError? in
      guard let last = failure else { return nil }
      if start < last.until { return last.error }
      // One tries for all: nobody else waits for what it finds.
      failure = (last.error, start + Self.longestConnecting)
      return nil
    }
    if let known { throw known }
    do throws(StoreError) {
      let connection = try PostgresConnection(address)
      failure.withLock { $0 = nil }
      return connection
    } catch {
      // One that refuses at once costs nothing.
      let isSlow = start + Self.longestTry < MonotonicTime.seconds
      failure.withLock { $0 = isSlow ? (error, MonotonicTime.seconds + Self.triesAfter) : nil }
      throw error
    }
  }

  private static let longestTry = 0.25
  private static let triesAfter = 0.5
  // Two hosts of `connect_timeout` each.
  private static let longestConnecting = 12.0

  /// Takes a connection back; one that is lost is dropped, and with it those that were idle.
  func giveBack(_ connection: PostgresConnection) {
    connection.rollBack()
    if connection.fault == .lost { whenLost() }
    if connection.isSilent {
      // Who connects anew would wait for the same server.
      let error = StoreError.broken(place: place, reason: "it has not answered in time")
      failure.withLock { $0 = (error, MonotonicTime.seconds + Self.triesAfter) }
    }
    idle.withLock { idle in
      if connection.fault == .lost {
        if idle != nil { idle = [] }
      } else if connection.isIdle {
        idle?.append(connection)
      }
    }
    free.signal()
  }

  /// Closes what is idle; nobody gets a connection after that.
  func close() { idle.withLock { $0 = nil } }
}
