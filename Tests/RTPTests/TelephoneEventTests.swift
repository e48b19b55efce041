import RTP
import Testing

@Suite struct TelephoneEventTests {
  /// What a peer sends for some keys: each is held for a while, with a pause behind it.
  static func packets(
    _ keys: String, milliseconds: Int = 100, pause: Int = 100, from start: UInt32 = 1000
  ) throws -> [TelephoneEventSender.Packet] {
    var packets: [TelephoneEventSender.Packet] = []
    var clock = start
    for key in keys {
      var sender = try #require(
        TelephoneEventSender(key: key, milliseconds: milliseconds, timestamp: clock))
      while let packet = sender.next() { packets.append(packet) }
      clock &+= UInt32((milliseconds + pause) * 8)
    }
    return packets
  }

  static func receive(
    _ packets: [TelephoneEventSender.Packet], _ receiver: inout TelephoneEventReceiver
  ) -> [KeyEvent] {
    packets.flatMap { packet in
      var payload = [UInt8](repeating: 0, count: 4)
      var span = payload.mutableSpan
      packet.event.write(to: &span, at: 0)
      return receiver.receive(
        payload.span, timestamp: packet.timestamp, marker: packet.marker)
    }
  }

  static func keys(_ events: [KeyEvent]) -> String {
    String(
      events.compactMap { event in
        if case .down(let key, _) = event { key } else { nil }
      })
  }

  @Test func `every key arrives with its length and its level`() throws {
    var receiver = TelephoneEventReceiver()
    let keys = "0123456789*#ABCD"
    let events = Self.receive(try Self.packets(keys), &receiver)
    #expect(
      events == keys.flatMap { [.down($0, dBm0: -10), .up($0, milliseconds: 100)] as [KeyEvent] })
  }

  @Test func `a key is told at its first packet`() throws {
    var receiver = TelephoneEventReceiver()
    let first = try #require(try Self.packets("5").first)
    #expect(Self.receive([first], &receiver) == [.down("5", dBm0: -10)])
    #expect(receiver.isDown)
  }

  @Test func `a key is told by any one of its packets`() throws {
    let packets = try Self.packets("7")
    for packet in packets {
      var receiver = TelephoneEventReceiver()
      var events = Self.receive([packet], &receiver)
      for _ in 0..<20 { if let up = receiver.tick(milliseconds: 20) { events.append(up) } }
      let length = Int(packet.event.duration) / 8
      #expect(events == [.down("7", dBm0: -10), .up("7", milliseconds: length)])
    }
  }

  @Test func `a key whose ends are lost ends with the next one`() throws {
    let packets = try Self.packets("77").filter { !$0.event.isEnd }
    var receiver = TelephoneEventReceiver()
    #expect(
      Self.receive(packets, &receiver) == [
        .down("7", dBm0: -10), .up("7", milliseconds: 100), .down("7", dBm0: -10),
      ])
    for _ in 0..<9 { #expect(receiver.tick(milliseconds: 20) == nil) }
    #expect(receiver.tick(milliseconds: 20) == .up("7", milliseconds: 100))
  }

  @Test func `packets that come again, however late, do not count`() throws {
    let first = try Self.packets("12")
    let second = try Self.packets("34", from: 9000)
    var receiver = TelephoneEventReceiver()
    let events = Self.receive(first + first + second + first + second, &receiver)
    #expect(Self.keys(events) == "1234")
    #expect(events.count == 8)
  }

  @Test(arguments: [UInt32(5), UInt32.max - 300])
  func `a long key is one key, though its duration overflows`(start: UInt32) throws {
    var receiver = TelephoneEventReceiver()
    let packets = try Self.packets("*", milliseconds: 20_000, from: start)
    #expect(Set(packets.map(\.timestamp)).count == 3)
    #expect(packets.filter(\.marker).count == 1)
    let events = Self.receive(packets, &receiver)
    #expect(events == [.down("*", dBm0: -10), .up("*", milliseconds: 20_000)])
  }

  @Test func `a long key stays one when the packets between its segments are lost`() throws {
    var receiver = TelephoneEventReceiver()
    var packets = try Self.packets("#", milliseconds: 10_000)
    packets.removeSubrange(400..<415)
    let events = Self.receive(packets, &receiver)
    #expect(events == [.down("#", dBm0: -10), .up("#", milliseconds: 10_000)])
  }

  @Test func `events that are no keys are ignored`() {
    var receiver = TelephoneEventReceiver()
    for code in UInt8(16)...255 {
      let payload: [UInt8] = [code, 10, 0, 160]
      #expect(receiver.receive(payload.span, timestamp: UInt32(code), marker: true).isEmpty)
    }
    #expect(!receiver.isDown)
  }

  @Test(arguments: 0..<4)
  func `a payload that is too short is ignored`(count: Int) {
    var receiver = TelephoneEventReceiver()
    let payload = [UInt8](repeating: 0, count: count)
    #expect(receiver.receive(payload.span, timestamp: 1, marker: true).isEmpty)
  }

  @Test func `another source may begin its timestamps anew`() throws {
    var receiver = TelephoneEventReceiver()
    let packets = try Self.packets("5").filter { !$0.event.isEnd }
    _ = Self.receive(packets, &receiver)
    #expect(receiver.reset() == .up("5", milliseconds: 100))
    #expect(Self.keys(Self.receive(packets, &receiver)) == "5")
  }

  /// Loss of one packet in ten, duplicates, and neighbours that change places.
  @Test(arguments: 0..<200)
  func `no key is lost or doubled on a bad line`(seed: Int) throws {
    var random = Seeded(UInt64(seed))
    let digits = (0..<20).map { _ in "0123456789*#".randomElement(using: &random) ?? "0" }
    let keys = String(digits)
    var packets = try Self.packets(
      keys, milliseconds: 80, pause: 80, from: UInt32.max - UInt32(seed) * 100)
    packets.removeAll { _ in Int.random(in: 0..<10, using: &random) == 0 }
    packets = packets.flatMap { Int.random(in: 0..<10, using: &random) == 0 ? [$0, $0] : [$0] }
    for index in packets.indices.dropLast() where Int.random(in: 0..<10, using: &random) == 0 {
      packets.swapAt(index, index + 1)
    }
    var receiver = TelephoneEventReceiver()
    let events = Self.receive(packets, &receiver)
    #expect(Self.keys(events) == keys)
  }

  @Test func `what is no key is not sent`() {
    let sender = TelephoneEventSender(key: "x", milliseconds: 100, timestamp: 0)
    #expect(sender == nil)
  }

  @Test func `a short press is made long enough to be heard`() throws {
    let packets = try Self.packets("1", milliseconds: 1)
    #expect(packets.map(\.event.duration) == [160, 320, 320, 320, 320])
    #expect(packets.map(\.event.isEnd) == [false, false, true, true, true])
  }
}
