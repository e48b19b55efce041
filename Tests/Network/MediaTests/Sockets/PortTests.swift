import RTP
import Testing

@testable import Media

@Suite struct Ports {
  @Test func `ports are even, used once, and used up at last`() throws {
    let range = try freeRange(pairs: 5)
    // An odd start and end: two ports without a neighbour.
    let engine = try TestEngine(ports: range.lowerBound - 1...range.upperBound + 1)
    let streams = try (0..<5).map { _ in try engine.open() }
    #expect(
      Set(streams.map(\.port)) == Set(stride(from: range.lowerBound, to: range.upperBound, by: 2)))
    #expect(throws: MediaError.noPortLeft) { try engine.open() }
  }

  @Test func `a port that was let go of is not the next to be used`() async throws {
    let engine = try TestEngine(ports: try freeRange(pairs: 4))
    let first = try engine.open()
    let port = first.port
    first.close()
    for _ in 0..<3 {
      let stream = try engine.open()
      #expect(stream.port != port)
      stream.close()
    }
    // The port is free when the media thread has closed it.
    var again: MediaStream?
    for _ in 0..<10_000 where again?.port != port {
      again?.close()
      again = try? engine.open()
      try await Task.sleep(for: .milliseconds(2))
    }
    #expect(again?.port == port)
  }

  @Test func `ports that others have are passed over`() throws {
    let range = try freeRange(pairs: 3)
    let address = try #require(MediaAddress("127.0.0.1", port: range.lowerBound + 3))
    let other = try DatagramSocket(bindingTo: address, serviceClass: 0)
    defer { other.close() }
    let engine = try TestEngine(ports: range)
    let ports = Set(try (0..<2).map { _ in try engine.open().port })
    #expect(ports == [range.lowerBound, range.lowerBound + 4])
    #expect(throws: MediaError.noPortLeft) { try engine.open() }
  }

  @Test func `a range without a pair and an address of nowhere are refused`() {
    #expect(throws: MediaError.badPorts(5_001...5_001)) {
      try MediaEngine(MediaOptions(address: "127.0.0.1", ports: 5_001...5_001))
    }
    #expect(throws: MediaError.badAddress("portal", reason: "is not an IP address in digits")) {
      try MediaEngine(MediaOptions(address: "portal"))
    }
    #expect(throws: MediaError.self) { try MediaEngine(MediaOptions(address: "192.0.2.1")) }
  }

  @Test func `a stream that is closed does nothing any more`() throws {
    let (engine, peer) = (try TestEngine(), try Peer())
    let stream = try engine.open()
    stream.connect(peer.agreement())
    let sums = stream.close()
    stream.play(queue(noise(800, seed: 1)), tag: 1)
    stream.connect(peer.agreement())
    #expect(stream.close().packetsSent == sums.packetsSent)
  }

  @Test func `an engine that is closed closes its streams and opens none`() throws {
    let engine = try TestEngine()
    let peer = try Peer()
    let stream = try engine.open()
    stream.connect(peer.agreement())
    engine.media.close()
    stream.play(queue(noise(800, seed: 1)), tag: 1)
    stream.close()
    #expect(throws: MediaError.self) { try engine.open() }
  }

  /// Ports of which no one uses any right now, from an even one on.
  private func freeRange(pairs: Int) throws -> ClosedRange<UInt16> {
    for _ in 0..<200 {
      let first = UInt16.random(in: 16_100...19_900) * 2
      let ports = first...(first + UInt16(2 * pairs - 1))
      let sockets = ports.compactMap { port -> DatagramSocket? in
        guard let address = MediaAddress("127.0.0.1", port: port) else { return nil }
        return try? DatagramSocket(bindingTo: address, serviceClass: 0)
      }
      for socket in sockets { socket.close() }
      if sockets.count == ports.count { return ports }
    }
    throw MediaError.noPortLeft
  }
}
