import RTP

/// A peer, a network and a jitter buffer: what is sent, when it arrives, and what comes out.
struct RecordedLine {
  struct Packet {
    var arrival: Double
    var header: RTPHeader
    var payload: [UInt8]
  }

  var packets: [Packet] = []
  private(set) var buffer: JitterBuffer
  private(set) var frames: [(kind: JitterBuffer.Frame, codes: [UInt8])] = []

  var sequence: UInt16 = 1000
  var timestamp: UInt32 = 50_000
  var ssrc: UInt32 = 7
  /// Samples sent so far, and the peer's clock in milliseconds.
  var sample = 0
  var clock = 0.0
  /// How fast the peer's clock runs.
  var speed = 1.0

  init(codec: G711Codec = .pcmu) { buffer = JitterBuffer(codec: codec) }

  /// The code of a sample: never that of silence, and no two stretches near each other are alike.
  static func code(_ sample: Int) -> UInt8 { table[sample % table.count] }

  private static let table: [UInt8] = {
    var random = Seeded(11)
    return (0..<100_003).map { _ in UInt8(truncatingIfNeeded: random.next()) & 0x6F }
  }()

  static func codes(_ range: Range<Int>) -> [UInt8] { range.map(code) }

  /// The peer sends sound.
  mutating func send(packets count: Int, of length: Int = 160, delay: Double = 5) {
    for _ in 0..<count {
      clock += Double(length) / 8 / speed
      let header = RTPHeader(
        payloadType: 0, sequence: sequence, timestamp: timestamp, ssrc: ssrc)
      packets.append(
        Packet(
          arrival: clock + delay, header: header,
          payload: Self.codes(sample..<sample + length)))
      sequence &+= 1
      sample += length
      timestamp &+= UInt32(length)
    }
  }

  /// The peer sends comfort noise, once.
  mutating func sendNoise(level: UInt8) {
    let header = RTPHeader(
      payloadType: 13, sequence: sequence, timestamp: timestamp, ssrc: ssrc)
    packets.append(Packet(arrival: clock + 5, header: header, payload: [level]))
    sequence &+= 1
  }

  /// The peer sends nothing, but its clock goes on.
  mutating func rest(milliseconds: Int) {
    clock += Double(milliseconds)
    timestamp &+= UInt32(milliseconds * 8)
  }

  /// Nothing arrives between two times; it all comes at the end.
  mutating func stall(from: Double, to: Double) {
    for index in packets.indices where (from..<to).contains(packets[index].arrival) {
      packets[index].arrival = to
    }
  }

  /// Lets everything arrive. The order of packets of one arrival is theirs in `packets`.
  mutating func run(finish: Bool = true) {
    let arriving = packets.enumerated().sorted {
      ($0.element.arrival, $0.offset) < ($1.element.arrival, $1.offset)
    }
    var index = 0
    var now = 0.0
    while index < arriving.count || now < clock + 100 {
      while index < arriving.count, arriving[index].element.arrival <= now {
        put(arriving[index].element)
        index += 1
      }
      tick()
      now += 20
    }
    if finish {
      buffer.finish()
      drain()
    }
    packets = []
  }

  /// Puts a packet, and takes what there is when there is no room.
  /// - Returns: How often it had to be tried again.
  @discardableResult
  mutating func put(_ packet: Packet, attempts: Int = 2) -> Int {
    for attempt in 0..<attempts {
      if buffer.put(packet.header, packet.payload.span) { return attempt }
      drain()
    }
    return attempts
  }

  /// Lets 20 ms pass and takes what there is.
  mutating func tick() {
    buffer.tick()
    drain()
  }

  private mutating func drain() {
    while true {
      var codes = [UInt8](repeating: 0, count: 160)
      var span = codes.mutableSpan
      let kind = buffer.take(into: &span)
      if kind == .nothing { return }
      frames.append((kind, codes))
    }
  }

  var kinds: [JitterBuffer.Frame] { frames.map(\.kind) }

  func count(_ kind: JitterBuffer.Frame) -> Int { kinds.filter { $0 == kind }.count }

  /// All codes of whole frames of sound.
  var sound: [UInt8] { frames.filter { $0.kind == .sound }.flatMap(\.codes) }
}
