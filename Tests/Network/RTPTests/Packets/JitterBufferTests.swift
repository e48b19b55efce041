import Audio
import RTP
import Testing

@Suite struct JitterBufferTests {
  @Test(arguments: [40, 56, 80, 160, 240, 320, 480, 1600])
  func `packets of any length become frames of 20 ms`(length: Int) {
    var line = RecordedLine()
    line.send(packets: 16_000 / length, of: length)
    line.run()
    let whole = line.sample / 160 * 160
    #expect(line.sound == RecordedLine.codes(0..<whole))
    #expect(line.count(.sound) == whole / 160)
    #expect(line.buffer.counters == JitterBuffer.Counters())
    // What is left at the end is there too.
    if whole < line.sample {
      let rest = RecordedLine.codes(whole..<line.sample)
      #expect(line.frames[whole / 160].codes.starts(with: rest))
    }
  }

  @Test func `sequence numbers and timestamps may wrap around`() {
    var line = RecordedLine()
    (line.sequence, line.timestamp) = (65_500, .max - 5_000)
    line.send(packets: 200)
    line.run()
    #expect(line.sound == RecordedLine.codes(0..<32_000))
    #expect(line.count(.lost) == 0)
  }

  @Test func `the first packets wait for those that they have overtaken`() {
    var line = RecordedLine()
    line.send(packets: 10)
    line.packets[0].arrival = line.packets[1].arrival + 2
    line.run()
    #expect(line.sound == RecordedLine.codes(0..<1600))
  }

  @Test(arguments: 0..<20)
  func `a lost packet is bridged, and nothing that came is missing`(seed: Int) {
    var random = Seeded(UInt64(seed))
    var line = RecordedLine()
    line.send(packets: 500)
    var kept: [Int] = []
    line.packets = line.packets.enumerated().filter { index, _ in
      let isKept = index == 0 || index == 499 || Int.random(in: 0..<10, using: &random) > 0
      if isKept { kept.append(index) }
      return isKept
    }.map(\.element)
    line.run()
    #expect(line.sound == kept.flatMap { RecordedLine.codes($0 * 160..<$0 * 160 + 160) })
    #expect(line.frames.count == 500)
    #expect(line.buffer.counters.bridged + line.count(.silence) == 500 - kept.count)
  }

