import RTP
import Testing

/// Peers that do not send telephone-events as RFC 4733 has them.
@Suite struct PeerKeyTests {
  /// Equal keys beside each other are what a receiver may take for one, or one for two.
  static let number = "0211555019900"

  /// The ways of peers that were seen, and of their neighbours.
  static let senders: [(name: String, sender: KeySender)] = [
    ("as the RFC has it", KeySender()),
    ("without a marker", KeySender(marker: false)),
    ("only the ends", KeySender(onlyEnds: true)),
    ("one end", KeySender(ends: 1)),
    ("no ends", KeySender(ends: 0)),
    ("no ends and no marker", KeySender(ends: 0, marker: false)),
    ("six ends", KeySender(ends: 6, endMilliseconds: 20)),
    ("growing timestamps", KeySender(growth: 160)),
    ("growing timestamps, no marker", KeySender(marker: false, growth: 160)),
    ("growing timestamps, no ends", KeySender(ends: 0, growth: 160)),
    (
      "growing timestamps and durations that stand still",
      KeySender(growth: 160, constantDuration: 160)
    ),
    ("ends with new timestamps", KeySender(endGrowth: 160)),
    ("ends with new timestamps, 20 ms apart", KeySender(endGrowth: 160, endMilliseconds: 20)),
    ("ends with new timestamps by one", KeySender(endGrowth: 1)),
    ("growing timestamps in the ends too", KeySender(growth: 160, endGrowth: 160)),
    ("only ends, with new timestamps", KeySender(onlyEnds: true, endGrowth: 160)),
    ("timestamps that stand still", KeySender(standsStill: true)),
    ("timestamps that stand still, no marker", KeySender(marker: false, standsStill: true)),
    ("a source for each key", KeySender(changesSource: true)),
    ("a source for each key, no marker", KeySender(marker: false, changesSource: true)),
    ("a source that changes within each key", KeySender(changesSourceAt: 2)),
    ("a source that changes for the ends", KeySender(changesSourceAt: 5)),
    ("a source that changes for the copies", KeySender(changesSourceAt: 6)),
    ("short keys", KeySender(milliseconds: 40, pause: 40)),
    ("short keys with growing timestamps", KeySender(milliseconds: 40, pause: 40, growth: 160)),
    (
      "short keys, ends with new timestamps", KeySender(milliseconds: 40, pause: 40, endGrowth: 160)
    ),
    ("long keys, only the ends", KeySender(milliseconds: 400, pause: 60, onlyEnds: true)),
  ]

  @Test(arguments: senders.indices)
  func `one press is one key however it is sent`(index: Int) {
    let (name, sender) = Self.senders[index]
    #expect(KeyPacket.keys(sender.packets(Self.number)) == Self.number, "\(name)")
  }

  @Test(arguments: senders.indices)
  func `each packet may come twice`(index: Int) {
    let (name, sender) = Self.senders[index]
    let packets = sender.packets(Self.number).flatMap { [$0, $0] }
    #expect(KeyPacket.keys(packets) == Self.number, "\(name)")
  }

  /// One packet of each key, but not where a key has only one of its kind.
  @Test(arguments: senders.indices.filter { !senders[$0].sender.onlyEnds }, 0..<8)
  func `any one packet of each key may be lost`(index: Int, lost: Int) {
    let (name, sender) = Self.senders[index]
    let count = sender.milliseconds / 20 + sender.ends
    let packets = sender.packets(Self.number).enumerated().filter { $0.offset % count != lost }
    #expect(KeyPacket.keys(packets.map(\.element)) == Self.number, "\(name)")
  }

  @Test func `events beside sound of another source count once`() {
    // The sound is of no concern to the receiver: only the events' own source and numbers are.
    let packets = KeySender(ssrc: 0x99).packets("5", sequence: 7)
    #expect(KeyPacket.keys(packets) == "5")
  }

  @Test func `two presses of a key with a growing length that the peer tells only at the end`() {
    let first = KeySender(milliseconds: 60, pause: 60, onlyEnds: true).packets("8")
    var second = KeySender(milliseconds: 400, onlyEnds: true).packets(
      "8", from: 1960, sequence: 65_520)
    for index in second.indices { second[index].time += 120 }
    #expect(KeyPacket.keys(first + second) == "88")
  }

  @Test func `an end that comes after a silence belongs to its press`() {
    var packets = KeySender(milliseconds: 740).packets("4")
    packets.removeSubrange(2..<37)
    var receiver = TelephoneEventReceiver()
    var events = KeyPacket.receive(Array(packets.prefix(2)), &receiver)
    if let up = receiver.tick(at: 400) { events.append(up) }
    events += KeyPacket.receive(Array(packets.dropFirst(2)), &receiver)
    #expect(events == [.down("4", dBm0: -10), .up("4", milliseconds: 40)])
  }

  @Test func `another source may use the same timestamps again after a second`() {
    let packets = KeySender().packets("5")
    let later = KeySender(ssrc: 0x77).packets("5").map { packet in
      var packet = packet
      packet.time += 1_300
      return packet
    }
    #expect(KeyPacket.keys(packets + later) == "55")
  }

  /// A new agreement after so many packets names events of another clock.
  @Test(arguments: 1...8)
  func `a press is one, and two are two, where the clock changes`(place: Int) {
    let packets = KeySender().packets("55")
    var receiver = TelephoneEventReceiver()
    var events = KeyPacket.receive(Array(packets.prefix(place)), &receiver)
    receiver.follow(clockRate: 48_000)
    let rest = packets.dropFirst(place).map { packet in
      var packet = packet
      packet.header.timestamp = packet.header.timestamp &* 6 &+ 777
      packet.event.duration *= 6
      return packet
    }
    events += KeyPacket.receive(rest, &receiver)
    #expect(KeyPacket.keys(events) == "55")
  }

  @Test func `a source that begins its numbers anew is heard`() {
    let later = KeySender().packets("5", from: 99, sequence: 65_400).map { packet in
      var packet = packet
      packet.time += 3_000
      return packet
    }
    #expect(KeyPacket.keys(KeySender().packets("5") + later) == "55")
  }
}
