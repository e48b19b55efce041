import RTP
import Threads

/// What RTCP says and hears, and what the sums at the end are made of.
struct Reports {
  private var statistics = RTPStatistics()
  private var octets = 0
  /// Datagrams that were none of the call's.
  var dropped = 0
  /// What the peer said last.
  private var remote: MediaStatistics.RemoteReport?
  /// Where the peer's RTCP comes from.
  var source: MediaAddress?
  private var nextTime: Int64 = .max
  private var sentBefore = 0

  /// Counts a packet of the call. Reports are on the source of the sound: telephone-events may have
  /// one of their own beside it.
  mutating func take(
    _ header: RTPHeader, _ payload: Int, _ format: NegotiatedFormat, at now: Int64
  ) {
    octets += payload
    let isEvent = format.isEvent(header.payloadType, bytes: payload)
    if isEvent, let sound = statistics.ssrc, sound != header.ssrc { return }
    statistics.receive(
      header, arrival: UInt32(truncatingIfNeeded: now / 125_000),
      hasClock: !isEvent)
  }

  /// Takes what the peer says.
  /// - Parameter arrival: When it came, on ``MonotonicTime/now``.
  /// - Returns: Whether it is RTCP.
  mutating func take(_ packet: Span<UInt8>, ownSSRC: UInt32, at arrival: Int64) -> Bool {
    guard let parts = RTCP.parse(packet) else { return false }
    let now = Self.middle(Self.networkTime(at: arrival))
    for part in parts {
      switch part {
      case .senderReport(_, let sender, let reports):
        statistics.heard(sender, now: now)
        note(reports, ownSSRC, now)
      case .receiverReport(_, let reports):
        note(reports, ownSSRC, now)
      case .description, .bye, .other:
        // That the call is over is said by its signalling.
        break
      }
    }
    return true
  }

  private mutating func note(_ reports: [ReceptionReport], _ ownSSRC: UInt32, _ now: UInt32) {
    guard let report = reports.first(where: { $0.ssrc == ownSSRC }) else { return }
    remote = MediaStatistics.RemoteReport(
      packetsLost: Int(report.lost), fractionLost: Double(report.fractionLost) / 256,
      jitterMilliseconds: Double(report.jitter) / 8,
      roundTripMilliseconds: report.roundTrip(now: now).map { Double($0) / 65.536 })
  }

  // MARK: Ours

  /// Plans the first report.
  mutating func begin(at now: Int64, _ options: MediaOptions) {
    if nextTime == .max { plan(at: now, options) }
  }

  /// Whether a report is due; then the next one is planned.
  mutating func isDue(at now: Int64, _ options: MediaOptions) -> Bool {
    guard now >= nextTime else { return false }
    plan(at: now, options)
    return true
  }

  mutating func packet(_ sender: RTPSender, at now: Int64, name: String, isBye: Bool) -> [UInt8] {
    let time = Self.networkTime(at: now)
    let ownReport = SenderReport(
      ntp: time, timestamp: sender.clockTimestamp(at: now),
      packets: UInt32(truncatingIfNeeded: sender.packets),
      octets: UInt32(truncatingIfNeeded: sender.octets))
    let hasSent = sender.packets > sentBefore
    sentBefore = sender.packets
    return RTCP.compound(
      ssrc: sender.ssrc, sender: hasSent ? ownReport : nil,
      report: statistics.report(now: Self.middle(time)), name: name, isBye: isBye)
  }

  func sum(_ sender: RTPSender) -> MediaStatistics {
    var sum = MediaStatistics()
    (sum.packetsSent, sum.octetsSent) = (sender.packets, sender.octets)
    (sum.packetsReceived, sum.octetsReceived) = (statistics.received, octets)
    sum.packetsLost = statistics.lost
    sum.jitterMilliseconds = Double(statistics.jitter) / 8
    sum.packetsDropped = dropped
    sum.remote = remote
    return sum
  }

  private mutating func plan(at now: Int64, _ options: MediaOptions) {
    let milliseconds = RTCP.intervalMilliseconds(chance: .random(in: 0..<1))
    // The interval is for five seconds.
    let share = options.reportSeconds / 5
    nextTime = now + Int64(Double(milliseconds) * share * Double(MonotonicTime.millisecond))
  }

  /// NTP's: seconds since 1900, with 32 bits behind the point.
  private static func networkTime(at moment: Int64) -> UInt64 {
    let wall = UInt64(WallTime.now - (MonotonicTime.now - moment))
    let second = UInt64(MonotonicTime.second)
    return (wall / second + 2_208_988_800) << 32 | (wall % second) << 32 / second
  }

  private static func middle(_ time: UInt64) -> UInt32 { UInt32(truncatingIfNeeded: time >> 16) }
}
