import Audio
import RTP
import Testing

@testable import Media

@Suite struct ReportsAndSilence {
  @Test func `reports tell what was sent and received, and the last one is a goodbye`()
    async throws
  {
    let engine = try TestEngine { $0.reportSeconds = 0.2 }
    let (peer, ears) = (try Peer(), Ears())
    let stream = try engine.open(ears)
    stream.connect(peer.agreement())
    stream.play(queue(noise(16_000, seed: 31)), tag: 1)
    for index in 0..<20 where index != 7 {
      try peer.send(
        [UInt8](repeating: 0xFF, count: 160), sequence: UInt16(index),
        timestamp: UInt32(160 * index), to: stream)
    }
    #expect(await ears.wait { _ in stream.statistics.packetsReceived == 19 })
    var parts: [RTCPPacket] = []
    var heard: ReceptionReport?
    while heard == nil, let datagram = await peer.receiveReport() {
      parts = RTCP.parse(datagram.span) ?? []
      if case .senderReport(let ssrc, let sender, let reports) = parts.first {
        #expect(sender.octets == sender.packets * 160)
        heard = reports.first { $0.highest == 19 }
        try answer(ssrc, sender, from: peer, to: stream)
      }
    }
    #expect(heard?.ssrc == peer.ssrc)
    #expect(heard?.lost == 1)
    #expect(await ears.wait { _ in stream.statistics.remote != nil })
    #expect(stream.statistics.remote?.packetsLost == 5)
    #expect(stream.statistics.remote?.fractionLost == 0.25)
    #expect(stream.statistics.remote?.jitterMilliseconds == 2)
    #expect(stream.statistics.remote?.roundTripMilliseconds ?? -1 >= 0)
    let sums = stream.close()
    #expect(sums.packetsLost == 1)
    #expect(sums.octetsReceived == 19 * 160)
    var isOver = false
    while !isOver, let datagram = await peer.receiveReport() {
      isOver =
        RTCP.parse(datagram.span)?.contains { if case .bye = $0 { true } else { false } } ?? false
    }
    #expect(isOver)
  }

  @Test func `with keys the reports are secret too`() async throws {
    let engine = try TestEngine { $0.reportSeconds = 0.2 }
    let ears = Ears()
    let (one, other) = (try engine.open(ears), try engine.open(ears))
    let keys = [1, 2].compactMap { SRTPKey([UInt8](repeating: $0, count: 30)) }
    let security = SecureMedia(suite: .aes128SHA32, localKey: keys[0], remoteKey: keys[1])
    let mirrored = SecureMedia(suite: .aes128SHA32, localKey: keys[1], remoteKey: keys[0])
    join(one, other, security: (security, mirrored))
    #expect(await ears.wait { _ in one.statistics.remote != nil && other.statistics.remote != nil })
  }

  @Test func `silence is told, and again after the same time`() async throws {
    let engine = try TestEngine { $0.silenceSeconds = 1 }
    let (peer, ears) = (try Peer(), Ears())
    let stream = try engine.open(ears)
    stream.connect(peer.agreement())
    #expect(await ears.wait { $0.events.count >= 2 })
    #expect(ears.events.prefix(2) == [.silence(seconds: 1), .silence(seconds: 2)])
  }

  @Test func `a packet ends the silence, and a new agreement gives the peer its time again`()
    async throws
  {
    let engine = try TestEngine { $0.silenceSeconds = 1 }
    let (peer, ears) = (try Peer(), Ears())
    let stream = try engine.open(ears)
    let first = MediaEvent.silence(seconds: 1)
    stream.connect(peer.agreement(receives: false))
    #expect(await ears.hear(first))
    stream.connect(peer.agreement())
    #expect(await ears.wait { $0.events.count { $0 == first } == 2 })
    try peer.send([60], type: 0, sequence: 1, timestamp: 160, to: stream)
    #expect(await ears.wait { $0.events.count { $0 == first } == 3 })
  }

  @Test func `comfort noise of the peer is in a recording`() async throws {
    let (engine, peer, ears) = (try TestEngine(), try Peer(), Ears())
    let stream = try engine.open(ears)
    stream.connect(peer.agreement(noise: true))
    stream.capture()
    for index in 0..<5 {
      try peer.send(
        encoded(noise(160, seed: 32), .muLaw), sequence: UInt16(index),
        timestamp: UInt32(160 * index), to: stream)
    }
    try peer.send([30], type: 13, sequence: 5, timestamp: 800, to: stream)
    #expect(await ears.wait { $0.captured.count >= 8_000 })
    let pause = ears.captured[2_000..<8_000]
    #expect(pause.contains { $0 != 0 })
    #expect(pause.allSatisfy { abs(Int($0)) < 8_000 })
  }

  private func answer(
    _ ssrc: UInt32, _ sender: SenderReport, from peer: Peer, to stream: MediaStream
  ) throws {
    let report = ReceptionReport(
      ssrc: ssrc, fractionLost: 64, lost: 5, highest: 1, jitter: 16,
      lastSenderReport: UInt32(truncatingIfNeeded: sender.ntp >> 16), delay: 0)
    let packet = RTCP.compound(ssrc: peer.ssrc, sender: nil, report: report, name: "peer")
    let target = try #require(MediaAddress("127.0.0.1", port: stream.port + 1))
    peer.control.send(packet.span, to: target)
  }
}
