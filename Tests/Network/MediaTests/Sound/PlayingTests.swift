import Audio
import RTP
import Testing

@testable import Media

@Suite struct Playing {
  @Test(arguments: [AudioEncoding.pcmu, .pcma])
  func `what is sent is the queue through G.711`(_ codec: AudioEncoding) async throws {
    let (engine, peer, ears) = (try TestEngine(), try Peer(), Ears())
    let stream = try engine.open(ears)
    let sound = noise(4_321, seed: 7, level: 32_000)
    stream.play(queue(Array(sound[..<1_000]), Array(sound[1_000...])), tag: 42)
    stream.connect(peer.agreement(codec))
    #expect(await ears.hear(.played(42)))
    let packets = await peer.receive(28)
    let padding = [Int16](repeating: 0, count: 28 * 160 - 4_321)
    #expect(packets.flatMap(\.payload) == encoded(sound + padding, codec.stored.law))
    let first = try #require(packets.first?.header)
    #expect(first.marker)
    var timestamp = first.timestamp
    for (index, packet) in packets.enumerated() {
      #expect(packet.header.payloadType == codec.staticPayloadType)
      #expect(packet.header.sequence == first.sequence &+ UInt16(index))
      #expect(packet.header.ssrc == first.ssrc)
      // When the machine stands still for long, sound begins anew.
      if packet.header.marker { timestamp = packet.header.timestamp }
      #expect(packet.header.timestamp == timestamp)
      timestamp &+= 160
    }
  }

  @Test func `timestamps run on in silence and sound begins with a marker`() async throws {
    let (engine, peer, ears) = (try TestEngine(), try Peer(), Ears())
    let stream = try engine.open(ears)
    stream.connect(peer.agreement(noise: true))
    stream.play(queue(noise(320, seed: 1)), tag: 1)
    #expect(await ears.hear(.played(1)))
    try await Task.sleep(for: .milliseconds(300))
    stream.play(queue(noise(160, seed: 2)), tag: 2)
    #expect(await ears.hear(.played(2)))
    let sound = await peer.receive(3) { $0.header.payloadType == 0 }
    try #require(sound.count == 3)
    #expect(sound[0].header.marker && sound[2].header.marker)
    let pause = sound[2].header.timestamp &- sound[1].header.timestamp
    // 0.3 s are 2,400 samples, and more when the machine is busy.
    #expect(pause >= 2_400 && pause < 8_000 * 60)
  }

