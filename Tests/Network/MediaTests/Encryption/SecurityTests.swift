import Audio
import RTP
import Testing

@testable import Media

@Suite struct Security {
  private static let keys = [3, 5, 7].compactMap { factor in
    SRTPKey((0..<30).map { UInt8(truncatingIfNeeded: $0 * factor + factor) })
  }

  @Test(arguments: SRTPSuite.allCases)
  func `two streams with keys hear each other`(_ suite: SRTPSuite) async throws {
    let (engine, ears, playing) = (try TestEngine(), Ears(), Ears())
    let (one, other) = (try engine.open(playing), try engine.open(ears))
    join(one, other, security: pair(suite))
    other.capture()
    let sound = noise(16_000, seed: 21)
    one.play(queue(sound), tag: 1)
    #expect(await playing.hear(.played(1)))
    one.press(["4"], milliseconds: 60)
    #expect(await ears.wait { $0.keys == "4" })
    let heard = ears.captured + other.endCapture()
    #expect(firstFrame(of: decoded(sound), missingIn: heard) == nil)
    #expect(other.statistics.packetsDropped == 0)
  }

  @Test func `with a wrong key nothing is heard`() async throws {
    let (engine, ears, playing) = (try TestEngine(), Ears(), Ears())
    let (one, other) = (try engine.open(playing), try engine.open(ears))
    let right = pair(.aes128SHA80)
    let wrong = SecureMedia(
      suite: .aes128SHA80, localKey: right.other.localKey, remoteKey: Self.keys[2])
    join(one, other, security: (right.one, wrong))
    other.capture()
    one.play(queue(noise(8_000, seed: 22)), tag: 1)
    #expect(await playing.hear(.played(1)))
    one.press(["4"], milliseconds: 60)
    #expect(await playing.hear(.pressed))
    #expect(await ears.wait { _ in other.statistics.packetsDropped > 50 })
    #expect(other.endCapture().allSatisfy { $0 == 0 })
    #expect(ears.keys == "")
    #expect(other.close().packetsReceived == 0)
  }

  @Test func `what is sent with a key cannot be read, and a copy of it does not count`()
    async throws
  {
    let (engine, peer) = (try TestEngine(), try Peer())
    let ears = Ears()
    let (stream, listener) = (try engine.open(), try engine.open(ears))
    let security = pair(.aes128SHA80)
    stream.connect(peer.agreement(security: security.one))
    stream.play(queue(noise(1_600, seed: 23)), tag: 1)
    let packet = try #require(await peer.receiveDatagram())
    #expect(packet.count == 12 + 160 + 10)
    #expect(Array(packet[12..<172]) != encoded(Array(noise(1_600, seed: 23)[..<160]), .muLaw))
    let next = try #require(await peer.receiveDatagram())
    // The peer passes the packets on, each of them three times.
    listener.connect(peer.agreement(security: security.other))
    for packet in [packet, next] {
      for _ in 0..<3 { try peer.send(packet, to: listener.port) }
    }
    #expect(await ears.wait { _ in listener.statistics.packetsDropped == 4 })
    #expect(listener.close().packetsReceived == 2)
  }

  @Test func `without a key plain packets are not taken`() async throws {
    let (engine, peer, ears) = (try TestEngine(), try Peer(), Ears())
    let stream = try engine.open(ears)
    stream.connect(peer.agreement(security: pair(.aes128SHA80).one))
    for index in 0..<30 {
      try peer.send(
        [UInt8](repeating: 0x7F, count: 160), sequence: UInt16(index),
        timestamp: UInt32(160 * index), to: stream)
    }
    #expect(await ears.wait { _ in stream.statistics.packetsDropped == 30 })
  }

  @Test func `strangers before the peer do not take its place`() async throws {
    let (engine, ears, playing) = (try TestEngine(), Ears(), Ears())
    let (one, other) = (try engine.open(playing), try engine.open(ears))
    let security = pair(.aes128SHA80)
    let waiting = try Peer()
    other.connect(waiting.agreement(security: security.other))
    for ssrc in 0..<40 {
      let stranger = try Peer(ssrc: UInt32(1_000 + ssrc))
      try stranger.send(
        [UInt8](repeating: 0x7F, count: 170), sequence: 1, timestamp: 1, to: other)
    }
    #expect(await ears.wait { _ in other.statistics.packetsDropped == 40 })
    join(one, other, security: security)
    one.press(["8"], milliseconds: 60)
    #expect(await ears.wait { $0.keys == "8" })
  }

  @Test func `a re-INVITE with the same keys goes on, with new ones begins anew`() async throws {
    let (engine, ears, playing) = (try TestEngine(), Ears(), Ears())
    let (one, other) = (try engine.open(playing), try engine.open(ears))
    let security = pair(.aes128SHA80)
    let mirrored = (one: security.other, other: security.one)
    for (index, keys) in [security, security, mirrored].enumerated() {
      join(one, other, security: keys)
      one.press(["5"], milliseconds: 60)
      #expect(await ears.wait { $0.keys.count == index + 1 })
    }
  }

  private func pair(_ suite: SRTPSuite) -> (one: SecureMedia, other: SecureMedia) {
    (
      SecureMedia(suite: suite, localKey: Self.keys[0], remoteKey: Self.keys[1]),
      SecureMedia(suite: suite, localKey: Self.keys[1], remoteKey: Self.keys[0])
    )
  }
}
