import Audio
import RTP
import Testing

@testable import Media

@Suite struct Keys {
  @Test func `a key is told at its first packet, and once`() async throws {
    let (engine, peer, ears) = (try TestEngine(), try Peer(), Ears())
    let stream = try engine.open(ears)
    stream.connect(peer.agreement())
    var sequence: UInt16 = 65_530
    for (index, key) in "159#0".enumerated() {
      let start = UInt32(8_000 + 1_600 * index)
      var packets: [TelephoneEventSender.Packet] = []
      var sender = try #require(
        TelephoneEventSender(key: key, milliseconds: 80, timestamp: start))
      while let packet = sender.next() { packets.append(packet) }
      for (place, packet) in packets.enumerated() {
        try send(packet, sequence, from: peer, to: stream)
        sequence &+= 1
        guard place == 0 else { continue }
        let keys = String("159#0".prefix(index + 1))
        #expect(await ears.wait { $0.keys == keys })
      }
    }
    _ = await ears.wait { _ in stream.statistics.packetsReceived == 35 }
    #expect(ears.keys == "159#0")
    #expect(ears.events.first == .key("1", by: .telephoneEvent, millisecondsAgo: 20))
    #expect(stream.close().packetsReceived == 35)
  }

  @Test func `keys are heard in the sound where telephone-events are not agreed`() async throws {
    let (engine, peer, ears) = (try TestEngine(), try Peer(), Ears())
    let stream = try engine.open(ears)
    stream.connect(peer.agreement(.pcma, events: nil))
    let tones = try #require(Tone.dtmf(keys: "42#".utf8))
    try send(tones + Tone.silence(milliseconds: 200), .pcma, from: peer, to: stream)
    #expect(await ears.wait { $0.keys == "42#" })
  }

  @Test(
    arguments: [(KeySource.auto, "7"), (.rfc4733, "7"), (.tones, ""), (.info, "")],
    [nil, 96] as [UInt8?])
  func `events of a type that nobody agreed on are keys`(
    source: (keys: KeySource, heard: String), agreed: UInt8?
  ) async throws {
    let (engine, peer, ears) = (try TestEngine(), try Peer(), Ears())
    let stream = try engine.media.open(keys: source.keys) { ears.note($0) }
    stream.connect(peer.agreement(events: agreed))
    stream.capture()
    var sender = try #require(
      TelephoneEventSender(key: "7", milliseconds: 80, timestamp: 8_000))
    var sequence: UInt16 = 1
    while let packet = sender.next() {
      try send(packet, sequence, from: peer, to: stream)
      sequence += 1
    }
    try send(Tone.silence(milliseconds: 1_000), .pcmu, from: peer, to: stream, at: Int(sequence))
    #expect(await ears.wait { $0.captured.count >= 4_000 })
    #expect(ears.keys == source.heard)
  }

  @Test func `tones count where telephone-events are agreed, until one comes`() async throws {
    let (engine, peer, ears) = (try TestEngine(), try Peer(), Ears())
    let stream = try engine.open(ears)
    stream.connect(peer.agreement())
    let keys = try #require(Tone.dtmf(keys: "42".utf8))
    let tones = keys + Tone.silence(milliseconds: 200)
    try send(tones, .pcmu, from: peer, to: stream)
    #expect(await ears.wait { $0.events.contains(.keyUp("2", by: .tone)) })
    var sender = try #require(
      TelephoneEventSender(key: "7", milliseconds: 80, timestamp: 90_000))
    let first = sender.next()
    let packet = try #require(first)
    try send(packet, 1_000, from: peer, to: stream)
    #expect(await ears.wait { $0.keys == "427" })
    stream.capture()
    try send(tones + Tone.silence(milliseconds: 1_000), .pcmu, from: peer, to: stream, at: 1_001)
    #expect(await ears.wait { $0.captured.count >= 8_000 })
    #expect(ears.keys == "427")
  }

  @Test(arguments: KeySource.allCases)
  func `a peer's keys are taken as its setting says`(source: KeySource) async throws {
    let (engine, peer, ears) = (try TestEngine(), try Peer(), Ears())
    let stream = try engine.media.open(keys: source) { ears.note($0) }
    stream.connect(peer.agreement(events: source.agreesOnEvents ? 101 : nil))
    let tones = try #require(Tone.dtmf(keys: "42".utf8))
    stream.capture()
    try send(tones + Tone.silence(milliseconds: 1_000), .pcmu, from: peer, to: stream)
    #expect(await ears.wait { $0.captured.count >= 8_000 })
    #expect(
      ears.keys == (source.listensForTones(eventsAgreed: true, eventsCame: false) ? "42" : ""))
  }

  @Test(arguments: AudioEncoding.all)
  func `sound of every codec is captured, and its keys heard`(codec: AudioEncoding) async throws {
    let (engine, ears, played) = (try TestEngine(), Ears(), Ears())
    let (portal, caller) = (try engine.open(ears), try engine.open(played))
    func agreement(_ peer: MediaStream) -> MediaAgreement {
      MediaAgreement(
        codec: codec, payloadType: 97, telephoneEvent: nil, remoteAddress: "127.0.0.1",
        remotePort: peer.port, remoteControlPort: peer.port + 1)
    }
    portal.connect(agreement(caller))
    caller.connect(agreement(portal))
    portal.capture()
    let tones = try #require(Tone.dtmf(keys: "42#".utf8))
    caller.play(queue(tones + Tone.sine(hertz: 500, milliseconds: 500, levelDB: -20)), tag: 1)
    #expect(await ears.wait { $0.keys == "42#" })
    #expect(await played.hear(.played(1)))
    #expect(await ears.wait { Level.peak($0.captured) > -20 })
  }

  @Test func `one stream presses keys and another hears them`() async throws {
    let (engine, ears, pressing) = (try TestEngine(), Ears(), Ears())
    let (portal, caller) = (try engine.open(ears), try engine.open(pressing))
    join(caller, portal, events: 96)
    caller.press(["0", "*", "A", "#"], milliseconds: 60, pause: 60)
    #expect(await pressing.hear(.pressed))
    #expect(await ears.wait { $0.keys == "0*A#" })
  }

  @Test func `without telephone-events the keys are pressed as tones`() async throws {
    let (engine, ears, pressing) = (try TestEngine(), Ears(), Ears())
    let (portal, caller) = (try engine.open(ears), try engine.open(pressing))
    join(caller, portal, events: nil)
    caller.press(["7", "7", "D"], milliseconds: 80, pause: 80)
    #expect(await pressing.hear(.pressed))
    #expect(await ears.wait { $0.keys == "77D" })
  }

  @Test(arguments: [101, nil] as [UInt8?])
  func `keys that are pressed meanwhile follow`(_ events: UInt8?) async throws {
    let (engine, ears, pressing) = (try TestEngine(), Ears(), Ears())
    let (portal, caller) = (try engine.open(ears), try engine.open(pressing))
    join(caller, portal, events: events)
    for key in "1123" { caller.press([key], milliseconds: 60, pause: 60) }
    #expect(await pressing.hear(.pressed))
    #expect(await ears.wait { $0.keys == "1123" })
  }

  @Test func `a key as telephone-events has one timestamp and three ends`() async throws {
    let (engine, peer, ears) = (try TestEngine(), try Peer(), Ears())
    let stream = try engine.open(ears)
    stream.connect(peer.agreement(noise: true))
    stream.press(["5"], milliseconds: 100)
    #expect(await ears.hear(.pressed))
    let events = await peer.receive(8) { $0.header.payloadType == 101 }
    #expect(Set(events.map(\.header.timestamp)).count == 1)
    #expect(events.map(\.header.marker) == [true] + Array(repeating: false, count: 7))
    let reports = events.compactMap { TelephoneEvent($0.payload.span) }
    #expect(reports.map(\.code) == Array(repeating: 5, count: 8))
    #expect(reports.map(\.isEnd) == Array(repeating: false, count: 5) + [true, true, true])
    #expect(reports.map(\.duration) == [160, 320, 480, 640, 800, 800, 800, 800])
  }

  private func send(
    _ packet: TelephoneEventSender.Packet, _ sequence: UInt16, from peer: Peer,
    to stream: MediaStream
  ) throws {
    var payload = [UInt8](repeating: 0, count: 4)
    var bytes = payload.mutableSpan
    packet.event.write(to: &bytes, at: 0)
    try peer.send(
      payload, type: 101, sequence: sequence, timestamp: packet.timestamp, marker: packet.marker,
      to: stream)
  }

  private func send(
    _ sound: [Int16], _ codec: G711Codec, from peer: Peer, to stream: MediaStream,
    at sequence: Int = 0
  ) throws {
    for index in 0..<sound.count / 160 {
      let frame = Array(sound[160 * index..<160 * (index + 1)])
      try peer.send(
        encoded(frame, codec.law), type: codec.payloadType,
        sequence: UInt16(sequence + index), timestamp: UInt32(160 * (sequence + index)), to: stream)
    }
  }
}

/// Lets two streams on the loopback talk to each other.
func join(
  _ one: MediaStream, _ other: MediaStream, events: UInt8? = 101, noise: Bool = true,
  security: (one: SecureMedia?, other: SecureMedia?) = (nil, nil), address: String = "127.0.0.1"
) {
  func agreement(_ peer: MediaStream, _ security: SecureMedia?) -> MediaAgreement {
    MediaAgreement(
      codec: .pcmu, telephoneEvent: events, comfortNoise: noise, remoteAddress: address,
      remotePort: peer.port, remoteControlPort: peer.port + 1, security: security)
  }
  one.connect(agreement(other, security.one))
  other.connect(agreement(one, security.other))
}
