import Foundation
import Glibc
import Threads

/// Connections side by side, one request on each. A request that is not whole gets no answer before the
/// server's time for it is over, so none is waited for longer than the patience.
struct WebFuzzCrowd {
  /// Requests that had an answer, and those of them that had status 500.
  private(set) var (answered, failed) = (0, 0)

  private struct Member {
    let client: WebClient
    let request: [UInt8]
    let endsSending: Bool
    let until: Double
    var sent = 0
    var isSent: Bool { sent == request.count }
  }

  private let port: UInt16
  private var members: [Member] = []
  private var buffer = [UInt8](repeating: 0, count: 16_384)

  /// Fewer than the requests that a server lets wait for its workers.
  private static let most = 150
  private static let patience = 0.4
  /// So many requests that got status 500 are shown.
  private static let shown = 5

  init(port: UInt16) { self.port = port }

  /// Sends a request as soon as there is a place for it.
  /// - Parameter endsSending: Whether the server sees at its end that no more will come.
  mutating func send(_ request: [UInt8], endsSending: Bool) throws {
    while members.count >= Self.most { turn() }
    members.append(
      Member(
        client: try WebClient(port: port), request: request, endsSending: endsSending,
        until: MonotonicTime.seconds + Self.patience))
    advance(members.count - 1)
  }

  /// Waits until each request has its answer or has been waited for long enough.
  mutating func finish() { while !members.isEmpty { turn() } }

  /// Waits for something to happen, and ends what is over.
  private mutating func turn() {
    var polled = members.map { member in
      pollfd(
        fd: member.client.descriptor,
        events: Int16(member.isSent ? POLLIN : POLLIN | POLLOUT), revents: 0)
    }
    unsafe poll(&polled, nfds_t(polled.count), 20)
    let now = MonotonicTime.seconds
    for place in members.indices.reversed() {
      let events = Int32(polled[place].revents)
      if events & POLLOUT != 0 { advance(place) }
      let hasCome = events & (POLLIN | POLLHUP | POLLERR) != 0
      if hasCome { read(members[place]) }
      guard hasCome || now >= members[place].until else { continue }
      members[place].client.close()
      members.swapAt(place, members.count - 1)
      members.removeLast()
    }
  }

  private mutating func advance(_ place: Int) {
    let (client, request, start) = (
      members[place].client, members[place].request, members[place].sent
    )
    let count = unsafe request.withUnsafeBytes { bytes in
      unsafe Glibc.send(
        client.descriptor, bytes.baseAddress! + start, bytes.count - start,
        Int32(MSG_DONTWAIT) | Int32(MSG_NOSIGNAL))
    }
    guard count > 0 else { return }
    members[place].sent += count
    if members[place].isSent, members[place].endsSending { client.endSending() }
  }

  private mutating func read(_ member: Member) {
    let count = member.client.receive(into: &buffer)
    guard count > 0 else { return }
    answered += 1
    guard String(decoding: buffer.prefix(min(count, 12)), as: UTF8.self) == "HTTP/1.1 500" else {
      return
    }
    failed += 1
    guard failed <= Self.shown else { return }
    let text = String(decoding: member.request.prefix(2_000), as: UTF8.self)
    FileHandle.standardError.write(Data("Got status 500: \(text.debugDescription)\n".utf8))
  }
}
