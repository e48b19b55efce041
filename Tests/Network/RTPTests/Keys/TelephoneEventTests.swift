import RTP
import Testing

@Suite struct TelephoneEventTests {
  /// What our own sender makes of some keys.
  static func packets(_ keys: String, milliseconds: Int, from start: UInt32) throws -> [KeyPacket] {
    var (packets, clock, sequence): ([KeyPacket], UInt32, UInt16) = ([], start, 65_500)
    for key in keys {
      var sender = try #require(
        TelephoneEventSender(key: key, milliseconds: milliseconds, timestamp: clock))
      while let packet = sender.next() {
        packets.append(
          KeyPacket(
            header: RTPHeader(
              marker: packet.marker, payloadType: 101, sequence: sequence,
              timestamp: packet.timestamp, ssrc: 1), event: packet.event,
            time: 20 * packets.count))
        sequence &+= 1
      }
      clock &+= UInt32((milliseconds + 100) * 8)
    }
    return packets
  }

  @Test func `every key arrives with its length and its level`() throws {
    var receiver = TelephoneEventReceiver()
    let keys = "0123456789*#ABCD"
    let events = KeyPacket.receive(
      try Self.packets(keys, milliseconds: 100, from: 1000), &receiver)
    #expect(
      events == keys.flatMap { [.down($0, dBm0: -10), .up($0, milliseconds: 100)] as [KeyEvent] })
  }

  @Test func `a key is told at its first packet`() throws {
    var receiver = TelephoneEventReceiver()
    let first = try #require(KeySender().packets("5").first)
    #expect(KeyPacket.receive([first], &receiver) == [.down("5", dBm0: -10)])
    #expect(receiver.isDown)
  }

  @Test func `a key is told by any one of its packets`() {
    for packet in KeySender().packets("7") {
      var receiver = TelephoneEventReceiver()
      var events = KeyPacket.receive([packet], &receiver)
      for step in 1..<20 {
        if let up = receiver.tick(at: packet.time + 20 * step) { events.append(up) }
      }
      let length = Int(packet.event.duration) / 8
      #expect(events == [.down("7", dBm0: -10), .up("7", milliseconds: length)])
    }
  }

  @Test func `a key whose ends are lost ends with the next one, or after 200 ms`() {
    var receiver = TelephoneEventReceiver()
    #expect(
      KeyPacket.receive(KeySender(ends: 0).packets("77"), &receiver) == [
        .down("7", dBm0: -10), .up("7", milliseconds: 100), .down("7", dBm0: -10),
      ])
    #expect(receiver.tick(at: 499) == nil)
    #expect(receiver.tick(at: 500) == .up("7", milliseconds: 100))
  }

  @Test func `packets that come again, however late, do not count`() {
    let all = KeySender().packets("1234")
    let (first, second) = (all.filter { $0.time <= 400 }, all.filter { $0.time > 400 })
    var receiver = TelephoneEventReceiver()
    let events = KeyPacket.receive(first + first + second + first + second, &receiver)
    #expect(KeyPacket.keys(events) == "1234")
    #expect(events.count == 8)
  }

  @Test(arguments: [UInt32(5), UInt32.max - 300])
  func `a long key is one key, though its duration overflows`(start: UInt32) throws {
    var receiver = TelephoneEventReceiver()
    let packets = try Self.packets("*", milliseconds: 20_000, from: start)
    #expect(Set(packets.map(\.header.timestamp)).count == 3)
    #expect(packets.filter(\.header.marker).count == 1)
    let events = KeyPacket.receive(packets, &receiver)
    #expect(events == [.down("*", dBm0: -10), .up("*", milliseconds: 20_000)])
  }

  @Test func `a long key stays one when the packets between its segments are lost`() throws {
    var receiver = TelephoneEventReceiver()
    var packets = try Self.packets("#", milliseconds: 10_000, from: 1000)
    packets.removeSubrange(400..<415)
    let events = KeyPacket.receive(packets, &receiver)
    #expect(events == [.down("#", dBm0: -10), .up("#", milliseconds: 10_000)])
  }

  @Test func `events that are no keys are ignored`() {
    var receiver = TelephoneEventReceiver()
    for code in UInt8(16)...255 {
      let payload: [UInt8] = [code, 10, 0, 160]
      let header = RTPHeader(
        marker: true, payloadType: 101, sequence: UInt16(code), timestamp: UInt32(code), ssrc: 1)
      #expect(receiver.receive(payload.span, header, at: 20 * Int(code)).isEmpty)
    }
    #expect(!receiver.isDown)
  }

  @Test(arguments: 0..<4)
  func `a payload that is too short is ignored`(count: Int) {
    var receiver = TelephoneEventReceiver()
    let payload = [UInt8](repeating: 0, count: count)
    let header = RTPHeader(
      marker: true, payloadType: 101, sequence: 1, timestamp: 1, ssrc: 1)
    #expect(receiver.receive(payload.span, header, at: 0).isEmpty)
  }

  /// Loss of one packet in ten, duplicates, and neighbours that change places.
  @Test(arguments: 0..<200)
  func `no key is lost or doubled on a bad line`(seed: Int) throws {
    var random = Seeded(UInt64(seed))
    let digits = (0..<20).map { _ in "0123456789*#".randomElement(using: &random) ?? "0" }
    let keys = String(digits)
    var packets = KeySender(milliseconds: 80, pause: 80).packets(
      keys, from: UInt32.max - UInt32(seed) * 100)
    packets.removeAll { _ in Int.random(in: 0..<10, using: &random) == 0 }
    packets = packets.flatMap { Int.random(in: 0..<10, using: &random) == 0 ? [$0, $0] : [$0] }
    for index in packets.indices.dropLast() where Int.random(in: 0..<10, using: &random) == 0 {
      packets.swapAt(index, index + 1)
    }
    #expect(KeyPacket.keys(packets) == keys)
  }

  @Test func `what is no key is not sent`() {
    let sender = TelephoneEventSender(key: "x", milliseconds: 100, timestamp: 0)
    #expect(sender == nil)
  }

  @Test func `a short press is made long enough to be heard`() throws {
    let packets = try Self.packets("1", milliseconds: 1, from: 1000)
    #expect(packets.map(\.event.duration) == [160, 320, 320, 320, 320])
    #expect(packets.map(\.event.isEnd) == [false, false, true, true, true])
  }
}
