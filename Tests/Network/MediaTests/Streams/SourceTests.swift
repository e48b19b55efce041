import Audio
import RTP
import Testing

@testable import Media

@Suite struct Sources {
  @Test func `sound goes to where the peer's sound comes from, not to a later hijacker`()
    async throws
  {
    let engine = try TestEngine()
    // What is signalled is not where the peer sends from.
    let (signalled, peer, hijacker) = (try Peer(), try Peer(), try Peer(ssrc: 99))
    let ears = Ears()
    let stream = try engine.open(ears)
    stream.connect(signalled.agreement())
    stream.play(queue(noise(80_000, seed: 1)), tag: 1)
    #expect(await signalled.receive() != nil)
    #expect(await peer.receive(seconds: 0.05) == nil)
    for index in 0..<4 { try send(peer, index, to: stream) }
    #expect(await peer.receive() != nil)
    for index in 0..<20 { try send(hijacker, index, to: stream) }
    #expect(await hijacker.receive(seconds: 0.3) == nil)
    #expect(await peer.receive() != nil)
    #expect(await ears.wait { _ in stream.statistics.packetsReceived >= 3 })
    #expect(stream.close().packetsReceived <= 4)
  }

  @Test func `who was told to the portal gets the call from whoever sent first`() async throws {
    let engine = try TestEngine()
    let (peer, thief, ears) = (try Peer(), try Peer(ssrc: 99), Ears())
    let stream = try engine.open(ears)
    stream.connect(peer.agreement())
    for index in 0..<3 { try send(thief, index, to: stream) }
    #expect(await ears.wait { _ in stream.statistics.packetsReceived == 2 })
    for index in 0..<3 { try send(peer, index, to: stream) }
    #expect(await ears.wait { _ in stream.statistics.packetsReceived == 4 })
    // What was sent to the thief before that.
    while await thief.receive(seconds: 0.1) != nil {}
    for index in 3..<20 { try send(thief, index, to: stream) }
    stream.play(queue(noise(80_000, seed: 1)), tag: 1)
    #expect(await peer.receive() != nil)
    #expect(await thief.receive(seconds: 0.3) == nil)
    #expect(stream.close().packetsReceived == 4)
  }

  @Test func `after a new agreement the peer may come from elsewhere`() async throws {
    let engine = try TestEngine()
    let (first, second, ears) = (try Peer(), try Peer(ssrc: 7), Ears())
    let stream = try engine.open(ears)
    stream.connect(first.agreement())
    for index in 0..<3 { try send(first, index, to: stream) }
    #expect(await ears.wait { _ in stream.statistics.packetsReceived == 3 })
    stream.connect(second.agreement())
    #expect(await second.receive() != nil)
    for index in 0..<3 { try send(second, index, to: stream) }
    #expect(await ears.wait { _ in stream.statistics.packetsReceived == 6 })
    while await first.receive(seconds: 0.1) != nil {}
    stream.play(queue(noise(1_600, seed: 1)), tag: 1)
    #expect(await first.receive(seconds: 0.3) == nil)
  }

  @Test func `a peer whose port is closed does no harm`() async throws {
    let (engine, ears) = (try TestEngine(), Ears())
    let stream = try engine.open(ears)
    let peer = try Peer()
    stream.connect(peer.agreement())
    for index in 0..<3 { try send(peer, index, to: stream) }
    #expect(await ears.wait { _ in stream.statistics.packetsReceived == 3 })
    // Now the kernel answers our packets with errors.
    stream.connect(
      MediaAgreement(
        codec: .pcmu, telephoneEvent: nil, remoteAddress: "127.0.0.1", remotePort: 9,
        remoteControlPort: 10))
    stream.play(queue(noise(3_200, seed: 1)), tag: 1)
    #expect(await ears.hear(.played(1)))
  }

  @Test func `IPv6 works like IPv4`() async throws {
    let engine = try TestEngine(address: "::1")
    let (ears, playing) = (Ears(), Ears())
    let (one, other) = (try engine.open(playing), try engine.open(ears))
    join(one, other, address: "::1")
    other.capture()
    let sound = noise(8_000, seed: 2)
    one.play(queue(sound), tag: 1)
    #expect(await playing.hear(.played(1)))
    #expect(await ears.wait { _ in other.statistics.packetsReceived >= 50 })
    let heard = ears.captured + other.endCapture()
    #expect(firstFrame(of: decoded(sound), missingIn: heard) == nil)
  }

  @Test func `an IPv4 peer is served by a socket for both`() async throws {
    let engine = try TestEngine(address: "::")
    let (peer, ears) = (try Peer(), Ears())
    let stream = try engine.open(ears)
    stream.connect(peer.agreement())
    for index in 0..<3 { try send(peer, index, to: stream) }
    #expect(await peer.receive() != nil)
    #expect(await ears.wait { _ in stream.statistics.packetsReceived == 3 })
  }

  @Test func `ten thousand random datagrams change nothing`() async throws {
    let (engine, peer, ears) = (try TestEngine(), try Peer(), Ears())
    let stream = try engine.open(ears)
    stream.connect(peer.agreement(events: nil))
    stream.capture()
    var random = SystemRandomNumberGenerator()
    for index in 0..<10_000 {
      let count = Int.random(in: 0...600, using: &random)
      var bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
      // Half of them look like RTP or RTCP at first sight.
      if index % 2 == 0, count > 1 {
        bytes[0] = 0x80 | bytes[0] & 0x3F
        bytes[1] = [0, 8, 13, 101, 200, 201, 202, 203][index / 2 % 8]
      }
      try peer.send(bytes, to: stream.port)
      peer.control.send(bytes.span, to: MediaAddress("127.0.0.1", port: stream.port + 1))
      if index % 100 == 0 { try await Task.sleep(for: .milliseconds(1)) }
    }
    stream.play(queue(noise(1_600, seed: 1)), tag: 1)
    #expect(await ears.hear(.played(1)))
    #expect(stream.close().packetsDropped > 0)
  }

  private func send(_ peer: Peer, _ index: Int, to stream: MediaStream) throws {
    try peer.send(
      [UInt8](repeating: 0xFF, count: 160), sequence: UInt16(index),
      timestamp: UInt32(160 * index), to: stream)
  }
}
