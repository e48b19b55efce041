import Glibc
import RTP
import Synchronization

/// The pairs of ports of a range: each is in use once at most, and a pair that is free again waits
/// until all others had their turn, so that late packets of the old call do not reach a new one.
final class PortPool: Sendable {
  private let address: MediaAddress
  private let serviceClass: Int
  private let first: UInt16
  private let pairs: Int
  private let state: Mutex<State>

  private struct State {
    /// Whether a pair is in use.
    var isUsed: [Bool]
    /// The pair to be tried next.
    var next = 0
  }

  /// The sockets of a stream, bound to a pair of ports.
  struct Pair: Sendable {
    let port: UInt16
    let media: DatagramSocket
    let control: DatagramSocket
  }

  init(
    _ address: MediaAddress, _ ports: ClosedRange<UInt16>, serviceClass: Int
  ) throws(MediaError) {
    let first = Int(ports.lowerBound) + Int(ports.lowerBound) % 2
    let pairs = (Int(ports.upperBound) - first + 1) / 2
    guard pairs > 0, first > 0 else { throw .badPorts(ports) }
    self.address = address
    self.serviceClass = serviceClass
    self.first = UInt16(first)
    self.pairs = pairs
    state = Mutex(State(isUsed: Array(repeating: false, count: pairs)))
  }

  /// Binds the next pair. Ports that someone else has are passed over.
  func open() throws(MediaError) -> Pair {
    for _ in 0..<pairs {
      guard let index = takeNext() else { throw .noPortLeft }
      do throws(SystemError) {
        return try bind(index)
      } catch {
        putBack(index)
        switch error.number {
        case EADDRINUSE, EACCES: continue
        default: throw .system("media port \(port(index)): \(error.text)")
        }
      }
    }
    throw .noPortLeft
  }

  func close(_ pair: Pair) {
    pair.media.close()
    pair.control.close()
    putBack(Int(pair.port - first) / 2)
  }

  private func port(_ index: Int) -> UInt16 { first + UInt16(2 * index) }

  private func bind(_ index: Int) throws(SystemError) -> Pair {
    var address = address
    address.port = port(index)
    let media = try DatagramSocket(bindingTo: address, serviceClass: serviceClass)
    address.port += 1
    do {
      let control = try DatagramSocket(bindingTo: address, serviceClass: serviceClass)
      return Pair(port: port(index), media: media, control: control)
    } catch {
      media.close()
      throw error
    }
  }

  private func takeNext() -> Int? {
    state.withLock { state in
      for offset in 0..<pairs {
        let index = (state.next + offset) % pairs
        if state.isUsed[index] { continue }
        state.isUsed[index] = true
        state.next = (index + 1) % pairs
        return index
      }
      return nil
    }
  }

  private func putBack(_ index: Int) {
    state.withLock { $0.isUsed[index] = false }
  }
}
