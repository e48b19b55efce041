import Configuration
import Foundation
import Glibc
import Synchronization
import Threads

/// The least that one call alone can take: a thread that sends a packet every 20 ms and is woken by
/// one in between. Nearly all of it is what the machine takes to wake a thread.
final class LoneLoop: Sendable {
  private let socket: LoadSocket
  private let packets: Int
  private let result = Mutex(0.0)
  private let ended = DispatchSemaphore(value: 0)

  private static let period: Int64 = 20_000_000

  private init(_ socket: LoadSocket, packets: Int) {
    (self.socket, self.packets) = (socket, packets)
  }

  /// Milliseconds of CPU that a call of `seconds` takes such a thread.
  static func cost(seconds: Double) throws -> Double {
    let (near, far) = (try LoadSocket(), try LoadSocket())
    defer { for socket in [near, far] { socket.close() } }
    near.connect(toPort: far.port)
    far.connect(toPort: near.port)
    let loop = LoneLoop(far, packets: Int(seconds * 50))
    let start = LoadLine.now
    Thread.detachNewThread { loop.run(from: start + period / 2) }
    var datagrams = LoadDatagrams()
    for index in 1...loop.packets {
      near.send(datagrams.bytes.span.extracting(first: 172))
      _ = near.receive(into: &datagrams)
      LoadLine.sleep(until: start + Int64(index) * period)
    }
    loop.ended.wait()
    return loop.result.withLock { $0 * 1_000 }
  }

  private func run(from start: Int64) {
    var datagrams = LoadDatagrams()
    let before = CPUClock.thread.seconds
    for index in 0..<packets {
      let due = start + Int64(index) * Self.period
      while case let left = due - LoadLine.now, left > 0 {
        if isWoken(within: left) { _ = socket.receive(into: &datagrams) }
      }
      socket.send(datagrams.bytes.span.extracting(first: 172))
    }
    result.withLock { $0 = CPUClock.thread.seconds - before }
    ended.signal()
  }

  private func isWoken(within nanoseconds: Int64) -> Bool {
    var place = pollfd(fd: socket.descriptor, events: Int16(POLLIN), revents: 0)
    return unsafe poll(&place, 1, Int32((nanoseconds + 999_999) / 1_000_000)) == 1
  }
}