  @Test(arguments: 0..<20)
  func `loss, duplicates and reordering together lose nothing that came in time`(seed: Int) {
    var random = Seeded(UInt64(seed) &+ 99)
    var line = RecordedLine()
    line.sequence = UInt16(truncatingIfNeeded: 65_300 + seed)
    line.send(packets: 500)
    // The first ones teach it how much is reordered.
    var kept: Set<Int> = []
    var packets: [RecordedLine.Packet] = []
    for (index, packet) in line.packets.enumerated() {
      if index > 0, index < 499, Int.random(in: 0..<10, using: &random) == 0 { continue }
      kept.insert(index)
      for copy in 0..<(Int.random(in: 0..<10, using: &random) == 0 ? 2 : 1) {
        var packet = packet
        packet.arrival += Double.random(in: 0..<38, using: &random) + Double(copy * 30)
        packets.append(packet)
      }
    }
    line.packets = packets
    line.run()
    let wanted = kept.sorted().flatMap { RecordedLine.codes($0 * 160..<$0 * 160 + 160) }
    #expect(line.buffer.counters.late <= 2)
    let missing = wanted.count - line.sound.count
    #expect(missing == line.buffer.counters.late * 160)
    if missing == 0 { #expect(line.sound == wanted) }
    #expect(line.frames.count == 500)
  }

  @Test func `it gets deeper for a packet that came too late, and less deep again`() {
    var line = RecordedLine()
    line.send(packets: 2_000)
    // One that is 150 ms late, again and again in the first ten seconds.
    for index in stride(from: 50, to: 500, by: 50) { line.packets[index].arrival += 150 }
    let all = line.packets
    line.packets = Array(all[..<500])
    line.run(finish: false)
    #expect(line.buffer.counters.late == 1)
    #expect((8...9).contains(line.buffer.depth))
    var later = line
    later.packets = Array(all[500...])
    later.run()
    #expect(later.buffer.depth < 8)
    #expect(later.buffer.counters.late == 1)
  }

  @Test(arguments: [0.9998, 1.0, 1.0002])
  func `clocks that drift apart do no harm`(speed: Double) {
    var line = RecordedLine()
    line.speed = speed
    line.send(packets: 5_000)
    line.run()
    #expect(line.count(.sound) == 5_000)
    #expect(line.frames.count == 5_000)
    #expect(line.sound == RecordedLine.codes(0..<800_000))
  }

  @Test(arguments: [100.0, 400, 900, 3_000])
  func `what comes in a burst after a stall is all there, in order`(length: Double) {
    var line = RecordedLine()
    line.send(packets: 400)
    line.stall(from: 2_000, to: 2_000 + length)
    line.run()
    #expect(line.sound == RecordedLine.codes(0..<64_000))
    // A short stall leaves no trace at all; in a long one silence is made.
    if length < 500 { #expect(line.frames.count == 400) }
    #expect(line.frames.count <= 400 + Int(length) / 20)
  }

  @Test(arguments: [false, true])
  func `a burst with holes, in a wrong order, is as good`(isSwapped: Bool) {
    var line = RecordedLine()
    line.send(packets: 200)
    line.packets.removeAll { $0.header.sequence % 20 == 0 && $0.header.sequence > 1000 }
    line.stall(from: 1_000, to: 3_500)
    if isSwapped {
      for index in stride(from: 60, to: 160, by: 7) { line.packets.swapAt(index, index + 1) }
    }
    line.run()
    let wanted = (0..<200).filter { $0 == 0 || $0 % 20 != 0 }
    #expect(line.sound == wanted.flatMap { RecordedLine.codes($0 * 160..<$0 * 160 + 160) })
  }

  @Test func `a pause with comfort noise is as long as it was, and as loud`() {
    var line = RecordedLine()
    line.send(packets: 50)
    line.sendNoise(level: 50)
    line.rest(milliseconds: 2_000)
    line.send(packets: 50)
    line.run()
    #expect(line.sound == RecordedLine.codes(0..<16_000))
    #expect((99...103).contains(line.count(.silence)))
    #expect(line.count(.lost) == 0)
    let noise = line.frames.filter { $0.kind == .silence }.flatMap(\.codes)
    let samples = noise.map { G711.muLaw.decode($0) }
    let level = Level.rms(samples.span)
    #expect(abs(level - -50) < 1)
  }

  @Test func `comfort noise goes on while the peer is silent`() {
    var line = RecordedLine()
    line.send(packets: 10)
    line.sendNoise(level: 60)
    line.rest(milliseconds: 5_000)
    line.run()
    #expect((245...256).contains(line.count(.silence)))
  }

  @Test func `a pause without any packet is filled by the timestamps`() {
    var line = RecordedLine()
    line.send(packets: 50)
    line.rest(milliseconds: 400)
    line.send(packets: 50)
    line.run()
    #expect(line.sound == RecordedLine.codes(0..<16_000))
    #expect(line.frames.count == 120)
    #expect(line.kinds[50...69].allSatisfy { $0 != .sound })
  }

  @Test func `a long pause without any packet is silence by the clock`() {
    var line = RecordedLine()
    line.send(packets: 50)
    line.rest(milliseconds: 4_000)
    line.send(packets: 50)
    line.run()
    #expect(line.sound == RecordedLine.codes(0..<16_000))
    #expect((298...302).contains(line.frames.count))
    #expect(line.count(.lost) == 3)
  }

  @Test func `another source goes on where the first one ends`() {
    var line = RecordedLine()
    line.send(packets: 50)
    (line.ssrc, line.timestamp, line.sequence) = (8, 3, 60_000)
    line.send(packets: 50)
    line.run()
    #expect(line.sound == RecordedLine.codes(0..<16_000))
    #expect(line.buffer.counters.jumps == 1)
    #expect(line.count(.lost) == 0)
  }

  @Test(arguments: [UInt32(100), 4_000_000_000, 2_000_000])
  func `a clock that jumps goes on where it was`(timestamp: UInt32) {
    var line = RecordedLine()
    line.send(packets: 50)
    line.timestamp = timestamp
    line.send(packets: 50)
    line.run()
    #expect(line.sound == RecordedLine.codes(0..<16_000))
    #expect(line.buffer.counters.jumps == 1)
  }

  @Test func `a bridged frame repeats the one before and fades within 60 ms`() {
    var line = RecordedLine()
    line.send(packets: 100)
    line.packets.removeSubrange(50..<55)
    line.run()
    #expect(line.kinds[50..<55].elementsEqual([.lost, .lost, .lost, .silence, .silence]))
    let levels = line.frames[49..<55].map { frame in
      frame.codes.map { Int(G711.muLaw.decode($0).magnitude) }.reduce(0, +)
    }
    #expect(zip(levels, levels.dropFirst()).allSatisfy { $0 >= $1 })
    #expect(levels[1] > levels[0] * 7 / 10)
    #expect(levels[4] == 0 && levels[5] == 0)
  }

  @Test func `the other law is converted`() {
    var line = RecordedLine(codec: .pcma)
    line.send(packets: 10)
    line.run()
    let wanted = RecordedLine.codes(0..<1600).map { G711.aLaw.encode(G711.muLaw.decode($0)) }
    #expect(line.sound == wanted)
  }

  @Test func `the end does not wait for what is missing`() {
    var line = RecordedLine()
    line.send(packets: 10)
    line.packets.remove(at: 8)
    line.run(finish: true)
    #expect(line.kinds.suffix(2) == [.lost, .sound])
  }

  /// Talk and pauses of any length, with and without comfort noise, lost and doubled packets,
  /// jitter, stalls: what came is there, once, in order.
  @Test(arguments: 0..<30)
  func `a bad day of a network loses nothing that came in time`(seed: Int) {
    var random = Seeded(UInt64(seed) &+ 1_000)
    var line = RecordedLine()
    for _ in 0..<6 {
      line.send(packets: Int.random(in: 5..<60, using: &random))
      if Bool.random(using: &random) { line.sendNoise(level: 60) }
      line.rest(milliseconds: Int.random(in: 0..<1_500, using: &random))
    }
    line.packets.removeAll { _ in Int.random(in: 0..<20, using: &random) == 0 }
    let kept = line.packets.filter { $0.header.payloadType == 0 }.map(\.payload)
    for index in line.packets.indices {
      line.packets[index].arrival += Double.random(in: 0..<18, using: &random)
    }
    let start = Double.random(in: 0..<4_000, using: &random)
    line.stall(from: start, to: start + Double.random(in: 0..<2_000, using: &random))
    line.packets += line.packets.filter { _ in Int.random(in: 0..<20, using: &random) == 0 }
    line.run()
    let output = line.frames.flatMap(\.codes)
    var position = 0
    var missing = 0
    for packet in kept {
      var at = position
      while at + 160 <= output.count, !output[at..<at + 160].elementsEqual(packet) { at += 1 }
      if at + 160 <= output.count { position = at + 160 } else { missing += 1 }
    }
    #expect(missing <= line.buffer.counters.late)
    #expect(line.buffer.counters.late <= 1)
    #expect(line.buffer.counters.jumps == 0)
  }

  @Test(arguments: 0..<4)
  func `packets of nonsense neither stop it nor make it endless`(seed: Int) {
    var random = Seeded(UInt64(seed))
    let types: [UInt8] = [0, 8, 13, 96]
    let lengths = [0, 1, 7, 160, 1000, 5000]
    var line = RecordedLine()
    var given = 0
    for step in 0..<2_000 {
      let near = Bool.random(using: &random)
      let header = RTPHeader(
        payloadType: types[Int.random(in: 0..<4, using: &random)],
        sequence: near ? UInt16(truncatingIfNeeded: step) : .random(in: 0 ... .max, using: &random),
        timestamp: near
          ? UInt32(step * 160 + Int.random(in: 0..<2000, using: &random))
          : .random(in: 0 ... .max, using: &random),
        ssrc: UInt32.random(in: 0..<2, using: &random))
      let payload = [UInt8](
        repeating: 3, count: lengths[Int.random(in: 0..<6, using: &random)])
      given += payload.count
      let attempts = line.put(
        RecordedLine.Packet(arrival: 0, header: header, payload: payload), attempts: 3)
      #expect(attempts < 3)
      line.tick()
    }
    #expect(line.frames.count <= given / 160 + 2_000 * 225)
  }
}
