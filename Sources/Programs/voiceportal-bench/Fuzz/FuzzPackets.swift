import Media
import RTP

/// Packets of calls. A stream is some packets, each behind its length in two bytes, because what
/// a packet does depends on those before it.
enum FuzzPackets {
  /// Streams of sound with keys, comfort noise and other sources.
  static let streams: [[UInt8]] = {
    let seeds = FuzzSeeds(port: 5_060)
    let sound = (0..<12).map { seeds.sound($0) }
    return [
      stream(sound.map { $0[0] }),
      stream(sound.map { $0[1] } + sound.map { $0[2] }),
      stream(sound.flatMap { $0 }),
      stream([sound[0][0], sound[1][3], sound[2][0], sound[9][0], sound[3][4]]),
    ]
  }()

  /// The packets of a stream; what is left at its end is one as well.
  static func packets(of stream: [UInt8]) -> [ArraySlice<UInt8>] {
    var packets: [ArraySlice<UInt8>] = []
    var rest = stream[...]
    while rest.count > 2, packets.count < 64 {
      let length = Int(rest.removeFirst()) << 8 | Int(rest.removeFirst())
      packets.append(rest.prefix(length))
      rest = rest.dropFirst(length)
    }
    return packets
  }

  private static func stream(_ packets: [[UInt8]]) -> [UInt8] {
    packets.flatMap { [UInt8($0.count >> 8), UInt8($0.count & 0xFF)] + $0 }
  }

  // MARK: SRTP

  static let key = SRTPKey([UInt8](1...30))

  /// Packets behind a right tag, RTP first, then RTCP; what they are stands in the first byte.
  static let secured: [[UInt8]] = {
    guard let key else { return [] }
    var secured: [[UInt8]] = []
    for (index, suite) in SRTPSuite.allCases.enumerated() {
      for packet in FuzzSeeds(port: 5_060).sound(3) {
        let made = SecurePackets(suite, key).protect(packet, isReport: false)
        if let made { secured.append([UInt8(index)] + made) }
      }
      for report in FuzzSeeds.reports {
        let made = SecurePackets(suite, key).protect(report, isReport: true)
        if let made { secured.append([UInt8(index) | 2] + made) }
      }
    }
    return secured
  }()
}
