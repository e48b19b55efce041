import Configuration
import Foundation
import Glibc
import Synchronization
import Threads

/// The least that a program can do with packets: a thread that takes each and sends it back. What it
/// carries in a second of CPU is the kernel's limit for a socket a call.
final class EchoLoop: Sendable {
  private let sockets: [LoadSocket]
  private let isOver = Atomic(false)
  private let result = Mutex((packets: 0, cpu: 0.0))
  private let ended = DispatchSemaphore(value: 0)

  private static let rounds = 200

  private init(_ sockets: [LoadSocket]) { self.sockets = sockets }

  /// Packets in and out that a CPU second carries.
  /// - Parameter count: So many sockets get a packet of 172 bytes every 20 ms, for four seconds.
  static func packetsPerSecond(sockets count: Int) throws -> Double {
    let near = try (0..<count).map { _ in try LoadSocket() }
    let far = try (0..<count).map { _ in try LoadSocket() }
    defer { for socket in near + far { socket.close() } }
    for (one, other) in zip(near, far) {
      one.connect(toPort: other.port)
      other.connect(toPort: one.port)
    }
    let loop = EchoLoop(far)
    Thread.detachNewThread { loop.run() }
    var datagrams = LoadDatagrams()
    for _ in 0..<rounds {
      for socket in near {
        socket.send(datagrams.bytes.span.extracting(first: 172))
        _ = socket.receive(into: &datagrams)
      }
      Thread.sleep(forTimeInterval: 0.02)
    }
    loop.isOver.store(true, ordering: .relaxed)
    loop.ended.wait()
    return loop.result.withLock { $0.cpu > 0 ? Double($0.packets) / $0.cpu : 0 }
  }

  private func run() {
    var datagrams = LoadDatagrams()
    let start = CPUClock.thread.seconds
    var packets = 0
    while !isOver.load(ordering: .relaxed) {
      for socket in sockets {
        guard let count = socket.receive(into: &datagrams) else { continue }
        socket.send(datagrams.bytes.span.extracting(first: count))
        packets += 2
      }
      Thread.sleep(forTimeInterval: 0.02)
    }
    let cpu = CPUClock.thread.seconds - start
    result.withLock { $0 = (packets, cpu) }
    ended.signal()
  }
}
