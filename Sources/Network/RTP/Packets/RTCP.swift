/// What a sender says of itself (RFC 3550 section 6.4.1).
public struct SenderReport: Equatable, Sendable {
  /// Seconds since 1900, with 32 bits behind the point.
  public var ntp: UInt64
  /// The same moment in samples of the stream.
  public var timestamp: UInt32
  public var packets: UInt32
  /// Bytes of payload.
  public var octets: UInt32

  /// A report of its parts.
  public init(ntp: UInt64, timestamp: UInt32, packets: UInt32, octets: UInt32) {
    (self.ntp, self.timestamp) = (ntp, timestamp)
    (self.packets, self.octets) = (packets, octets)
  }
}

/// What a receiver says of a stream (RFC 3550 section 6.4.1).
public struct ReceptionReport: Equatable, Sendable {
  public var ssrc: UInt32
  /// Since the last report, in 1/256.
  public var fractionLost: UInt8
  /// In all; 24 bits with a sign.
  public var lost: Int32
  public var highest: UInt32
  /// In samples.
  public var jitter: UInt32
  /// The middle of the NTP timestamp of the last sender report; 0: there was none.
  public var lastSenderReport: UInt32
  /// How long ago that was, in 1/65536 s.
  public var delay: UInt32

  /// A report of its parts.
  public init(
    ssrc: UInt32, fractionLost: UInt8, lost: Int32, highest: UInt32, jitter: UInt32,
    lastSenderReport: UInt32, delay: UInt32
  ) {
    (self.ssrc, self.fractionLost, self.lost) = (ssrc, fractionLost, lost)
    (self.highest, self.jitter) = (highest, jitter)
    (self.lastSenderReport, self.delay) = (lastSenderReport, delay)
  }

  /// How long a packet takes to the peer and back, in 1/65536 s; `nil`: it has had no sender report
  /// of ours yet, or its numbers cannot be right.
  /// - Parameter now: the middle of the NTP timestamp of now.
  public func roundTrip(now: UInt32) -> UInt32? {
    guard lastSenderReport != 0 else { return nil }
    let time = Int32(bitPattern: now &- lastSenderReport &- delay)
    return time < 0 ? nil : UInt32(time)
  }
}

/// One packet of those that travel together (RFC 3550 section 6).
public enum RTCPPacket: Equatable, Sendable {
  case senderReport(ssrc: UInt32, SenderReport, [ReceptionReport])
  case receiverReport(ssrc: UInt32, [ReceptionReport])
  /// The canonical name of each source that has told one.
  case description([UInt32: String])
  /// Sources that have ended.
  case bye([UInt32])
  /// Of a type that we do not use.
  case other(UInt8)
}

/// The control protocol of RTP: reports on how a stream is going.
public enum RTCP {
  /// What we send every few seconds, and with `isBye` once at the end. What is nobody's report on
  /// nothing is still a packet: it says that we are there.
  /// - Parameters:
  ///   - sender: `nil` when we have sent nothing since the last report.
  ///   - name: our canonical name (RFC 7022), the same for the whole call; cut at 255 bytes.
  public static func compound(
    ssrc: UInt32, sender: SenderReport?, report: ReceptionReport?, name: String,
    isBye: Bool = false
  ) -> [UInt8] {
    var writer = RTCPWriter()
    writer.begin(sender == nil ? 201 : 200, count: report == nil ? 0 : 1)
    writer.put(ssrc)
    if let sender {
      writer.put(UInt32(truncatingIfNeeded: sender.ntp >> 32))
      writer.put(UInt32(truncatingIfNeeded: sender.ntp))
      writer.put(sender.timestamp)
      writer.put(sender.packets)
      writer.put(sender.octets)
    }
    if let report { writer.put(report) }
    writer.end()
    writer.begin(202, count: 1)
    writer.put(ssrc)
    let name = Array(name.utf8.prefix(255))
    writer.bytes += [1, UInt8(name.count)] + name + [0]
    writer.end()
    if isBye {
      writer.begin(203, count: 1)
      writer.put(ssrc)
      writer.end()
    }
    return writer.bytes
  }

  /// The time to the next report: five seconds, and by chance up to the half of it less or more, so
  /// that not all report at once (RFC 3550 section 6.2, for two parties).
  /// - Parameter chance: a random number from 0 up to 1.
  public static func intervalMilliseconds(chance: Double) -> Int {
    let least = 2_500
    return least + Int(5_000 * min(max(chance, 0), 1))
  }
}

/// Appends packets in network order.
private struct RTCPWriter {
  var bytes: [UInt8] = []
  private var start = 0

  mutating func begin(_ type: UInt8, count: UInt8) {
    start = bytes.count
    bytes += [0x80 | count, type, 0, 0]
  }

  /// Fills up to whole words and tells the length in the header.
  mutating func end() {
    while (bytes.count - start) % 4 != 0 { bytes.append(0) }
    let words = (bytes.count - start) / 4 - 1
    bytes[start + 2] = UInt8(truncatingIfNeeded: words >> 8)
    bytes[start + 3] = UInt8(truncatingIfNeeded: words)
  }

  mutating func put(_ number: UInt32) {
    for shift in [24, 16, 8, 0] { bytes.append(UInt8(truncatingIfNeeded: number >> UInt32(shift))) }
  }

  mutating func put(_ report: ReceptionReport) {
    put(report.ssrc)
    put(UInt32(report.fractionLost) << 24 | UInt32(bitPattern: report.lost) & 0xFF_FFFF)
    put(report.highest)
    put(report.jitter)
    put(report.lastSenderReport)
    put(report.delay)
  }
}