  @Test func `a new prompt takes the place of the old one without a gap`() async throws {
    let (engine, peer, ears) = (try TestEngine(), try Peer(), Ears())
    let stream = try engine.open(ears)
    let silence = [UInt8](repeating: G711.muLaw.silence, count: 160)
    let (old, new) = (noise(480_000, seed: 3), noise(1_600, seed: 4))
    stream.connect(peer.agreement())
    stream.play(queue(old), tag: 1)
    var packets = await peer.receive { $0.payload == encoded(Array(old[800..<960]), .muLaw) }
    stream.play(queue(new), tag: 2)
    packets += await peer.receive { $0.payload == encoded(Array(new[1_440...]), .muLaw) }
    #expect(await ears.hear(.played(2)))
    #expect(!ears.events.contains(.played(1)))
    let start = try #require(
      packets.firstIndex { $0.payload == encoded(Array(new[..<160]), .muLaw) })
    #expect(packets[start...].flatMap(\.payload) == encoded(new, .muLaw))
    let before = packets[..<start].filter { $0.payload != silence }.flatMap(\.payload)
    #expect(before.elementsEqual(encoded(old, .muLaw).prefix(before.count)))
    // Nothing is sent twice or in between, whenever the exchange came.
    for (one, next) in zip(packets, packets.dropFirst()) {
      #expect(next.header.sequence == one.header.sequence &+ 1)
      let step = next.header.timestamp &- one.header.timestamp
      #expect(step >= 160 && step < 8_000 * 60)
    }
  }

  @Test func `a queue can be paused, moved in and hushed`() async throws {
    let (engine, peer, ears) = (try TestEngine(), try Peer(), Ears())
    let stream = try engine.open(ears)
    let sound = noise(640_000, seed: 5)
    let codes = encoded(sound, .muLaw)
    stream.connect(peer.agreement(noise: true))
    stream.play(queue(sound), tag: 1)
    _ = await peer.receive { $0.payload == Array(codes[160..<320]) }
    stream.pause(true)
    let position = stream.position
    #expect(position >= 320 && position % 160 == 0)
    try await Task.sleep(for: .milliseconds(100))
    #expect(stream.position == position)
    stream.move(to: 100_001)
    #expect(stream.position == 100_001)
    stream.pause(false)
    let packets = await peer.receive { $0.payload == Array(codes[100_001..<100_161]) }
    #expect(packets.last?.header.marker == true)
    stream.hush()
    stream.play(queue(Array(sound[..<160])), tag: 2)
    #expect(await ears.hear(.played(2)))
    #expect(ears.events == [.played(2)])
  }

  @Test func `an empty queue is played at once`() async throws {
    let (engine, peer, ears) = (try TestEngine(), try Peer(), Ears())
    let stream = try engine.open(ears)
    stream.connect(peer.agreement())
    stream.play(queue(), tag: 9)
    #expect(await ears.hear(.played(9)))
  }

  @Test func `the codes of a frame are those of G.711, for all samples`() {
    for law in G711.allCases {
      var next = Int(Int16.min)
      while next <= Int(Int16.max) {
        var frame = InlineArray<160, Int16>(repeating: 0)
        for index in 0..<160 { frame[index] = Int16(clamping: next + index) }
        var packet = [UInt8](repeating: 0, count: 172)
        var bytes = packet.mutableSpan
        FrameCoder.encode(frame.span, law, into: &bytes, at: 12)
        let wanted = (0..<160).map { law.encode(frame[$0]) }
        #expect(Array(packet[12...]) == wanted, "\(law) from \(next) on")
        next += 160
      }
    }
  }

  @Test func `nothing is sent while the call is held, and then it goes on`() async throws {
    let (engine, peer, ears) = (try TestEngine(), try Peer(), Ears())
    let stream = try engine.open(ears)
    // Far longer than the call, so that it is not over when the machine stands still.
    let sound = noise(480_000, seed: 6)
    let codes = encoded(sound, .muLaw)
    stream.connect(peer.agreement())
    stream.play(queue(sound), tag: 1)
    _ = await peer.receive { $0.payload == Array(codes[320..<480]) }
    stream.connect(peer.agreement(sends: false, receives: false))
    // What was on its way still comes, whenever the machine lets it; then there is nothing, not
    // even a sign of life.
    var isQuiet = false
    for _ in 0..<4_000 where !isQuiet { isQuiet = await peer.receive(seconds: 0.7) == nil }
    #expect(isQuiet)
    let resumed = stream.position
    #expect(await peer.receive(seconds: 0.1) == nil)
    #expect(stream.position == resumed)
    stream.connect(peer.agreement())
    let packet = try #require(await peer.receive())
    try #require(resumed + 160 <= codes.count)
    #expect(packet.payload == Array(codes[resumed..<resumed + 160]))
    #expect(packet.header.marker)
  }

  @Test func `what is played waits until the caller can hear it`() async throws {
    let engine = try TestEngine { $0.answerPauseMilliseconds = 200 }
    let (peer, ears) = (try Peer(), Ears())
    let stream = try engine.media.open(AddressProof(signalling: nil, isTrusted: true)) {
      ears.note($0)
    }
    stream.connect(peer.agreement())
    stream.play(queue(noise(1_600, seed: 3)), tag: 1)
    let start = ContinuousClock.now
    stream.confirm()
    let silence = [UInt8](repeating: G711.muLaw.silence, count: 160)
    let packets = await peer.receive(until: { $0.payload != silence })
    #expect(ContinuousClock.now - start >= .milliseconds(400))
    // The way to the caller is opened at once.
    #expect(packets.first?.payload == silence)
    #expect(packets.last?.payload == encoded(Array(noise(1_600, seed: 3)[..<160]), .muLaw))
  }

  enum ComingBack: CaseIterable { case fromHold, elsewhere, fromTransfer }

  @Test(arguments: ComingBack.allCases)
  func `what is played waits too when a caller comes back`(
    _ back: ComingBack
  ) async throws {
    let engine = try TestEngine { $0.answerPauseMilliseconds = 200 }
    let (peer, other, ears) = (try Peer(), try Peer(ssrc: 9), Ears())
    let stream = try engine.media.open(AddressProof(signalling: nil, isTrusted: true)) {
      ears.note($0)
    }
    stream.connect(peer.agreement())
    stream.confirm()
    stream.play(queue(noise(320, seed: 3)), tag: 1)
    #expect(await ears.hear(.played(1)))
    let start = ContinuousClock.now
    switch back {
    case .fromHold:
      stream.connect(peer.agreement(sends: false))
      stream.connect(peer.agreement())
    case .elsewhere: stream.connect(other.agreement())
    case .fromTransfer: stream.awaitListener()
    }
    let sound = noise(1_600, seed: 4)
    stream.play(queue(sound), tag: 2)
    let first = encoded(Array(sound[..<160]), .muLaw)
    let packets = await (back == .elsewhere ? other : peer).receive { $0.payload == first }
    #expect(packets.last?.payload == first)
    #expect(ContinuousClock.now - start >= .milliseconds(400))
  }

  @Test func `in silence there is a sign of life twice a second`() async throws {
    let (engine, peer) = (try TestEngine(), try Peer())
    let stream = try engine.open()
    stream.connect(peer.agreement())
    let packets = await peer.receive(3)
    let silence = [UInt8](repeating: G711.muLaw.silence, count: 160)
    #expect(packets.map(\.payload) == [silence, silence, silence])
    try #require(packets.count == 3)
    let step = packets[2].header.timestamp &- packets[1].header.timestamp
    #expect(step >= 3_900 && step < 8_000 * 60)
  }

  @Test func `comfort noise is sent instead where the peer knows it`() async throws {
    let (engine, peer) = (try TestEngine(), try Peer())
    let stream = try engine.open()
    stream.connect(peer.agreement(noise: true))
    let packets = await peer.receive(2)
    #expect(packets.map(\.header.payloadType) == [13, 13])
    #expect(packets.map(\.payload.count) == [1, 1])
  }
}
